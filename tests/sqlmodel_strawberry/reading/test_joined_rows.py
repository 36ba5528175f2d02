"""Single rows at the other end of relations come with those that lead there, where only values of them are selected."""

import datetime as dt
from typing import Any

import pytest

from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.reading.domain import create_schema
from tests.sqlmodel_strawberry.reading.examples import ExampleRow, label, maker, puts, review, thing
from tests.sqlmodel_strawberry.running import Operations

SCHEMAS = {"compiled": create_schema(), "interpreted": create_schema()}
SCHEMAS["interpreted"].preparations.compiled = False

ROWS: tuple[ExampleRow, ...] = (
    maker(1, motto="first"),
    maker(2, parent_id=1, budget=7),
    maker(3, parent_id=2, deleted_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC)),
    *[thing(n, pieces=10 - n, maker_id=(None, 1, 2, 3)[n % 4]) for n in range(1, 10)],
    label("x", 1),
    *puts("x", *range(1, 10)),
    *[review(n, number, n=10 * n + number, words="") for n in range(1, 10) for number in (1, 2)],
)
MAKERS = {n: None if n % 4 in (0, 3) else {"name": f"maker {n % 4}"} for n in range(1, 10)}
"""By the numbers of things: those that are there to be seen."""


@pytest.fixture(params=SCHEMAS)
def both(request: pytest.FixtureRequest, api: Operations) -> Operations:
    """The compiled path, and graphql-core."""
    return Operations(SCHEMAS[request.param], api.database)


class Joined:
    """Operations over the rows above."""

    ROWS = ROWS


async def counted(api: Operations, query: str, **variables: Any) -> tuple[dict[str, Any], int]:
    """The answer, and how many statements it took: as many as it is priced at."""
    with record_statements(api.database) as log:
        result = await api.run(query, **variables)
    assert not result.errors, result.errors
    assert result.cost is not None
    assert result.cost.actual is not None
    assert (result.cost.estimated.statements, result.cost.actual.statements) == (len(log), len(log))
    assert result.data is not None
    return result.data, len(log)


class TestRows(Joined):
    async def test_of_a_list_keep_its_order(self, both: Operations) -> None:
        query = "{ things(orderBy: [{pieces: ASC}]) { nodes { n maker { name } } } }"
        found, statements = await counted(both, query)
        assert found["things"]["nodes"] == [{"n": n, "maker": MAKERS[n]} for n in range(9, 0, -1)]
        assert statements == 1

    async def test_of_a_page_from_the_end_with_its_figures(self, both: Operations) -> None:
        query = (
            "{ things(last: 4) { totalCount pageInfo { hasPreviousPage } edges { cursor node { n maker { name } } } } }"
        )
        found, statements = await counted(both, query)
        assert [edge["node"] for edge in found["things"]["edges"]] == [
            {"n": n, "maker": MAKERS[n]} for n in range(6, 10)
        ]
        assert (found["things"]["totalCount"], found["things"]["pageInfo"]) == (9, {"hasPreviousPage": True})
        assert statements == 1

    async def test_that_are_asked_for_twice_have_all_that_is_asked(self, both: Operations) -> None:
        query = """{ things(first: 2) { nodes { a: maker { id name } b: maker { name motto } }
          edges { node { maker { budget __typename } } } } }"""
        found, statements = await counted(both, query)
        first = found["things"]["nodes"][0]
        assert (first["a"]["name"], first["b"]) == ("maker 1", {"name": "maker 1", "motto": "first"})
        assert [edge["node"]["maker"] for edge in found["things"]["edges"]] == [
            {"budget": None, "__typename": "Maker"},
            {"budget": "7.00", "__typename": "Maker"},
        ]
        assert statements == 1

    async def test_of_a_relation_to_the_same_table(self, both: Operations) -> None:
        found, statements = await counted(both, "{ makers { nodes { name parent { id name } } } }")
        assert [(each["name"], each["parent"] and each["parent"]["name"]) for each in found["makers"]["nodes"]] == [
            ("maker 1", None),
            ("maker 2", "maker 1"),
        ]
        assert statements == 1

    async def test_of_a_row_that_is_looked_up(self, both: Operations) -> None:
        found, statements = await counted(both, "{ maker(by: {databaseId: 2}) { name parent { motto } } }")
        assert found == {"maker": {"name": "maker 2", "parent": {"motto": "first"}}}
        assert statements == 1

    async def test_of_what_is_looked_up_together(self, both: Operations) -> None:
        query = (
            "{ a: maker(by: {databaseId: 1}) { parent { motto } } b: maker(by: {databaseId: 2}) { parent { motto } } }"
        )
        with record_statements(both.database) as log:
            found = await both.data(query)
        assert found == {"a": {"parent": None}, "b": {"parent": {"motto": "first"}}}
        log.assert_count(1)

    async def test_of_nodes(self, both: Operations) -> None:
        ids = [each["id"] for each in (await both.data("{ things { nodes { id } } }"))["things"]["nodes"]]
        query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Thing { n maker { name } } } }"
        found, statements = await counted(both, query, ids=[ids[3], ids[0], ids[1]])
        assert found["nodes"] == [{"n": n, "maker": MAKERS[n]} for n in (4, 1, 2)]
        assert statements == 1

    async def test_of_the_list_of_a_single_row(self, both: Operations) -> None:
        query = "{ maker(by: {databaseId: 1}) { things(orderBy: [{n: DESC}]) { nodes { n maker { name } } } } }"
        found, statements = await counted(both, query)
        assert found["maker"]["things"]["nodes"] == [{"n": n, "maker": MAKERS[n]} for n in (9, 5, 1)]
        assert statements == 2

    async def test_of_lists_of_two_single_rows_keep_their_orders(self, both: Operations) -> None:
        inner = "things(orderBy: [{pieces: ASC}]) { nodes { n maker { name } } }"
        query = f"{{ a: maker(by: {{databaseId: 1}}) {{ {inner} }} b: maker(by: {{databaseId: 2}}) {{ {inner} }} }}"
        with record_statements(both.database) as log:
            found = await both.data(query)
        for key, numbers in {"a": (9, 5, 1), "b": (6, 2)}.items():
            assert found[key]["things"]["nodes"] == [{"n": n, "maker": MAKERS[n]} for n in numbers]
        log.assert_count(2)

    async def test_are_counted_where_they_are_there(self, both: Operations) -> None:
        result = await both.run("{ things { nodes { maker { name } } edges { node { maker { id } } } } }")
        assert result.cost is not None
        there = len([maker for maker in MAKERS.values() if maker])
        assert result.cost.actual == Cost(2 * 9 + 2 * there, 1)


class TestOthers(Joined):
    @pytest.mark.parametrize(
        ("query", "statements"),
        [
            ("{ things { nodes { maker { things { totalCount } } } } }", 3),
            ("{ things { nodes { maker { parent { name } } } } }", 3),
            ("{ things { nodes { maker { name } a: maker { parent { name } } } } }", 4),
            ("{ makers { nodes { things { nodes { maker { name } } } } } }", 3),
            ("{ reviews { nodes { thing { title } } } }", 1),
            ("{ labels { nodes { things { nodes { maker { name } } } } } }", 3),
        ],
    )
    async def test_what_leads_on_and_rows_below_lists_have_statements_of_their_own(
        self, both: Operations, query: str, statements: int
    ) -> None:
        found, run = await counted(both, query)
        assert run == statements
        assert found == await Operations(SCHEMAS["interpreted"], both.database).data(query)

    async def test_fields_that_are_skipped_lead_nowhere(self, both: Operations) -> None:
        query = """query ($deep: Boolean!) { things(first: 1) { nodes {
          maker { name things @include(if: $deep) { totalCount } } } } }"""
        for deep, statements in ((True, 3), (False, 1)):
            found, run = await counted(both, query, deep=deep)
            (node,) = found["things"]["nodes"]
            assert (node["maker"]["name"], run) == ("maker 1", statements)


def test_a_relation_is_joined_where_the_database_lets_nothing_lead_to_two_rows() -> None:
    schema: Schema = SCHEMAS["compiled"]
    to_one = {
        f"{name}.{relation.name}": relation.leads_to_one
        for name, resource in schema.resources.items()
        for relation in resource.relations.values()
    }
    assert [name for name, leads_to_one in to_one.items() if leads_to_one] == [
        "Maker.parent",
        "Thing.maker",
        "Review.thing",
    ]
