"""What hand-written fields are taken to cost, and what they may say of it."""

from collections.abc import Sequence
from typing import Any

import pytest
import strawberry
from sqlalchemy import func, insert, select
from strawberry import Parent

from sqlmodel_strawberry import Info, Limits, Result, build_schema, field, resource
from sqlmodel_strawberry.cost.amounts import Cost
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithPublic, workshop

COUNT = select(func.count()).select_from(Smith)


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""

    @field(requires=["id"])
    @staticmethod
    async def oldest(guild: Parent[GuildPublic], info: Info) -> "SmithType | None":
        """The one of most years."""
        statement = select(Smith.id, Smith.guild_id).where(Smith.guild_id == guild.id).limit(1)
        rows: Sequence[Any] = await info.context.session.fetch(statement)
        return Smith(id=rows[0][0], guild_id=rows[0][1])  # type: ignore[return-value]

    @field(requires=["id"], statements=0, rows=2)
    @staticmethod
    def twins(guild: Parent[GuildPublic], count: int) -> list["SmithType"]:
        return [Smith(id=number, guild_id=guild.id) for number in range(count)]  # type: ignore[misc]


@resource(Smith, public=SmithPublic, relations=["guild"])
class SmithType:
    """Who works with metal."""

    @field(requires=["name"])
    @staticmethod
    def title(smith: Parent[SmithPublic]) -> str:
        return smith.name

    @field(requires=[])
    @staticmethod
    async def total(info: Info) -> int:
        return int((await info.context.session.fetch(COUNT))[0][0])

    @field(requires=[], statements=0)
    @staticmethod
    async def calculated() -> int:
        return 1

    @field(requires=[], statements=1, batched=True)
    @staticmethod
    async def shared(info: Info) -> int:
        return 1


@strawberry.type
class Queries:
    @strawberry.field
    @staticmethod
    async def everyone(info: Info) -> list[SmithType]:
        found = await info.context.session.fetch(select(Smith.id, Smith.guild_id))
        return [Smith(id=id, guild_id=guild) for id, guild in found]  # type: ignore[misc]


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(Guild).values([{"id": number, "name": f"Guild {number}"} for number in (1, 2)]))
        smiths: Sequence[Any] = [{"id": n, "name": f"Smith {n}", "guild_id": 1 + n % 2} for n in range(1, 5)]
        await connection.execute(insert(Smith).values(smiths))
    schema = build_schema([GuildType, SmithType], query=[Queries], limits=Limits(default_page_size=4))
    return Operations(schema, database)


def costs(result: Result) -> tuple[Cost, Cost | None]:
    assert result.cost is not None
    assert not result.errors, result.errors
    return result.cost.estimated, result.cost.actual


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ smiths { nodes { title } } }", Cost(4, 1)),
        ("{ smiths { nodes { calculated } } }", Cost(4, 1)),
        ("{ smiths { nodes { total } } }", Cost(4, 1 + 4)),
        ("{ guilds(first: 2) { nodes { oldest { title: id } } } }", Cost(2 + 2, 1 + 2)),
        ("{ everyone { id } }", Cost(4, 1)),
        ("{ guilds(first: 2) { nodes { twins(count: 2) { id } } } }", Cost(2 + 4, 1)),
        ("{ guilds(first: 2) { nodes { twins(count: 2) { guild { name } } } } }", Cost(2 + 4 + 4, 2)),
    ],
)
async def test_equals_what_they_come_to(api: Operations, query: str, cost: Cost) -> None:
    assert costs(await api.run(query)) == (cost, cost)


async def test_batched_statements_are_for_all_parents(api: Operations) -> None:
    estimated, actual = costs(await api.run("{ smiths { nodes { shared } } }"))
    assert (estimated, actual) == (Cost(4, 2), Cost(4, 1))


async def test_nothing_below_one_that_ends_when_it_likes_is_loaded_together(api: Operations) -> None:
    """Each guild's smith may come at another time, and so may the guild of each."""
    query = "{ guilds(first: 2) { nodes { oldest { guild { name } } } } }"
    estimated, actual = costs(await api.run(query))
    assert estimated == Cost(2 + 2 + 2, 1 + 2 + 2)
    assert actual is not None
    assert actual.statements <= estimated.statements


async def test_more_rows_than_declared_are_a_mistake(api: Operations, caplog: pytest.LogCaptureFixture) -> None:
    result = await api.run("{ guilds(first: 1) { nodes { twins(count: 3) { id } } } }")
    assert [error["extensions"]["code"] for error in result.errors] == ["INTERNAL_SERVER_ERROR"]
    assert "Guild.twins gave 3 rows, but 2 are declared: see @field(rows=)" in caplog.text
