"""PostgreSQL's policies say of rows what docs/permissions.md says, beside the application's own and without them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Schema, Session
from sqlmodel_strawberry.resources.declaration import DECLARATION
from sqlmodel_strawberry.resources.resource import Resource
from tests.databases import Databases, filled
from tests.documents import Page
from tests.graphql_schema.operations import insert_rows
from tests.graphql_schema.permission_table import outcome, readings, trials
from tests.graphql_schema.permission_world import ROLES, world
from tests.graphql_schema.test_permissions import PAGE, page_of
from tests.second_wall import WITHOUT_POLICIES, behind_policies, let_in
from tests.viewers import OPEN

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")

# Columns of rows that one may see: policies are of whole rows.
ONLY_THE_FIRST_WALL = {"`User.credits`", "`User.email`", "`User.isActive`", "`User.role`"}
# An upsert is an update too, which the first wall refuses beforehand. This one makes a tag, as createTag would.
MAY_AS_WELL = {("upsertTag", "", "customer")}
TABLES = dict.fromkeys(table for table, _ in world())
EVERYTHING = text(
    " UNION ALL ".join(
        f"SELECT '{name}', string_agg(t::text, '|' ORDER BY t::text) FROM \"{name}\" t" for name in TABLES
    )
)


@pytest.fixture(scope="module")
def no_wall() -> Schema:
    """The schema, in which everybody may do everything."""
    with pytest.MonkeyPatch.context() as patch:
        for resource in create_schema().resources.values():
            patch.setattr(resource.cls, DECLARATION, replace(resource.declaration, policy=OPEN))
        return create_schema()


@pytest.fixture(scope="module")
async def tried(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    """The world, behind PostgreSQL's policies. Whoever writes to it rolls that back."""
    async with filled(databases, template_url, partial(insert_rows, tables=world())) as url:
        await let_in(url)
        async with behind_policies(url, pool_size=1, max_overflow=0) as database:
            yield database


def said(section: str) -> dict[tuple[str, ...], list[str]]:
    """The table of docs/permissions.md: by its first columns, those of the roles."""
    rows = Page.read("docs/permissions.md").section(section).table()
    return {tuple(row[: -len(ROLES)]): row[-len(ROLES) :] for row in rows}


async def test_both_walls_are_as_the_first(schema: Schema, tried: Database) -> None:
    assert await page_of(schema, tried) == PAGE.read_text(encoding="utf-8")


class TestWithoutTheFirst:
    async def test_each_role_sees_the_same_rows(self, no_wall: Schema, tried: Database) -> None:
        seen = {(name,): cells for name, *cells in await readings(no_wall, tried)}
        expected = said("Reading")
        open_to_all = tuple(f"`{resource.name}" for resource in without_policies(no_wall))
        differ = {name for (name,) in expected if seen[name,] != expected[name,] and not name.startswith(open_to_all)}
        assert differ == ONLY_THE_FIRST_WALL
        assert seen.keys() == expected.keys()

    async def test_each_role_changes_the_same_rows(self, no_wall: Schema, tried: Database) -> None:
        expected, wrong = said("Writing"), set()
        before = await everything(tried)
        assert all(before.values())
        # Policies are of rows, however many.
        many = {pascal(resource.list_name) for resource in no_wall.resources.values()}
        left_out = tuple(many | {resource.name for resource in without_policies(no_wall)})
        for mutation, whose, data in trials(no_wall):
            if mutation.endswith(left_out):
                continue
            for role, cell in zip(ROLES, expected[f"`{mutation}`", whose], strict=True):
                came, after = await attempt(no_wall, tried, mutation, data, role)
                if (came == "yes") != (cell == "yes") or (after != before and cell != "yes"):
                    wrong.add((mutation, whose, role))
        assert wrong == MAY_AS_WELL


def without_policies(schema: Schema) -> list[Resource]:
    """What no policies of PostgreSQL stand behind."""
    return [resource for resource in schema.resources.values() if resource.table.name in WITHOUT_POLICIES]


def pascal(name: str) -> str:
    return name[0].upper() + name[1:]


async def attempt(
    schema: Schema, database: Database, mutation: str, data: Any, role: str
) -> tuple[str, dict[str, str]]:
    """What came of a mutation, and what the tables held then. It is rolled back."""
    async with database.engine.connect() as connection:
        await connection.begin()
        came = await outcome(schema, Session(database, connection), mutation, data, role)
        after = await everything(database, connection)
        await connection.rollback()
        return came, after


async def everything(database: Database, connection: AsyncConnection | None = None) -> dict[str, str]:
    """What is in the tables, as an admin sees it."""
    session = Session(database, connection)
    session.act_for(ROLES["admin"])
    found: dict[str, str] = dict(map(tuple, await session.fetch(EVERYTHING)))
    await session.close()
    return found
