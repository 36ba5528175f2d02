"""The connections of asyncpg and of aiosqlite."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncConnection

from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.database.driver_connections import Arguments, DriverConnection
from sqlmodel_strawberry.database.queries import Results, Rows
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError

if TYPE_CHECKING:
    from sqlmodel_strawberry.database.engine import Database

RESET_SECONDS = 1
"""How long a ROLLBACK of PostgreSQL may take, until the connection is thrown away instead."""
INTERRUPTS, INTERRUPT_SECONDS = 20, 0.01


class PostgresConnection(DriverConnection):
    """asyncpg's."""

    @property
    def is_in_transaction(self) -> bool | None:
        """See `DriverConnection`."""
        # As asyncpg's own methods do, in one call.
        protocol = self.driver._protocol
        return protocol.is_in_transaction() if protocol is not None and protocol.is_connected() else None

    @property
    def needs_transaction(self) -> bool:
        """See `DriverConnection`. PgBouncer may change the server between two steps of a statement."""
        return not self.driver._stmt_cache_enabled

    @property
    def is_unobserved(self) -> bool:
        """See `DriverConnection`. PgBouncer gives each transaction another server."""
        if self._tells is None:
            self._tells = self.database.audience.hears_transactions
        return self.driver._stmt_cache_enabled and not self._tells

    async def interrupt(self) -> None:
        """See `DriverConnection`."""
        self._may_be_interrupted = True
        await self.driver._cancel(asyncio.get_running_loop().create_future())

    def begin(self, sql: str) -> Awaitable[None]:
        """See `DriverConnection`."""
        # What the connection rests in ends with the same message.
        return super().begin(f"ROLLBACK; {sql}" if self.is_in_transaction else sql)

    def _rests(self) -> bool:
        if self._proxy is not None or not self.is_unobserved:
            return False
        return self.database.pool.rest(self._record, self._pool)

    async def join(self) -> None:
        """See `DriverConnection`."""
        await super().join()
        if self._adapter._transaction is None:
            await self._adapter._start_transaction()

    def _send(self, text: str, arguments: Arguments) -> Awaitable[Rows]:
        driver = self.driver
        protocol = driver._protocol
        if protocol is not None and not driver._query_loggers:
            # What asyncpg keeps of statements. It bounds it, so the statement counts as used.
            key, kept = (text, protocol.get_record_class(), False), driver._stmt_cache._entries
            entry = kept.get(key)
            if entry is not None and not entry._statement.closed:
                kept.move_to_end(key)
                return protocol.bind_execute(entry._statement, arguments, "", 0, False, None)  # type: ignore[no-any-return]
        return driver.fetch(text, *arguments)  # type: ignore[no-any-return]

    async def _may_be_repeated(self, error: BaseException) -> bool:
        # As `driver.fetch` does, which did not run the statement.
        errors = self._adapter.dbapi.asyncpg
        if isinstance(error, errors.OutdatedSchemaCacheError):
            await self.driver.reload_schema_state()
        if not isinstance(error, errors.InvalidCachedStatementError):
            return False
        self.driver._drop_global_statement_cache()
        return not self.is_in_transaction

    async def _send_at_length(self, text: str, arguments: Arguments, results: Results) -> Rows:
        if results.known(self._engine.dialect):
            fetched: Rows = await self.driver.fetch(text, *arguments)
            return fetched
        prepared = await self.driver.prepare(text, name=self._adapter._prepared_statement_name_func())
        columns = prepared.get_attributes()
        names, kinds = [column.name for column in columns], [column.type.oid for column in columns]
        results.describe(names, kinds, self._engine.dialect)
        fetched = await prepared.fetch(*arguments)
        return fetched

    def _send_control(self, sql: str) -> Awaitable[object]:
        driver = self.driver
        if driver._query_loggers or driver._protocol is None:
            return driver.execute(sql)  # type: ignore[no-any-return]
        return driver._protocol.query(sql, None)  # type: ignore[no-any-return]

    async def _roll_back(self) -> None:
        # A timer of asyncpg's own takes five times as long.
        late = asyncio.get_running_loop().call_later(RESET_SECONDS, self.driver.terminate)
        try:
            await self._send_control("ROLLBACK")
        finally:
            late.cancel()


class SqliteConnection(DriverConnection):
    """aiosqlite's: statements run in a thread, which nobody can cancel."""

    _is_stuck = False

    @property
    def is_in_transaction(self) -> bool | None:
        """See `DriverConnection`."""
        return None if self.driver._connection is None else bool(self.driver.in_transaction)

    async def _send(self, text: str, arguments: Arguments) -> Rows:
        driver = self.driver
        try:
            # Its `execute_fetchall`, which makes a context manager of it.
            fetched: Rows = await driver._execute(driver._execute_fetchall, text, arguments)
        except asyncio.CancelledError:
            await self._interrupted()
            raise
        return fetched

    async def _send_at_length(self, text: str, arguments: Arguments, results: Results) -> Rows:
        try:
            if results.known(self._engine.dialect):
                fetched: Rows = await self.driver.execute_fetchall(text, arguments)
                return fetched
            async with self.driver.execute(text, arguments) as cursor:
                names = [column[0] for column in cursor.description or ()]
                results.describe(names, [None] * len(names), self._engine.dialect)
                fetched = await cursor.fetchall()
                return fetched
        except asyncio.CancelledError:
            await self._interrupted()
            raise

    async def _send_control(self, sql: str) -> None:
        try:
            await self.driver.execute_fetchall(sql)
        except asyncio.CancelledError:
            await self._interrupted()
            raise

    async def _interrupted(self) -> None:
        """The thread has ended what it was told to do, or does not hear."""
        await asyncio.wait((self.database.keep(self._interrupt()),))

    async def _interrupt(self) -> None:
        """What the thread has not begun yet cannot be interrupted: once is not enough."""
        driver = self.driver
        idle = self.database.keep(driver.execute_fetchall(""))
        for _ in range(INTERRUPTS):
            await driver.interrupt()
            await asyncio.wait((idle,), timeout=INTERRUPT_SECONDS)
            if idle.done():
                return
        self._is_stuck = True

    def _is_unharmed_by(self, error: BaseException) -> bool:
        return isinstance(error, asyncio.CancelledError) and not self._is_stuck


CONNECTIONS: dict[str, type[DriverConnection]] = {"postgresql": PostgresConnection, "sqlite": SqliteConnection}
"""By dialect."""


async def taken(database: Database, tally: Tally) -> DriverConnection:
    """One that the database's pool gives by its own ways, of which most are new.

    Raises:
        DatabaseUnavailableError: no connection could be had.
    """
    try:
        proxy: Any = await database.pool.take(database.connect_timeout)
    except Exception as error:  # whatever it is, there is none
        raise DatabaseUnavailableError("no connection could be had") from error
    return CONNECTIONS[database.dialect](database, tally, proxy._connection_record, proxy)


def lent(connection: AsyncConnection, database: Database, tally: Tally) -> DriverConnection:
    """That of a connection which somebody else holds."""
    assert connection.sync_connection is not None
    connection.sync_connection.info[TALLY] = tally
    proxy: Any = connection.sync_connection.connection
    return CONNECTIONS[database.dialect](database, tally, proxy._connection_record, proxy, connection)
