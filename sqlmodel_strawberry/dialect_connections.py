"""The connections of asyncpg and of aiosqlite."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.asyncio import AsyncConnection

from sqlmodel_strawberry import pooling
from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.driver_connections import Arguments, DriverConnection
from sqlmodel_strawberry.drivers import others_listen
from sqlmodel_strawberry.queries import Results, Rows

if TYPE_CHECKING:
    from sqlmodel_strawberry.database import Database

RESET_SECONDS = 1
"""How long a ROLLBACK of PostgreSQL may take, until the connection is thrown away instead."""
INTERRUPTS, INTERRUPT_SECONDS = 20, 0.01


class PostgresConnection(DriverConnection):
    """asyncpg's."""

    @property
    def is_closed(self) -> bool:
        """See `DriverConnection`."""
        return bool(self.driver.is_closed())

    @property
    def is_in_transaction(self) -> bool:
        """See `DriverConnection`."""
        return not self.driver.is_closed() and bool(self.driver.is_in_transaction())

    @property
    def needs_transaction(self) -> bool:
        """See `DriverConnection`. PgBouncer may change the server between two steps of a statement."""
        return bool(self.driver._stmt_cache.get_max_size() == 0)

    @property
    def commits_by_itself(self) -> bool:
        """See `DriverConnection`."""
        events, name = self._engine.dispatch, self._engine.name
        told = others_listen(events, "begin", name) or others_listen(events, "commit", name)
        return not told and not self.needs_transaction

    async def interrupt(self) -> None:
        """See `DriverConnection`."""
        self._may_be_interrupted = True
        await self.driver._cancel(asyncio.get_running_loop().create_future())

    async def join(self) -> None:
        """See `DriverConnection`."""
        await super().join()
        adapter: Any = self.proxy.dbapi_connection
        if adapter._transaction is None:
            await adapter._start_transaction()

    async def _send(self, text: str, arguments: Arguments, results: Results) -> Rows:
        if results.known(self._engine.dialect):
            fetched: Rows = await self.driver.fetch(text, *arguments)
            return fetched
        adapter: Any = self.proxy.dbapi_connection
        prepared = await self.driver.prepare(text, name=adapter._prepared_statement_name_func())
        columns = prepared.get_attributes()
        names, kinds = [column.name for column in columns], [column.type.oid for column in columns]
        results.describe(names, kinds, self._engine.dialect)
        fetched = await prepared.fetch(*arguments)
        return fetched

    async def _send_control(self, sql: str) -> None:
        await self.driver.execute(sql)

    async def _roll_back(self) -> None:
        # A timer of asyncpg's own takes five times as long.
        late = asyncio.get_running_loop().call_later(RESET_SECONDS, self.driver.terminate)
        try:
            await self.driver.execute("ROLLBACK")
        finally:
            late.cancel()


class SqliteConnection(DriverConnection):
    """aiosqlite's: statements run in a thread, which nobody can cancel."""

    _is_stuck = False

    @property
    def is_closed(self) -> bool:
        """See `DriverConnection`."""
        return self.driver._connection is None

    @property
    def is_in_transaction(self) -> bool:
        """See `DriverConnection`."""
        return self.driver._connection is not None and bool(self.driver.in_transaction)

    async def _send(self, text: str, arguments: Arguments, results: Results) -> Rows:
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
        idle = self.database.keep(self.driver.execute_fetchall(""))
        for _ in range(INTERRUPTS):
            await self.driver.interrupt()
            await asyncio.wait((idle,), timeout=INTERRUPT_SECONDS)
            if idle.done():
                return
        self._is_stuck = True

    def _is_unharmed_by(self, error: BaseException) -> bool:
        return isinstance(error, asyncio.CancelledError) and not self._is_stuck


CONNECTIONS: dict[str, type[DriverConnection]] = {"postgresql": PostgresConnection, "sqlite": SqliteConnection}
"""By dialect."""


async def taken(database: Database, tally: Tally) -> DriverConnection:
    """A connection of the database's pool. Raises whatever keeps it from being had."""
    proxy = await pooling.take(database.engine.sync_engine, database.connect_timeout)
    return CONNECTIONS[database.dialect](database, proxy, tally)


def lent(connection: AsyncConnection, database: Database, tally: Tally) -> DriverConnection:
    """That of a connection which somebody else holds."""
    assert connection.sync_connection is not None
    connection.sync_connection.info[TALLY] = tally
    return CONNECTIONS[database.dialect](database, connection.sync_connection.connection, tally, connection)
