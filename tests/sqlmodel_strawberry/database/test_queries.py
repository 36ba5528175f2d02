"""What runs below SQLAlchemy gives what SQLAlchemy gives: parameters, rows, errors, events."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError, StatementError
from sqlalchemy.ext.asyncio import create_async_engine

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.database.queries import Query
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.database.samples import TYPES, Cents, samples, table_of


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return (await samples(make_database, {"text": TYPES["text"], "amount": TYPES["amount"]}))[0]


@pytest.fixture
def table() -> sa.Table:
    return table_of({"text": TYPES["text"], "amount": TYPES["amount"]})


class TestParameters:
    async def test_values_of_each_run(self, database: Database, table: sa.Table) -> None:
        session = database.session()
        among = sa.select(table.c.id).where(table.c.id.in_(sa.bindparam("ids", expanding=True)))
        query = Query(among.where(table.c.id < sa.bindparam("below", type_=sa.Integer), table.c.id > 0))
        for ids, below, found in (([1, 2], 3, [(1,), (2,)]), ([2], 3, [(2,)]), ([], 3, []), ([1, 2, 3], 2, [(1,)])):
            rows = await session.read(query, {"ids": ids, "below": below})
            assert sorted(map(tuple, rows)) == found
        await session.close()

    async def test_what_is_missing_or_wrong(self, database: Database) -> None:
        session = database.session()
        number = sa.bindparam("number", type_=Cents())
        for run in (session.fetch, session.read):
            query: Any = sa.select(number) if run == session.fetch else Query(sa.select(number))
            with pytest.raises(StatementError, match="'number'"):
                await run(query, {})
            with pytest.raises(StatementError) as caught:
                await run(query, {"number": "secret"})
            assert "secret" not in str(caught.value)
            assert not isinstance(caught.value, DBAPIError)
            # The connection is none the worse.
            assert (await session.fetch(sa.text("SELECT 1")))[0][0] == 1
        await session.close()

    async def test_on_several_databases(self, database: Database) -> None:
        other = Database.connect("sqlite+aiosqlite://")
        query = Query(sa.select(sa.literal("a").concat(sa.bindparam("b", type_=sa.String))))
        for each in (database, other, database):
            session = each.session()
            assert [tuple(row) for row in await session.read(query, {"b": "b"})] == [("ab",)]
            await session.close()
        await other.dispose()


class TestRows:
    async def test_names(self, database: Database, table: sa.Table) -> None:
        session = database.session()
        for statement in (
            table.select().where(table.c.id == 1),
            sa.text("SELECT id, text, amount FROM sample WHERE id = 1").columns(
                table.c.id, table.c.text, table.c.amount
            ),
            sa.text("SELECT id, text, amount FROM sample WHERE id = 1").columns(amount=sa.Numeric(10, 2)),
        ):
            (row,) = await session.fetch(statement)
            assert (row.id, row.text) == (1, TYPES["text"][1])
            assert dict(row._mapping)["id"] == 1
            assert row.amount == Decimal("12.30")
        (row,) = await session.fetch(sa.text("SELECT 1 AS one, 'x' AS two"))
        assert (row.one, row.two, row[1:], list(row)) == (1, "x", ("x",), [1, "x"])
        await session.close()

    async def test_several_find_out_at_once_what_comes(self, database: Database) -> None:
        statement = sa.text("SELECT 1 AS one, amount FROM sample WHERE id = 1").columns(amount=sa.Numeric(10, 2))
        sessions = [database.session() for _ in range(5)]
        for found in await asyncio.gather(*(session.fetch(statement) for session in sessions)):
            assert [row._asdict() for row in found] == [{"one": 1, "amount": Decimal("12.30")}]
        for session in sessions:
            await session.close()

    async def test_none(self, database: Database, table: sa.Table) -> None:
        session = database.session()
        assert list(await session.fetch(table.select().where(sa.false()))) == []
        assert list(await session.read(Query(table.select().where(sa.false())))) == []
        await session.close()


class TestErrors:
    async def test_they_are_sqlalchemys(self, database: Database, table: sa.Table) -> None:
        nonsense: Any = sa.select(sa.column("nothing")).select_from(sa.table("nowhere"))
        async with database.engine.connect() as connection:
            with pytest.raises(DBAPIError) as expected:
                await connection.execute(nonsense)
        for is_query in (False, True):
            session = database.session()
            with pytest.raises(DBAPIError) as caught:
                await (session.read(Query(nonsense)) if is_query else session.fetch(nonsense))
            assert type(caught.value) is type(expected.value)
            assert type(caught.value.orig) is type(expected.value.orig)
            assert str(caught.value) == str(expected.value)
            for name in ("sqlstate", "sqlite_errorcode"):
                assert getattr(caught.value.orig, name, None) == getattr(expected.value.orig, name, None)
            assert not caught.value.connection_invalidated
            await session.close()

    async def test_a_constraint(self, database: Database, table: sa.Table) -> None:
        session = database.session()
        session.snapshot = False
        with pytest.raises(IntegrityError):
            await session.read(Query(table.insert().values(id=1).returning(table.c.id)))
        assert (await session.fetch(sa.text("SELECT count(*) FROM sample")))[0][0] == 2
        await session.close()

    @pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
    async def test_a_value_that_the_driver_refuses(self, database: Database, table: sa.Table) -> None:
        session = database.session()
        session.snapshot = False
        too_big = sa.select(table.c.id).where(table.c.id == sa.bindparam("id", type_=sa.Integer))
        with pytest.raises(DBAPIError):
            await session.read(Query(too_big), {"id": 2**40})
        assert await session.read(Query(too_big), {"id": 1})
        await session.close()

    @pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
    async def test_a_statement_that_was_prepared_for_another_table(self, database: Database, table: sa.Table) -> None:
        """A migration runs while the server does."""
        query = Query(sa.select(sa.text("*")).select_from(table).where(table.c.id == 1))
        for change in (None, "ALTER TABLE sample ADD COLUMN extra text"):
            if change is not None:
                async with database.engine.begin() as connection:
                    await connection.execute(sa.text(change))
            session = database.session()
            session.snapshot = False
            assert len(await session.read(query)) == 1
            await session.close()


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
class TestPreparedStatements:
    """asyncpg keeps them, one for each text, and forgets those that were not used for long."""

    async def test_they_are_as_many_as_it_keeps(self, database: Database) -> None:
        engine = create_async_engine(database.engine.url, connect_args={"statement_cache_size": 2})
        small = Database(engine)
        session = small.session()
        texts: list[Any] = [sa.literal_column(str(number)) for number in range(4)]
        queries = [Query(sa.select(text + sa.bindparam("n", type_=sa.Integer))) for text in texts]
        for n in (1, 2):
            for number, query in enumerate(queries):
                assert [tuple(row) for row in await session.read(query, {"n": n})] == [(number + n,)]
        mine = "SELECT 1 FROM pg_prepared_statements WHERE statement ~ '^SELECT [0-9]'"
        # The last one that was forgotten is closed with the next one that is prepared.
        assert 2 <= len(await session.fetch(sa.text(mine))) <= 4
        await session.close()
        await engine.dispose()

    @pytest.mark.parametrize("snapshot", [False, True])
    async def test_the_table_is_changed_between_two_runs(
        self, database: Database, table: sa.Table, *, snapshot: bool
    ) -> None:
        """In a transaction, which is lost, the first run after that fails."""
        query = Query(sa.select(table.c.text, sa.literal_column("(SELECT min(id) FROM sample)", sa.Integer)))

        async def rows() -> int:
            session = database.session()
            session.snapshot = snapshot
            try:
                return len(await session.read(query))
            finally:
                await session.close()

        for change in ("ALTER COLUMN id TYPE bigint", "ADD COLUMN extra text"):
            assert [await rows(), await rows()] == [2, 2]
            async with database.engine.begin() as connection:
                await connection.execute(sa.text(f"ALTER TABLE sample {change}"))
            if snapshot and "bigint" in change:
                with pytest.raises(DBAPIError, match="cached"):
                    await rows()
        assert await rows() == 2

    async def test_loggers_of_the_drivers_own_hear_of_them(self, database: Database) -> None:
        session, seen = database.session(), list[str]()
        query = Query(sa.select(sa.literal(7)))
        await session.read(query)
        assert session._connection.current is not None
        with session._connection.current.driver.query_logger(lambda record: seen.append(record.query)):
            await session.read(query)
            await asyncio.sleep(0)
        await session.close()
        assert len(seen) == 1


class TestEvents:
    async def test_whoever_listens_is_told_and_may_change_what_runs(self, database: Database) -> None:
        engine, seen = database.engine.sync_engine, list[tuple[str, str]]()

        def before(connection: Any, cursor: Any, sql: str, parameters: Any, context: Any, _many: bool) -> Any:
            context.began = True
            seen.append(("before", sql))
            return sql.replace("2", "3"), parameters

        def after(connection: Any, cursor: Any, sql: str, parameters: Any, context: Any, _many: bool) -> None:
            assert context.began
            seen.append(("after", sql))

        def failed(context: Any) -> None:
            seen.append(("failed", type(context.original_exception).__name__))

        event.listen(engine, "before_cursor_execute", before, retval=True)
        event.listen(engine, "after_cursor_execute", after)
        event.listen(engine, "handle_error", failed)
        session = database.session()
        assert (await session.fetch(sa.text("SELECT 2")))[0][0] == 3
        assert (await session.read(Query(sa.text("SELECT 2"))))[0][0] == 3
        expected = [("before", "SELECT 2"), ("after", "SELECT 3")]
        assert (seen, session.tally.statements) == (expected * 2, 2)
        with pytest.raises(DBAPIError):
            await session.read(Query(sa.text("SELECT nothing")))
        error = "OperationalError" if database.dialect == "sqlite" else "ProgrammingError"
        assert (seen[4:], session.tally.statements) == ([("before", "SELECT nothing"), ("failed", error)], 3)
        await session.close()

    async def test_errors_are_told_where_nobody_else_listens_to_statements(self, database: Database) -> None:
        seen: list[Any] = []
        event.listen(database.engine.sync_engine, "handle_error", lambda context: seen.append(context.statement))
        session = database.session()
        with pytest.raises((ProgrammingError, DBAPIError)):
            await session.read(Query(sa.text("SELECT nothing")))
        assert (seen, session.tally.statements) == (["SELECT nothing"], 1)
        await session.close()

    async def test_transactions_are_told(self, database: Database) -> None:
        seen: list[str] = []
        for name in ("begin", "rollback", "commit"):
            event.listen(database.engine.sync_engine, name, lambda _connection, name=name: seen.append(name))
        session = database.session()
        await session.fetch(sa.text("SELECT 1"))
        await session.fetch(sa.text("SELECT 1"))
        await session.close()
        assert seen == ["begin", "rollback"]

    async def test_they_are_recorded_with_their_parameters(self, database: Database, table: sa.Table) -> None:
        with record_statements(database) as log:
            session = database.session()
            given = sa.bindparam("id", type_=sa.Integer)
            await session.read(Query(sa.select(table.c.id).where(table.c.id == given)), {"id": 1})
            await session.close()
        log.assert_count(1)
        log.assert_one_connection()
        assert log.statements[0].parameters == (1,)
