"""One operation's access to the database: at most one connection, used by one task at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from sqlmodel_strawberry.exceptions import DatabaseUnavailableError

if TYPE_CHECKING:
    from sqlmodel_strawberry.database import Database


class WriteSession(AsyncSession):
    """A session inside the transaction of one root mutation field. The engine commits it; nobody else does."""

    async def commit(self) -> NoReturn:
        raise RuntimeError("the engine commits when the write ends; use begin_nested() for a savepoint, or flush()")

    async def rollback(self) -> NoReturn:
        raise RuntimeError("raise an exception to roll the write back; use begin_nested() for a savepoint")


class Session:
    """Reads of one operation, and the door to its writes.

    The connection is taken at the first statement and given back by `close`. With `snapshot` all statements see one
    state of the database (a read-only REPEATABLE READ transaction); without, each runs in autocommit. A write ends the
    snapshot, so that what follows it sees what it wrote.

    Tests may pass a `connection` with a transaction of their own: everything then happens inside of it, writes as
    savepoints, and it is left open.
    """

    def __init__(self, database: Database, connection: AsyncConnection | None = None) -> None:
        self.database = database
        self.snapshot = True
        self._connection = connection
        self._borrowed = connection is not None
        self._reading = False
        self._writing = False
        self._closed = False
        self._failure: DBAPIError | None = None
        self._lock = asyncio.Lock()

    def sibling(self) -> Session:
        """A session for another operation of the same request. What a test passed in is shared, one after the other."""
        return Session(self.database, self._connection if self._borrowed else None)

    async def fetch(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Run one reading statement and return all its rows."""
        if self._writing:
            raise RuntimeError("inside context.write() read through the write session, so that it sees what it wrote")
        async with self._lock:
            self._check_open()
            if self._failure is not None:
                raise self._failure
            connection = await self._reader()
            try:
                return (await connection.execute(statement, parameters)).all()
            except DBAPIError as error:
                # The transaction of the snapshot is broken now: what comes after it fails for the same reason.
                self._failure = error if self.snapshot and not self._borrowed else None
                raise

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One write transaction: committed when the block ends, rolled back when it raises."""
        if self._writing:
            raise RuntimeError("a write is already open in this operation; hand its session on instead")
        async with self._lock:
            self._check_open()
            connection = await self._writer()
            self._writing = True
            session = WriteSession(
                bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint", autoflush=False
            )
            try:
                yield session
                await AsyncSession.commit(session)
            finally:
                self._writing = False
                await session.close()

    async def release(self) -> None:
        """Give the connection back until the next statement, before work that takes long. The snapshot ends."""
        async with self._lock:
            if not self._borrowed:
                connection, self._connection = self._connection, None
                self._failure = None
                if connection is not None:
                    await connection.close()

    async def close(self) -> None:
        """Give the connection back, once the statement that runs has ended. Safe to call twice."""
        self._closed = True
        async with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None and not self._borrowed:
                await connection.close()

    def _check_open(self) -> None:
        # An operation ends at its first error that no null can hold, while sibling fields still wait for their turn.
        # Their tasks end here, quietly: nobody waits for them any more.
        if self._closed:
            raise asyncio.CancelledError("the operation has ended")

    async def _reader(self) -> AsyncConnection:
        connection = await self._take()
        if not self._reading and not self._borrowed:
            await connection.execution_options(**_reading_options(self.database.dialect, self.snapshot))
            self._reading = True
        return connection

    async def _writer(self) -> AsyncConnection:
        connection = await self._take()
        if not self._borrowed:
            await connection.rollback()
            self._reading = False
            self._failure = None
            await connection.execution_options(**_writing_options(self.database.dialect))
        return connection

    async def _take(self) -> AsyncConnection:
        if self._connection is None:
            try:
                self._connection = await self.database.engine.connect()
            except (OSError, PoolTimeoutError, TimeoutError) as error:
                raise DatabaseUnavailableError from error
            self._reading = False
        return self._connection


def _reading_options(dialect: str, snapshot: bool) -> dict[str, Any]:
    if dialect == "sqlite":
        return {"sqlite_begin": "BEGIN" if snapshot else ""}
    if snapshot:
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return {"isolation_level": "AUTOCOMMIT"}


def _writing_options(dialect: str) -> dict[str, Any]:
    if dialect == "sqlite":
        # Taking the write lock at once means waiting for it, not failing, where a read lock had to be upgraded.
        return {"sqlite_begin": "BEGIN IMMEDIATE"}
    return {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
