"""Statements are built once for each shape of an operation, whatever values it is asked with, and by whom."""

from typing import Any

import pytest

from app.models import UserRole
from app.services.viewer import Viewer
from sqlmodel_strawberry import Context, Database, Request, Schema
from sqlmodel_strawberry.database.reading import Statements
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values.ids import to_global_id
from tests.graphql_schema.operations import answer

LIST = "query ($first: Int, $offset: Int) { heroes(first: $first, offset: $offset) { nodes { name } } }"
FILTER = """query ($filter: HeroFilter, $after: String) {
  heroes(filter: $filter, after: $after, first: 2) { totalCount nodes { name } } }"""
SEARCH = "query ($text: String!) { search(text: $text, first: 3) { totalCount nodes { ... on Hero { name } } } }"
TREE = """query ($id: Int!, $depth: Int, $first: Int) { category(by: {databaseId: $id}) {
  descendants(maxDepth: $depth, first: $first) { name } } }"""
GROUPS = """query ($least: Decimal, $first: Int) { products(filter: {price: {gte: $least}}) {
  groups(by: [CATEGORY_ID], first: $first) { aggregate { count } } }
  categories(first: 3) { nodes { products { groups(by: [CATEGORY_ID], first: $first) { aggregate { count } } } } } }"""
WITHIN = """query ($first: Int, $age: Int) {
  teams(first: $first) { nodes { heroes(filter: {age: {gt: $age}}) { totalCount } } } }"""


@pytest.mark.parametrize(
    ("query", "one", "other"),
    [
        (LIST, {"first": 3, "offset": 1}, {"first": 7, "offset": 20}),
        (FILTER, {"filter": {"age": {"lt": 30}}}, {"filter": {"age": {"lt": 50}}}),
        (FILTER, {"filter": {"name": {"startsWith": "A"}}}, {"filter": {"name": {"startsWith": "%_B"}}}),
        (FILTER, {"filter": {"age": {"in": [30]}}}, {"filter": {"age": {"in": list(range(40, 60))}}}),
        (FILTER, {"filter": {"age": {"in": list(range(30, 60))}}}, {"filter": {"age": {"in": []}}}),
        (
            FILTER,
            {"filter": {"or": [{"age": {"lt": 30}}, {"team": {"name": {"ilike": "%A%"}}}]}},
            {"filter": {"or": [{"age": {"lt": 40}}, {"team": {"name": {"ilike": "%B%"}}}]}},
        ),
        (SEARCH, {"text": "a"}, {"text": "_%"}),
        (TREE, {"id": 1, "depth": 1, "first": 2}, {"id": 2, "depth": 5, "first": 9}),
        (GROUPS, {"least": "1", "first": 2}, {"least": "20.50", "first": 5}),
        (WITHIN, {"first": 3, "age": 20}, {"first": 4, "age": 40}),
    ],
    ids=["page", "comparison", "pattern", "list", "no list", "tree of tests", "search", "walk", "groups", "relation"],
)
async def test_other_values_make_no_other_statement(
    schema: Schema, seeded_database: Database, query: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    seeded_database.statements = Statements()
    with record_statements(seeded_database) as log:
        first = await answer(schema, seeded_database, query, one)
    built, texts = len(seeded_database.statements), log.sql
    with record_statements(seeded_database) as log:
        second = await answer(schema, seeded_database, query, other)
    assert first != second
    assert (len(seeded_database.statements), log.sql) == (built, texts)


async def test_cursors_differ_by_their_nulls_alone(schema: Schema, seeded_database: Database) -> None:
    query = """query ($after: String) { heroes(first: 1, after: $after, orderBy: [{age: ASC}, {name: ASC}]) {
      pageInfo { endCursor } } }"""
    seeded_database.statements = Statements()
    after, built = None, []
    for _ in range(4):
        data = await answer(schema, seeded_database, query, {"after": after})
        after = data["heroes"]["pageInfo"]["endCursor"]
        built.append(len(seeded_database.statements))
    assert built == [1, 2, 2, 2]


async def test_viewers_share_statements_and_see_their_own(schema: Schema, seeded_database: Database) -> None:
    """Of orders everybody sees their own: the condition has the viewer's id as a parameter."""
    query = "{ orders(first: 100) { nodes { user { id } } } }"
    seeded_database.statements = Statements()
    built, owners = set(), []
    for number in (1, 2, 3):
        context = Context(seeded_database.session(), Viewer(number, UserRole.CUSTOMER))
        result = await schema.execute(Request(query, {}), context)
        assert result.data
        owners.append({node["user"]["id"] for node in result.data["orders"]["nodes"]})
        built.add(len(list(seeded_database.statements)))
    users = schema.resources["User"]
    assert owners == [{to_global_id(users, (number,))} for number in (1, 2, 3)]
    assert built == {1}  # orders, with their users


def test_those_that_were_used_last_are_kept() -> None:
    statements, made = Statements(2), []

    def build(shape: str, access: Access) -> Any:
        made.append(shape)
        return shape

    for shape in "aabacab":
        query, parameters = statements.get(Access("sqlite"), build, shape)
        assert str(query.statement) == shape
        assert parameters == {}
    assert made == ["a", "b", "c", "b"]
    assert len(statements) == 2
