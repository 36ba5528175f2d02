"""Which operation of a document is run, and what documents are refused."""

import pytest

from tests.differential.expectations import INPUT, INVALID, Expected, check
from tests.differential.worlds import World

TWO = "query A { crate(by: {databaseId: 1}) { code } } query B { crate(by: {databaseId: 2}) { code } }"
BOTH = "query A { level: __typename } mutation B { m: __typename }"
PARSED = "GRAPHQL_PARSE_FAILED"

CASES = [
    Expected("the first by its name", TWO, {"crate": {"code": "C-01"}}, operation="A"),
    Expected("the second by its name", TWO, {"crate": {"code": "C-02"}}, operation="B"),
    Expected("the only one", "query A { __typename }", {"__typename": "Query"}),
    Expected("the only one by its name", "query A { __typename }", {"__typename": "Query"}, operation="A"),
    Expected("without a name", "query { __typename }", {"__typename": "Query"}),
    Expected("without a word", "{ __typename }", {"__typename": "Query"}),
    Expected("a query beside a mutation", BOTH, {"level": "Query"}, operation="A"),
    Expected("behind its fragments", "fragment F on Query { __typename } { ...F }", {"__typename": "Query"}),
    Expected("one of two without a name", TWO, None, [("", INPUT)], executed=False),
    Expected("an unknown name", TWO, None, [("", INPUT)], operation="C", executed=False),
    Expected("an unknown name for the only one", "{ __typename }", None, [("", INPUT)], operation="C", executed=False),
    Expected("none", "fragment F on Query { __typename }", None, [("", INVALID)], executed=False),
    Expected("nothing", "", None, [("", PARSED)], executed=False),
    Expected("no document", "{ crates", None, [("", PARSED)], executed=False),
    Expected("an unknown field", "{ crates { nope } }", None, [("", INVALID)], executed=False),
    Expected("an unknown argument", "{ crates(nope: 1) { totalCount } }", None, [("", INVALID)], executed=False),
    Expected(
        "fields that do not merge",
        "{ crates { totalCount: __typename totalCount } }",
        None,
        [("", INVALID)],
        executed=False,
    ),
    Expected(
        "arguments that do not merge",
        "{ crates(first: 1) { totalCount } crates(first: 2) { totalCount } }",
        None,
        [("", INVALID)],
        executed=False,
    ),
    Expected(
        "a fragment that cannot apply",
        "{ crates { nodes { ... on Depot { name } } } }",
        None,
        [("", INVALID)],
        executed=False,
    ),
    Expected(
        "two anonymous ones", "{ __typename } { __typename }", None, [("", INVALID), ("", INVALID)], executed=False
    ),
    Expected("a wrong page", "{ crates(first: -1) { totalCount } }", None, [("crates", INPUT)], executed=False),
    Expected(
        "a wrong cursor",
        '{ crates(after: "x") { totalCount } depots(before: "y") { totalCount } }',
        None,
        [("crates", INPUT), ("depots", INPUT)],
        executed=False,
    ),
    Expected(
        "a cursor of another order",
        '{ crates(after: "WyI0NjdmOTRkMyIsMV0", orderBy: [{code: ASC}]) { totalCount } }',
        None,
        [("crates", INPUT)],
        executed=False,
    ),
    Expected(
        "after a cursor",
        '{ crates(after: "WyI0NjdmOTRkMyIsMV0", first: 1) { nodes { code } pageInfo { hasNextPage'
        " hasPreviousPage startCursor endCursor } } }",
        {
            "crates": {
                "nodes": [{"code": "C-02"}],
                "pageInfo": {
                    "hasNextPage": True,
                    "hasPreviousPage": True,
                    "startCursor": "WyI0NjdmOTRkMyIsMl0",
                    "endCursor": "WyI0NjdmOTRkMyIsMl0",
                },
            }
        },
    ),
    Expected(
        "before a cursor",
        '{ crates(before: "WyI0NjdmOTRkMyIsM10", last: 5) { edges { cursor } pageInfo { hasNextPage'
        " hasPreviousPage } } }",
        {
            "crates": {
                "edges": [{"cursor": "WyI0NjdmOTRkMyIsMV0"}, {"cursor": "WyI0NjdmOTRkMyIsMl0"}],
                "pageInfo": {"hasNextPage": True, "hasPreviousPage": False},
            }
        },
    ),
    Expected(
        "the last page",
        "{ crates(last: 1) { edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }",
        {
            "crates": {
                "edges": [{"cursor": "WyI0NjdmOTRkMyIsMjRd"}],
                "pageInfo": {"hasNextPage": False, "hasPreviousPage": True},
            }
        },
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_operations(faulty: World, case: Expected) -> None:
    await check(faulty, case)
