"""The N+1 certificate: every relation of the schema costs as many statements for 30 parents as for 3.

The relations are taken from the built schema, so a new one is walked as soon as it is declared; where `worlds` makes
no rows for it, its test fails.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type
from sqlalchemy import URL

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.resources.resource import Relation, Resource
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, connected
from tests.graphql_schema.operations import answer, insert_rows
from tests.graphql_schema.worlds import CHILDREN, world

Worlds = dict[int, Database]

SIZES = (3, 30)
RESOURCES = list(create_schema().resources.values())
RELATIONS = [relation for resource in RESOURCES for relation in resource.relations.values()]
# Relations of a resource to itself, which can be followed to their end.
LOOPS = [relation for relation in RELATIONS if relation.target is relation.source and relation.through is None]
# All that can be asked of a connection besides its nodes.
PAGE = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } }"


def name_of(declared: object) -> str:
    if isinstance(declared, Relation):
        return f"{declared.source.name}.{declared.graphql_name}"
    return declared.name if isinstance(declared, Resource) else str(declared)


@pytest.fixture(scope="module")
async def worlds(databases: Databases, template_url: URL) -> AsyncIterator[Worlds]:
    """Databases by the number of parents in them."""
    async with AsyncExitStack() as stack:
        made: Worlds = {}
        for size in SIZES:
            url = await stack.enter_async_context(databases.temporary(template_url))
            made[size] = await stack.enter_async_context(connected(url))
            await insert_rows(made[size], world(size))
        yield made


def followed(relation: Relation, inner: str = "id") -> str:
    """The selection of a relation with all of its connection, and `inner` of the rows at its other end."""
    name = relation.graphql_name
    return f"{name} {{ {PAGE} nodes {{ {inner} }} }}" if relation.to_many else f"{name} {{ {inner} }}"


def listing(resource: Resource, inner: str) -> str:
    """A document for the first `$size` rows of a resource."""
    return f"query ($size: Int) {{ {resource.list_name}(first: $size) {{ nodes {{ {inner} }} }} }}"


def cost(relation: Relation, *, is_joined: bool = False) -> int:
    """Statements of a relation with all of its connection; where it `is_joined` a single row comes with its parent."""
    return 2 if relation.to_many else int(not is_joined)


def rows(relation: Relation, parent: Any) -> list[Any]:
    """The rows at the other end, as they were answered."""
    found = parent[relation.graphql_name]
    if relation.to_many:
        assert found["totalCount"] == len(found["nodes"]) == len(found["edges"])
        return list(found["nodes"])
    return [] if found is None else [found]


@pytest.mark.parametrize("relation", RELATIONS, ids=name_of)
class TestEveryRelation:
    async def test_costs_the_same_for_any_number_of_parents(
        self, schema: Schema, worlds: Worlds, relation: Relation
    ) -> None:
        query = listing(relation.source, followed(relation))
        for size, database in worlds.items():
            with record_statements(database) as log:
                data = await answer(schema, database, query, {"size": size})
            log.assert_count(1 + cost(relation, is_joined=True))
            log.assert_one_connection()
            parents = data[relation.source.list_name]["nodes"]
            found = [len(rows(relation, parent)) for parent in parents]
            assert len(found) == size, f"tests.graphql_schema.worlds makes too few rows of {relation.source.name}"
            least = CHILDREN if relation.to_many else 1
            assert min(found) >= least, (
                f"tests.graphql_schema.worlds makes too few rows at the end of {name_of(relation)}"
            )
            # Parents that share what they point to would hide statements for each of them.
            assert len({row["id"] for parent in parents for row in rows(relation, parent)}) >= size // CHILDREN

    async def test_costs_the_same_below_any_other(
        self, roomy_schema: Schema, worlds: Worlds, relation: Relation
    ) -> None:
        further = list(relation.target.relations.values())
        inner = " ".join(["id", *map(followed, further)])
        query = listing(relation.source, followed(relation, inner))
        for size, database in worlds.items():
            with record_statements(database) as log:
                data = await answer(roomy_schema, database, query, {"size": size})
            # The parent of a row among the edges is not asked for further relations, yet both come of one statement.
            log.assert_count(1 + cost(relation, is_joined=not further) + sum(map(cost, further)))
            children = [row for parent in data[relation.source.list_name]["nodes"] for row in rows(relation, parent)]
            for other in further:
                assert any(rows(other, child) for child in children), name_of(other)

    async def test_costs_the_same_under_nodes(self, schema: Schema, worlds: Worlds, relation: Relation) -> None:
        source = relation.source
        query = f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on {source.name} {{ {followed(relation)} }} }} }}"
        for size, database in worlds.items():
            listed = (await answer(schema, database, listing(source, "id"), {"size": size}))[source.list_name]["nodes"]
            with record_statements(database) as log:
                data = await answer(schema, database, query, {"ids": [row["id"] for row in listed]})
            log.assert_count(1 + cost(relation, is_joined=True))
            assert len([row for parent in data["nodes"] for row in rows(relation, parent)]) >= size


@pytest.mark.parametrize("resource", RESOURCES, ids=name_of)
async def test_all_relations_of_a_resource_at_once(schema: Schema, worlds: Worlds, resource: Resource) -> None:
    relations = list(resource.relations.values())
    inner = " ".join(["id", *map(followed, relations)])
    query = f"query ($size: Int) {{ {resource.list_name}(first: $size) {{ totalCount nodes {{ {inner} }} }} }}"
    for size, database in worlds.items():
        with record_statements(database) as log:
            await answer(schema, database, query, {"size": size})
        log.assert_count(1 + sum(cost(relation, is_joined=True) for relation in relations))


def walk_of(relation: Relation) -> str:
    return "descendants" if relation.to_many else "ancestors"


@pytest.mark.parametrize("relation", LOOPS, ids=name_of)
async def test_a_walk_to_the_end_of_a_relation_is_one_statement(
    schema: Schema, worlds: Worlds, relation: Relation
) -> None:
    source, name = relation.source, walk_of(relation)
    query = listing(source, f"{name} {{ id }}")
    for size, database in worlds.items():
        with record_statements(database) as log:
            data = await answer(schema, database, query, {"size": size})
        log.assert_count(2)
        log.assert_one_connection()
        found = [len(parent[name]) for parent in data[source.list_name]["nodes"]]
        assert (len(found), min(found)) == (size, CHILDREN + 1 if relation.to_many else 2)


class TestCompleteness:
    def test_every_field_that_leads_to_a_resource_is_a_walked_relation(self, schema: Schema) -> None:
        resources = schema.resources.keys()
        ends = {*resources, *(f"{name}Connection" for name in resources)}
        leading = {
            f"{type_.name}.{name}"
            for type_ in schema.graphql.type_map.values()
            if isinstance(type_, GraphQLObjectType) and type_.name in resources
            for name, field in type_.fields.items()
            if get_named_type(field.type).name in ends
        }
        walked = {f"{relation.source.name}.{walk_of(relation)}" for relation in LOOPS}
        assert leading == walked | set(map(name_of, RELATIONS))

    def test_the_relations_are_of_every_kind(self) -> None:
        kinds = {
            "many to one": [each for each in RELATIONS if not each.to_many and each.remote[0].primary_key],
            "one to one": [each for each in RELATIONS if not each.to_many and not each.remote[0].primary_key],
            "one to many": [each for each in RELATIONS if each.to_many and each.through is None],
            "many to many": [each for each in RELATIONS if each.through is not None],
            "to itself": [each for each in RELATIONS if each.source is each.target],
        }
        assert [name for name, found in kinds.items() if not found] == []
