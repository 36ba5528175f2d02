"""Figures cost a statement only where they are selected, and as many for thirty parents as for three."""

import re
from collections.abc import Sequence

import pytest

from sqlmodel_strawberry import Schema
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.reading.domain import market
from tests.sqlmodel_strawberry.reading.examples import ExampleRow, insert, label, maker, puts, thing
from tests.sqlmodel_strawberry.running import Operations

EVERYTHING = """query ($count: Int!) { makers(first: $count, orderBy: [{thingsCount: DESC}]) {
  totalCount
  nodes { n
    things(first: 2, filter: {pieces: {gt: 0}, labels: {some: {priority: {isNull: true}}}},
           orderBy: [{labelsCount: DESC}, {maker: {name: ASC}}]) {
      totalCount
      aggregate { count sum { price } avg { pieces } countDistinct { title } }
      groups(by: [COLOUR, MADE_AT_MONTH], first: 2) { key { colour } aggregate { count max { pieces } } }
      edges { cursor node { n labels(last: 1) { totalCount nodes { name } } } }
    }
    children { aggregate { max { name } } }
  }
} }"""


def rows(makers: int) -> Sequence[ExampleRow]:
    """Makers with three things each, every thing with a label."""
    numbers = range(1, 3 * makers + 1)
    things = [thing(n, pieces=n, maker_id=(n - 1) // 3 + 1) for n in numbers]
    return [*(maker(n) for n in range(1, makers + 1)), *things, label("x", 1), *puts("x", *numbers)]


class TestSelections:
    ROWS = tuple(rows(3))

    @pytest.mark.parametrize(
        ("selection", "at_root", "below_rows"),
        [
            ("nodes { n }", 1, 1),
            ("edges { cursor } nodes { n } pageInfo { endCursor }", 1, 1),
            ("totalCount", 1, 1),
            ("aggregate { count sum { price } avg { price } }", 1, 1),
            ("totalCount aggregate { count max { n } }", 1, 1),
            ("totalCount again: totalCount a: aggregate { count } b: aggregate { min { n } }", 1, 1),
            ("groups(by: COLOUR) { key { colour } aggregate { count } }", 1, 1),
            ("nodes { n } totalCount aggregate { count }", 1, 2),
            ("nodes { n } totalCount groups(by: COLOUR) { aggregate { count } }", 2, 3),
            ("a: groups(by: COLOUR) { aggregate { count } } b: groups(by: TITLE) { aggregate { count } }", 2, 2),
            ("nodes { n } totalCount @skip(if: true) aggregate @include(if: false) { count }", 1, 1),
            ("nodes { n } ... @skip(if: true) { groups(by: COLOUR) { key { colour } } }", 1, 1),
            ("__typename", 0, 0),
            ("aggregate { __typename }", 0, 0),
        ],
    )
    async def test_figures_are_computed_only_when_selected(
        self, api: Operations, selection: str, at_root: int, below_rows: int
    ) -> None:
        """At the root figures come with the page, or the first groups."""
        with record_statements(api.database) as log:
            await api.data(f"{{ things {{ {selection} }} }}")
        log.assert_count(at_root)
        with record_statements(api.database) as log:
            await api.data(f"{{ makers {{ nodes {{ things {{ {selection} }} }} }} }}")
        log.assert_count(1 + below_rows)


async def test_the_number_of_statements_does_not_depend_on_that_of_the_parents(
    make_database: MakeDatabase, schema: Schema
) -> None:
    database = await make_database(market.metadata)
    await insert(database, rows(30))
    api = Operations(schema, database)
    texts = []
    for count in (3, 30):
        with record_statements(database) as log:
            found = await api.data(EVERYTHING, count=count)
        assert len(found["makers"]["nodes"]) == count
        for node in found["makers"]["nodes"]:
            assert (node["things"]["totalCount"], len(node["things"]["edges"])) == (3, 2)
            assert node["things"]["groups"] == [
                {"key": {"colour": "BLUE"}, "aggregate": {"count": 3, "max": {"pieces": 3 * node["n"]}}}
            ]
        # makers with their count; things: page, figures, groups; labels: page, count; children: figures.
        log.assert_count(7)
        log.assert_one_connection()
        # PostgreSQL is told roughly how many rows of a list are wanted.
        texts.append(sorted(re.sub(r"LIMIT \d+", "LIMIT some", sql) for sql in log.sql))
    assert texts[0] == texts[1]
