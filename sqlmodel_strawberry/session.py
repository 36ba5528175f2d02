"""One operation's access to the database: at most one connection, used by one task at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import Executable, Row
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from sqlmodel_strawberry.cost.tally import TALLY, Tally
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, ErrorCode, OperationEndedError, RequestError
from sqlmodel_strawberry.tasks import begin, cancel, hand_over
from sqlmodel_strawberry.viewer_settings import TransactionSettings

if TYPE_CHECKING:
    from sqlmodel_strawberry.database import Database


UNKNOWN_OUTCOME = (
    "The connection broke while this was committed: it is done, or it is not. "
    "Read before you repeat it, or repeat it with the same Idempotency-Key."
)
CLOSE_SECONDS = 0.5
"""How long an answer waits until its connection is given back."""
LAST_SECONDS = 0.1
"""How long a statement that nobody waits for may take to end by itself. Cutting it costs PostgreSQL's connection."""
RESET_SECONDS = 2
"""How long a ROLLBACK may take, until the connection is thrown away instead."""
INTERRUPTS, INTERRUPT_SECONDS = 20, 0.01


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
    snapshot, so that what follows it sees what it wrote. Where the database has `viewer_settings`, every transaction is
    told of the viewer, and every statement has one.

    Tests may pass a `connection` with a transaction of their own: everything then happens inside of it, writes as
    savepoints, and it is left open.
    """

    def __init__(self, database: Database, connection: AsyncConnection | None = None) -> None:
        self.database = database
        self.snapshot = True
        self.tally = Tally()
        """What the operation has cost so far."""
        self._connection = connection
        if connection is not None:
            self._count_on(connection)
        self._borrowed = connection is not None
        self._reading = False
        self._writing: WriteSession | None = None
        self._settings = TransactionSettings(database.viewer_settings)
        self._lost = False
        self.is_committing = False
        """Whether a COMMIT has begun, and has not ended."""
        self._closed = False
        self._stopped: Exception | None = None
        self._failure: DBAPIError | None = None
        self._lock = asyncio.Lock()
        self._waiters: set[asyncio.Future[Any]] = set()
        """Of the statements that run or wait for their turn."""
        self._running: asyncio.Task[Any] | None = None
        """Whose turn it is: the task of one statement, or the one that writes."""

    def sibling(self) -> Session:
        """A session for another operation of the same request. What a test passed in is shared, one after the other."""
        return Session(self.database, self._connection if self._borrowed else None)

    async def fetch(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Run one reading statement and return all its rows."""
        if self._writing:
            raise RuntimeError("inside context.write() read through the write session, so that it sees what it wrote")
        # In a task of its own: graphql-core cancels the siblings of a field that failed, and a driver that is cancelled
        # in the middle of a statement loses its connection. Only `stop` cuts a statement.
        waiter = hand_over(begin(self._fetch(statement, parameters)))
        self._waiters.add(waiter)
        try:
            return await waiter
        finally:
            self._waiters.discard(waiter)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One write transaction: committed when the block ends, rolled back when it raises."""
        if self._writing:
            raise RuntimeError("a write is already open in this operation; hand its session on instead")
        async with self._turn():
            connection = await self._writer()
            session = self._writing = WriteSession(
                bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint", autoflush=False
            )
            try:
                await self._tell_writer()
                yield session
                await self._commit(session)
            finally:
                self._writing = None
                self._settings.forget()
                await session.close()

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
    def _driver(self) -> Any:
        """The driver's own connection, None while there is none."""
        connection = self._connection and self._connection.sync_connection
        if connection is None or connection.closed or connection.invalidated:
            return None
        return connection.connection.driver_connection

    @property
    def is_left(self) -> bool:
        """Whether nobody waits for the operation any more."""
        return isinstance(self._stopped, OperationEndedError)

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
        task = self._running
        if lost and self._driver is not None:
            self._driver.terminate()
        if self.database.dialect == "sqlite":
            # Whatever becomes of the task, its statement goes on in a thread. Between two statements there is nothing
            # to interrupt yet, so once is not enough.
            for _ in range(INTERRUPTS):
                if self._driver is None or not self._can_be_cut(task):
                    break
                await self._driver.interrupt()
                await asyncio.sleep(INTERRUPT_SECONDS)
        if task is not None and self._can_be_cut(task):
            cancel(task)

    async def close(self) -> None:
        """Give the connection back. A statement that still runs ends at once, or is stopped. Safe to call twice."""
        self._closed = True
        if self._connection is not None or self._running is not None:
            # In a task of its own: whoever waits for it may be cancelled, and need not wait for a server that is lost.
            await asyncio.wait((self.database.keep(self._end()),), timeout=CLOSE_SECONDS)

    async def _end(self) -> None:
        if self._running is not None:
            await asyncio.wait((self._running,), timeout=LAST_SECONDS)
            await self.stop(OperationEndedError())
        async with self._lock:
            await self._give_back()

    async def _give_back(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not self._borrowed:
            seconds = None if self.database.dialect == "sqlite" else RESET_SECONDS
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await connection.close()

    async def _fetch(self, statement: Executable, parameters: Mapping[str, Any] | None) -> Sequence[Row[Any]]:
        async with self._turn():
            if self._failure is not None:
                raise self._failure
            connection = await self._reader()
            try:
                return (await connection.execute(statement, parameters)).all()
            except DBAPIError as error:
                # The transaction of the snapshot is broken now: what comes after it fails for the same reason.
                self._failure = error if self._in_one_transaction and not self._borrowed else None
                raise

    async def _commit(self, session: WriteSession) -> None:
        await session.flush()
        self._check_open()
        self.is_committing = True
        await AsyncSession.commit(session)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """The connection is this task's until the block ends. What `stop` did to the block comes out as its reason."""
        async with self._lock:
            self._check_open()
            task = self._running = asyncio.current_task()
            assert task is not None
            try:
                yield
            except (asyncio.CancelledError, DBAPIError, DatabaseUnavailableError) as error:
                reason = self._reason(error, task)
                if reason is None:
                    raise
                raise reason from error
            finally:
                self._running = None
                self.is_committing = False

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
            if not self._borrowed:
                self._failure = None
                await self._give_back()

    def _can_be_cut(self, task: asyncio.Task[Any] | None) -> bool:
        return task is not None and self._running is task and (self._lost or not self.is_committing)

    def _check_open(self) -> None:
        if self._stopped is not None:
            raise self._stopped
        # An operation ends at its first error that no null can hold, while sibling fields still wait for their turn.
        # Their tasks end here. (By an error, not as cancelled ones: a loader would leave others waiting for ever.)
        if self._closed:
            raise OperationEndedError

    async def _reader(self) -> AsyncConnection:
        connection = await self._take()
        if not self._reading and not self._borrowed:
            await connection.execution_options(**_reading_options(self.database.dialect, self._in_one_transaction))
            self._reading = True
        await self._settings.apply(connection)
        return connection

    async def _writer(self) -> AsyncConnection:
        connection = await self._take()
        if not self._borrowed:
            await connection.rollback()
            self._reading = False
            self._settings.forget()
            self._failure = None
            await connection.execution_options(**_writing_options(self.database.dialect))
        return connection

    @property
    def _in_one_transaction(self) -> bool:
        """Whether all reads are one transaction, and not each in autocommit."""
        return self.snapshot or self.database.viewer_settings is not None

    async def _tell_writer(self) -> None:
        if self._writing is not None and self.database.viewer_settings is not None:
            # By its session, which begins transactions and savepoints no sooner than they are needed.
            await self._settings.apply(await self._writing.connection())

    def _count_on(self, connection: AsyncConnection) -> None:
        if connection.sync_connection is not None:
            connection.sync_connection.info[TALLY] = self.tally

    async def _take(self) -> AsyncConnection:
        if self._connection is None:
            try:
                async with asyncio.timeout(self.database.connect_timeout):
                    self._connection = await self.database.engine.connect()
                    self._count_on(self._connection)
            except Exception as error:  # whatever it is, there is no connection
                raise DatabaseUnavailableError("no connection could be had") from error
            self._reading = False
            self._settings.forget()
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
