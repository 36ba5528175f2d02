"""Connections come from SQLAlchemy's pool and go back to it, whatever becomes of the operation that had one."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import SAWarning
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, QueuePool, StaticPool
from sqlalchemy.util import greenlet_spawn

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.database.dialect_connections import RESET_SECONDS
from sqlmodel_strawberry.database.pooling import REST_SECONDS
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from tests.databases import MakeDatabase
from tests.proxy import Proxy
from tests.sqlmodel_strawberry.database.operations import ONE, held, on_postgres, read


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return await make_database(sa.MetaData())


@pytest.fixture
async def engines(database: Database) -> AsyncIterator[Any]:
    """Makes engines for the database, as a user would."""
    made: list[AsyncEngine] = []

    def make(**options: Any) -> AsyncEngine:
        made.append(create_async_engine(database.engine.url, **options))
        return made[-1]

    yield make
    for engine in made:
        await engine.dispose()


class TestTaking:
    @pytest.mark.parametrize("snapshot", [True, False])
    async def test_one_connection_serves_one_after_the_other(self, database: Database, snapshot: bool) -> None:
        first = await read(database, snapshot=snapshot)
        for _ in range(3):
            assert await read(database, snapshot=snapshot, statements=2) is first
        assert held(database) == 0

    @pytest.mark.parametrize("snapshot", [True, False])
    async def test_the_last_that_was_given_back_comes_first(self, database: Database, snapshot: bool) -> None:
        sessions = [database.session() for _ in range(3)]
        taken = []
        for session in sessions:
            session.snapshot = snapshot
            await session.read(ONE)
            assert session._connection.current is not None
            taken.append(session._connection.current.driver)
        for number in (2, 0, 1):
            await sessions[number].close()
        assert [await read(database, snapshot=snapshot) for _ in range(3)] == [taken[1]] * 3
        assert held(database) == 0

    @pytest.mark.parametrize(
        "options",
        [
            {"poolclass": NullPool},
            {"pool_pre_ping": True},
            {"pool_recycle": 0},
            {"pool_use_lifo": False},
            {"pool_use_lifo": True},
            {"pool_reset_on_return": "commit"},
            {"pool_reset_on_return": None},
            {"pool_size": 0},
            {"echo": True},
            {"execution_options": {"schema_translate_map": {"a": "b"}}},
        ],
        ids=str,
    )
    async def test_engines_of_ones_own(self, engines: Any, options: dict[str, Any]) -> None:
        database = Database(engines(**options))
        for snapshot in (True, False):
            await asyncio.gather(*(read(database, snapshot=snapshot, statements=2) for _ in range(3)))
            await read(database, snapshot=snapshot)
        pool = database.engine.pool
        assert not isinstance(pool, QueuePool) or pool.checkedout() == 0

    async def test_one_connection_for_all(self, engines: Any) -> None:
        database = Database(engines(poolclass=StaticPool))
        for _ in range(3):
            await read(database, snapshot=True)

    async def test_listeners_of_others_may_wait(self, database: Database) -> None:
        seen: list[str] = []
        await read(database)
        pool = database.engine.sync_engine
        event.listen(pool, "checkout", lambda connection, *_: seen.append(str(connection.cursor().execute("SELECT 1"))))
        event.listen(pool, "checkin", lambda *_: seen.append("checkin"))
        event.listen(pool, "reset", lambda *_: seen.append("reset"))
        await read(database)
        assert (len(seen), seen[1:]) == (3, ["reset", "checkin"])
        assert held(database) == 0

    async def test_more_than_the_pool_keeps(self, engines: Any) -> None:
        database = Database(engines(pool_size=1, max_overflow=4))
        sessions = [database.session() for _ in range(5)]
        for session in sessions:
            await session.read(ONE)
        assert held(database) == 5
        for session in sessions:
            await session.close()
        pool: Any = database.engine.pool
        assert (pool.checkedout(), pool.checkedin()) == (0, 1)

    @pytest.mark.parametrize("inline", [True, False])
    async def test_tasks_of_an_operation_have_one_after_the_other(self, database: Database, inline: bool) -> None:
        await read(database)
        session = database.session()
        session.inline = inline
        rows = await asyncio.gather(*(session.fetch(ONE) for _ in range(5)), session.fetch(sa.text("SELECT 1")))
        assert [tuple(row) for each in rows for row in each] == [(1,)] * 6
        assert held(database) == 1
        await session.close()
        assert held(database) == 0

    async def test_none_is_left(self, engines: Any) -> None:
        database = Database(engines(pool_size=1, max_overflow=0))
        holder = database.session()
        await holder.read(ONE)
        database.connect_timeout = 0.1
        began = time.monotonic()
        with pytest.raises(DatabaseUnavailableError):
            await read(database)
        assert time.monotonic() - began < 1
        database.connect_timeout = 5
        waiting = [asyncio.create_task(read(database)) for _ in range(5)]
        await asyncio.sleep(0.01)
        waiting[0].cancel()
        await holder.close()
        assert len([each for each in await asyncio.gather(*waiting, return_exceptions=True) if each is None]) == 0
        assert held(database) == 0

    @on_postgres
    async def test_one_that_the_server_closed(self, database: Database) -> None:
        first = await read(database)
        first.terminate()
        assert await read(database) is not first
        assert held(database) == 0

    async def test_one_that_was_invalidated(self, database: Database) -> None:
        first = await read(database)
        async with database.engine.connect() as connection:
            await connection.invalidate()
        assert await read(database) is not first
        assert held(database) == 0


class TestGivingBack:
    @on_postgres
    @pytest.mark.parametrize("statements", [0, 1])
    async def test_a_session_that_nobody_closed(self, database: Database, statements: int) -> None:
        await read(database, statements=statements)
        session = database.session()
        await session.read(ONE)
        assert held(database) == 1
        with pytest.warns(SAWarning, match="non-checked-in connection"):
            del session
        assert held(database) == 0
        await read(database)

    async def test_the_first_who_waits_gets_it(self, engines: Any) -> None:
        database = Database(engines(pool_size=1, max_overflow=0))
        for holders in ("new", "idle"):
            holder = database.session()
            await holder.read(ONE)
            waiting = asyncio.create_task(read(database), name=holders)
            await asyncio.sleep(0.01)
            assert not waiting.done()
            await holder.close()
            assert await waiting
        assert held(database) == 0

    async def test_the_engine_is_disposed_meanwhile(self, database: Database) -> None:
        first, session = await read(database), database.session()
        old: Any = database.engine.pool
        await session.read(ONE)
        await database.engine.dispose()
        assert await read(database) is not first
        await session.close()
        pool: Any = database.engine.pool
        assert (pool.checkedout(), pool.checkedin(), old.checkedin()) == (0, 1, 1)
        await greenlet_spawn(old.dispose)

    async def test_nothing_is_open_in_what_comes_back(self, database: Database) -> None:
        await read(database, snapshot=True)
        session = database.session()
        async with session.write() as writing:
            await (await writing.connection()).execute(sa.text("SELECT 1"))
        await session.read(ONE)
        await session.close()
        await session.close()
        assert held(database) == 0
        async with database.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            is_open = driver.in_transaction if database.dialect == "sqlite" else driver.is_in_transaction()
            assert not is_open

    @on_postgres
    async def test_what_breaks_on_its_way_back(self, database: Database, caplog: pytest.LogCaptureFixture) -> None:
        session = database.session()
        await session.read(ONE)
        assert session._connection.current is not None
        session._connection.current.driver._transport.abort()
        await session.close()
        await asyncio.sleep(0.05)
        assert held(database) == 0
        await read(database)

    @on_postgres
    @pytest.mark.parametrize("snapshot", [True, False])
    async def test_what_was_given_up(
        self, database: Database, caplog: pytest.LogCaptureFixture, *, snapshot: bool
    ) -> None:
        session = database.session()
        session.snapshot = snapshot
        await session.read(ONE)
        assert session._connection.current is not None
        session._connection.current.driver.terminate()
        await session.close()
        async with database.engine.connect() as connection:
            raw: Any = await connection.get_raw_connection()
            raw.driver_connection.terminate()
        assert (held(database), caplog.text) == (0, "")
        await read(database)

    @on_postgres
    async def test_a_server_that_does_not_answer(self, database: Database) -> None:
        """The operation is answered soon all the same, and the connection is gone."""
        async with Proxy(database.engine.url) as proxy:
            behind = Database.connect(proxy.url)
            first = await read(behind)
            session = behind.session()
            await session.read(ONE)
            proxy.stall()
            began = time.monotonic()
            await session.close()
            assert time.monotonic() - began < 2
            # It rests, until somebody finds out.
            await asyncio.sleep(2 * REST_SECONDS + RESET_SECONDS + 0.2)
            proxy.resume()
            await behind.drain(5)
            assert held(behind) == 0
            assert await read(behind) is not first
            await behind.dispose()


@on_postgres
class TestWithoutPreparedStatements:
    """PgBouncer in transaction mode: each transaction may meet another server."""

    async def test_a_single_statement_has_a_transaction(self, engines: Any) -> None:
        database = Database(engines(connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0}))
        seen: list[str] = []
        event.listen(database.engine.sync_engine, "begin", lambda _connection: seen.append("begin"))
        session = database.session()
        session.snapshot = False
        isolation = sa.text("SELECT current_setting('transaction_isolation')")
        for _ in range(2):
            assert (await session.fetch(isolation))[0][0] == "read committed"
            await session.read(ONE)
        assert session._connection.current is not None
        assert session._connection.current.is_in_transaction
        await session.close()
        assert (seen, held(database)) == (["begin"], 0)
