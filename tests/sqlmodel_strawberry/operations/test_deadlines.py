"""The deadline of an operation: a query is cut, a mutation before its commit too; what was committed is told."""

import asyncio
import time
from typing import Any

import pytest
from sqlalchemy import text

from sqlmodel_strawberry import Database, Schema
from tests.databases import MakeDatabase
from tests.slow import sleepers, slow_commits, slow_statements
from tests.sqlmodel_strawberry.faulty import assert_usable, execute, faulty_schema, names, smithy

SECONDS = 0.3
SCHEMA, PATIENT = faulty_schema(SECONDS), faulty_schema()
INTERPRETED = faulty_schema(SECONDS, compiled=False)
TIMEOUT = {
    "message": "This took longer than 0.3 s: ask for less, or try again later.",
    "extensions": {"code": "TIMEOUT"},
}


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return await smithy(make_database)


def create(name: str, selection: str = "smith { name }") -> str:
    return f'createSmith(input: {{smith: {{name: "{name}"}}}}) {{ {selection} userErrors {{ code }} }}'


def codes(errors: Any) -> list[tuple[str, Any]]:
    return [(error["extensions"]["code"], error.get("path")) for error in errors]


class TestQueries:
    @pytest.mark.parametrize(
        ("query", "marker"),
        [
            ("{ smiths { nodes { name } } }", "FROM smith"),
            ("{ smiths { nodes { name guild { smiths { totalCount } } } } }", "FROM guild"),
            ("{ musing smiths { totalCount } }", "nothing"),
        ],
        ids=["a list", "a loader", "no SQL"],
    )
    @pytest.mark.parametrize("schema", [SCHEMA, INTERPRETED], ids=["compiled", "interpreted"])
    async def test_one_error_in_time_and_its_sql_has_ended(
        self, database: Database, query: str, marker: str, schema: Schema
    ) -> None:
        started = time.monotonic()
        with slow_statements(database, marker):
            result = await execute(schema, database, query)
            assert SECONDS <= time.monotonic() - started < SECONDS + 1
            assert (result.data, list(result.errors)) == (None, [TIMEOUT])
            if database.dialect == "postgresql":
                assert await sleepers(database) == 0
        await assert_usable(PATIENT, database)

    async def test_what_ends_in_time_is_answered(self, database: Database) -> None:
        for _ in range(3):
            await assert_usable(PATIENT, database)


class TestMutations:
    async def test_a_write_is_rolled_back_before_its_commit(self, database: Database) -> None:
        with slow_statements(database, "INSERT INTO smith"):
            started = time.monotonic()
            result = await execute(SCHEMA, database, f"mutation {{ a: {create('Cid')} b: {create('Dan')} }}")
            assert time.monotonic() - started < SECONDS + 1
        assert result.data is None or set(result.data.values()) == {None}
        assert {code for code, _ in codes(result.errors)} == {"TIMEOUT"}
        assert await names(database) == ["Ann", "Bob"]
        await assert_usable(PATIENT, database)

    async def test_a_commit_is_not_cut(self, database: Database) -> None:
        with slow_commits(database, SECONDS * 2):
            result = await execute(SCHEMA, database, f"mutation {{ {create('Cid')} }}")
        assert (result.data, list(result.errors)) == (
            {"createSmith": {"smith": {"name": "Cid"}, "userErrors": []}},
            [],
        )
        assert await names(database) == ["Ann", "Bob", "Cid"]
        await assert_usable(PATIENT, database)

    async def test_reads_after_the_commit_fail_at_their_fields(self, database: Database) -> None:
        selection = "smith { name } query { smith(by: {name: $name}) { name } guilds { totalCount } }"
        query = f"mutation {{ {create('Cid', selection)} }}".replace("$name", '"Ann"')
        with slow_statements(database, "count("):
            result = await execute(SCHEMA, database, query)
        # `query: Query!` cannot be null, so the payload goes with it: what can be told is told beside it.
        assert {code for code, _ in codes(result.errors)} == {"TIMEOUT"}
        assert await names(database) == ["Ann", "Bob", "Cid"]
        await assert_usable(PATIENT, database)

    async def test_what_was_committed_before_is_shown(self, database: Database) -> None:
        query = f"mutation {{ a: {create('Cid')} b: {create('Dan')} }}"
        with slow_commits(database, SECONDS + 0.1):
            result = await execute(SCHEMA, database, query)
        assert await names(database) == ["Ann", "Bob", "Cid"]
        assert codes(result.errors) == [("TIMEOUT", ["b"])]
        await assert_usable(PATIENT, database)

    async def test_a_field_that_waits_for_something_else_is_left(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sqlmodel_strawberry.operations.supervision.LEFT_SECONDS", 0.1)
        result = await execute(SCHEMA, database, f"mutation {{ {create('Cid', 'smith { pondering }')} }}")
        assert codes(result.errors) == [("TIMEOUT", None)]
        assert "may have been done" in result.errors[0]["message"]
        assert await names(database) == ["Ann", "Bob", "Cid"]
        await assert_usable(PATIENT, database)


class TestTheDatabasesOwnTimeouts:
    """After each of them, operations are answered on all connections."""

    async def limited(self, database: Database, **options: float) -> Database:
        return Database.connect(database.engine.url, slow_statement=None, **options)  # type: ignore[arg-type]

    # SQLite's statements are bounded by the operation's deadline.
    @pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
    async def test_a_statement(self, database: Database) -> None:
        limited = await self.limited(database, statement_timeout=0.1)
        try:
            with slow_statements(limited, "FROM guild"):
                result = await execute(PATIENT, limited, "{ guilds { nodes { name } } }")
            assert codes(result.errors) == [("TIMEOUT", ["guilds", "nodes"])]
            await assert_usable(PATIENT, limited)
        finally:
            await limited.dispose()

    async def test_a_lock(self, database: Database) -> None:
        limited = await self.limited(database, lock_timeout=0.1)
        hold = {"sqlite": "SELECT 1", "postgresql": "LOCK TABLE smith IN ACCESS EXCLUSIVE MODE"}
        try:
            async with database.engine.connect() as holder:
                await holder.execution_options(sqlite_begin="BEGIN IMMEDIATE")
                await holder.execute(text(hold[database.dialect]))
                result = await execute(PATIENT, limited, f"mutation {{ {create('Cid')} }}")
            expected = "UNAVAILABLE" if database.dialect == "sqlite" else "TIMEOUT"
            assert [code for code, _ in codes(result.errors)] == [expected]
            assert result.unavailable is (expected == "UNAVAILABLE")
            assert await names(database) == ["Ann", "Bob"]
            await assert_usable(PATIENT, limited)
        finally:
            await limited.dispose()

    @pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
    async def test_retries_respect_the_deadline(self, database: Database) -> None:
        limited = await self.limited(database, lock_timeout=0.1)
        try:
            async with database.engine.connect() as holder:
                await holder.execution_options(sqlite_begin="BEGIN IMMEDIATE")
                await holder.execute(text("SELECT 1"))
                started = time.monotonic()
                result = await execute(faulty_schema(0.15), limited, f"mutation {{ {create('Cid')} }}")
                assert time.monotonic() - started < 1
            assert [code for code, _ in codes(result.errors)] == ["TIMEOUT"]
            assert await names(database) == ["Ann", "Bob"]
            await asyncio.sleep(0.2)
            await assert_usable(PATIENT, limited)
        finally:
            await limited.dispose()
