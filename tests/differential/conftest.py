"""The worlds that random operations are compared in: the application's, and a store where much goes wrong."""

import gc
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import cache

import pytest
from sqlalchemy import URL, MetaData, text

from app.models import UserRole, metadata
from app.services.viewer import Viewer
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Limits, Schema
from sqlmodel_strawberry.operations import masking
from tests.databases import Databases, connected
from tests.differential import fault_schema
from tests.differential.fault_inputs import mutation_inputs
from tests.differential.fault_rows import rows as fault_rows
from tests.differential.fault_schema import Inspector
from tests.differential.fault_tables import store
from tests.differential.twins import unbubbling
from tests.differential.worlds import World
from tests.graphql_schema.mutation_inputs import MutationInputs
from tests.graphql_schema.viewers import ADMIN
from tests.queries.data import TABLES

# What a document may ask for is not what is tried here.
ROOMY = Limits(tokens=5000, aliases=500, directives=500, depth=20, seconds=60)
CUSTOMER, AUTHOR, STAFF = Viewer(3, UserRole.CUSTOMER), Viewer(1, UserRole.CUSTOMER), Viewer(2, UserRole.STAFF)
REFERENCES = {"authorId": "User", "parentId": "Category"}
STORE_REFERENCES = {"parentId": "Depot"}


@cache
def application_twin() -> Schema:
    """The application's schema with no field that is non-null."""
    return unbubbling(create_schema(ROOMY))


@cache
def store_twin() -> Schema:
    """The store's."""
    return unbubbling(fault_schema.create_schema(ROOMY))


@pytest.fixture(autouse=True, scope="module")
def collected() -> Iterator[None]:
    """What graphql-core leaves behind is found here, where tests expect it, and in no other test."""
    yield
    gc.collect()


async def _two(databases: Databases, template: URL | None, stack: AsyncExitStack) -> tuple[Database, Database]:
    urls = [await stack.enter_async_context(databases.temporary(template)) for _ in range(2)]
    mine, theirs = [await stack.enter_async_context(connected(url)) for url in urls]
    return mine, theirs


async def _create(database: Database, tables: MetaData) -> None:
    async with database.engine.begin() as connection:
        if database.dialect == "postgresql":
            await connection.execute(text("CREATE EXTENSION pg_trgm"))
        await connection.run_sync(tables.create_all)


@pytest.fixture(scope="session")
async def application(databases: Databases, template_url: URL) -> AsyncIterator[World]:
    """The application: few rows, all of its policies."""
    async with AsyncExitStack() as stack:
        mine, theirs = await _two(databases, template_url, stack)
        world = World(
            create_schema(ROOMY),
            application_twin,
            metadata,
            TABLES,
            mine,
            theirs,
            (ADMIN, ADMIN, STAFF, AUTHOR, CUSTOMER, None),
            {},
            REFERENCES,
        )
        world.inputs = MutationInputs(await _ids(world)).ways
        yield world


@pytest.fixture(scope="session")
async def faulty(databases: Databases) -> AsyncIterator[World]:
    """The store: rows and fields that fail."""
    async with AsyncExitStack() as stack:
        mine, theirs = await _two(databases, None, stack)
        for database in (mine, theirs):
            await _create(database, store.metadata)
        world = World(
            fault_schema.create_schema(ROOMY),
            store_twin,
            store.metadata,
            fault_rows(),
            mine,
            theirs,
            (Inspector(1), Inspector(1), Inspector(0), None),
            {},
            STORE_REFERENCES,
            ("crate", "depot 1", "C-0", "nothing like it"),
        )
        world.inputs = mutation_inputs(await _ids(world))
        yield world


async def _ids(world: World) -> Mapping[str, Sequence[str]]:
    await world.reset()
    return await world.ids()


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong on purpose fills no log."""
    monkeypatch.setattr(masking.logger, "disabled", True)
