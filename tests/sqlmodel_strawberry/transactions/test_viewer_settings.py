"""PostgreSQL is told who asks: in every transaction of an operation, until its end, and of nobody else."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from sqlmodel_strawberry import Context, Database, Request, Session, WriteSession
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import connected
from tests.sqlmodel_strawberry.transactions.bank import KEY, Bank, hooks
from tests.sqlmodel_strawberry.transactions.test_retries import SPEND, fail_at_commit
from tests.viewers import Somebody

on_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")

WHO = text("SELECT current_setting('app.user', true)")
HOW = text("SELECT current_setting('transaction_isolation') || current_setting('transaction_read_only')")
BROKEN = text("SELECT 1 / 0")
ACCOUNTS = "{ accounts { nodes { name } } }"

ADA, BEN = Somebody("ada"), Somebody("it's $1; SELECT 2")


def settings_of(viewer: Any) -> Mapping[str, str]:
    return {"app.user": viewer.principal if viewer else ""}


@pytest.fixture
async def told(api: Bank) -> AsyncIterator[Bank]:
    """The bank over one connection, whose transactions are told."""
    url = api.database.engine.url
    async with connected(url, pool_size=1, max_overflow=0, viewer_settings=settings_of) as database:
        yield Bank(database)


@contextmanager
def everything(database: Database) -> Iterator[list[str]]:
    """All that is sent as a statement, control of transactions too."""
    sent: list[str] = []

    def add(_connection: Any, _cursor: Any, sql: str, *_: Any) -> None:
        sent.append(sql)

    event.listen(database.engine.sync_engine, "before_cursor_execute", add)
    yield sent
    event.remove(database.engine.sync_engine, "before_cursor_execute", add)


async def read(session: Session, statement: Any = WHO) -> Any:
    return (await session.fetch(statement))[0][0]


async def read_in(session: WriteSession) -> Any:
    return (await (await session.connection()).execute(WHO)).scalar_one()


async def undone(session: Session, told: str) -> None:
    async with session.write() as writing:
        assert await read_in(writing) == told
        raise KeyError


async def after(database: Database) -> Any:
    """What the pool's only connection is left with."""
    async with database.engine.connect() as connection:
        return (await connection.execute(WHO)).scalar_one()


@on_postgres
class TestReads:
    @pytest.mark.parametrize("viewer", [ADA, BEN, None])
    async def test_they_are_told_of_the_viewer(self, told: Bank, viewer: Any) -> None:
        context = Context(told.database.session(), viewer)
        assert await read(context.session) == (viewer.principal if viewer else "")
        await context.session.close()
        assert await after(told.database) == ""

    async def test_whoever_signs_in_asks_until_the_next_root_field(self, told: Bank) -> None:
        context = Context(told.database.session(), ADA)
        context.begin("first")
        assert await read(context.session) == "ada"
        context.sign_in(BEN)
        assert await read(context.session) == BEN.principal
        context.begin("second")
        assert await read(context.session) == "ada"
        await context.session.close()

    async def test_a_session_of_no_operation_is_a_strangers(self, told: Bank) -> None:
        Context(told.database.session(), ADA)
        session = told.database.session()
        assert await read(session) == ""
        await session.close()

    async def test_a_single_statement_has_a_transaction_too(self, told: Bank) -> None:
        with everything(told.database) as sent:
            await told.data(ACCOUNTS, viewer=ADA)
        assert (len(sent), sent[0].startswith("SELECT set_config(")) == (2, True)
        session = told.database.session()
        session.snapshot = False
        assert await read(session, HOW) == "repeatable readon"
        await session.close()

    async def test_telling_is_no_statement_of_the_operation(self, told: Bank) -> None:
        with record_statements(told.database) as log:
            context = Context(told.database.session(), ADA)
            await told.schema.execute(Request(ACCOUNTS, {}), context)
        log.assert_count(1)
        assert context.session.tally.statements == 1

    async def test_it_is_told_once_and_again_when_another_asks(self, told: Bank) -> None:
        session = told.database.session()
        with everything(told.database) as sent:
            for viewer in (ADA, ADA, BEN):
                session.act_for(viewer)
                assert await read(session) == viewer.principal
        assert sum("set_config" in sql for sql in sent) == 2
        await session.release()
        assert await read(session) == BEN.principal
        await session.close()

    async def test_what_the_next_viewer_has_not_is_emptied(self, api: Bank) -> None:
        url = api.database.engine.url
        async with connected(url, viewer_settings=lambda viewer: settings_of(viewer) if viewer else {}) as database:
            session = database.session()
            session.act_for(ADA)
            assert await read(session) == "ada"
            session.act_for(None)
            assert await read(session) == ""
            await session.close()

    async def test_acting_for_another(self, told: Bank) -> None:
        session = told.database.session()
        session.act_for(ADA)
        async with session.acting_for(BEN):
            assert await read(session) == BEN.principal
            session.act_for(Somebody("eve"))
            assert await read(session) == BEN.principal
        assert await read(session) == "eve"
        with suppress(KeyError):
            async with session.acting_for(BEN):
                raise KeyError
        assert await read(session) == "eve"
        await session.close()

    async def test_a_mistake_in_the_function_is_masked(self, api: Bank) -> None:
        async with connected(api.database.engine.url, viewer_settings=lambda viewer: viewer.secret) as database:
            result = await Bank(database).run(ACCOUNTS, viewer=ADA)
        assert [error["extensions"]["code"] for error in result.errors] == ["INTERNAL_SERVER_ERROR"]
        assert "secret" not in str(result.errors)


@on_postgres
class TestWrites:
    async def test_every_attempt_is_told(self, api: Bank, told: Bank) -> None:
        account = await api.open("a")
        await fail_at_commit(api.database, 2)
        seen: list[str] = []

        async def look(session: WriteSession) -> None:
            seen.append(await read_in(session))

        hooks.inside = look
        data = await told.data(SPEND, KEY, ADA, id=account)
        assert data == {"spend": {"account": {"name": "a", "cents": 99}, "userErrors": []}}
        assert seen == ["ada", "ada", "ada"]
        assert await api.cents() == {"a": 99}
        assert await after(told.database) == ""

    async def test_acting_for_another(self, told: Bank) -> None:
        session = told.database.session()
        session.act_for(ADA)
        async with session.write() as writing:
            async with session.acting_for(BEN):
                assert await read_in(writing) == BEN.principal
            assert await read_in(writing) == "ada"
        assert await read(session) == "ada"
        async with session.acting_for(BEN), session.write() as writing:
            assert await read_in(writing) == BEN.principal
        assert await read(session) == "ada"
        await session.close()

    @pytest.mark.parametrize("statement", [WHO, BROKEN], ids=["whole", "broken"])
    @pytest.mark.parametrize("is_inside", [True, False])
    async def test_an_error_ends_it(self, told: Bank, statement: Any, is_inside: bool) -> None:
        """Whoever catches the error, and goes on, is the viewer again."""
        session = told.database.session()
        session.act_for(ADA)

        async def fail(writing: WriteSession) -> None:
            blocks: list[Any] = [session.acting_for(BEN), writing.begin_nested()]
            outer, inner = blocks if is_inside else blocks[::-1]
            async with outer, inner:
                await (await writing.connection()).execute(statement)
                raise KeyError

        async with session.write() as writing:
            with pytest.raises((KeyError, DBAPIError)):
                await fail(writing)
            assert await read_in(writing) == "ada"
        await session.close()

    async def test_what_is_rolled_back_leaves_nothing(self, told: Bank) -> None:
        session = told.database.session()
        session.act_for(ADA)
        with pytest.raises(KeyError):
            await undone(session, "ada")
        assert await read(session) == "ada"
        await session.close()
        assert await after(told.database) == ""

    async def test_on_a_connection_that_a_test_gives(self, told: Bank) -> None:
        async with told.database.engine.connect() as connection, connection.begin():
            session = Session(told.database, connection)
            for viewer in (ADA, BEN):
                session.act_for(viewer)
                assert await read(session) == viewer.principal
                with pytest.raises(KeyError):
                    await undone(session, viewer.principal)
                assert await read(session) == viewer.principal
            await session.close()


class TestOff:
    async def test_nothing_is_told(self, api: Bank) -> None:
        account = await api.open("a")
        with everything(api.database) as sent:
            await api.data(SPEND, viewer=ADA, id=account)
            await api.data(ACCOUNTS, viewer=ADA)
            async with api.database.session().acting_for(BEN):
                pass
        assert not [sql for sql in sent if "set_config" in sql]

    @pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
    async def test_sqlite_is_not_asked(self, api: Bank) -> None:
        async with connected(api.database.engine.url, viewer_settings=settings_of) as database:
            assert database.viewer_settings is None
            await Bank(database).open("a")
            assert await Bank(database).data(ACCOUNTS, viewer=ADA) == {"accounts": {"nodes": [{"name": "a"}]}}
