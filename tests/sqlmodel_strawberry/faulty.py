"""A guild of smiths, and ways to keep their operations busy."""

import asyncio
from typing import Any

import strawberry
from sqlalchemy import insert, text
from sqlalchemy.pool import QueuePool
from strawberry import Parent

from sqlmodel_strawberry import Context, Database, Limits, Request, Result, Schema, build_schema, field, resource
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.workshop import (
    Guild,
    GuildPublic,
    Smith,
    SmithCreate,
    SmithPublic,
    workshop,
)
from tests.viewers import OPEN


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, create=SmithCreate, relations=["guild"], unique=["name"], policy=OPEN)
class SmithType:
    """Who works with metal."""

    @field(requires=["id"])
    @staticmethod
    async def pondering(smith: Parent[SmithPublic]) -> str:
        await asyncio.sleep(60)
        return "nothing"


@strawberry.type
class Queries:
    @strawberry.field
    @staticmethod
    async def musing() -> str:
        """Waits for something other than the database."""
        await asyncio.sleep(60)
        return "nothing"


def faulty_schema(seconds: float = 10, *, compiled: bool = True) -> Schema:
    """A schema whose operations may take `seconds`."""
    return build_schema([GuildType, SmithType], query=[Queries], limits=Limits(seconds=seconds), compiled=compiled)


async def smithy(make_database: MakeDatabase) -> Database:
    """A database with one guild of two smiths."""
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(Guild).values([{"id": 1, "name": "Iron"}]))
        await connection.execute(insert(Smith).values([{"name": "Ann", "guild_id": 1}, {"name": "Bob", "guild_id": 1}]))
    return database


async def execute(schema: Schema, database: Database, query: str, **options: Any) -> Result:
    """One operation in a context of its own."""
    return await schema.execute(Request(query, {}), Context(database.session(), None, **options))


async def names(database: Database) -> list[str]:
    """The smiths, by plain SQL."""
    async with database.engine.connect() as connection:
        return list(await connection.scalars(text("SELECT name FROM smith ORDER BY name")))


async def assert_usable(schema: Schema, database: Database) -> None:
    """Nothing is held any more, and operations are answered on as many connections at once as there may be."""
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    assert pool.checkedout() == 0
    results = await asyncio.gather(*(execute(schema, database, "{ guilds { nodes { name } } }") for _ in range(15)))
    assert [(result.data, list(result.errors)) for result in results] == [
        ({"guilds": {"nodes": [{"name": "Iron"}]}}, [])
    ] * 15
    assert pool.checkedout() == 0
