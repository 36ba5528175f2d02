"""One operation's access to the database: at most one connection, used by one task at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.database.dialect_connections import INTERRUPT_SECONDS, INTERRUPTS
from sqlmodel_strawberry.database.driver_connections import DriverConnection
from sqlmodel_strawberry.database.queries import NO_VALUES, Query, Rows
from sqlmodel_strawberry.database.session_connection import SessionConnection, writing_options
from sqlmodel_strawberry.database.turns import Turns
from sqlmodel_strawberry.database.write_transactions import (
    SESSION_LISTENERS,
    DriverTransaction,
    SessionTransaction,
    Transaction,
    WriteSession,
)
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, OperationEndedError
from sqlmodel_strawberry.tasks import cancel

if TYPE_CHECKING:
    from sqlmodel_strawberry.database.engine import Database


T = TypeVar("T")

CLOSE_SECONDS = 0.5
"""How long an answer waits until its connection is given back."""
LAST_SECONDS = 0.1
"""How long a statement that nobody waits for may take to end by itself. Cutting it costs PostgreSQL's connection."""
WRITE = {"postgresql": "BEGIN ISOLATION LEVEL READ COMMITTED", "sqlite": "BEGIN IMMEDIATE"}
"""On SQLite taking the write lock at once means waiting for it, not failing, where a read lock had to be upgraded."""
SECOND_WRITE = "a write is already open in this operation; hand its session on instead"


class Session:
    """Reads of one operation, and the door to its writes.

    The connection is taken at the first statement and given back by `close`. With `snapshot` all statements see one
    state of the database (a read-only REPEATABLE READ transaction); without, each runs in autocommit. A write ends the
    snapshot, so that what follows it sees what it wrote. Where the database has `viewer_settings`, every transaction is
    told of the viewer, and every statement has one.

    Tests may pass a `connection` with a transaction of their own: everything then happens inside of it, writes as
    savepoints, and it is left open.
    """

    loop: asyncio.AbstractEventLoop | None = None
    """The one that runs, where it is known: see `Watch`."""

    def __init__(self, database: Database, connection: AsyncConnection | None = None) -> None:
        self.database = database
        self.snapshot = True
        self.inline = False
        """Whether `fetch` runs a `Query` as `read` does: the operation is one task, whose end is that of all of it."""
        self.reads_on = False
        """Whether something is certain to be read after the next write, in one snapshot."""
        self.tally = Tally()
        """What the operation has cost so far."""
        self._connection = SessionConnection(database, self.tally, connection)
        self._turns = Turns()
        self._writing: Transaction | None = None

    def __del__(self) -> None:
        connection = self._connection
        if connection.current is not None:
            connection.lose()

    def sibling(self) -> Session:
        """A session for another operation of the same request. What a test passed in is shared, one after the other."""
        made = Session(self.database, self._connection.lent)
        made.loop = self.loop
        return made

    def fetch(
        self, statement: Executable | Query, parameters: Mapping[str, Any] = NO_VALUES
    ) -> Coroutine[Any, Any, Rows]:
        """Run one reading statement and return all its rows: a `Query`'s as `read` does, any other's with names.

        Raises:
            StatementError: a parameter is missing, or none of its type's.
            DBAPIError: the database refuses it.
            DatabaseUnavailableError: no connection could be had, or it broke.
        """
        reading = self.read(statement, parameters)
        if self.inline and isinstance(statement, Query):
            return reading
        # graphql-core cancels the siblings of a field that failed, and a driver that is cancelled in the middle of a
        # statement loses its connection. Only `stop` cuts this one.
        return self._turns.in_task_of_its_own(reading)

    async def read(self, statement: Executable | Query, parameters: Mapping[str, Any] = NO_VALUES) -> Rows:
        """Run a statement in the calling task, and return its rows as the driver gives them. Raises as `fetch`.

        To cancel the task cancels the SQL, which costs PostgreSQL's connection: this is for operations that end then.
        """
        turns = self._turns
        if turns.is_taken or turns.waiting or turns.is_over:
            if self._writing:
                raise RuntimeError(
                    "inside context.write() read through the write session, so that it sees what it wrote"
                )
            await turns.take()
        else:
            turns.is_taken, turns.running = True, asyncio.current_task(self.loop)
        try:
            connection = self._connection.ready
            if connection is None:
                connection = await self._connection.for_reading(self.snapshot)
            if isinstance(statement, Query):
                return await connection.fetch(statement, parameters)
            return await connection.execute(statement, parameters)
        except (asyncio.CancelledError, DBAPIError, DatabaseUnavailableError) as error:
            self._connection.failed(error)
            reason = turns.reason(error)
            if reason is None:
                raise
            raise reason from error
        finally:
            turns.is_taken, turns.running = False, None
            if turns.waiting:
                turns.wake()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One write transaction: committed when the block ends, rolled back when it raises."""
        async with self._session_transaction() as transaction:
            yield transaction.session

    async def transact_in_session(self, work: Callable[[SessionTransaction], Awaitable[T]]) -> T:
        """What `work` gives, in one write transaction with a session: committed when it returns."""
        async with self._session_transaction() as transaction:
            return await work(transaction)

    async def transact(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        """What `work` gives, in one write transaction of statements: committed when it returns."""
        if self._connection.lent is not None or any(SESSION_LISTENERS):
            return await self.transact_in_session(work)
        if self._writing:
            raise RuntimeError(SECOND_WRITE)
        turns = self._turns
        if turns.is_taken or turns.waiting or turns.is_over:
            await turns.take()
        else:
            turns.is_taken, turns.running = True, asyncio.current_task(self.loop)
        connection: DriverConnection | None = None
        try:
            connection = await self._connection.for_writing()
            self._writing = transaction = DriverTransaction(connection, WRITE[self.database.dialect], turns)
            if self._connection.settings is not None:
                await self._tell_writer()
            result = await work(transaction)
            if transaction.is_open:
                turns.check_open()
                turns.is_committing = True
                await self._connection.commit(connection, self.reads_on)
            return result
        except BaseException as error:
            if connection is not None:
                # Where this fails too the connection is rolled back, or thrown away, when it is given back.
                with suppress(Exception):
                    await connection.reset()
            reason = turns.reason(error)
            if reason is None:
                raise
            raise reason from error
        finally:
            self._written()
            turns.end()

    @asynccontextmanager
    async def _session_transaction(self) -> AsyncIterator[SessionTransaction]:
        if self._writing:
            raise RuntimeError(SECOND_WRITE)
        async with self._turns:
            connection = await self._connection.for_writing()
            if self._connection.lent is None:
                await connection.reset()
                await connection.sqlalchemy.execution_options(**writing_options(self.database.dialect))
            session = WriteSession(
                bind=connection.sqlalchemy,
                expire_on_commit=False,
                join_transaction_mode="create_savepoint",
                autoflush=False,
            )
            self._writing = transaction = SessionTransaction(session, connection)
            try:
                await self._tell_writer()
                yield transaction
                await session.flush()
                self._turns.check_open()
                self._turns.is_committing = True
                await AsyncSession.commit(session)
            finally:
                self._written()
                await session.close()

    def _written(self) -> None:
        self._writing = None
        if self._connection.settings is not None:
            self._connection.settings.forget()

    def act_for(self, viewer: Any) -> None:
        """From the next statement on, this viewer asks. A stranger does, until this is called."""
        if self._connection.settings is not None:
            self._connection.settings.act_for(viewer)

    @asynccontextmanager
    async def acting_for(self, viewer: Any) -> AsyncIterator[None]:
        """In this block the database is told of `viewer` instead, which may be whatever `viewer_settings` takes.

        Inside of a write it holds for the statements of the block: flush what belongs to it.
        """
        settings = self._connection.settings
        if settings is None:
            yield
            return
        try:
            with settings.acting_for(viewer):
                await self._tell_writer()
                yield
        except Exception:
            # Where the transaction is broken this fails, and what brings it back, a savepoint, undoes the block too.
            with suppress(Exception):
                await self._tell_writer()
            raise
        await self._tell_writer()

    async def _tell_writer(self) -> None:
        settings = self._connection.settings
        if self._writing is not None and settings is not None:
            await settings.apply(self._writing.fetch)

    @property
    def is_waiting(self) -> bool:
        """Whether something of the operation waits for the database."""
        return self._turns.running is not None

    @property
    def is_committing(self) -> bool:
        """Whether a COMMIT has begun, and has not ended."""
        return self._turns.is_committing

    async def stop(self, reason: Exception, *, lost: bool = False) -> None:
        """End what runs now, and whatever is asked later, with `reason`: a write is rolled back.

        A COMMIT that began ends by itself, unless its server is lost: then nobody knows whether it was done.
        """
        turns = self._turns
        turns.stop(reason, lost)
        task, connection = turns.running, self._connection.current
        if lost and connection is not None and connection.is_valid:
            connection.driver.terminate()
        if self.database.dialect == "sqlite" and connection is not None:
            # Whatever becomes of the task, its statement goes on in a thread. Between two statements there is nothing
            # to interrupt yet, so once is not enough.
            for _ in range(INTERRUPTS):
                if not connection.is_valid or not turns.can_be_cut(task):
                    break
                await connection.driver.interrupt()
                await asyncio.sleep(INTERRUPT_SECONDS)
        if task is not None and turns.can_be_cut(task):
            cancel(task)
        elif connection is not None and connection.is_valid and self._is_alone:
            # Its end tells what came of it.
            await connection.interrupt()

    @property
    def _is_alone(self) -> bool:
        """Whether a statement runs that is a transaction by itself."""
        return self.is_committing and isinstance(self._writing, DriverTransaction) and not self._writing.is_open

    async def release(self) -> None:
        """Give the connection back until the next statement, before work that takes long. The snapshot ends."""
        await self._turns.pause()
        try:
            if self._connection.lent is None:
                await self._connection.give_back()
        finally:
            self._turns.end()

    async def close(self) -> None:
        """Give the connection back. A statement that still runs ends at once, or is stopped. Safe to call twice."""
        turns = self._turns
        turns.is_closed = turns.is_over = True
        if turns.running is not None:
            # In a task of its own: whoever waits for it may be cancelled.
            task = asyncio.current_task()
            seconds = 0 if task is not None and task.cancelling() else LAST_SECONDS
            await asyncio.wait((self.database.keep(self._end(seconds)),), timeout=CLOSE_SECONDS)
        else:
            await self._connection.give_back()

    async def _end(self, seconds: float) -> None:
        if self._turns.running is not None:
            await asyncio.wait((self._turns.running,), timeout=seconds)
            await self.stop(OperationEndedError())
        await self._turns.pause()
        try:
            await self._connection.give_back()
        finally:
            self._turns.end()
