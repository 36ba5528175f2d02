"""The connection of an operation: taken when something is to be run, and put into the transaction that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.database.dialect_connections import CONNECTIONS, lent, taken
from sqlmodel_strawberry.database.driver_connections import DriverConnection
from sqlmodel_strawberry.database.viewer_settings import TransactionSettings
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError

if TYPE_CHECKING:
    from sqlmodel_strawberry.database.engine import Database

SNAPSHOT = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN"}


class SessionConnection:
    """At most one at a time. That of one which is `lent` by a test is its own: it is neither begun nor ended."""

    __slots__ = ("_database", "_failure", "_is_reading", "_tally", "current", "lent", "ready", "settings")

    def __init__(self, database: Database, tally: Tally, lent: AsyncConnection | None) -> None:
        self._database, self._tally, self.lent = database, tally, lent
        self.current: DriverConnection | None = None
        self.ready: DriverConnection | None = None
        """The same, where the next statement that reads needs no more than to be sent."""
        self.settings = TransactionSettings(database.viewer_settings) if database.viewer_settings is not None else None
        """What its transactions are told of the viewer, where they are."""
        self._is_reading = False
        """Whether the transaction of the reads is open."""
        self._failure: BaseException | None = None

    async def for_reading(self, snapshot: bool) -> DriverConnection:
        """With `snapshot` all that is read until the next write is one state of the database.

        Raises:
            DBAPIError: the transaction does not begin, or broke before.
            DatabaseUnavailableError: no connection could be had, or it broke.
        """
        if self._failure is not None:
            raise self._failure
        connection, settings = self.current, self.settings
        if connection is None or not connection.is_valid:
            connection = await self._take()
        if self.lent is not None:
            await connection.join()
        elif not self._is_reading:
            is_one = snapshot or settings is not None
            if is_one or connection.needs_transaction:
                await connection.begin(SNAPSHOT[self._database.dialect] if is_one else "BEGIN READ ONLY")
                self._is_reading = True
            elif connection.is_in_transaction:
                # It rested in somebody's snapshot.
                await connection.reset()
        if settings is not None:
            await settings.apply(connection.fetch)
        elif self.lent is None:
            self.ready = connection
        return connection

    async def for_writing(self) -> DriverConnection:
        """One whose next transaction is that of a write: that of the reads has ended, or ends when it begins.

        Raises as `for_reading`.
        """
        connection, self.ready = self.current, None
        if connection is None or not connection.is_valid:
            connection = await self._take()
        elif self.lent is None:
            await connection.reset()
        if self.lent is None:
            self._is_reading, self._failure = False, None
            if self.settings is not None:
                self.settings.forget()
        return connection

    async def commit(self, connection: DriverConnection, reads_on: bool) -> None:
        """Commit, and begin the snapshot of what is read next by the same message, where that can be.

        Raises as `for_reading`.
        """
        if reads_on and connection.is_unobserved and self.settings is None:
            await connection.end("COMMIT", SNAPSHOT[self._database.dialect])
            self._is_reading = True
        else:
            await connection.end("COMMIT")

    async def give_back(self) -> None:
        """Give it back. Its transaction ends; what is run next takes another one."""
        connection, self.current, self.ready = self.current, None, None
        is_snapshot = self._is_reading and self._failure is None
        self._is_reading, self._failure = False, None
        if connection is not None and self.lent is None:
            await connection.close(is_snapshot=is_snapshot)

    def failed(self, error: BaseException) -> None:
        """What was read failed. What comes after it in its transaction, which is broken, does for the same reason."""
        self.ready = None
        if not self._is_reading:
            return
        if isinstance(error, DBAPIError | DatabaseUnavailableError):
            self._failure = error
        elif self.current is not None and not self.current.is_valid:
            self._failure = DatabaseUnavailableError("the snapshot was cut")

    def lose(self) -> None:
        """Whoever had it is gone, and did not close the session."""
        if self.current is not None and self.lent is None:
            self.current.lose()

    async def _take(self) -> DriverConnection:
        self._is_reading = False
        if self.settings is not None:
            self.settings.forget()
        database, tally = self._database, self._tally
        if self.lent is not None:
            self.current = lent(self.lent, database, tally)
        elif (record := database.pool.take_idle()) is not None:
            self.current = CONNECTIONS[database.dialect](database, tally, record)
        else:
            self.current = await taken(database, tally)
        return self.current


def writing_options(dialect: str) -> dict[str, Any]:
    """Options of SQLAlchemy's connection for the transaction of a write."""
    if dialect == "sqlite":
        # Taking the write lock at once means waiting for it, not failing, where a read lock had to be upgraded.
        return {"sqlite_begin": "BEGIN IMMEDIATE"}
    return {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
