"""The cost of an operation: priced before any SQL, refused over a ceiling, equal to what it comes to on full pages."""

from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import pytest
from sqlalchemy import URL
from starlette.requests import Request as HttpRequest

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, Request, Result, Schema
from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, connected
from tests.graphql_schema.operations import execute, fetch, insert_rows
from tests.graphql_schema.worlds import world

TEAM, HERO = "WyJUZWFtIiwxXQ", "WyJIZXJvIiwxXQ"
COST = "COST_LIMIT_EXCEEDED"


@pytest.fixture(scope="module")
async def database(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    async with databases.temporary(template_url) as url, connected(url) as connected_database:
        await insert_rows(connected_database, world(4))
        yield connected_database


@cache
def limited(**limits: int) -> Schema:
    """The application's schema with other limits; it takes long to build."""
    return create_schema(Limits(**limits))


def headers(**values: str) -> HttpRequest:
    """An HTTP request with these headers."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in values.items()]
    return HttpRequest({"type": "http", "headers": raw})


async def priced(
    schema: Schema, database: Database, query: str, mode: str, variables: dict[str, Any] | None = None
) -> Result:
    context = Context(database.session(), None, headers(x_graphql_cost=mode))
    return await schema.execute(Request(query, variables or {}), context)


CASES = [
    ("{ __typename __schema { types { fields { name } } } }", 0, 0),
    ("{ heroes(first: 3) { nodes { name title } } }", 3, 1),
    ("{ heroes(first: 3) { pageInfo { endCursor } } }", 0, 1),
    ("{ heroes(first: 3) { nodes { id } edges { cursor node { name } } pageInfo { endCursor } } }", 6, 1),
    ("{ heroes(last: 2) { again: nodes { id } nodes { name } totalCount } }", 4, 1),
    ("{ heroes { aggregate { count } a: groups(by: [AGE], first: 3) { key { age } } } }", 3, 1),
    (
        "{ heroes(first: 2) { nodes { id } totalCount "
        "a: groups(by: [AGE], first: 3) { key { age } } b: groups(by: [NAME], first: 1) { key { name } } } }",
        2 + 3 + 1,
        3,
    ),
    ("{ heroes { totalCount aggregate { count max { age } } a: totalCount } }", 0, 1),
    ("{ heroes { __typename aggregate { __typename } } }", 0, 0),
    (
        "{ heroes { a: groups(by: TEAM_ID, first: 2) { aggregate { count } } groups(by: NAME, first: 3) "
        "{ __typename } } }",
        5,
        2,
    ),
    ("{ teams(first: 2) { nodes { heroes(first: 3) { nodes { team { name } } totalCount } } } }", 2 + 6 + 6, 4),
    ("{ teams(first: 2) { edges { node { heroes(first: 2) { edges { node { team { id } } } } } } } }", 2 + 4 + 4, 3),
    ("{ teams(first: 2) { nodes { heroes(first: 0) { nodes { team { name } } } } } }", 2, 2),
    ("{ teams(first: 2) { nodes { heroes { groups(by: NAME, first: 3) { aggregate { count } } } } } }", 2 + 6, 2),
    ("{ hero(by: {databaseId: 1}) { team { heroes(first: 1) { nodes { name } } } } }", 3, 3),
    (
        f'{{ node(id: "{HERO}") {{ ... on Hero {{ team {{ name }} }} ... on Team {{ heroes {{ totalCount }} }} }} }}',
        2,
        1,
    ),
    (f'{{ nodes(ids: ["{HERO}", "{TEAM}", "{HERO}"]) {{ id ... on Hero {{ team {{ name }} }} }} }}', 3 + 2, 2),
    (
        "{ categories(first: 2) { nodes { ancestors(first: 2) { name } descendants(maxDepth: 1, first: "
        "3) { parent { name } } } } }",
        2 + 4 + 6 + 6,
        4,
    ),
    (
        "{ categories(first: 2) { nodes { ancestors(maxDepth: 0) { name } descendants(first: 0) { "
        "parent { name } } } } }",
        2,
        1,
    ),
    (
        '{ search(text: "hero", types: [HERO], first: 2) { nodes { __typename ... on Hero { team { name '
        "} } } totalCount } }",
        4,
        3,
    ),
    ('{ search(text: " ", first: 2) { edges { cursor } totalCount } }', 2, 0),
    (
        "query ($yes: Boolean = true) { heroes(first: 1) @skip(if: $yes) { nodes { id } } teams(first: "
        "1) { nodes { id } } }",
        1,
        1,
    ),
    (
        "query ($n: Int = 3) { heroes(first: $n) { ...f ...f nodes { name } } } fragment f on "
        "HeroConnection { nodes { id } }",
        3,
        1,
    ),
]


@pytest.mark.parametrize(("query", "rows", "statements"), CASES)
async def test_on_full_pages_it_is_exact(
    schema: Schema, database: Database, query: str, rows: int, statements: int
) -> None:
    with record_statements(database) as log:
        result = await execute(schema, database, query)
    assert not result.errors
    assert result.cost is not None
    assert result.cost.estimated == Cost(rows, statements)
    assert result.cost.actual is not None
    if 'text: " "' not in query:  # which finds nothing
        assert result.cost.actual == Cost(rows, statements)
    log.assert_count(result.cost.actual.statements)


class TestCeilings:
    @pytest.mark.parametrize(("limit", "codes"), [(14, []), (13, [COST])])
    async def test_of_rows(self, database: Database, limit: int, codes: list[str]) -> None:
        query = "{ teams(first: 2) { nodes { heroes(first: 3) { nodes { team { name } } } } } }"
        with record_statements(database) as log:
            result = await execute(limited(rows=limit), database, query)
        assert [error["extensions"]["code"] for error in result.errors] == codes
        assert (result.executed, bool(log)) == (not codes, not codes)

    async def test_says_where_most_rows_are(self, schema: Schema, database: Database) -> None:
        inner = "edges { node { heroes(first: 100) { nodes { team { name } } } } }"
        query = f"{{ teams {{ nodes {{ name }} }} all: teams(first: 100) {{ {inner} }} }}"
        result = await execute(schema, database, query)
        (error,) = result.errors
        assert error == {
            "message": "This operation may show or write 20120 rows, and 20000 are allowed. Most of them come with "
            "`all.edges.node.heroes.nodes` (HeroConnection.nodes): ask for a smaller page there, or nest less.",
            "locations": [{"line": 1, "column": 89}],
            "path": ["all", "edges", "node", "heroes", "nodes"],
            "extensions": {"code": COST},
        }

    async def test_of_statements(self, database: Database) -> None:
        inner = "heroes(first: 1) { totalCount nodes { team { name } } }"
        query = f"{{ a: teams {{ totalCount }} teams(first: 1) {{ nodes {{ {inner} }} }} }}"
        assert not (await execute(limited(statements=5), database, query)).errors
        with record_statements(database) as log:
            result = await execute(limited(statements=4), database, query)
        (error,) = result.errors
        assert (error["extensions"], len(log), result.executed) == ({"code": COST}, 0, False)
        assert error["message"] == (
            "This operation may run 5 SQL statements, and 4 are allowed. Most of them come with `teams.nodes.heroes` "
            "(Team.heroes): ask for fewer relations and figures there, or send several operations."
        )

    async def test_a_filter_in_a_variable_costs_what_it_is(self, schema: Schema, database: Database) -> None:
        query = "query ($filter: HeroFilter) { heroes(first: 1, filter: $filter) { nodes { id } } }"
        for filter_ in (None, {"name": {"eq": "x"}}, {"or": [{"age": {"gt": n}} for n in range(90)]}):
            result = await priced(schema, database, query, "validate", {"filter": filter_})
            assert result.to_json()["extensions"] == {"cost": {"estimated": {"rows": 1, "statements": 1, "cost": 11}}}

    async def test_filters_are_bounded_together(self, schema: Schema, database: Database) -> None:
        lists = " ".join(f"a{n}: heroes(filter: $f) {{ totalCount }}" for n in range(4))
        query = f"query ($f: HeroFilter) {{ {lists} }}"
        tests = [{"age": {"gt": number}} for number in range(76)]
        assert not (await execute(schema, database, query, {"f": {"or": tests[:75]}})).errors
        with record_statements(database) as log:
            result = await execute(schema, database, query, {"f": {"or": tests}})
        assert [(error["message"], error["path"]) for error in result.errors] == [
            ("The filters of one operation may have 300 tests together; these have more.", ["a3"])
        ]
        assert (len(log), result.executed) == (0, False)


async def test_what_nests_too_deeply_to_be_priced_is_refused(database: Database) -> None:
    inner = "name"
    for _ in range(60):
        inner = f"team {{ heroes(first: 1) {{ nodes {{ {inner} }} }} }}"
    schema = limited(depth=1000, nesting=200, statements=1000, tokens=10_000)
    result = await execute(schema, database, f"{{ heroes(first: 1) {{ nodes {{ {inner} }} }} }}")
    assert [(error["message"], error["extensions"]) for error in result.errors] == [
        ("This operation nests too deeply: split it.", {"code": "DEPTH_LIMIT_EXCEEDED"})
    ]
    assert not result.executed


class TestArguments:
    """Those below are checked before anything runs, in a payload before anything is written."""

    async def test_of_a_payload(self, schema: Schema, database: Database) -> None:
        mutation = """mutation { createTeam(input: {team: {name: "Late", headquarters: "Here"}}) {
            team { heroes(first: 101) { totalCount } } query { heroes(orderBy: [], after: "x") { totalCount } } } }"""
        with record_statements(database) as log:
            result = await execute(schema, database, mutation)
        assert [(error["path"], error["extensions"]["code"]) for error in result.errors] == [
            (["createTeam", "team", "heroes"], "BAD_USER_INPUT"),
            (["createTeam", "query", "heroes"], "BAD_USER_INPUT"),
        ]
        assert (len(log), result.executed) == (0, False)
        assert await fetch(database, "SELECT id FROM team WHERE name = 'Late'") == []

    async def test_of_a_bulk_write_after_another_mutation(self, schema: Schema, database: Database) -> None:
        mutation = """mutation ($tags: [TagCreate!]!) {
            createTag(input: {tag: {name: "Early"}}) { tag { id } }
            createTags(input: {tags: $tags}) { tags { id } } }"""
        tags = [{"name": f"t{number}"} for number in range(101)]
        result = await execute(schema, database, mutation, {"tags": tags})
        assert [(error["message"], error["path"]) for error in result.errors] == [
            ("`tags` takes at most 100 rows, not 101.", ["createTags"])
        ]
        assert await fetch(database, "SELECT id FROM tag WHERE name = 'Early'") == []


class TestReports:
    async def test_are_given_on_request(self, schema: Schema, database: Database) -> None:
        query = "{ team(by: {databaseId: 1}) { heroes { nodes { name } } } }"
        assert "extensions" not in (await execute(schema, database, query)).to_json()
        result = await priced(schema, database, query, "report")
        assert result.to_json()["extensions"]["cost"] == {
            "estimated": {"rows": 21, "statements": 2, "cost": 41},
            "actual": {"rows": 4, "statements": 2, "cost": 24},
        }

    async def test_validation_runs_nothing(self, schema: Schema, database: Database) -> None:
        mutation = 'mutation { createTag(input: {tag: {name: "Never"}}) { tag { name } } }'
        with record_statements(database) as log:
            result = await priced(schema, database, mutation, "validate")
        assert result.to_json() == {
            "data": None,
            "extensions": {"cost": {"estimated": {"rows": 2, "statements": 2, "cost": 22}}},
        }
        assert (len(log), log.checkouts) == (0, 0)

    async def test_validation_refuses_what_would_be_refused(self, schema: Schema, database: Database) -> None:
        result = await priced(schema, database, "{ heroes(first: 101) { nodes { id } } }", "validate")
        assert [error["extensions"]["code"] for error in result.errors] == ["BAD_USER_INPUT"]
        level = "nodes { team { heroes(first: 100) { %s } } }"
        too_much = "{ heroes { %s } }" % (level % (level % "nodes { id }"))
        refused = await priced(schema, database, too_much, "validate")
        assert [error["extensions"]["code"] for error in refused.errors] == [COST]
        assert refused.to_json()["extensions"]["cost"]["estimated"]["rows"] == 20 + 20 + 2000 + 2000 + 200_000

    async def test_another_value_is_refused(self, schema: Schema, database: Database) -> None:
        result = await priced(schema, database, "{ __typename }", "yes")
        assert [(error["message"], error["extensions"]) for error in result.errors] == [
            ("X-GraphQL-Cost takes report or validate, and is sent once.", {"code": "BAD_USER_INPUT"})
        ]
