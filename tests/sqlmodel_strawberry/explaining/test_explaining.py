"""Explanations of operations: what they tell of batches, and that to make them runs nothing."""

from typing import Any

import pytest
import sqlalchemy as sa
from strawberry import Parent

from sqlmodel_strawberry import (
    Cost,
    Database,
    ErrorCode,
    Explanation,
    Info,
    Limits,
    Policy,
    Request,
    RequestError,
    build_schema,
    explain,
    field,
    resource,
)
from sqlmodel_strawberry.explaining.explanation import FieldPart
from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values.ids import to_global_id
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithCreate, SmithPublic, workshop
from tests.viewers import OPEN, SOMEBODY

CALLS: list[str] = []


@resource(Guild, public=GuildPublic, relations=["smiths"], policy=Policy(read=lambda viewer, _: viewer is not None))
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, create=SmithCreate, relations=["guild"], policy=OPEN)
class SmithType:
    """Who works with metal."""

    @field(requires=["name"])
    @staticmethod
    async def loud(smith: Parent[SmithPublic], info: Info) -> str:
        CALLS.append(smith.name)
        await info.context.session.fetch(sa.select(Guild.id))
        return smith.name.upper()

    @field(requires=["name"])
    @staticmethod
    async def rival(smith: Parent[SmithPublic]) -> GuildType | None:
        return None


SCHEMA = build_schema([GuildType, SmithType], limits=Limits(depth=8))
LEVELS = "query Levels { guilds { totalCount nodes { smiths(first: 2) { nodes { a: guild { name } } } } } }"
AROUND = "{ guilds { nodes { smiths { nodes { guild { smiths { nodes { guildId } } } } } } } }"


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(sa.insert(Guild).values([{"id": 1, "name": "Iron"}, {"id": 2, "name": "Tin"}]))
        smiths = [{"id": number, "name": f"Smith {number}", "guild_id": 1 + number % 2} for number in range(1, 7)]
        await connection.execute(sa.insert(Smith).values(smiths))
    CALLS.clear()
    return database


@pytest.fixture
def nowhere(dialect: str) -> Database:
    """A database that cannot be reached."""
    url = {"sqlite": "sqlite+aiosqlite:///no/where.db", "postgres": "postgresql+asyncpg://a@/b?host=/no/where"}
    return Database.connect(url[dialect])


async def explained(database: Database, query: str, *, viewer: Any = SOMEBODY, run: bool = False) -> Explanation:
    return await explain(SCHEMA, Request(query, {}), database, viewer, run=run)


def shown(explanation: Explanation) -> list[tuple[int, list[str]]]:
    return [(each.level, [f"{part.shows} {part.path}" for part in each.fields]) for each in explanation.batches]


class TestWhatIsPlanned:
    async def test_level_by_level_without_a_database(self, nowhere: Database) -> None:
        explanation = await explained(nowhere, LEVELS)
        assert (explanation.name, explanation.type, explanation.fallback) == ("Levels", "query", None)
        assert (explanation.depth, explanation.estimated) == (2, Cost(rows=20 + 40 + 40, statements=3))
        assert (explanation.errors, explanation.actual, explanation.seconds) == ((), None, None)
        assert shown(explanation) == [
            (1, ["page guilds", "figures guilds"]),
            (2, ["page guilds.nodes.smiths"]),
            (3, ["rows guilds.nodes.smiths.nodes.a"]),
        ]
        assert explanation.batches[2].fields == [FieldPart("guilds.nodes.smiths.nodes.a", "Smith.guild", "rows")]
        for batch in explanation.batches:
            (statement,) = batch.statements
            assert statement.sql.startswith("SELECT ")
            assert (statement.keys, statement.rows, statement.seconds) == (None, None, None)

    async def test_fields_that_share_a_statement(self, nowhere: Database) -> None:
        explanation = await explained(
            nowhere,
            "{ a: smiths { nodes { guild { ...all } } } b: smiths(first: 1) { edges { node { guild { ...all } } } } } "
            "fragment all on Guild { name smiths { totalCount } }",
        )
        assert shown(explanation)[2:] == [
            (2, ["rows a.nodes.guild", "rows b.edges.node.guild"]),
            (3, ["figures a.nodes.guild.smiths", "figures b.edges.node.guild.smiths"]),
        ]
        assert [len(batch.statements) for batch in explanation.batches[2:]] == [1, 1]

    @pytest.mark.parametrize(
        ("query", "parts"),
        [
            ("{ smiths { a: nodes { b: guild { name } } } }", ["page smiths", "rows smiths.a.b"]),
            ("{ smiths { edges { node { guild { id } } } } }", ["page smiths", "rows smiths.edges.node.guild"]),
            ("{ smith(by: {databaseId: 1}) { guild { name } } }", ["rows smith", "rows smith.guild"]),
        ],
    )
    async def test_rows_that_come_with_others(self, nowhere: Database, query: str, parts: list[str]) -> None:
        assert shown(await explained(nowhere, query)) == [(1, parts)]

    async def test_rows_that_come_with_nodes_of_their_type(self, nowhere: Database) -> None:
        resources = SCHEMA.resources
        guild, smith = (to_global_id(resources[name], (1,)) for name in ("Guild", "Smith"))
        below = "... on Guild { name } ... on Smith { guild { name } }"
        query = f'{{ nodes(ids: ["{guild}", "{smith}"]) {{ {below} }} }}'
        assert shown(await explained(nowhere, query)) == [(1, ["rows nodes"]), (1, ["rows nodes", "rows nodes.guild"])]

    async def test_figures_groups_and_nodes(self, nowhere: Database) -> None:
        explanation = await explained(
            nowhere,
            "{ guilds { nodes { smiths { totalCount g: groups(by: [AGE]) { aggregate { count } } } } } "
            "smiths { aggregate { count } a: groups(by: [AGE]) { key { age } } b: groups(by: [AGE]) { key { age } } } "
            'node(id: "WyJTbWl0aCIsMV0") { id } }',
        )
        assert shown(explanation) == [
            (1, ["page guilds"]),
            (1, ["groups smiths", "figures smiths"]),
            (1, ["groups smiths"]),
            (1, ["rows node"]),
            (2, ["groups guilds.nodes.smiths"]),
            (2, ["figures guilds.nodes.smiths"]),
        ]

    async def test_of_a_mutation_that_it_writes_and_what_its_payload_shows(self, nowhere: Database) -> None:
        explanation = await explained(
            nowhere,
            'mutation { createSmith(input: {smith: {name: "x"}}) '
            "{ smith { guild { name smiths { totalCount } } } query { guilds { nodes { name } } } } }",
        )
        assert shown(explanation) == [
            (1, ["write createSmith"]),
            (2, ["rows createSmith.smith.guild"]),
            (3, ["figures createSmith.smith.guild.smiths"]),
            (2, ["page createSmith.query.guilds"]),
        ]

    async def test_statements_are_those_for_the_viewer(self, nowhere: Database) -> None:
        mine, strangers = [await explained(nowhere, LEVELS, viewer=viewer) for viewer in (SOMEBODY, None)]
        assert "WHERE" not in mine.batches[0].statements[0].sql
        assert "WHERE" in strangers.batches[0].statements[0].sql

    async def test_no_hand_written_function_is_called(self, database: Database) -> None:
        with record_statements(database) as log:
            explanation = await explained(database, "{ smiths { nodes { loud guild { name } } } }")
        assert (len(log), log.checkouts, CALLS) == (0, 0, [])
        assert shown(explanation) == [(1, ["page smiths", "rows smiths.nodes.guild"])]

    @pytest.mark.parametrize(
        ("query", "fallback"),
        [
            ("{ smiths { nodes { rival { name } } } }", "Smith.rival is hand-written, and no leaf"),
            ("{ __schema { description } }", "__schema asks for the schema itself"),
        ],
    )
    async def test_what_falls_back(self, nowhere: Database, query: str, fallback: str) -> None:
        explanation = await explained(nowhere, query)
        assert (explanation.fallback, explanation.batches, explanation.is_refused) == (fallback, [], False)


class TestWhatRan:
    async def test_rows_keys_and_times(self, database: Database) -> None:
        with record_statements(database) as log:
            explanation = await explained(database, LEVELS, run=True)
        found = [each for batch in explanation.batches for each in batch.statements]
        assert [each.sql for each in found] == log.sql
        assert [(each.keys, each.rows) for each in found] == [(None, 2), (2, 4), (2, 2)]
        assert all(each.seconds is not None and 0 < each.seconds < 10 for each in found)
        assert explanation.actual == Cost(rows=2 + 4 + 4, statements=3)
        assert explanation.seconds is not None
        assert explanation.seconds > sum(each.seconds or 0 for each in found)

    async def test_what_is_known_is_not_fetched_again(self, database: Database) -> None:
        planned, ran = [await explained(database, AROUND, run=run) for run in (False, True)]
        assert shown(planned) == shown(ran)
        assert [len(batch.statements) for batch in planned.batches] == [1, 1, 1, 1]
        assert [len(batch.statements) for batch in ran.batches] == [1, 1, 1, 0]

    async def test_hand_written_fields(self, database: Database) -> None:
        explanation = await explained(database, "{ smiths(first: 2) { nodes { loud } } }", run=True)
        assert CALLS == ["Smith 1", "Smith 2"]
        assert shown(explanation) == [(1, ["page smiths"]), (1, [])]
        assert explanation.actual == Cost(rows=2, statements=3)

    async def test_what_falls_back_is_told_altogether(self, database: Database) -> None:
        explanation = await explained(database, "{ smiths { nodes { rival { name } guild { name } } } }", run=True)
        (batch,) = explanation.batches
        assert [each.keys for each in batch.statements] == [None]
        assert explanation.errors == ()

    async def test_mutations_do_not_run(self, database: Database) -> None:
        with record_statements(database) as log:
            write = 'mutation { createSmith(input: {smith: {name: "x"}}) { smith { id } } }'
            explanation = await explained(database, write, run=True)
        assert (len(log), explanation.actual) == (0, None)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("query ($n: Int!) { guilds(first: $n) { nodes { id } } }", "Variable '$n' has invalid value"),
            ("{ guilds(first: 1000) { nodes { id } } }", "`first` must be between 0 and 100, not 1000."),
        ],
    )
    async def test_by_its_variables_or_its_cost(self, nowhere: Database, query: str, message: str) -> None:
        explanation = await explained(nowhere, query, run=True)
        assert explanation.is_refused
        assert explanation.errors[0].message.startswith(message)
        assert explanation.batches == ()

    async def test_without_an_operation_of_its_name(self, nowhere: Database) -> None:
        with pytest.raises(RequestError, match="no operation of this name") as raised:
            await explain(SCHEMA, Request(LEVELS, {}, "Other"), nowhere)
        assert raised.value.extensions == {"code": ErrorCode.BAD_USER_INPUT}
