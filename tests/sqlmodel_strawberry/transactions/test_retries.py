"""Writes that collide with others are tried again from the beginning, a few times; then they are given up."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError, OperationalError

from sqlmodel_strawberry import Database, WriteSession
from sqlmodel_strawberry.mutations import retries
from sqlmodel_strawberry.mutations.retries import RETRIES, is_transient
from tests.databases import connected
from tests.sqlmodel_strawberry.transactions.bank import KEY, Bank, bank, hooks

LOCK_ALL = "mutation($ids: [ID!]!) { lockAll(input: {accountIds: $ids}) { account { cents } userErrors { code } } }"
SPEND = """mutation($id: ID!, $cents: Int! = 1) {
    spend(input: {accountId: $id, cents: $cents}) { account { name cents } userErrors { code path } } }"""
CREATE = "mutation($a: AccountCreate!) { createAccount(input: {account: $a}) { account { name } userErrors { code } } }"

on_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
on_sqlite = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")

# The first :failures attempts to commit a change of an account fail. A sequence counts them: nothing rolls it back.
FAIL_AT_COMMIT = """
    CREATE SEQUENCE attempts;
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('attempts') <= {failures} THEN RAISE EXCEPTION 'collision' USING ERRCODE = '{state}'; END IF;
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER fail AFTER INSERT OR UPDATE ON account DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION fail()"""


async def fail_at_commit(database: Database, failures: int, state: str = "40001") -> None:
    async with database.engine.begin() as connection:
        for statement in FAIL_AT_COMMIT.format(failures=failures, state=state).split(";\n    CREATE "):
            begun = statement if statement.lstrip().startswith("CREATE") else f"CREATE {statement}"
            await connection.execute(text(begun))


async def attempts(database: Database) -> int:
    async with database.engine.connect() as connection:
        return int((await connection.execute(text("SELECT last_value FROM attempts"))).scalar_one())


@on_postgres
class TestPostgres:
    async def test_of_two_that_wait_for_each_other_both_are_done(self, api: Bank) -> None:
        ids = [await api.open("a"), await api.open("b")]
        meeting = asyncio.Barrier(2)
        met = 0

        async def meet(_session: WriteSession) -> None:
            nonlocal met
            met += 1
            if met <= 2:  # each has its first lock, and will want the other's
                await meeting.wait()

        hooks.inside = meet
        results = await asyncio.gather(api.data(LOCK_ALL, ids=ids), api.data(LOCK_ALL, ids=ids[::-1]))
        assert [result["lockAll"]["userErrors"] for result in results] == [[], []]
        assert await api.cents() == {"a": 98, "b": 98}
        assert hooks.runs == 3

    @pytest.mark.parametrize("state", ["40001", "40P01"])
    async def test_a_failure_at_the_commit_is_tried_again(self, api: Bank, state: str) -> None:
        account = await api.open("a")
        await fail_at_commit(api.database, RETRIES, state)
        spent = (await api.data(SPEND, id=account))["spend"]
        assert spent == {"account": {"name": "a", "cents": 99}, "userErrors": []}
        assert hooks.runs == RETRIES + 1
        assert await api.cents() == {"a": 99}

    async def test_after_three_retries_it_is_given_up_with_nothing_written(self, api: Bank) -> None:
        account = await api.open("a")
        await fail_at_commit(api.database, 100)
        result = await api.run(SPEND, id=account)
        assert [error["extensions"] for error in result.errors] == [{"code": "UNAVAILABLE"}]
        assert result.errors[0]["path"] == ["spend"]
        assert hooks.runs == await attempts(api.database) == RETRIES + 1
        assert await api.cents() == {"a": 100}

    async def test_generated_writes_are_tried_again_too(self, api: Bank) -> None:
        await fail_at_commit(api.database, 2)
        created = await api.data(CREATE, a={"name": "new"})
        assert created["createAccount"] == {"account": {"name": "new"}, "userErrors": []}
        assert await attempts(api.database) == 3
        assert list(await api.cents()) == ["new"]

    async def test_what_is_done_at_the_third_attempt_is_remembered_once(self, api: Bank) -> None:
        account = await api.open("a")
        await fail_at_commit(api.database, 2)
        first = await api.data(SPEND, KEY, id=account)
        assert await api.data(SPEND, KEY, id=account) == first
        assert await api.cents() == {"a": 99}
        assert (hooks.runs, len(await api.records())) == (3, 1)

    async def test_no_attempt_begins_when_the_time_is_over(self, api: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(retries, "RETRY_SECONDS", 0)
        account = await api.open("a")
        await fail_at_commit(api.database, 100)
        assert await api.codes(SPEND, id=account) == ["UNAVAILABLE"]
        assert hooks.runs == 1


@asynccontextmanager
async def locked(url: URL) -> AsyncIterator[None]:
    """Another process, so to say, that writes for as long as the block lasts."""
    async with connected(url) as other, other.engine.connect() as connection:
        await connection.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        await connection.execute(text("UPDATE account SET cents = cents + 0"))
        yield
        await connection.rollback()


@on_sqlite
class TestSqlite:
    @pytest.fixture
    async def hurried(self, empty_url: URL) -> AsyncIterator[Bank]:
        """A bank that waits for locks very shortly."""
        database = Database.connect(empty_url, lock_timeout=0.02)
        async with database.engine.begin() as connection:
            await connection.run_sync(bank.metadata.create_all)
        yield Bank(database)
        await database.dispose()

    async def test_locked_for_too_long_it_is_given_up_with_nothing_written(self, hurried: Bank, empty_url: URL) -> None:
        account = await hurried.open("a")
        async with locked(empty_url):
            result = await hurried.run(SPEND, id=account)
            assert [error["extensions"] for error in result.errors] == [{"code": "UNAVAILABLE"}]
            assert await hurried.codes(CREATE, a={"name": "new"}) == ["UNAVAILABLE"]
        assert await hurried.cents() == {"a": 100}
        assert (await hurried.data(SPEND, id=account))["spend"]["account"] == {"name": "a", "cents": 99}

    async def test_freed_meanwhile_it_is_done_once(self, hurried: Bank, empty_url: URL) -> None:
        account = await hurried.open("a")
        async with locked(empty_url):
            spending = asyncio.create_task(hurried.data(SPEND, id=account))
            await asyncio.sleep(0.03)
            assert not spending.done()
        assert (await spending)["spend"]["account"] == {"name": "a", "cents": 99}
        assert await hurried.cents() == {"a": 99}


class TestWhatIsNotTriedAgain:
    async def test_a_rule_of_the_database(self, api: Bank) -> None:
        await api.open("a")
        account = await api.open("b")

        async def break_a_rule(session: WriteSession) -> None:
            await (await session.connection()).execute(text("UPDATE account SET name = 'a'"))

        hooks.inside = break_a_rule
        spent = (await api.data(SPEND, id=account))["spend"]
        assert [error["code"] for error in spent["userErrors"]] == ["CONFLICT"]
        assert hooks.runs == 1

    async def test_a_refusal_of_the_service(self, api: Bank) -> None:
        account = await api.open("a")
        spent = (await api.data(SPEND, id=account, cents=101))["spend"]
        assert spent == {"account": None, "userErrors": [{"code": "TOO_POOR", "path": ["input", "cents"]}]}
        assert (hooks.runs, await api.cents()) == (1, {"a": 100})

    async def test_a_mistake_in_the_service(self, api: Bank) -> None:
        account = await api.open("a")

        async def fail(_session: WriteSession) -> None:
            raise LookupError

        hooks.inside = fail
        assert await api.codes(SPEND, id=account) == ["INTERNAL_SERVER_ERROR"]
        assert (hooks.runs, await api.cents()) == (1, {"a": 100})

    @pytest.mark.parametrize(("state", "again"), [("40001", True), ("40P01", True), ("55P03", False), ("23505", False)])
    def test_states(self, state: str, again: bool) -> None:
        cause = Exception()
        cause.sqlstate = state  # type: ignore[attr-defined]
        assert is_transient(DBAPIError("", {}, cause)) is again

    @pytest.mark.parametrize(
        ("code", "again"), [(5, True), (6, True), (517, True), (261, True), (1, False), (19, False)]
    )
    def test_result_codes(self, code: int, again: bool) -> None:
        """517 is SQLITE_BUSY_SNAPSHOT, 261 SQLITE_BUSY_RECOVERY."""
        cause = Exception()
        cause.sqlite_errorcode = code  # type: ignore[attr-defined]
        assert is_transient(OperationalError("", {}, cause)) is again
