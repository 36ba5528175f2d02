"""PostgreSQL goes away: operations are answered soon, nothing is half written, and all is well when it is back."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.pool import QueuePool

from sqlmodel_strawberry import Database, Result
from tests.databases import MakeDatabase
from tests.proxy import Proxy
from tests.slow import slow_commits, slow_statements
from tests.sqlmodel_strawberry.faulty import assert_usable, execute, faulty_schema, names, smithy

SCHEMA = faulty_schema()
READ = "{ guilds { nodes { name } } }"
CREATE = 'mutation { createSmith(input: {smith: {name: "Cid"}}) { smith { name } userErrors { code } } }'
UNAVAILABLE = "The database cannot be reached, or is busy. Try again later."
UNKNOWN = (
    "The connection broke while this was committed: it is done, or it is not. "
    "Read before you repeat it, or repeat it with the same Idempotency-Key."
)

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")


@pytest.fixture
async def direct(make_database: MakeDatabase) -> Database:
    return await smithy(make_database)


@pytest.fixture
async def proxy(direct: Database) -> AsyncIterator[Proxy]:
    async with Proxy(direct.engine.url) as made:
        yield made


@pytest.fixture
async def database(proxy: Proxy) -> AsyncIterator[Database]:
    made = Database.connect(proxy.url, slow_statement=None)
    yield made
    proxy.resume()
    await made.dispose()


def assert_unavailable(result: Result, *messages: str) -> None:
    assert {error["message"] for error in result.errors} <= set(messages)
    assert {error["extensions"]["code"] for error in result.errors} == {"UNAVAILABLE"}
    assert result.unavailable


async def unavailable(database: Database, query: str = READ, *messages: str) -> None:
    """The operation is answered with UNAVAILABLE within 4 s, in one of these messages."""
    started = time.monotonic()
    assert_unavailable(await execute(SCHEMA, database, query), *(messages or [UNAVAILABLE]))
    assert time.monotonic() - started < 4


class TestBlackHoles:
    @pytest.mark.parametrize("connected", [False, True], ids=["not connected", "connected"])
    async def test_operations_are_answered_soon_and_write_nothing(
        self, database: Database, direct: Database, proxy: Proxy, connected: bool
    ) -> None:
        if connected:
            await assert_usable(SCHEMA, database)
        proxy.stall()
        # A write of one statement is committed with it: nobody knows whether what was sent came through.
        told = {READ: [UNAVAILABLE], CREATE: [UNAVAILABLE, UNKNOWN] if connected else [UNAVAILABLE]}
        await asyncio.gather(*(unavailable(database, query, *told[query]) for query in (READ, CREATE) * 20))
        proxy.resume()
        await asyncio.sleep(0.1)
        await assert_usable(SCHEMA, database)
        assert await names(direct) == ["Ann", "Bob"]

    async def test_in_the_middle_of_a_commit_nobody_knows(
        self, database: Database, direct: Database, proxy: Proxy
    ) -> None:
        with slow_commits(database, 0.1) as began:
            task = asyncio.create_task(unavailable(database, CREATE, UNKNOWN))
            await began.wait()
            proxy.stall()
            await task
        proxy.resume()
        await asyncio.sleep(0.1)
        assert await names(direct) in (["Ann", "Bob"], ["Ann", "Bob", "Cid"])
        await assert_usable(SCHEMA, database)

    async def test_a_statement_that_is_slow_is_none(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sqlmodel_strawberry.operations.supervision.PATIENCE", 0.1)
        with slow_statements(database, "FROM guild"):
            result = await execute(faulty_schema(0.5), database, READ)
        assert [error["extensions"]["code"] for error in result.errors] == ["TIMEOUT"]

    async def test_an_event_loop_that_is_late_loses_nothing(
        self, database: Database, direct: Database, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sqlmodel_strawberry.database.engine.PROBE_SECONDS", 0.1)
        answers = Database.connect(direct.engine.url).answers()
        while not answers.done():
            time.sleep(0.02)  # noqa: ASYNC251
            await asyncio.sleep(0)
        assert await answers
        proxy.stall()
        assert not await database.answers()


class TestBrokenConnections:
    async def test_those_in_the_pool_are_replaced_unseen(self, database: Database, proxy: Proxy) -> None:
        await assert_usable(SCHEMA, database)
        assert proxy.connections > 1
        await proxy.cut()
        await asyncio.sleep(0.01)
        assert proxy.connections == 0
        await assert_usable(SCHEMA, database)

    @pytest.mark.parametrize("query", [READ, CREATE], ids=["query", "mutation"])
    async def test_in_the_middle_of_a_statement(
        self, database: Database, direct: Database, proxy: Proxy, query: str
    ) -> None:
        with slow_statements(database, "FROM guild" if query is READ else "INSERT INTO smith") as began:
            task = asyncio.create_task(unavailable(database, query, UNAVAILABLE if query is READ else UNKNOWN))
            await began.wait()
            await asyncio.sleep(0.05)
            await proxy.cut()
            await task
        assert await names(direct) == ["Ann", "Bob"]
        await assert_usable(SCHEMA, database)

    async def test_nobody_listens(self, database: Database, proxy: Proxy) -> None:
        await assert_usable(SCHEMA, database)
        await proxy.refuse()
        await proxy.cut()
        await asyncio.sleep(0.01)
        await unavailable(database)
        await proxy.accept()
        await assert_usable(SCHEMA, database)


class TestExhaustedPools:
    async def test_it_is_told_in_time_and_heals(self, direct: Database) -> None:
        small = Database.connect(direct.engine.url, pool_size=1, max_overflow=0, pool_timeout=0.2)
        pool = small.engine.pool
        assert isinstance(pool, QueuePool)
        try:
            async with small.engine.connect():
                started = time.monotonic()
                await unavailable(small)
                assert time.monotonic() - started < 1
            assert (await execute(SCHEMA, small, READ)).data == {"guilds": {"nodes": [{"name": "Iron"}]}}
            assert pool.checkedout() == 0
        finally:
            await small.dispose()

    async def test_a_server_that_lets_nobody_in(self, direct: Database) -> None:
        stranger = Database.connect(direct.engine.url.set(username="nobody"))
        await unavailable(stranger)
        await stranger.dispose()
