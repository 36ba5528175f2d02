"""The open transaction of a write: the engine's own statements run on the driver's connection, services have a session.

A session begins, flushes and ends transactions with a good deal of work that statements do not need. So it is made for
those who ask for it, and where somebody listens to the events of sessions: these are told of every write.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import Executable, Result
from sqlmodel.ext.asyncio.session import AsyncSession

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.database.driver_connections import DriverConnection
from sqlmodel_strawberry.database.kept_statements import Parameters, is_bare_insert, kept, result_of
from sqlmodel_strawberry.database.queries import NO_VALUES, Query, Rows, Values
from sqlmodel_strawberry.database.turns import Turns

if TYPE_CHECKING:
    from sqlmodel_strawberry.database.engine import Database

EVENTS = (
    "after_begin",
    "after_transaction_create",
    "after_transaction_end",
    "before_commit",
    "after_commit",
    "after_rollback",
    "after_soft_rollback",
)
"""What a session meets in a transaction in which it has nothing to flush."""


class WriteSession(AsyncSession):
    """A session inside the transaction of one root mutation field. The engine commits it; nobody else does."""

    async def commit(self) -> NoReturn:
        raise RuntimeError("the engine commits when the write ends; use begin_nested() for a savepoint, or flush()")

    async def rollback(self) -> NoReturn:
        raise RuntimeError("raise an exception to roll the write back; use begin_nested() for a savepoint")


class Transaction(ABC):
    """Runs the statements of one write. The engine commits it, or rolls it back where an exception leaves it."""

    session: WriteSession | None = None
    """In whose transaction it is; None where there is none."""

    database: Database
    """What is written to."""
    _connection: DriverConnection

    @property
    def tally(self) -> Tally:
        """What the operation has cost so far."""
        return self._connection.tally

    @abstractmethod
    def fetch(self, statement: Query | Executable, values: Values = NO_VALUES) -> Awaitable[Rows]:
        """Run a statement, and return its rows: a query's as the driver gives them, any other's with names.

        Raises:
            StatementError: a value is missing, or none of its type's.
            DBAPIError: the database refuses it.
            DatabaseUnavailableError: the connection broke.
        """

    async def execute(self, statement: Executable, parameters: Parameters = NO_VALUES, /) -> Result[*tuple[Any, ...]]:
        """Run a statement as SQLAlchemy's `AsyncConnection.execute` does. Raises as `fetch`.

        What is made once, at the top of a module, is compiled once. Values of several rows are for an INSERT one
        statement, for others one each. The result has the rows that the statement gives, and tells no `rowcount`.
        """
        known = kept(statement)
        bound = known.bound(parameters) if known and parameters else None
        if known and bound:
            return known.result(await self.fetch(*bound))
        if isinstance(parameters, Mapping):
            return result_of(await self.fetch(statement, parameters))
        if parameters and is_bare_insert(statement):
            return result_of(await self.fetch(statement.values(list(parameters))))  # type: ignore[attr-defined]
        for values in parameters:
            await self.fetch(statement, values)
        return result_of(())

    def fetch_last(self, query: Query, values: Values) -> Awaitable[Rows]:
        """The same for a query after which there is nothing to do but to commit, unless it wrote nothing."""
        return self.fetch(query, values)


class SessionTransaction(Transaction):
    """That of a session."""

    session: WriteSession

    def __init__(self, session: WriteSession, connection: DriverConnection) -> None:
        self._connection, self.database = connection, connection.database
        self.session = session

    async def fetch(self, statement: Query | Executable, values: Values = NO_VALUES) -> Rows:
        """See `Transaction`."""
        await self.session.connection()
        await self._connection.join()
        if isinstance(statement, Query):
            return await self._connection.fetch(statement, values)
        return await self._connection.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A block that is undone where it raises, and nothing else with it."""
        async with (await self.session.connection()).begin_nested():
            yield


class DriverTransaction(Transaction):
    """That of a connection, begun with its first statement; a single one is a transaction by itself.

    Whoever made it ends it where it is open. `turns` is told when a statement begins that is committed with its end.
    """

    def __init__(self, connection: DriverConnection, begin: str, turns: Turns) -> None:
        self._connection, self.database = connection, connection.database
        self._begin, self._turns = begin, turns
        self.is_open = False

    async def begin(self) -> None:
        """Begin it now."""
        self._turns.is_committing = False
        await self._connection.begin(self._begin)
        self.is_open = True

    def fetch_last(self, query: Query, values: Values) -> Awaitable[Rows]:
        """See `Transaction`."""
        connection = self._connection
        if self.is_open or not connection.is_unobserved:
            return self.fetch(query, values)
        if connection.is_in_transaction:
            return self._fetch_after_reset(query, values)
        # Until the turn ends, or something else begins.
        self._turns.is_committing = True
        return connection.fetch(query, values)

    async def _fetch_after_reset(self, query: Query, values: Values) -> Rows:
        await self._connection.reset()
        self._turns.is_committing = True
        return await self._connection.fetch(query, values)

    def fetch(self, statement: Query | Executable, values: Values = NO_VALUES) -> Awaitable[Rows]:
        """See `Transaction`."""
        if not self.is_open:
            return self._fetch_first(statement, values)
        if isinstance(statement, Query):
            return self._connection.fetch(statement, values)
        return self._connection.execute(statement, values)

    async def _fetch_first(self, statement: Query | Executable, values: Values) -> Rows:
        await self.begin()
        return await self.fetch(statement, values)


_dispatch: Any = WriteSession.sync_session_class().dispatch
SESSION_LISTENERS: list[Any] = [getattr(_dispatch, name).parent_listeners for name in EVENTS]
"""Some of them are not empty where somebody listens to what happens to all sessions of writes."""
