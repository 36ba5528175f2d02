"""Whatever a client reads without a filter of its own is read by an index, however many rows there are."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import URL

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, connected
from tests.graphql_schema.large_world import FEW, LARGE, fill
from tests.graphql_schema.operations import answer
from tests.plans import Plan, explain

# SQLite's plans are the same for any number of rows.
ROWS = {"postgres": 100_000, "sqlite": 2_000}
RESOURCES = list(create_schema().resources.values())
RELATIONS = [relation for resource in RESOURCES for relation in resource.relations.values()]
TO_MANY = [relation for relation in RELATIONS if relation.to_many]
TO_ONE = [relation for relation in RELATIONS if not relation.to_many]
SEARCHABLE = [resource for resource in RESOURCES if resource.searchable]
KEYS = [(resource, key) for resource in RESOURCES for key in (resource.key, *resource.unique)]


def name_of(declared: object) -> str:
    if isinstance(declared, Relation):
        return f"{declared.source.name}.{declared.graphql_name}"
    if isinstance(declared, tuple):
        return "_".join(column.name for column in declared)
    return declared.name if isinstance(declared, Resource) else str(declared)


@pytest.fixture(scope="module")
async def large(databases: Databases, template_url: URL, dialect: str) -> AsyncIterator[Database]:
    """A database with very many rows in every table."""
    async with databases.temporary(template_url) as url, connected(url) as database:
        await fill(database, ROWS[dialect])
        yield database


async def plans(schema: Schema, database: Database, query: str, **variables: Any) -> list[Plan]:
    """How the statements of an operation are run."""
    with record_statements(database) as log:
        await answer(schema, database, query, variables)
    return [await explain(database, statement) for statement in log]


def assert_indexed(database: Database, plan: Plan, table: str) -> None:
    """Fail with the plan, if it reads a large table otherwise than by an index, or a page of it only after a sort."""
    assert table in {step.table for step in plan.steps}, plan
    if database.dialect == "postgresql":
        assert not plan.scanned & {*LARGE, table}, plan
    else:
        # Without a condition a table is read in the order of its key, from its end.
        assert not plan.sorts or not plan.scanned, plan


async def cursor_in(schema: Schema, database: Database, resource: Resource) -> str:
    """The cursor of a row far from both ends of the resource's list."""
    total = ROWS["sqlite" if database.dialect == "sqlite" else "postgres"]
    count = total if resource.table.name in LARGE else total // FEW
    query = f"{{ list: {resource.list_name}(first: 1, offset: {min(count // 2, 10_000)}) {{ edges {{ cursor }} }} }}"
    cursor: str = (await answer(schema, database, query))["list"]["edges"][0]["cursor"]
    return cursor


@pytest.mark.parametrize("resource", RESOURCES, ids=name_of)
class TestDefaultOrders:
    @pytest.mark.parametrize("arguments", ["first: 20", "last: 20", "first: 20, offset: 100"])
    async def test_the_ends(self, schema: Schema, large: Database, resource: Resource, arguments: str) -> None:
        (plan,) = await plans(schema, large, f"{{ {resource.list_name}({arguments}) {{ nodes {{ id }} }} }}")
        assert_indexed(large, plan, resource.table.name)
        assert not plan.sorts, plan

    @pytest.mark.parametrize("arguments", ["first: 20, after: $at", "last: 20, before: $at", "last: 20, after: $at"])
    async def test_from_a_cursor(self, schema: Schema, large: Database, resource: Resource, arguments: str) -> None:
        query = f"query ($at: String) {{ {resource.list_name}({arguments}) {{ edges {{ cursor node {{ id }} }} }} }}"
        (plan,) = await plans(schema, large, query, at=await cursor_in(schema, large, resource))
        assert_indexed(large, plan, resource.table.name)
        assert not plan.scanned, plan
        assert not plan.sorts, plan


class TestRelations:
    @pytest.mark.parametrize("arguments", ["first: 5", "last: 5", "first: 5, after: $at", "last: 5, before: $at"])
    @pytest.mark.parametrize("relation", TO_MANY, ids=name_of)
    async def test_pages(self, schema: Schema, large: Database, relation: Relation, arguments: str) -> None:
        at = await cursor_in(schema, large, relation.target)
        inner = f"{relation.graphql_name}({arguments}) {{ nodes {{ id }} }}"
        taken = "query ($at: String)" if "$at" in arguments else ""
        query = f"{taken} {{ {relation.source.list_name}(first: 20) {{ nodes {{ {inner} }} }} }}"
        _, plan = await plans(schema, large, query, **({"at": at} if taken else {}))
        assert_indexed(large, plan, relation.target.table.name)
        assert not plan.scanned, plan

    @pytest.mark.parametrize("relation", TO_ONE, ids=name_of)
    async def test_rows(self, schema: Schema, large: Database, relation: Relation) -> None:
        name = relation.graphql_name
        query = f"{{ {relation.source.list_name}(last: 20) {{ nodes {{ {name} {{ id }} }} }} }}"
        (plan,) = await plans(schema, large, query)
        # SQLite tells of tables by the names that the statement has for them.
        table = "other0" if large.dialect == "sqlite" else relation.target.table.name
        assert_indexed(large, plan, table)
        assert table not in plan.scanned, plan


class TestLookups:
    @pytest.mark.parametrize(("resource", "key"), KEYS, ids=name_of)
    async def test_by_each_unique_key(
        self, schema: Schema, large: Database, resource: Resource, key: tuple[Column, ...]
    ) -> None:
        name = "id" if key == resource.key else key[0].graphql_name
        found = await answer(schema, large, f"{{ list: {resource.list_name}(last: 1) {{ nodes {{ {name} }} }} }}")
        value = found["list"]["nodes"][0][name]
        lookup = f"{resource.field_name}(by: {{{name}: $value}}) {{ id }}"
        type_ = "ID" if name == "id" or key[0].name in resource.references else "String"
        (plan,) = await plans(schema, large, f"query ($value: {type_}!) {{ {lookup} }}", value=value)
        assert_indexed(large, plan, resource.table.name)
        assert not plan.scanned, plan


@pytest.mark.parametrize("resource", SEARCHABLE, ids=name_of)
class TestSearch:
    async def test_each_column_by_its_trigrams(self, schema: Schema, large: Database, resource: Resource) -> None:
        # The word that the texts of one row have in common, and seldom those of another.
        name = resource.searchable[0].name
        rows = await answer(schema, large, f"{{ list: {resource.list_name}(last: 1) {{ nodes {{ {name} }} }} }}")
        word = next(each for each in rows["list"]["nodes"][0][name].lower().split() if len(each) > 7)
        query = f"query ($word: String) {{ list: {resource.list_name}(search: $word) {{ nodes {{ id }} }} }}"
        (plan,) = await plans(schema, large, query, word=word)
        if large.dialect == "postgresql":
            table = resource.table.name
            assert not plan.scanned, plan
            assert {f"ix_{table}_{column.name}_search" for column in resource.searchable} <= plan.indexes, plan
