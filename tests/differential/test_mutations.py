"""Root fields of mutations run one after the other; what their payloads show is read after each of them."""

import pytest

from tests.differential.expectations import INPUT, INTERNAL, Expected, check
from tests.differential.worlds import World, dump


def label(key: str, name: str, selection: str = "label { databaseId }") -> str:
    """Makes a label."""
    return f'{key}: createLabel(input: {{label: {{name: "{name}", rank: 7}}}}) {{ {selection} }}'


COUNT = "query { labels { totalCount } }"
CASES = [
    Expected("one", f"mutation {{ {label('a', 'x')} }}", {"a": {"label": {"databaseId": "x"}}}),
    Expected(
        "each sees what those before it wrote",
        f"mutation {{ {label('a', 'x', COUNT)} {label('b', 'y', COUNT)} }}",
        {"a": {"query": {"labels": {"totalCount": 5}}}, "b": {"query": {"labels": {"totalCount": 6}}}},
    ),
    Expected(
        "in their order",
        f"mutation {{ {label('b', 'y')} {label('a', 'x')} }}",
        {"b": {"label": {"databaseId": "y"}}, "a": {"label": {"databaseId": "x"}}},
    ),
    Expected(
        "the second of one name is refused",
        f"mutation {{ {label('a', 'x', 'userErrors { code }')}"
        f" {label('b', 'x', 'userErrors { code path } label { rank }')} }}",
        {
            "a": {"userErrors": []},
            "b": {"userErrors": [{"code": "CONFLICT", "path": ["input", "label", "name"]}], "label": None},
        },
    ),
    Expected(
        "merged, and so once",
        f"mutation {{ {label('a', 'x')} {label('a', 'x', 'label { rank } ' + COUNT)} }}",
        {"a": {"label": {"databaseId": "x", "rank": 7}, "query": {"labels": {"totalCount": 5}}}},
    ),
    Expected(
        "a fragment",
        f"mutation {{ ...M }} fragment M on Mutation {{ {label('a', 'x')} __typename }}",
        {"a": {"label": {"databaseId": "x"}}, "__typename": "Mutation"},
    ),
    Expected(
        "the row and what is around it",
        'mutation { createCrate(input: {crate: {code: "N", weight: 5, depotId: "WyJEZXBvdCIsMV0"}, labels:'
        ' {connect: [{databaseId: "old"}], create: [{name: "new", rank: 1}]}})'
        " { crate { title weight depot { name keeper { name } } labels { nodes { databaseId }"
        " totalCount } } userErrors { code } clientMutationId } }",
        {
            "createCrate": {
                "crate": {
                    "title": "Crate N",
                    "weight": 5,
                    "depot": {"name": "Depot 1", "keeper": {"name": "Ann"}},
                    "labels": {"nodes": [{"databaseId": "new"}, {"databaseId": "old"}], "totalCount": 2},
                },
                "userErrors": [],
                "clientMutationId": None,
            }
        },
    ),
    Expected(
        "a whole Float",
        'mutation { updateCrate(input: {id: "WyJDcmF0ZSIsOF0", patch: {note: "x"}}) { crate { volume rating } } }',
        {"updateCrate": {"crate": {"volume": 1.0, "rating": 4.0}}},
    ),
    Expected(
        "several rows",
        'mutation { createCrates(input: {clientMutationId: "c", crates: [{code: "N", weight: 5},'
        ' {code: "M", weight: 6}]}) { crates { code weight } clientMutationId } }',
        {"createCrates": {"crates": [{"code": "N", "weight": 5}, {"code": "M", "weight": 6}], "clientMutationId": "c"}},
    ),
    Expected(
        "by variables",
        "mutation ($l: LabelCreate!, $n: Boolean!) { createLabel(input: {label: $l}) { label"
        " @include(if: $n) { databaseId rank } userErrors { code } } }",
        {"createLabel": {"label": {"databaseId": "x", "rank": 3}, "userErrors": []}},
        variables={"l": {"name": "x", "rank": 3}, "n": True},
    ),
    Expected(
        "null and absent values",
        'mutation ($w: String) { updateCrate(input: {id: "WyJDcmF0ZSIsMV0", patch: {note: $w, remark: null}}) {'
        " crate { note remark } } }",
        {"updateCrate": {"crate": {"note": "Crate 1", "remark": None}}},
    ),
    Expected(
        "a value that cannot be shown",
        'mutation { createCrate(input: {crate: {code: "N", weight: -1}}) { crate { code weight }'
        " userErrors { code } } }",
        {"createCrate": {"crate": None, "userErrors": []}},
        [("createCrate.crate.weight", INPUT)],
    ),
    Expected(
        "one of a list",
        'mutation { createCrates(input: {crates: [{code: "N", weight: 1}, {code: "M", weight: -5}]})'
        " { crates { code weight } userErrors { code } } }",
        {"createCrates": {"crates": None, "userErrors": []}},
        [("createCrates.crates.1.weight", INTERNAL)],
    ),
    Expected(
        "what the next one shows all the same",
        'mutation { a: createCrate(input: {crate: {code: "N", weight: -1}}) { crate { weight } } b:'
        ' createLabel(input: {label: {name: "x", rank: 1}}) { query { crates { totalCount } } } }',
        {"a": {"crate": None}, "b": {"query": {"crates": {"totalCount": 25}}}},
        [("a.crate.weight", INPUT)],
    ),
    Expected(
        "in its query",
        f"mutation {{ {label('a', 'x', 'query { depot(by: {databaseId: 4}) { watch } } label { databaseId }')} }}",
        {"a": {"query": {"depot": None}, "label": {"databaseId": "x"}}},
        [("a.query.depot.watch", INTERNAL)],
    ),
    Expected(
        "a service that fails ends it",
        'mutation { emptyCrate(input: {crateId: "WyJDcmF0ZSIsM10", note: "x"}) { crate { note } }'
        f" {label('a', 'x')} }}",
        None,
        [("emptyCrate", INTERNAL)],
    ),
    Expected(
        "a service",
        'mutation { emptyCrate(input: {crateId: "WyJDcmF0ZSIsMV0", note: "x"}) { crate { note weight depot { name'
        " } } userErrors { code } } }",
        {"emptyCrate": {"crate": {"note": "x", "weight": 0, "depot": {"name": "Depot 2"}}, "userErrors": []}},
    ),
    Expected(
        "what is gone",
        'mutation { a: deleteCrate(input: {id: "WyJDcmF0ZSIsOTld"}) { crate { code } userErrors { __typename code'
        ' path } } b: deleteLabel(input: {id: "WyJMYWJlbCIsImNvbGQiXQ"}) { label { databaseId } query { label(by:'
        ' {databaseId: "cold"}) { rank } } } }',
        {
            "a": {
                "crate": None,
                "userErrors": [{"__typename": "NotFound", "code": "NOT_FOUND", "path": ["input", "id"]}],
            },
            "b": {"label": {"databaseId": "cold"}, "query": {"label": None}},
        },
    ),
]
BUBBLING = f"mutation {{ {label('a', 'x', 'query { crates(first: 2) { nodes { raising } } }')} {label('b', 'y')} }}"


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_mutations(faulty: World, case: Expected) -> None:
    await check(faulty, case)


async def test_a_null_that_reaches_the_root_ends_it(faulty: World) -> None:
    """What was written stays, what comes behind is not begun."""
    await check(faulty, Expected("bubbling", BUBBLING, None, [("a.query.crates.nodes.1.raising", INTERNAL)]))
    for database in (faulty.mine, faulty.theirs):
        assert [row[0] for row in (await dump(database, faulty.metadata))["label"] if row[0] in "xy"] == ["x"]
