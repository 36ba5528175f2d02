"""`@skip` and `@include`, by literals and variables, on fields and fragments; what is left out is not run."""

import pytest

from tests.differential.expectations import INPUT, Expected, check
from tests.differential.worlds import World


def by(selection: str, data: object, **variables: bool) -> Expected:
    """A crate whose selection depends on these variables."""
    declared = ", ".join(f"${name}: Boolean!" for name in variables)
    head = f"query ({declared}) " if declared else ""
    return Expected(
        f"{selection} {variables or ''}",
        f"{head}{{ crate(by: {{databaseId: 2}}) {{ {selection} }} }}",
        {"crate": data},
        variables=variables,
    )


CODE, WEIGHT = {"code": "C-02"}, {"weight": 20}
BOTH = CODE | WEIGHT
CASES = [
    by("code @include(if: true) weight @include(if: false)", CODE),
    by("code @skip(if: true) weight @skip(if: false)", WEIGHT),
    by("code @include(if: $a) weight @skip(if: $a)", CODE, a=True),
    by("code @include(if: $a) weight @skip(if: $a)", WEIGHT, a=False),
    *(
        by("code @skip(if: $a) @include(if: $b) weight", BOTH if b and not a else WEIGHT, a=a, b=b)
        for a in (True, False)
        for b in (True, False)
    ),
    by("code @include(if: false)", {}),
    by("code @include(if: false) code", CODE),
    by("code @skip(if: true) ... @include(if: true) { code }", CODE),
    by("... @include(if: $a) { code } weight", BOTH, a=True),
    by("... @include(if: $a) { code } weight", WEIGHT, a=False),
    by("... on Crate @skip(if: $a) { code } weight", WEIGHT, a=True),
    by("... on Node @skip(if: $a) { id } weight", WEIGHT, a=True),
    by("raising @include(if: false) code", CODE),
    by("raising @skip(if: $a) code", CODE, a=True),
    by("depot @include(if: $a) { name } code", CODE, a=False),
    by("depot { name @include(if: $a) } code", {"depot": {}, **CODE}, a=False),
    by("a: code @include(if: $a) b: code @include(if: $b)", {"b": "C-02"}, a=False, b=True),
    Expected(
        "a named fragment",
        "query ($a: Boolean!) { crate(by: {databaseId: 2}) { ...A @include(if: $a) weight } }"
        " fragment A on Crate { code }",
        {"crate": WEIGHT},
        variables={"a": False},
    ),
    Expected(
        "a named fragment twice",
        "query ($a: Boolean!) { crate(by: {databaseId: 2}) { ...A @include(if: $a) ...A } } fragment"
        " A on Crate { code }",
        {"crate": CODE},
        variables={"a": False},
    ),
    Expected(
        "inside of a named fragment",
        "query ($a: Boolean!) { crate(by: {databaseId: 2}) { ...A weight } } fragment A on Crate {"
        " code @skip(if: $a) }",
        {"crate": WEIGHT},
        variables={"a": True},
    ),
    Expected("all roots", "{ crates @skip(if: true) { totalCount } }", {}),
    Expected(
        "one of two roots",
        "query ($a: Boolean!) { crates @skip(if: $a) { totalCount } labels { totalCount } }",
        {"labels": {"totalCount": 4}},
        variables={"a": True},
    ),
    Expected(
        "parts of a page",
        "query ($a: Boolean!) { crates(first: 1) { nodes @include(if: $a) { code } totalCount edges"
        " @skip(if: $a) { node { code } } } }",
        {"crates": {"nodes": [{"code": "C-01"}], "totalCount": 24}},
        variables={"a": True},
    ),
    Expected(
        "parts of an edge",
        "query ($a: Boolean!) { crates(first: 1) { edges { cursor @include(if: $a) node @skip(if: $a) { code } } } }",
        {"crates": {"edges": [{"node": {"code": "C-01"}}]}},
        variables={"a": False},
    ),
    Expected(
        "all of an edge of what was found",
        'query ($a: Boolean!) { search(text: "C-01", types: [CRATE]) { edges { cursor @include(if: $a) } } }',
        {"search": {"edges": [{}]}},
        variables={"a": False},
    ),
    Expected(
        "all of an edge",
        "query ($a: Boolean!) { crates(first: 2) { edges { cursor @include(if: $a) } nodes { code"
        " @include(if: $a) } } }",
        {"crates": {"edges": [{}, {}], "nodes": [{}, {}]}},
        variables={"a": False},
    ),
    Expected(
        "a default",
        "query ($a: Boolean = true) { crate(by: {databaseId: 2}) { code @include(if: $a) weight @skip(if: $a) } }",
        {"crate": CODE},
    ),
    Expected(
        "another value than the default",
        "query ($a: Boolean = true) { crate(by: {databaseId: 2}) { code @include(if: $a) weight @skip(if: $a) } }",
        {"crate": WEIGHT},
        variables={"a": False},
    ),
    Expected(
        "a mutation",
        'mutation ($a: Boolean!) { createLabel(input: {label: {name: "new", rank: 1}}) @include(if:'
        " $a) { label { databaseId } } }",
        {},
        variables={"a": False},
    ),
]
ONE = Expected(
    "one document",
    "query ($a: Boolean!) { crate(by: {databaseId: 2}) { code @include(if: $a) weight @skip(if: $a) } }",
    None,
)
NULL = "query ($a: Boolean = true) { crate(by: {databaseId: 2}) { code @include(if: $a) } }"


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_directives(faulty: World, case: Expected) -> None:
    await check(faulty, case)


async def test_one_document_with_all_values(faulty: World) -> None:
    for value in (True, False, True, False):
        data = {"crate": CODE if value else WEIGHT}
        await check(faulty, Expected(ONE.name, ONE.document, data, variables={"a": value}))


async def test_null_is_refused(faulty: World) -> None:
    await check(faulty, of_null())


def of_null() -> Expected:
    return Expected("null", NULL, None, [("crate", INPUT)], variables={"a": None}, executed=False)
