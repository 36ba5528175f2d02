"""The driver's own connection, held by SQLAlchemy's pool: statements run on it below SQLAlchemy.

What its users rely on is kept: events of the engine are told, errors are SQLAlchemy's, and a connection that broke, or
was cut in the middle of a statement, never goes back to the pool.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.util import greenlet_spawn

from sqlmodel_strawberry.database.drivers import tell_others
from sqlmodel_strawberry.database.held_connections import HeldConnection
from sqlmodel_strawberry.database.pooling import proxied
from sqlmodel_strawberry.database.queries import (
    CompiledQuery,
    Query,
    Results,
    Rows,
    Values,
    context_of,
    is_control,
)

if TYPE_CHECKING:
    from sqlalchemy import Executable


logger = logging.getLogger(__name__)

Arguments = tuple[Any, ...]


class DriverConnection(HeldConnection):
    """Runs the statements of one operation. `tally` is told of them."""

    async def fetch(self, query: Query, values: Values) -> Rows:
        """Run a query, and return its rows.

        Raises:
            StatementError: a value is missing, or none of its type's.
            DBAPIError: the database refuses it.
            DatabaseUnavailableError: the connection broke.
        """
        compiled = query.last
        if compiled is None or compiled.engine() is not self._engine:
            compiled = query.on(self._engine)
        text, results = compiled.text, compiled.results
        if text is None or results.processors is None or self._is_heard:
            return await self._fetch_at_length(query, compiled, values)
        arguments, times = compiled.bind(values), self.database.times
        began = time.perf_counter()
        try:
            fetched = await self._send(text, arguments)
        except BaseException as error:
            if await self._may_be_repeated(error):
                return await self._fetch_at_length(query, compiled, values)
            times.ended(text, began, self.tally, compiled.is_control, failed=True)
            await self._fail(error, text, arguments)
        times.ended(text, began, self.tally, compiled.is_control, failed=False)
        return results.rows(fetched) if results.processors else fetched

    async def execute(self, statement: Executable, values: Values) -> Rows:
        """Run a statement of SQLAlchemy's once, and return its rows, whose values have names. Raises as `fetch`."""
        results, fetched = await self._run_in_context(statement, values)
        return results.named(fetched)

    def begin(self, sql: str) -> Awaitable[None]:
        """Open a transaction. Raises as `fetch`."""
        return self._control("begin", sql)

    def end(self, sql: str, begin: str | None = None) -> Awaitable[None]:
        """COMMIT or ROLLBACK, and begin another transaction where it `is_unobserved`. Raises as `fetch`."""
        return self._control(sql.lower(), sql if begin is None else f"{sql}; {begin}")

    async def reset(self) -> None:
        """Roll back what is open, whoever began it. Raises as `fetch`."""
        if self._sqlalchemy is not None:
            await self._sqlalchemy.rollback()
        if self.is_in_transaction:
            await self.end("ROLLBACK")

    async def close(self, *, is_snapshot: bool = False) -> None:
        """Give the connection back. An open transaction is rolled back; where that fails, or takes long, it breaks.

        One that is a snapshot of reads may be rolled back by whoever has the connection next.
        """
        if self.driver is None or (self._proxy is not None and not self._proxy.is_valid):
            return
        try:
            is_open = self.is_in_transaction
            if self._may_be_interrupted or is_open is None:
                await greenlet_spawn(self.proxy.invalidate)
                return
            if is_open:
                if is_snapshot and self._rests():
                    return
                if self._tells_others:
                    await self._tell("rollback")
                await self._roll_back()
            if self._sqlalchemy is not None:
                await self._sqlalchemy.close()
            elif not self.database.pool.put_back(self._record, self._pool, self._proxy):
                await greenlet_spawn(self.proxy.close)
        except BaseException as error:
            # Nobody waits for a server that is lost, or a thread that is busy.
            self.database.keep(greenlet_spawn(self.proxy.invalidate, error))
            if not isinstance(error, Exception):
                raise
            logger.warning("a connection broke when it was given back: %s", type(error).__name__)
        finally:
            # It is somebody else's from here on.
            self.driver = None

    def lose(self) -> None:
        """Whoever had the connection is gone, and did not give it back: the pool closes it, and warns."""
        if self.driver is not None and self._proxy is None:
            # As a proxy would be that nobody has any more.
            proxied(self._record, self._pool)

    @property
    def is_unobserved(self) -> bool:
        """Whether nobody is told of its transactions, and it keeps its server, which can be stopped in a statement.

        Then a statement outside of a transaction may be one, one message may end a transaction and begin another, and a
        snapshot may be left open.
        """
        return False

    async def interrupt(self) -> None:
        """Have the server end the statement that runs. Its end tells whether it was too late for that."""
        raise NotImplementedError

    async def join(self) -> None:
        """Begin the transaction of whoever holds the connection, where it is only about to begin."""
        if not self.sqlalchemy.in_transaction():
            await self.sqlalchemy.begin()

    @property
    def is_in_transaction(self) -> bool | None:
        """Whether the server has one open, whoever began it; None where the driver has given the connection up."""
        raise NotImplementedError

    @property
    def needs_transaction(self) -> bool:
        """Whether a single statement must have one of its own."""
        return False

    def _rests(self) -> bool:
        """Give the connection back with its snapshot open, where that is possible."""
        return False

    def _send(self, text: str, arguments: Arguments) -> Awaitable[Rows]:
        """Run a statement whose results are known, in the least that the driver can do."""
        raise NotImplementedError

    async def _may_be_repeated(self, error: BaseException) -> bool:
        """Whether the statement was only refused for what the driver kept of it, which it has forgotten now."""
        return False

    async def _send_at_length(self, text: str, arguments: Arguments, results: Results) -> Rows:
        """Run any statement, and find out what comes."""
        raise NotImplementedError

    def _send_control(self, sql: str) -> Awaitable[object]:
        raise NotImplementedError

    def _roll_back(self) -> Awaitable[object]:
        return self._send_control("ROLLBACK")

    async def _control(self, event: str, sql: str) -> None:
        if self._tells_others:
            await self._tell(event)
        try:
            await self._send_control(sql)
        except BaseException as error:
            await self._fail(error, sql, ())

    @property
    def _tells_others(self) -> bool:
        if self._tells is None:
            self._tells = self.database.audience.hears_transactions
        return self._tells

    def _tell(self, event: str) -> Awaitable[None]:
        return greenlet_spawn(tell_others, self._sync(), event)

    async def _fetch_at_length(self, query: Query, compiled: CompiledQuery, values: Values) -> Rows:
        if compiled.text is None:
            results, fetched = await self._run_in_context(query.statement, values)
            return results.rows(fetched)
        return compiled.results.rows(await self._run(compiled.text, compiled.bind(values), compiled.results))

    async def _run_in_context(self, statement: Executable, values: Values) -> tuple[Results, Rows]:
        context = context_of(statement, values, self._sync())
        results = Results.of(context.compiled)  # type: ignore[arg-type]
        arguments: Any = context.parameters[0]
        return results, await self._run(context.statement, arguments, results, context)

    async def _run(self, text: str, arguments: Arguments, results: Results, context: Any = None) -> Rows:
        if self._is_heard:
            return await self._run_observed(text, arguments, results, context)
        times, began = self.database.times, time.perf_counter()
        try:
            fetched = await self._send_at_length(text, arguments, results)
        except BaseException as error:
            times.ended(text, began, self.tally, is_control(text), failed=True)
            await self._fail(error, text, arguments, context)
        times.ended(text, began, self.tally, is_control(text), failed=False)
        return fetched

    async def _run_observed(self, text: str, arguments: Any, results: Results, context: Any) -> Rows:
        """Run a statement that others want to hear of, and may change."""
        connection = self._sync()
        context = context or self._context(text, arguments)
        events = connection.dispatch
        try:
            text, arguments = await greenlet_spawn(_tell_before, connection, context, text, arguments)
            fetched = await self._send_at_length(text, arguments, results)
            await greenlet_spawn(
                events.after_cursor_execute, connection, context.cursor, text, arguments, context, False
            )
        except BaseException as error:
            await self._fail(error, text, arguments, context)
        return fetched


def _tell_before(connection: Connection, context: Any, text: str, arguments: Any) -> tuple[str, Any]:
    for listener in connection.dispatch.before_cursor_execute:
        text, arguments = listener(connection, context.cursor, text, arguments, context, False)
    if connection._echo:
        connection._log_info(text)
        connection._log_parameters(arguments, "driver", ismulti=False)
    return text, arguments
