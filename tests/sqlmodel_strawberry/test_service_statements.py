"""Services that run statements instead of a session: what SQLAlchemy's own connections give, compiled once."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import pytest
import sqlalchemy as sa
from sqlalchemy import bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session as SyncSession

from sqlmodel_strawberry import (
    Database,
    Key,
    Policy,
    Transaction,
    WriteSession,
    anyone,
    build_schema,
    mutation,
    resource,
)
from sqlmodel_strawberry.database.kept_statements import SIZES, KeptStatement
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.declarations import declared, problems
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithPublic, workshop


class Full(Exception):
    """An expected failure."""


def by_name(_viewer: Any, smith: Any) -> Any:
    """A rule that hides Eve."""
    return smith.name != "Eve"


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, relations=["guild"], policy=Policy(read=by_name, create=anyone))
class SmithType:
    """Who works with metal."""


ENROL = insert(Smith)
MOVE = update(Smith).where(Smith.name.in_(bindparam("names", expanding=True))).values(guild_id=bindparam("to"))
MEMBERS = select(func.count().label("members")).where(Smith.guild_id == bindparam("guild"))
THEN: dict[str, sa.Executable] = {
    "age": update(Smith).where(Smith.name == bindparam("who")).values(age=9),
    "say": text("UPDATE smith SET motto = 'said'"),
}
FIND = select(Smith.id).where(Smith.name == bindparam("name"))


class Office:
    @mutation(errors=[Full])
    @staticmethod
    async def enrol(
        transaction: Transaction, guild: Annotated[int, Key(Guild)], names: list[str]
    ) -> Annotated[int, Key(Smith)] | None:
        """Make smiths members of a guild of at most three, and give the first."""
        await transaction.execute(ENROL, [{"name": name, "guild_id": guild} for name in names])
        if (await transaction.execute(MEMBERS, {"guild": guild})).scalar_one() > 3:
            raise Full("Three are enough.")
        return (await transaction.execute(FIND, {"name": names[0]})).scalar_one_or_none()

    @mutation()
    @staticmethod
    async def join(transaction: Transaction, session: WriteSession, name: str) -> Smith:
        """Both: one transaction."""
        smith = Smith(name=name)
        session.add(smith)
        await session.flush()
        await transaction.execute(MOVE, {"names": [name], "to": 1})
        return smith

    @mutation()
    @staticmethod
    async def hire(
        transaction: Transaction, name: str, number: int, then: list[str] | None = None
    ) -> Annotated[int, Key(Smith)]:
        """A smith with this number; what comes then is done to smiths."""
        await transaction.execute(insert(Smith), {"id": number, "name": name, "motto": "new"})
        for each in then or ():
            await transaction.execute(THEN[each], {"who": name} if each == "age" else {})
        return number


SCHEMA = build_schema([GuildType, SmithType], mutation=[Office])
GUILD = "WyJHdWlsZCIsMV0"


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(Guild), [{"name": "Iron"}, {"name": "Gold"}])
        await connection.execute(insert(Smith), [{"name": "Ada", "guild_id": 1}])
    return database


@pytest.fixture
def api(database: Database) -> Operations:
    return Operations(SCHEMA, database)


async def names_in(database: Database, guild: int = 1) -> list[str]:
    async with database.engine.connect() as connection:
        found = await connection.execute(select(Smith.name).where(Smith.guild_id == guild).order_by(Smith.id))
        return list(found.scalars())


async def names_in_all(database: Database) -> list[str]:
    async with database.engine.connect() as connection:
        return list((await connection.execute(select(Smith.name))).scalars())


class TestServices:
    async def test_its_key_is_the_row_of_the_payload(self, api: Operations) -> None:
        payload = await api.write("enrol", "smith { name motto guild { name } }", guild=GUILD, names=["Bob", "Cy"])
        assert payload["smith"] == {"name": "Bob", "motto": "", "guild": {"name": "Iron"}}
        assert await names_in(api.database) == ["Ada", "Bob", "Cy"]

    async def test_a_refusal_undoes_its_statements(self, api: Operations) -> None:
        payload = await api.write("enrol", "smith { name }", guild=GUILD, names=["Bob", "Cy", "Di"])
        assert payload["errors"] == [("Refused", "FULL", ["input"])]
        assert await names_in(api.database) == ["Ada"]

    async def test_a_broken_constraint_is_an_error_of_the_user(self, api: Operations) -> None:
        payload = await api.write("enrol", "smith { name }", guild=GUILD, names=["Bob", "Ada"])
        assert payload["errors"] == [("Conflict", "CONFLICT", ["input"])]
        assert await names_in(api.database) == ["Ada"]

    async def test_a_row_that_nobody_sees_is_null(self, api: Operations) -> None:
        payload = await api.write("enrol", "smith { name }", guild=GUILD, names=["Eve"])
        assert (payload["smith"], payload["errors"]) == (None, [])
        assert await names_in(api.database) == ["Ada", "Eve"]

    @pytest.mark.parametrize(
        ("then", "seen"),
        [
            ([], {"name": "Bob", "motto": "new", "age": None}),
            (["age"], {"name": "Bob", "motto": "new", "age": 9}),
            (["say"], {"name": "Bob", "motto": "said", "age": None}),
        ],
    )
    async def test_what_it_inserts_is_shown_as_it_is_at_the_end(
        self, api: Operations, then: list[str], seen: dict[str, Any]
    ) -> None:
        payload = await api.write("hire", "smith { name motto age }", name="Bob", number=10, then=then)
        assert payload["smith"] == seen

    async def test_what_it_inserts_may_be_for_others_to_see(self, api: Operations) -> None:
        payload = await api.write("hire", "smith { name }", name="Eve", number=10)
        assert (payload["smith"], payload["errors"]) == (None, [])
        assert "Eve" in await names_in_all(api.database)

    async def test_with_a_session_it_is_one_transaction(self, api: Operations) -> None:
        payload = await api.write("join", "smith { name guild { name } }", name="Bob")
        assert payload["smith"] == {"name": "Bob", "guild": {"name": "Iron"}}

    async def test_it_runs_in_a_session_where_sessions_are_watched(self, api: Operations) -> None:
        seen: list[str] = []

        def note(_session: SyncSession) -> None:
            seen.append("committed")

        sa.event.listen(SyncSession, "after_commit", note)
        try:
            payload = await api.write("enrol", "smith { name }", guild=GUILD, names=["Bob"])
        finally:
            sa.event.remove(SyncSession, "after_commit", note)
        assert (payload["smith"], seen) == ({"name": "Bob"}, ["committed"])

    async def test_a_key_of_nothing_is_told_at_the_start(self) -> None:
        async def act(transaction: Transaction) -> Annotated[int, Key(Guild)]:
            raise NotImplementedError

        (problem,) = problems(declared(), mutation=[type("Mutations", (), {"act": mutation()(staticmethod(act))})])
        assert "returns the key of" in problem.what


Given = Mapping[str, Any] | Sequence[Mapping[str, Any]]
ORDERED = select(Smith.id, Smith.name).order_by(Smith.id)
AMONG = ORDERED.where(Smith.name.in_(bindparam("names", expanding=True)), Smith.id > bindparam("least"))
PAIRS = ORDERED.where(sa.tuple_(Smith.name, Smith.guild_id).in_(bindparam("pairs", expanding=True)))
CASES: list[tuple[sa.Executable, Given]] = [
    (select(Smith.name, Smith.age).where(Smith.name == bindparam("name")), {"name": "Ada"}),
    (AMONG, {"names": ["Ada", "Bob", "Cy"], "least": 0}),
    (AMONG, {"names": [], "least": 0}),
    (ORDERED.where(Smith.name.not_in(bindparam("names", expanding=True))), {"names": ["Bob", "Cy", "Di"]}),
    (PAIRS, {"pairs": [("Ada", 1), ("Bob", 2)]}),
    (insert(Guild).returning(Guild.name), {"name": "Tin"}),
    (insert(Smith), [{"name": "Bob", "age": 3}, {"name": "Cy", "age": None}]),
    (insert(Smith).values(name=bindparam("called")), {"called": "Bob"}),
    (insert(Smith).returning(Smith.name, Smith.motto), {"name": "Bob"}),
    (update(Smith).where(Smith.name == bindparam("who")).values(age=bindparam("years")), {"who": "Ada", "years": 4}),
    (
        update(Smith).where(Smith.name == bindparam("who")).values(age=bindparam("years")),
        [{"who": "Ada", "years": 1}, {"who": "Bob", "years": 2}],
    ),
    (update(Smith).where(Smith.name == bindparam("who")), {"who": "Ada", "age": 9}),
    (sa.delete(Smith).where(Smith.name == bindparam("name")), {"name": "Ada"}),
    (text("SELECT name FROM smith WHERE name = :name"), {"name": "Ada"}),
]


class Undo(Exception):
    """Rolls back."""


async def outcome(runs: Any, statement: sa.Executable, given: Given) -> tuple[Any, list[Any]]:
    """What a statement gives, and what is in the tables then."""
    result = await runs.execute(statement, given)
    gives_rows = isinstance(statement, sa.Select | sa.TextClause) or bool(getattr(statement, "_returning", ()))
    found = [tuple(row) for row in result.all()] if gives_rows else []
    smiths = select(Smith.name, Smith.age, Smith.motto, Smith.secret).order_by(Smith.id)
    tables: list[Any] = [smiths, select(Guild.name).order_by(Guild.id)]
    return found, [tuple(row) for table in tables for row in (await runs.execute(table, {})).all()]


class TestStatements:
    @pytest.mark.parametrize("number", range(len(CASES)))
    async def test_they_do_what_they_do_on_a_connection_of_sqlalchemys(self, database: Database, number: int) -> None:
        statement, given = CASES[number]
        async with database.engine.connect() as connection:
            expected = await outcome(connection, statement, given)
            await connection.rollback()
        # Once as any statement, then as one that comes again.
        for _ in range(3):
            found: list[Any] = []

            async def work(transaction: Transaction, found: list[Any] = found) -> None:
                found.append(await outcome(transaction, statement, given))
                raise Undo

            session = database.session()
            try:
                with pytest.raises(Undo):
                    await session.transact(work)
            finally:
                await session.close()
            assert found == [expected]

    async def test_no_rows_are_no_statement(self, database: Database) -> None:
        async def work(transaction: Transaction) -> list[Any]:
            return list((await transaction.execute(ENROL, [])).all())

        session = database.session()
        with record_statements(database) as log:
            assert await session.transact(work) == []
        await session.close()
        log.assert_count(0)

    async def test_rows_have_names(self, database: Database) -> None:
        async def work(transaction: Transaction) -> list[Any]:
            return [(await transaction.execute(MEMBERS, {"guild": 1})).one().members for _ in range(3)]

        session = database.session()
        assert await session.transact(work) == [1, 1, 1]
        await session.close()

    async def test_many_rows_are_one_statement(self, database: Database) -> None:
        async def work(transaction: Transaction) -> None:
            for start in range(3):
                await transaction.execute(
                    ENROL, [{"name": f"S{start}{n}", "secret": "", "motto": ""} for n in range(5)]
                )

        session = database.session()
        with record_statements(database) as log:
            await session.transact(work)
        await session.close()
        log.assert_count(3)


class TestTexts:
    def test_lists_of_like_sizes_have_one_text(self) -> None:
        known = KeptStatement(AMONG)
        bound = [known.bound({"names": list(range(size)), "least": 0}) for size in (5, 6, 7, 8)]
        assert len({id(each[0]) for each in bound if each}) == 1
        assert [len(each[1]) for each in bound if each] == [9, 9, 9, 9]

    def test_they_are_bounded(self) -> None:
        known = KeptStatement(ENROL)
        for rows in range(1, SIZES + 10):
            assert known.bound([{"name": "x"}] * rows)
        assert len(known._sized) == SIZES
