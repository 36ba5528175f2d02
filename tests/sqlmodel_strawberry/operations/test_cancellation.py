"""Whoever waits for an operation goes away: a query ends with its SQL, a mutation is done all the same."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import text

from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.database.session import Session
from tests.databases import MakeDatabase
from tests.slow import sleepers, slow_commits, slow_statements
from tests.sqlmodel_strawberry.faulty import assert_usable, execute, faulty_schema, names, smithy

SCHEMA, INTERPRETED = faulty_schema(), faulty_schema(compiled=False)
CREATE = 'mutation { createSmith(input: {smith: {name: "Cid"}}) { smith { name } userErrors { code } } }'
# What runs on the database in each: a field of the operation's own, a loader in a task of its own, several at once.
QUERIES = {
    "a list": ("{ smiths { nodes { name } } }", "FROM smith"),
    "a loader": ("{ smiths { nodes { name guild { smiths { totalCount } } } } }", "FROM guild"),
    "a count": ("{ smiths { nodes { name } totalCount } guilds { totalCount } }", "count("),
    "many levels": ("{ guilds { nodes { a: smiths { nodes { name } } b: smiths { totalCount } } } }", "FROM smith"),
}


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return await smithy(make_database)


async def cancelled(task: "asyncio.Task[Any]") -> float:
    """Cancel it, and say how many seconds that took."""
    started = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return time.monotonic() - started


class TestQueries:
    @pytest.mark.parametrize("schema", [SCHEMA, INTERPRETED], ids=["compiled", "interpreted"])
    @pytest.mark.parametrize("kind", QUERIES)
    async def test_its_sql_ends_and_nothing_is_left_behind(self, database: Database, kind: str, schema: Schema) -> None:
        query, marker = QUERIES[kind]
        before = asyncio.all_tasks()
        with slow_statements(database, marker) as began:
            task = asyncio.create_task(execute(schema, database, query))
            await began.wait()
            await asyncio.sleep(0.05)
            assert await cancelled(task) < 0.5
            if database.dialect == "postgresql":
                assert await sleepers(database) == 0
        await asyncio.sleep(0.02)
        assert asyncio.all_tasks() - before == set()
        await assert_usable(SCHEMA, database)

    @pytest.mark.parametrize("schema", [SCHEMA, INTERPRETED], ids=["compiled", "interpreted"])
    async def test_many_at_once(self, database: Database, schema: Schema) -> None:
        query, marker = QUERIES["a loader"]
        with slow_statements(database, marker) as began:
            tasks = [asyncio.create_task(execute(schema, database, query)) for _ in range(20)]
            await began.wait()
            await asyncio.sleep(0.3)
            started = time.monotonic()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            assert time.monotonic() - started < 1
        await asyncio.sleep(0.1)
        await assert_usable(SCHEMA, database)

    async def test_what_waits_for_something_else(self, database: Database) -> None:
        for query in ("{ musing }", "{ smiths { nodes { pondering } } }"):
            task = asyncio.create_task(execute(SCHEMA, database, query))
            await asyncio.sleep(0.1)
            assert await cancelled(task) < 0.5
            await assert_usable(SCHEMA, database)

    async def test_what_waits_for_a_connection(self, database: Database) -> None:
        small = Database.connect(database.engine.url, pool_size=1, max_overflow=0)
        try:
            async with small.engine.connect():
                task = asyncio.create_task(execute(SCHEMA, small, "{ smiths { totalCount } }"))
                await asyncio.sleep(0.1)
                assert await cancelled(task) < 0.5
            assert (await execute(SCHEMA, small, "{ smiths { totalCount } }")).data == {"smiths": {"totalCount": 2}}
        finally:
            await small.dispose()

    @pytest.mark.parametrize("schema", [SCHEMA, INTERPRETED], ids=["compiled", "interpreted"])
    async def test_twice_is_no_worse(self, database: Database, schema: Schema) -> None:
        query, marker = QUERIES["a list"]
        with slow_statements(database, marker) as began:
            task = asyncio.create_task(execute(schema, database, query))
            await began.wait()
            task.cancel()
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait((task,))
            assert task.cancelled()
        await asyncio.sleep(0.3)
        await assert_usable(SCHEMA, database)

    async def test_sqlite_keeps_its_connection(self) -> None:
        """That of `:memory:` is the database."""
        memory = Database.connect("sqlite+aiosqlite://")
        session = Session(memory)
        async with memory.write() as write:
            await (await write.connection()).execute(text("CREATE TABLE smith (id INTEGER)"))
        with slow_statements(memory, "FROM smith") as began:
            task = asyncio.create_task(session.fetch(text("SELECT * FROM smith")))
            await began.wait()
            await session.stop(RuntimeError("enough"))
            with pytest.raises(RuntimeError, match="enough"):
                await task
        await session.close()
        async with memory.engine.connect() as connection:
            assert (await connection.execute(text("SELECT count(*) FROM smith"))).scalar() == 0
        await memory.dispose()


class TestMutations:
    @pytest.mark.parametrize("when", ["at once", "in its transaction", "in its commit"])
    async def test_it_is_done(self, database: Database, when: str) -> None:
        with slow_commits(database, 0.3) as committing:
            task = asyncio.create_task(execute(SCHEMA, database, CREATE))
            if when == "in its commit":
                await committing.wait()
            else:
                await asyncio.sleep(0 if when == "at once" else 0.002)
            await cancelled(task)
            await database.drain(5)
        assert await names(database) == ["Ann", "Bob", "Cid"]
        await assert_usable(SCHEMA, database)

    async def test_its_answer_is_that_of_one_who_stays(self, database: Database) -> None:
        result = await execute(SCHEMA, database, CREATE)
        assert (result.data, list(result.errors)) == (
            {"createSmith": {"smith": {"name": "Cid"}, "userErrors": []}},
            [],
        )

    async def test_what_does_not_end_in_time_is_cancelled_and_rolled_back(
        self, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        with slow_statements(database, "INSERT INTO smith") as began:
            task = asyncio.create_task(execute(SCHEMA, database, CREATE))
            await began.wait()
            await cancelled(task)
            await database.drain(0.1)
        assert "operations were cancelled" in caplog.text
        assert await names(database) == ["Ann", "Bob"]
        await assert_usable(SCHEMA, database)
