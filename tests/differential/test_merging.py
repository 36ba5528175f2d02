"""Fields of one response key are merged, whatever fragments they stand in; those of different keys are kept apart."""

import pytest

from tests.differential.expectations import INTERNAL, Expected, check, of_crate
from tests.differential.worlds import World

CASES = [
    of_crate("twice the same", 1, "code code", {"code": "C-01"}),
    of_crate(
        "in the order of the first", 1, "code weight code title", {"code": "C-01", "weight": 10, "title": "Crate C-01"}
    ),
    Expected(
        "selections of the same root field",
        "{ crate(by: {databaseId: 1}) { code } crate(by: {databaseId: 1}) { title code weight } }",
        {"crate": {"code": "C-01", "title": "Crate C-01", "weight": 10}},
    ),
    Expected(
        "with other fields between",
        "{ crate(by: {databaseId: 1}) { code } level: __typename crate(by: {databaseId: 1}) { weight } }",
        {"crate": {"code": "C-01", "weight": 10}, "level": "Query"},
    ),
    of_crate(
        "through fragments",
        1,
        "...A ... on Crate { weight } ... { code title } ... on Node { id code: __typename }".replace(
            " code: __typename", ""
        ),
        {
            "code": "C-01",
            "depot": {"name": "Depot 2", "city": "Town"},
            "weight": 10,
            "title": "Crate C-01",
            "id": "WyJDcmF0ZSIsMV0",
        },
    ),
    of_crate(
        "of related rows",
        1,
        "depot { name } depot { city } ... on Crate { depot { id name } }",
        {"depot": {"name": "Depot 2", "city": "Town", "id": "WyJEZXBvdCIsMl0"}},
    ),
    of_crate(
        "two levels down",
        1,
        "depot { parent { name } } depot { parent { id } }",
        {"depot": {"parent": {"name": "Depot 1", "id": "WyJEZXBvdCIsMV0"}}},
    ),
    of_crate(
        "aliases of related rows",
        1,
        "a: depot { name } b: depot { city }",
        {"a": {"name": "Depot 2"}, "b": {"city": "Town"}},
    ),
    of_crate("swapped aliases", 1, "code: title title: code", {"code": "Crate C-01", "title": "C-01"}),
    of_crate("an alias of another's type", 1, "weight: code code: weight", {"weight": "C-01", "code": 10}),
    Expected(
        "pages",
        "{ crates(first: 1) { nodes { code } } crates(first: 1) { nodes { weight } totalCount } }",
        {"crates": {"nodes": [{"code": "C-01", "weight": 10}], "totalCount": 24}},
    ),
    Expected(
        "nodes and edges of one page",
        "{ crates(first: 1) { nodes { depot { name } } edges { node { depot { city } } cursor } } }",
        {
            "crates": {
                "nodes": [{"depot": {"name": "Depot 2"}}],
                "edges": [{"node": {"depot": {"city": "Town"}}, "cursor": "WyI0NjdmOTRkMyIsMV0"}],
            }
        },
    ),
    Expected(
        "aliases of an edge's node",
        "{ crates(first: 1) { edges { a: node { depot { name } } b: node { depot { city } } } } }",
        {"crates": {"edges": [{"a": {"depot": {"name": "Depot 2"}}, "b": {"depot": {"city": "Town"}}}]}},
    ),
    Expected(
        "aliases of nodes",
        "{ crates(first: 2) { a: nodes { code } b: nodes { id: weight } } }",
        {"crates": {"a": [{"code": "C-01"}, {"code": "C-02"}], "b": [{"id": 10}, {"id": 20}]}},
    ),
    Expected(
        "aliases of lists with other arguments",
        "{ a: crates(first: 1) { nodes { code } } b: crates(last: 1) { nodes { code } } c:"
        " crates(first: 1) { nodes { weight } } }",
        {"a": {"nodes": [{"code": "C-01"}]}, "b": {"nodes": [{"code": "C-24"}]}, "c": {"nodes": [{"weight": 10}]}},
    ),
    Expected(
        "aliases of relations with other arguments",
        "{ depot(by: {databaseId: 3}) { a: crates(first: 1) { nodes { code } } b: crates(last: 1) { nodes { code } }"
        " c: crates(first: 1, filter: {weight: {gt: 20}}) { nodes { code } totalCount } } }",
        {
            "depot": {
                "a": {"nodes": [{"code": "C-02"}]},
                "b": {"nodes": [{"code": "C-22"}]},
                "c": {"nodes": [{"code": "C-07"}], "totalCount": 2},
            }
        },
    ),
    Expected(
        "pageInfo",
        "{ crates(first: 1) { pageInfo { hasNextPage } pageInfo { hasPreviousPage a: hasNextPage } } }",
        {"crates": {"pageInfo": {"hasNextPage": True, "hasPreviousPage": False, "a": True}}},
    ),
    Expected(
        "aggregates",
        "{ crates { aggregate { max { weight: databaseId } } aggregate { count max { weight:"
        " databaseId code } } } }".replace("weight: databaseId", "code"),
        {"crates": {"aggregate": {"max": {"code": "C-24"}, "count": 24}}},
    ),
    of_crate(
        "arguments in another order",
        1,
        "labels(first: 1, offset: 0) { totalCount } labels(offset: 0, first: 1) { nodes { name: databaseId } }",
        {"labels": {"totalCount": 2, "nodes": [{"name": "heavy"}]}},
    ),
    of_crate(
        "hand-written fields with arguments",
        1,
        'a: shout(times: 2) b: shout shout(after: "?") shout(after: "?")',
        {"a": "Crate 1!Crate 1!", "b": "Crate 1!", "shout": "Crate 1!?"},
    ),
    of_crate(
        "what fails, once", 1, "raisingSoftly raisingSoftly", {"raisingSoftly": None}, ("raisingSoftly", INTERNAL)
    ),
    Expected(
        "types of what was found",
        '{ search(text: "C-01", types: [CRATE]) { nodes { __typename ... on Crate { key: code } ...'
        " on Depot { key: name } } } }",
        {"search": {"nodes": [{"__typename": "Crate", "key": "C-01"}]}},
    ),
    Expected(
        "a row by two ways",
        '{ node(id: "WyJDcmF0ZSIsMV0") { ... on Crate { code } } crate(by: {code: "C-01"}) { weight } }',
        {"node": {"code": "C-01"}, "crate": {"weight": 10}},
    ),
    Expected(
        "fragments that are spread twice",
        "{ a: crate(by: {databaseId: 1}) { ...A } b: crate(by: {databaseId: 2}) { ...A ...A } }"
        " fragment A on Crate { code }",
        {"a": {"code": "C-01"}, "b": {"code": "C-02"}},
    ),
    Expected(
        "fragments in fragments",
        "{ ...A } fragment A on Query { crate(by: {databaseId: 1}) { ...B } } fragment B on Crate {"
        " code ...C } fragment C on Node { id }",
        {"crate": {"code": "C-01", "id": "WyJDcmF0ZSIsMV0"}},
    ),
]
FRAGMENT = " fragment A on Crate { code depot { name city } }"


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_merging(faulty: World, case: Expected) -> None:
    if "...A" in case.document and "fragment A" not in case.document:
        case = Expected(case.name, case.document + FRAGMENT, case.data, case.errors)
    await check(faulty, case)
