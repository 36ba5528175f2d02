"""Interfaces and unions: which fragments apply to which rows, and what `__typename` says everywhere."""

import pytest

from tests.differential.expectations import Expected, check, global_id
from tests.differential.worlds import World

CRATE, DEPOT, LABEL, KEEPER = (
    global_id("Crate", 1),
    global_id("Depot", 3),
    global_id("Label", "cold"),
    global_id("Keeper", "00000000-0000-0000-0000-000000000001"),
)
GONE = global_id("Crate", 99)
IDS = f'["{CRATE}", "{GONE}", "{DEPOT}", "{LABEL}"]'
FOUND = 'search(text: "1", types: [DEPOT, CRATE], first: 2)'


def node(id: str, selection: str, data: object, name: str = "") -> Expected:
    """One node."""
    return Expected(f"{name} {selection}", f'{{ node(id: "{id}") {{ {selection} }} }}', {"node": data})


CASES = [
    node(CRATE, "id", {"id": CRATE}),
    node(CRATE, "__typename", {"__typename": "Crate"}),
    node(CRATE, "a: __typename b: __typename id", {"a": "Crate", "b": "Crate", "id": CRATE}),
    node(CRATE, "... on Crate { code }", {"code": "C-01"}),
    node(CRATE, "... on Depot { name }", {}),
    node(CRATE, "... on Depot { name } ... on Crate { code } ... on Label { name }", {"code": "C-01"}),
    node(CRATE, "... on Node { id } ... on Crate { id }", {"id": CRATE}),
    node(CRATE, "... on Crate { ... on Node { ... on Crate { code } } }", {"code": "C-01"}),
    node(CRATE, "... { ... on Crate { code } __typename }", {"code": "C-01", "__typename": "Crate"}),
    node(DEPOT, "... on Depot { name } __typename", {"name": "Depot 3", "__typename": "Depot"}),
    node(LABEL, "id ... on Label { databaseId rank }", {"id": LABEL, "databaseId": "cold", "rank": 1}),
    node(KEEPER, "... on Keeper { name depot { __typename } }", {"name": "Ann", "depot": {"__typename": "Depot"}}),
    node(GONE, "id ... on Crate { code }", None),
    node(global_id("Label", "spoiled"), "id", None, "deleted"),
    Expected(
        "nodes",
        f"{{ nodes(ids: {IDS}) {{ __typename id }} }}",
        {
            "nodes": [
                {"__typename": "Crate", "id": CRATE},
                None,
                {"__typename": "Depot", "id": DEPOT},
                {"__typename": "Label", "id": LABEL},
            ]
        },
    ),
    Expected(
        "nodes with fragments",
        f"{{ nodes(ids: {IDS}) {{ ... on Crate {{ code }} ... on Depot {{ key: name }} }} }}",
        {"nodes": [{"code": "C-01"}, None, {"key": "Depot 3"}, {}]},
    ),
    Expected(
        "nodes with one key of several types",
        f"{{ nodes(ids: {IDS}) {{ ... on Crate {{ key: code }} ... on Depot {{ key: name }} }} }}",
        {"nodes": [{"key": "C-01"}, None, {"key": "Depot 3"}, {}]},
    ),
    Expected(
        "one node twice",
        f'{{ nodes(ids: ["{CRATE}", "{CRATE}"]) {{ ... on Crate {{ code }} }} }}',
        {"nodes": [{"code": "C-01"}] * 2},
    ),
    Expected("no nodes", "{ nodes(ids: []) { id } }", {"nodes": []}),
    Expected(
        "relations of nodes",
        f'{{ nodes(ids: ["{CRATE}", "{DEPOT}"]) {{ ... on Crate {{ depot {{ name }} }} ... on Depot {{'
        f" of: parent {{ name }} }} }} }}",
        {"nodes": [{"depot": {"name": "Depot 2"}}, {"of": {"name": "Depot 2"}}]},
    ),
    Expected(
        "members of a union",
        f"{{ {FOUND} {{ nodes {{ __typename ... on Crate {{ code }} ... on Depot {{ name }} }} }} }}",
        {"search": {"nodes": [{"__typename": "Depot", "name": "Depot 1"}, {"__typename": "Crate", "code": "C-01"}]}},
    ),
    Expected(
        "a member alone",
        f"{{ {FOUND} {{ nodes {{ ... on Crate {{ code }} }} }} }}",
        {"search": {"nodes": [{}, {"code": "C-01"}]}},
    ),
    Expected(
        "the interface of members",
        f"{{ {FOUND} {{ nodes {{ ... on Node {{ id }} }} }} }}",
        {"search": {"nodes": [{"id": global_id("Depot", 1)}, {"id": CRATE}]}},
    ),
    Expected(
        "edges of a union",
        f"{{ {FOUND} {{ edges {{ __typename node {{ __typename ... on Depot {{ crates(first: 1) {{"
        f" nodes {{ code }} }} }} }} }} }} }}",
        {
            "search": {
                "edges": [
                    {
                        "__typename": "SearchEdge",
                        "node": {"__typename": "Depot", "crates": {"nodes": [{"code": "C-05"}]}},
                    },
                    {"__typename": "SearchEdge", "node": {"__typename": "Crate"}},
                ]
            }
        },
    ),
    Expected(
        "nothing found",
        '{ search(text: "nothing like it", types: [CRATE]) { __typename totalCount nodes { __typename'
        " } edges { cursor } pageInfo { hasNextPage endCursor } } }",
        {
            "search": {
                "__typename": "SearchConnection",
                "totalCount": 0,
                "nodes": [],
                "edges": [],
                "pageInfo": {"hasNextPage": False, "endCursor": None},
            }
        },
    ),
    Expected(
        "a named fragment of each member",
        f"{{ {FOUND} {{ nodes {{ ...D ...C }} }} }} fragment D on Depot {{ name }} fragment C on Crate {{ code }}",
        {"search": {"nodes": [{"name": "Depot 1"}, {"code": "C-01"}]}},
    ),
    Expected(
        "a fragment of the union",
        f"{{ {FOUND} {{ nodes {{ ...R }} }} }} fragment R on SearchResult {{ __typename ... on Crate {{ code }} }}",
        {"search": {"nodes": [{"__typename": "Depot"}, {"__typename": "Crate", "code": "C-01"}]}},
    ),
    Expected("types of a query", "{ __typename a: __typename }", {"__typename": "Query", "a": "Query"}),
    Expected(
        "types of a list",
        "{ crates(first: 1) { __typename edges { __typename node { __typename } } nodes { __typename"
        " } pageInfo { __typename }"
        " aggregate { __typename max { __typename } } groups(by: [LINING], first: 1) { __typename key"
        " { __typename } } } }",
        {
            "crates": {
                "__typename": "CrateConnection",
                "edges": [{"__typename": "CrateEdge", "node": {"__typename": "Crate"}}],
                "nodes": [{"__typename": "Crate"}],
                "pageInfo": {"__typename": "PageInfo"},
                "aggregate": {"__typename": "CrateAggregate", "max": {"__typename": "CrateMax"}},
                "groups": [{"__typename": "CrateGroup", "key": {"__typename": "CrateGroupKey"}}],
            }
        },
    ),
    Expected(
        "types of a mutation",
        'mutation { __typename m: deleteCrate(input: {id: "WyJDcmF0ZSIsOTld"}) { __typename userErrors { __typename'
        " } query { __typename } } }",
        {
            "__typename": "Mutation",
            "m": {
                "__typename": "DeleteCratePayload",
                "userErrors": [{"__typename": "NotFound"}],
                "query": {"__typename": "Query"},
            },
        },
    ),
    Expected(
        "user errors by their types",
        'mutation { createLabel(input: {label: {name: "cold", rank: 1}}) { userErrors { ... on'
        " Conflict { code path } ... on InvalidInput { message } } } }",
        {"createLabel": {"userErrors": [{"code": "CONFLICT", "path": ["input", "label", "name"]}]}},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_abstract_types(faulty: World, case: Expected) -> None:
    await check(faulty, case)
