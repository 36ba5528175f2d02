"""Nulls and errors where no null may be: they go up to the next place that may be null, and no further."""

import pytest

from tests.differential.expectations import FORBIDDEN, INPUT, INTERNAL, Expected, check, of_crate
from tests.differential.fault_schema import Inspector
from tests.differential.worlds import World

AT_THE_FIELD = [
    of_crate(
        "a field that raises",
        1,
        "code raisingSoftly",
        {"code": "C-01", "raisingSoftly": None},
        ("raisingSoftly", INTERNAL),
    ),
    of_crate("one that raises later", 2, "refusing code", {"refusing": None, "code": "C-02"}, ("refusing", FORBIDDEN)),
    of_crate(
        "a column that was not asked for",
        1,
        "careless id: code",
        {"careless": None, "id": "C-01"},
        ("careless", INTERNAL),
    ),
    of_crate("a computed field", 8, "loud code", {"loud": None, "code": "C-08"}, ("loud", INTERNAL)),
    of_crate(
        "an alias", 1, "a: raisingSoftly b: raisingSoftly", {"a": None, "b": None}, ("a", INTERNAL), ("b", INTERNAL)
    ),
    of_crate(
        "several fields",
        1,
        "raisingSoftly careless title",
        {"raisingSoftly": None, "careless": None, "title": "Crate C-01"},
        ("raisingSoftly", INTERNAL),
        ("careless", INTERNAL),
    ),
    of_crate("null that may be", 4, "spare depot { keeper { name } }", {"spare": None, "depot": {"keeper": None}}),
    Expected(
        "what may not be read",
        "{ depot(by: {databaseId: 3}) { city rent name } }",
        {"depot": {"city": None, "rent": None, "name": "Depot 3"}},
        viewer=Inspector(0),
    ),
]

TO_A_ROW = [
    of_crate("a field that raises", 2, "code raising", None, ("raising", INTERNAL)),
    of_crate("one that raises later", 1, "code raisingLater", None, ("raisingLater", INTERNAL)),
    of_crate("one that gives null", 3, "code missing", None, ("missing", INTERNAL)),
    of_crate("a column that is null", 14, "code weight", None, ("weight", INTERNAL)),
    of_crate("text that is null", 8, "note", None, ("note", INTERNAL)),
    of_crate("a computed field", 14, "density", None, ("density", INTERNAL)),
    of_crate("an alias", 3, "ok: code bad: missing", None, ("bad", INTERNAL)),
    of_crate("inside of a fragment", 3, "... on Node { id } ... on Crate { missing }", None, ("missing", INTERNAL)),
    Expected(
        "at the end of a relation",
        "{ depot(by: {databaseId: 2}) { name keeper { name } } }",
        {"depot": {"name": "Depot 2", "keeper": None}},
        [("depot.keeper.name", INTERNAL)],
    ),
    of_crate(
        "at the end of two",
        1,
        "depot { keeper { name depot { name } } code: name } code",
        {"depot": {"keeper": None, "code": "Depot 2"}, "code": "C-01"},
        ("depot.keeper.name", INTERNAL),
    ),
    of_crate(
        "of what holds for one of the two",
        1,
        "a: depot { keeper { name } } b: depot { keeper { depotId } }",
        {"a": {"keeper": None}, "b": {"keeper": {"depotId": "WyJEZXBvdCIsMl0"}}},
        ("a.keeper.name", INTERNAL),
    ),
    Expected(
        "by node",
        '{ node(id: "WyJDcmF0ZSIsM10") { id ... on Crate { missing } } }',
        {"node": None},
        [("node.missing", INTERNAL)],
    ),
    Expected(
        "one of several nodes",
        '{ nodes(ids: ["WyJDcmF0ZSIsMl0", "WyJDcmF0ZSIsM10"]) { id ... on Crate { missing } } }',
        {"nodes": [{"id": "WyJDcmF0ZSIsMl0", "missing": "here"}, None]},
        [("nodes.1.missing", INTERNAL)],
    ),
    Expected(
        "not to the fields beside it",
        "{ a: crate(by: {databaseId: 2}) { raising } b: crate(by: {databaseId: 3}) { raising } }",
        {"a": None, "b": {"raising": "sound"}},
        [("a.raising", INTERNAL)],
    ),
    Expected(
        "of two rows",
        "{ a: crate(by: {databaseId: 2}) { raising } b: crate(by: {databaseId: 3}) { missing } }",
        {"a": None, "b": None},
        [("a.raising", INTERNAL), ("b.missing", INTERNAL)],
    ),
]

THROUGH_LISTS = [
    Expected("nodes", "{ crates(first: 2) { nodes { raising } } }", None, [("crates.nodes.1.raising", INTERNAL)]),
    Expected(
        "edges",
        "{ crates(first: 2) { edges { cursor node { raising } } } }",
        None,
        [("crates.edges.1.node.raising", INTERNAL)],
    ),
    Expected(
        "nodes of a relation",
        "{ depot(by: {databaseId: 3}) { name crates { nodes { weight } } } }",
        {"depot": None},
        [("depot.crates.nodes.2.weight", INPUT)],
    ),
    Expected(
        "edges of a relation",
        "{ depot(by: {databaseId: 3}) { name crates { edges { node { weight } } } } }",
        {"depot": None},
        [("depot.crates.edges.2.node.weight", INPUT)],
    ),
    Expected(
        "relations of relations",
        "{ crate(by: {databaseId: 2}) { code depot { crates { nodes { weight } } } } }",
        {"crate": {"code": "C-02", "depot": None}},
        [("crate.depot.crates.nodes.2.weight", INPUT)],
    ),
    Expected(
        "to the row of a list that may be null",
        "{ crates(first: 2) { nodes { code depot { keeper { name } } } } }",
        {
            "crates": {
                "nodes": [{"code": "C-01", "depot": {"keeper": None}}, {"code": "C-02", "depot": {"keeper": None}}]
            }
        },
        [("crates.nodes.0.depot.keeper.name", INTERNAL)],
    ),
    Expected(
        "at the field in a list",
        "{ crates(first: 3) { nodes { raisingSoftly } } }",
        {"crates": {"nodes": [{"raisingSoftly": None}, {"raisingSoftly": "sound"}, {"raisingSoftly": "sound"}]}},
        [("crates.nodes.0.raisingSoftly", INTERNAL)],
    ),
    Expected(
        "for each of the rows",
        "{ crates(first: 5) { nodes { raisingSoftly } } }",
        {"crates": {"nodes": [{"raisingSoftly": None if n in (1, 5) else "sound"} for n in range(1, 6)]}},
        [("crates.nodes.0.raisingSoftly", INTERNAL), ("crates.nodes.4.raisingSoftly", INTERNAL)],
    ),
    Expected(
        "of a shared row, wherever it is shown",
        '{ crates(filter: {depotId: {eq: "WyJEZXBvdCIsMl0"}}, first: 2) { nodes { depot { keeper { name } } } } }',
        {"crates": {"nodes": [{"depot": {"keeper": None}}, {"depot": {"keeper": None}}]}},
        [("crates.nodes.0.depot.keeper.name", INTERNAL), ("crates.nodes.1.depot.keeper.name", INTERNAL)],
    ),
    Expected(
        "not into another list",
        "{ a: depot(by: {databaseId: 3}) { crates { nodes { weight } } }"
        " b: depot(by: {databaseId: 3}) { crates(first: 2) { nodes { weight } } } }",
        {"a": None, "b": {"crates": {"nodes": [{"weight": 20}, {"weight": 70}]}}},
        [("a.crates.nodes.2.weight", INPUT)],
    ),
    Expected(
        "what was found",
        '{ search(text: "C-03", types: [CRATE]) { nodes { ... on Crate { missing } } } }',
        None,
        [("search.nodes.0.missing", INTERNAL)],
    ),
    Expected(
        "an ancestor",
        "{ depot(by: {databaseId: 4}) { name descendants { name } ancestors { watch } } }",
        {"depot": {"name": "Depot 4", "descendants": [], "ancestors": [{"watch": "day and night"}]}},
    ),
    Expected(
        "a descendant",
        "{ depot(by: {databaseId: 1}) { name descendants(first: 3) { name watch } } }",
        {"depot": None},
        [("depot.descendants.1.watch", INTERNAL)],
    ),
    Expected(
        "to the root, beside what is sound",
        "{ crate(by: {databaseId: 1}) { code } crates(first: 2) { totalCount nodes { raising } } }",
        None,
        [("crates.nodes.1.raising", INTERNAL)],
    ),
    Expected(
        "a cursor that cannot be written",
        "{ crate(by: {databaseId: 1}) { code }"
        " crates(filter: {databaseId: {eq: 20}}, orderBy: [{weight: ASC}]) { edges { cursor } } }",
        None,
        [("crates.edges.0.cursor", INTERNAL)],
    ),
]


@pytest.mark.parametrize("case", AT_THE_FIELD, ids=str)
async def test_null_stands_at_the_field(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("case", TO_A_ROW, ids=str)
async def test_null_goes_up_to_the_row(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("case", THROUGH_LISTS, ids=str)
async def test_null_goes_through_lists(faulty: World, case: Expected) -> None:
    await check(faulty, case)
