"""The door to a database: one engine, set up so that SQLite and PostgreSQL behave alike."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any, Self, TypeVar
from uuid import uuid4

from sqlalchemy import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.database.dialect_connections import CONNECTIONS
from sqlmodel_strawberry.database.drivers import Audience, prepare_connections
from sqlmodel_strawberry.database.pooling import ConnectionPool
from sqlmodel_strawberry.database.reading import LONG_SHAPES, Statements
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.database.statement_events import StatementTimes
from sqlmodel_strawberry.database.viewer_settings import ViewerSettings
from sqlmodel_strawberry.database.write_transactions import WriteSession
from sqlmodel_strawberry.tasks import begin

logger = logging.getLogger(__name__)

T = TypeVar("T")

PROBE_SECONDS, PROBE_TURNS = 1, 100
"""How long a server may take to accept a connection, until it counts as lost."""
ANSWER_SECONDS = 0.5
"""For how long it counts as there after it did, though nobody has asked again."""
DISPOSE_SECONDS = 3

SUPPORTED_DRIVERS = {"sqlite": "aiosqlite", "postgresql": "asyncpg"}


POOLED: dict[str, Any] = {
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": lambda: f"__asyncpg_{uuid4()}__",
    # Others would be refused by PgBouncer, or forgotten.
    "server_settings": {"timezone": "UTC"},
}
"""For connections whose server changes with each transaction: what is prepared has a name of its own, and ends."""


def _of_its_own(statement_timeout: float, lock_timeout: float) -> dict[str, Any]:
    """For connections that keep their server."""
    return {
        # How many statements a connection keeps prepared is bounded, whatever their length.
        "max_cacheable_statement_size": 0,
        "server_settings": {
            "statement_timeout": str(int(statement_timeout * 1000)),
            "lock_timeout": str(int(lock_timeout * 1000)),
            "timezone": "UTC",
            # What stands between must not forget an idle connection, and the server not keep a lost one.
            "tcp_keepalives_idle": "60",
            "tcp_keepalives_interval": "10",
            "tcp_keepalives_count": "3",
        },
    }


class Database:
    """An `AsyncEngine` and what every connection of it must have.

    Wrap an engine of your own, or let `connect` make one with safe settings. SQLite connections get write-ahead
    logging, foreign keys and explicit transactions either way; `connect` gives them a busy timeout too. Statements that
    take more than `slow_statement` seconds are logged, without parameters; with None none is.

    `viewer_settings` gives, by name, what policies of PostgreSQL's row-level security ask of `current_setting` about a
    viewer (None for a stranger). Each transaction begins with `set_config`, and its end forgets. SQLite is not told.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        slow_statement: float | None = 0.5,
        viewer_settings: ViewerSettings | None = None,
    ) -> None:
        driver = SUPPORTED_DRIVERS.get(engine.dialect.name)
        if driver is None or engine.dialect.driver != driver:
            raise ValueError(
                f"sqlmodel-strawberry speaks sqlite+aiosqlite and postgresql+asyncpg, "
                f"not {engine.dialect.name}+{engine.dialect.driver}"
            )
        self.engine = engine
        self.dialect: str = engine.dialect.name
        self.viewer_settings = viewer_settings if self.dialect == "postgresql" else None
        self.statements = Statements()
        """Statements, built once."""
        self.long_statements = Statements(LONG_SHAPES)
        """Those that write several rows at once, of each number of rows one."""
        self.connect_timeout: float = 8
        """Seconds to wait for a connection, a free or a new one."""
        # For questions that must not wait for the pool. It keeps no connection.
        self._outside: AsyncEngine | None = None
        self._asked: tuple[float, asyncio.Future[bool]] | None = None
        self._tasks: set[asyncio.Future[Any]] = set()
        prepare_connections(engine)
        self.times = StatementTimes(engine.sync_engine, slow_statement)
        """Who is told of each statement."""
        self.audience = Audience(engine.sync_engine)
        self.pool = ConnectionPool(engine.sync_engine, self._end_snapshot)
        """Whose connections operations take."""

    @classmethod
    def connect(
        cls,
        url: str | URL,
        *,
        pool_size: int = 5,
        max_overflow: int = 10,
        pool_timeout: float = 8,
        pool_recycle: float = 1800,
        pool_pre_ping: bool = False,
        prepared_statements: bool = True,
        statement_timeout: float = 10,
        lock_timeout: float = 5,
        slow_statement: float | None = 0.5,
        viewer_settings: ViewerSettings | None = None,
    ) -> Self:
        """Make an engine for `url`. All times are in seconds. Its errors do not tell the parameters of statements.

        Without `prepared_statements` it can stand behind a pooler of transactions, such as PgBouncer, which gives each
        transaction another connection of the server: nothing is left behind on one, so `statement_timeout` and
        `lock_timeout` are to be set on the server's role.
        """
        url = make_url(url)
        options: dict[str, Any] = {
            "pool_size": pool_size,
            "max_overflow": max_overflow,
            "pool_timeout": pool_timeout,
            "pool_recycle": int(pool_recycle),
            "pool_pre_ping": pool_pre_ping,
            # What was given back last is still warm: in turns each would be cold, and keep what few need.
            "pool_use_lifo": True,
            "hide_parameters": True,
        }
        if url.get_backend_name() == "sqlite":
            options["connect_args"] = {"timeout": lock_timeout}
            if not url.database or url.database == ":memory:":
                # Every connection to :memory: is a database of its own, so there can only be one.
                options |= {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
        else:
            kept = _of_its_own(statement_timeout, lock_timeout) if prepared_statements else POOLED
            options["connect_args"] = {"timeout": pool_timeout, **kept}
        engine = create_async_engine(url, **options)
        database = cls(engine, slow_statement=slow_statement, viewer_settings=viewer_settings)
        database.connect_timeout = pool_timeout
        if database.dialect == "postgresql":
            patient = {**options["connect_args"], "timeout": 60}
            database._outside = create_async_engine(url, poolclass=NullPool, connect_args=patient)
        return database

    def session(self) -> Session:
        """The access of one GraphQL operation; takes no connection until its first statement."""
        return Session(self)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[WriteSession]:
        """One transaction outside of any GraphQL operation: commits at the end, rolls back on an error."""
        session = self.session()
        try:
            async with session.write() as write_session:
                yield write_session
        finally:
            await session.close()

    def answers(self) -> asyncio.Future[bool]:
        """Whether the server takes connections. It is asked once at a time, and not all the time."""
        now = asyncio.get_running_loop().time()
        if self._asked is None or (self._asked[1].done() and now - self._asked[0] > ANSWER_SECONDS):
            self._asked = now, self.keep(self._ask())
        return self._asked[1]

    async def _ask(self) -> bool:
        if self._outside is None:
            return True
        asking = begin(self._reach(self._outside))
        try:
            # In turns of the event loop: where that is late, the server may have answered long ago.
            for _ in range(PROBE_TURNS):
                await asyncio.wait((asking,), timeout=PROBE_SECONDS / PROBE_TURNS)
                if asking.done():
                    return asking.result()
        finally:
            asking.cancel()
        logger.warning("the database does not answer: no connection within %g s", PROBE_SECONDS)
        return False

    async def _reach(self, engine: AsyncEngine) -> bool:
        try:
            async with engine.connect():
                return True
        except (OSError, TimeoutError) as error:
            logger.warning("the database does not answer: %s: %s", type(error).__name__, error)
            return False
        except Exception:  # a refusal is an answer
            return True

    def _end_snapshot(self, record: Any) -> None:
        self.keep(CONNECTIONS[self.dialect](self, Tally(), record).close())

    def keep(self, work: Coroutine[Any, Any, T], loop: asyncio.AbstractEventLoop | None = None) -> asyncio.Future[T]:
        """A task that goes on whoever stops waiting for it; `drain` waits for it. `loop` is the one that runs."""
        task = (loop or asyncio.get_running_loop()).create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._kept)
        return task

    def _kept(self, task: asyncio.Future[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()

    async def drain(self, seconds: float) -> None:
        """Wait for writes that began and connections on their way back; after `seconds` they are cancelled."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                logger.warning("%d operations were cancelled: they did not end within %g s", len(late), seconds)
                await asyncio.wait(late, timeout=1)

    async def dispose(self, *, within: float = 5) -> None:
        """Wait for what `drain` waits for, and close every connection: in order, where the server still answers."""
        await self.drain(within)
        with suppress(TimeoutError):
            async with asyncio.timeout(DISPOSE_SECONDS):
                await self.engine.dispose()
