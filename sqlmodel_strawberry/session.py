"""One operation's access to the database: at most one connection, used by one task at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from sqlalchemy import Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.dialect_connections import INTERRUPT_SECONDS, INTERRUPTS, lent, taken
from sqlmodel_strawberry.driver_connections import DriverConnection
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, ErrorCode, OperationEndedError, RequestError
from sqlmodel_strawberry.queries import NO_VALUES, Query
from sqlmodel_strawberry.tasks import begin, cancel, hand_over
from sqlmodel_strawberry.viewer_settings import TransactionSettings
from sqlmodel_strawberry.write_transactions import (
    DriverTransaction,
    SessionTransaction,
    Transaction,
    WriteSession,
    sessions_are_watched,
)

if TYPE_CHECKING:
    from sqlmodel_strawberry.database import Database


T = TypeVar("T")

UNKNOWN_OUTCOME = (
    "The connection broke while this was committed: it is done, or it is not. "
    "Read before you repeat it, or repeat it with the same Idempotency-Key."
)
CLOSE_SECONDS = 0.5
"""How long an answer waits until its connection is given back."""
LAST_SECONDS = 0.1
"""How long a statement that nobody waits for may take to end by itself. Cutting it costs PostgreSQL's connection."""
WRITE = {"postgresql": "BEGIN ISOLATION LEVEL READ COMMITTED", "sqlite": "BEGIN IMMEDIATE"}
"""On SQLite taking the write lock at once means waiting for it, not failing, where a read lock had to be upgraded."""
SNAPSHOT = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN"}


class Session:
    """Reads of one operation, and the door to its writes.

    The connection is taken at the first statement and given back by `close`. With `snapshot` all statements see one
    state of the database (a read-only REPEATABLE READ transaction); without, each runs in autocommit. A write ends the
    snapshot, so that what follows it sees what it wrote. Where the database has `viewer_settings`, every transaction is
    told of the viewer, and every statement has one.

    Tests may pass a `connection` with a transaction of their own: everything then happens inside of it, writes as
    savepoints, and it is left open.
    """

    def __init__(self, database: Database, connection: AsyncConnection | None = None) -> None:
        self.database = database
        self.snapshot = True
        self.inline = False
        """Whether `fetch` runs a `Query` as `read` does: the operation is one task, whose end is that of all of it."""
        self.tally = Tally()
        """What the operation has cost so far."""
        self._connection: DriverConnection | None = None
        self._lent = connection
        self._reading = False
        """Whether the transaction of the reads is open."""
        self._writing: Transaction | None = None
        self._settings = TransactionSettings(database.viewer_settings)
        self._lost = False
        self.is_committing = False
        """Whether a COMMIT has begun, and has not ended."""
        self._closed = False
        self._stopped: Exception | None = None
        self._failure: DBAPIError | DatabaseUnavailableError | None = None
        self._lock = asyncio.Lock()
        self._waiters: set[asyncio.Future[Any]] = set()
        """Of the statements that run or wait for their turn."""
        self._running: asyncio.Task[Any] | None = None
        """Whose turn it is: the task of one statement, or the one that writes."""

    def __del__(self) -> None:
        # Nobody closed it.
        if self._connection is not None and self._lent is None:
            self._connection.lose()

    def sibling(self) -> Session:
        """A session for another operation of the same request. What a test passed in is shared, one after the other."""
        return Session(self.database, self._lent)

    async def fetch(self, statement: Executable | Query, parameters: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """Run one reading statement and return all its rows: a `Query`'s as `read` does, any other's with names.

        Raises:
            StatementError: a parameter is missing, or none of its type's.
            DBAPIError: the database refuses it.
            DatabaseUnavailableError: no connection could be had, or it broke.
        """
        if self._writing:
            raise RuntimeError("inside context.write() read through the write session, so that it sees what it wrote")
        if self.inline and isinstance(statement, Query):
            return await self._read(statement, parameters or NO_VALUES)
        # In a task of its own: graphql-core cancels the siblings of a field that failed, and a driver that is cancelled
        # in the middle of a statement loses its connection. Only `stop` cuts a statement.
        waiter = hand_over(begin(self._read(statement, parameters or NO_VALUES)))
        self._waiters.add(waiter)
        try:
            return await waiter
        finally:
            self._waiters.discard(waiter)

    async def read(self, query: Query, parameters: Mapping[str, Any] = NO_VALUES) -> Sequence[Any]:
        """Run a query in the calling task, and return its rows as the driver gives them. Raises as `fetch`.

        To cancel the task cancels the SQL, which costs PostgreSQL's connection: this is for operations that end then.
        """
        if self._writing:
            raise RuntimeError("inside context.write() read through the write session, so that it sees what it wrote")
        return await self._read(query, parameters)

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
        if self._lent is not None or sessions_are_watched():
            return await self.transact_in_session(work)
        async with self._turn():
            connection = await self._writer()
            transaction = DriverTransaction(connection, WRITE[self.database.dialect], self._commits)
            self._writing = transaction
            try:
                await self._tell_writer()
                result = await work(transaction)
                if transaction.is_open:
                    self._check_open()
                    self._commits(True)
                    await connection.end("COMMIT")
            except BaseException:
                # Where this fails too the connection is rolled back, or thrown away, when it is given back.
                with suppress(Exception):
                    await connection.reset()
                raise
            finally:
                self._written()
        return result

    @asynccontextmanager
    async def _session_transaction(self) -> AsyncIterator[SessionTransaction]:
        async with self._turn():
            connection = await self._writer()
            if self._lent is None:
                await connection.sqlalchemy.execution_options(**_writing_options(self.database.dialect))
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
                await self._commit(session)
            finally:
                self._written()
                await session.close()

    def _commits(self, does: bool) -> None:
        self.is_committing = does

    def _written(self) -> None:
        self._writing = None
        self._settings.forget()

    def act_for(self, viewer: Any) -> None:
        """From the next statement on, this viewer asks. A stranger does, until this is called."""
        self._settings.act_for(viewer)

    @asynccontextmanager
    async def acting_for(self, viewer: Any) -> AsyncIterator[None]:
        """In this block the database is told of `viewer` instead, which may be whatever `viewer_settings` takes.

        Inside of a write it holds for the statements of the block: flush what belongs to it.
        """
        try:
            with self._settings.acting_for(viewer):
                await self._tell_writer()
                yield
        except Exception:
            # Where the transaction is broken this fails, and what brings it back, a savepoint, undoes the block too.
            with suppress(Exception):
                await self._tell_writer()
            raise
        await self._tell_writer()

    @property
    def is_waiting(self) -> bool:
        """Whether something of the operation waits for the database."""
        return self._running is not None

    async def stop(self, reason: Exception, *, lost: bool = False) -> None:
        """End what runs now, and whatever is asked later, with `reason`: a write is rolled back.

        A COMMIT that began ends by itself, unless its server is lost: then nobody knows whether it was done.
        """
        self._stopped = self._stopped or reason
        self._lost = lost
        # Who waits need not wait until the driver has told the server.
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_exception(reason)
        task, connection = self._running, self._connection
        if lost and connection is not None and connection.is_valid:
            connection.driver.terminate()
        if self.database.dialect == "sqlite":
            # Whatever becomes of the task, its statement goes on in a thread. Between two statements there is nothing
            # to interrupt yet, so once is not enough.
            for _ in range(INTERRUPTS):
                if connection is None or not connection.is_valid or not self._can_be_cut(task):
                    break
                await connection.driver.interrupt()
                await asyncio.sleep(INTERRUPT_SECONDS)
        if task is not None and self._can_be_cut(task):
            cancel(task)
        elif connection is not None and connection.is_valid and self._is_alone:
            # Its end tells what came of it.
            await connection.interrupt()

    async def close(self) -> None:
        """Give the connection back. A statement that still runs ends at once, or is stopped. Safe to call twice."""
        self._closed = True
        if self._running is not None:
            # In a task of its own: whoever waits for it may be cancelled.
            task = asyncio.current_task()
            seconds = 0 if task is not None and task.cancelling() else LAST_SECONDS
            await asyncio.wait((self.database.keep(self._end(seconds)),), timeout=CLOSE_SECONDS)
        else:
            await self._give_back()

    async def _end(self, seconds: float) -> None:
        if self._running is not None:
            await asyncio.wait((self._running,), timeout=seconds)
            await self.stop(OperationEndedError())
        async with self._lock:
            await self._give_back()

    async def _give_back(self) -> None:
        connection, self._connection = self._connection, None
        self._reading = False
        if connection is not None and self._lent is None:
            await connection.close()

    async def _read(self, statement: Executable | Query, parameters: Mapping[str, Any]) -> Sequence[Any]:
        await self._lock.acquire()
        try:
            task = self._take_turn()
        except Exception:
            self._lock.release()
            raise
        try:
            if self._failure is not None:
                raise self._failure
            connection = self._connection
            if connection is None or not self._is_ready(connection):
                connection = await self._reader()
            try:
                if isinstance(statement, Query):
                    return await connection.fetch(statement, parameters)
                return await connection.execute(statement, parameters)
            except (DBAPIError, DatabaseUnavailableError) as error:
                # The transaction of the snapshot is broken now: what comes after it fails for the same reason.
                self._failure = error if self._reading else None
                raise
            except asyncio.CancelledError:
                if self._reading and not connection.is_valid:
                    self._failure = DatabaseUnavailableError("the snapshot was cut")
                raise
        except (asyncio.CancelledError, DBAPIError, DatabaseUnavailableError) as error:
            self._raise_reason(error, task)
        finally:
            self._running = None
            self._lock.release()

    def _is_ready(self, connection: DriverConnection) -> bool:
        """Whether the next statement needs no preparation."""
        return self._reading and connection.is_valid and self._lent is None and self.database.viewer_settings is None

    async def _commit(self, session: WriteSession) -> None:
        await session.flush()
        self._check_open()
        self.is_committing = True
        await AsyncSession.commit(session)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """The connection is this task's until the block ends. What `stop` did to the block comes out as its reason."""
        if self._writing:
            raise RuntimeError("a write is already open in this operation; hand its session on instead")
        async with self._lock:
            task = self._take_turn()
            try:
                yield
            except (asyncio.CancelledError, DBAPIError, DatabaseUnavailableError) as error:
                self._raise_reason(error, task)
            finally:
                self._running = None
                self.is_committing = False

    def _take_turn(self) -> asyncio.Task[Any]:
        self._check_open()
        task = self._running = asyncio.current_task()
        assert task is not None
        return task

    def _raise_reason(self, error: BaseException, task: asyncio.Task[Any]) -> NoReturn:
        reason = self._reason(error, task)
        if reason is None:
            raise error
        raise reason from error

    def _reason(self, error: BaseException, task: asyncio.Task[Any]) -> Exception | None:
        """What an error means, where it means something else."""
        cut = isinstance(error, asyncio.CancelledError)
        if cut and (self._stopped is None or task.uncancel() > 0):
            return None
        lost = cut or isinstance(error, DatabaseUnavailableError) or getattr(error, "connection_invalidated", False)
        if self.is_committing and lost:
            return RequestError(ErrorCode.UNAVAILABLE, UNKNOWN_OUTCOME)
        return self._stopped

    async def release(self) -> None:
        """Give the connection back until the next statement, before work that takes long. The snapshot ends."""
        async with self._lock:
            if self._lent is None:
                self._failure = None
                await self._give_back()

    @property
    def _is_alone(self) -> bool:
        """Whether a statement runs that is a transaction by itself."""
        return self.is_committing and isinstance(self._writing, DriverTransaction) and not self._writing.is_open

    def _can_be_cut(self, task: asyncio.Task[Any] | None) -> bool:
        return task is not None and self._running is task and (self._lost or not self.is_committing)

    def _check_open(self) -> None:
        if self._stopped is not None:
            raise self._stopped
        # An operation ends at its first error that no null can hold, while sibling fields still wait for their turn.
        # Their tasks end here. (By an error, not as cancelled ones: a loader would leave others waiting for ever.)
        if self._closed:
            raise OperationEndedError

    async def _reader(self) -> DriverConnection:
        connection = await self._take()
        if self._lent is not None:
            await connection.join()
        elif not self._reading and (self._in_one_transaction or connection.needs_transaction):
            await connection.begin(SNAPSHOT[self.database.dialect] if self._in_one_transaction else "BEGIN READ ONLY")
            self._reading = True
        if self.database.viewer_settings is not None:
            await self._settings.apply(connection.fetch)
        return connection

    async def _writer(self) -> DriverConnection:
        connection = await self._take()
        if self._lent is None:
            await connection.reset()
            self._reading = False
            self._settings.forget()
            self._failure = None
        return connection

    @property
    def _in_one_transaction(self) -> bool:
        """Whether all reads are one transaction, and not each in autocommit."""
        return self.snapshot or self.database.viewer_settings is not None

    async def _tell_writer(self) -> None:
        if self._writing is not None and self.database.viewer_settings is not None:
            await self._settings.apply(self._writing.fetch)

    async def _take(self) -> DriverConnection:
        connection = self._connection
        if connection is not None and connection.is_valid:
            return connection
        self._reading = False
        self._settings.forget()
        if self._lent is not None:
            connection = lent(self._lent, self.database, self.tally)
        else:
            try:
                connection = await taken(self.database, self.tally)
            except Exception as error:  # whatever it is, there is no connection
                raise DatabaseUnavailableError("no connection could be had") from error
        self._connection = connection
        return connection


def _writing_options(dialect: str) -> dict[str, Any]:
    if dialect == "sqlite":
        # Taking the write lock at once means waiting for it, not failing, where a read lock had to be upgraded.
        return {"sqlite_begin": "BEGIN IMMEDIATE"}
    return {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
