"""Variables: coerced, defaulted, absent, null, inside of lists and inputs, and refused where they do not fit."""

import math
from typing import Any

import pytest

from tests.differential.expectations import INPUT, INVALID, Expected, check, global_id
from tests.differential.worlds import World


def page(declared: str, use: str, codes: list[str], **variables: Any) -> Expected:
    """The codes of a list of crates."""
    document = f"query ({declared}) {{ crates({use}) {{ nodes {{ code }} }} }}"
    data = {"crates": {"nodes": [{"code": code} for code in codes]}}
    return Expected(f"{declared} {variables}", document, data, variables=variables)


def shout(declared: str, use: str, text: str, **variables: Any) -> Expected:
    """A hand-written field with arguments that have defaults."""
    document = f"query ({declared}) {{ crate(by: {{databaseId: 1}}) {{ shout({use}) }} }}"
    return Expected(f"{declared} {use} {variables}", document, {"crate": {"shout": text}}, variables=variables)


def refused(declared: str, variables: dict[str, Any], use: str = "crates(first: $v) { totalCount }") -> Expected:
    """Nothing is run."""
    return Expected(
        f"{declared} {variables}", f"query ({declared}) {{ {use} }}", None, [("", INPUT)], variables, executed=False
    )


TWO = ["C-01", "C-02"]
GIVEN = [
    page("$n: Int", "first: $n", TWO, n=2),
    page("$n: Int!", "first: $n", TWO, n=2),
    page("$n: Int = 2", "first: $n", TWO),
    page("$n: Int = 5", "first: $n", TWO, n=2),
    page("$n: Int! = 5", "first: $n", TWO, n=2),
    Expected(
        "a variable nobody knows",
        "query ($n: Int) { crates(first: $n) { totalCount } }",
        {"crates": {"totalCount": 24}},
        variables={"n": 2, "nobody": {"x": [1]}},
    ),
    page("$n: Int, $a: String", "first: $n, after: $a", TWO, n=2),
    page("$n: Int, $a: String", "first: $n, after: $a", TWO, n=2, a=None),
    page("$n: Int, $f: CrateFilter", "first: $n, filter: $f", TWO, n=2),
    page("$n: Int, $f: CrateFilter", "first: $n, filter: $f", TWO, n=2, f=None),
    page("$n: Int, $f: CrateFilter", "first: $n, filter: $f", ["C-03"], n=2, f={"code": {"eq": "C-03"}}),
    page('$f: CrateFilter = {code: {eq: "C-03"}}', "filter: $f", ["C-03"]),
    page("$t: IntFilter", "filter: {databaseId: $t}", ["C-03"], t={"eq": 3}),
    page("$v: Int", "filter: {databaseId: {eq: $v}}", ["C-03"], v=3),
    page("$v: Int!, $w: Int!", "filter: {databaseId: {in: [$v, $w]}}", ["C-03", "C-05"], v=5, w=3),
    page("$v: [Int!]", "filter: {databaseId: {in: $v}}", ["C-03", "C-05"], v=[5, 3]),
    page("$v: [Int!]", "filter: {databaseId: {in: $v}}", ["C-05"], v=5),
    page("$v: [Int!]", "filter: {databaseId: {in: $v}}", [], v=[]),
    page(
        "$v: [CrateFilter!]",
        "filter: {or: $v}",
        ["C-03", "C-05"],
        v=[{"databaseId": {"eq": 3}}, {"databaseId": {"eq": 5}}],
    ),
    page(
        "$v: CrateFilter!", "filter: {or: [$v, {databaseId: {eq: 5}}]}", ["C-03", "C-05"], v={"databaseId": {"eq": 3}}
    ),
    page("$v: CrateFilter!", "filter: {not: $v}, first: 1", ["C-02"], v={"databaseId": {"eq": 1}}),
    page("$v: SortOrder!", "first: 1, orderBy: [{code: $v}]", ["C-24"], v="DESC"),
    page("$v: [CrateOrder!]", "first: 1, orderBy: $v", ["C-24"], v=[{"code": "DESC"}]),
    page("$v: [CrateOrder!]", "first: 1, orderBy: $v", ["C-24"], v={"code": "DESC"}),
    page("$v: ID", "first: 2, filter: {depotId: {eq: $v}}", ["C-02", "C-07"], v=global_id("Depot", 3)),
    page("$v: Decimal", "filter: {price: {eq: $v}}", TWO[:1], v="0.25"),
    page("$v: BigInt", "filter: {grams: {eq: $v}}", TWO[:1], v="1099511627777"),
    page("$v: BigInt", "filter: {grams: {eq: $v}}", TWO[:1], v=1099511627777),
    page("$v: Float", "filter: {score: {lt: $v}, databaseId: {lt: 4}}", TWO[:1], v=0.5),
    page("$v: Float", "filter: {score: {lte: $v}, databaseId: {lt: 5}}", ["C-01", "C-02", "C-03", "C-04"], v=1),
    page("$v: Boolean", "filter: {isOpen: {eq: $v}}", ["C-07", "C-14", "C-21"][:3], v=False),
    page("$v: Date", "filter: {packedOn: {eq: $v}}", TWO[:1], v="2026-01-01"),
    page("$v: DateTime", "filter: {madeAt: {eq: $v}}", ["C-02", "C-03"], v="2026-01-02T05:04:05.6789+01:00"),
    page("$v: Colour", "first: 1, filter: {lining: {eq: $v}}", ["C-03"], v="RED"),
    shout("$t: Int!", "times: $t", "Crate 1!Crate 1!", t=2),
    shout("$t: Int = 2", "times: $t", "Crate 1!Crate 1!"),
    shout("$t: Int = 3", "times: $t", "Crate 1!Crate 1!", t=2),
    shout("$a: String", "after: $a", "Crate 1!"),
    shout("$a: String", "after: $a", "Crate 1!", a=None),
    shout('$a: String = "?"', "after: $a", "Crate 1!?"),
    shout('$a: String = "?"', "after: $a", "Crate 1!", a=None),
    shout('$a: String = "?"', "after: $a", "Crate 1!!", a="!"),
    Expected(
        "one way of several",
        "query ($by: CrateBy!) { crate(by: $by) { code } }",
        {"crate": {"code": "C-02"}},
        variables={"by": {"code": "C-02"}},
    ),
    Expected(
        "the only way",
        "query ($v: String!) { crate(by: {code: $v}) { code } }",
        {"crate": {"code": "C-02"}},
        variables={"v": "C-02"},
    ),
    Expected(
        "ids",
        "query ($v: [ID!]!) { nodes(ids: $v) { id } }",
        {"nodes": [{"id": global_id("Crate", 1)}, None]},
        variables={"v": [global_id("Crate", 1), global_id("Crate", 99)]},
    ),
    Expected(
        "one id for a list",
        "query ($v: [ID!]!) { nodes(ids: $v) { __typename } }",
        {"nodes": [{"__typename": "Crate"}]},
        variables={"v": global_id("Crate", 1)},
    ),
    Expected(
        "ids in a list",
        "query ($v: ID!) { nodes(ids: [$v, $v]) { __typename } }",
        {"nodes": [{"__typename": "Crate"}] * 2},
        variables={"v": global_id("Crate", 1)},
    ),
    Expected(
        "an integer as id", "query ($v: ID!) { node(id: $v) { id } }", None, [("node", INPUT)], {"v": 5}, executed=False
    ),
    Expected(
        "of fragments",
        "query ($n: Int!) { ...A } fragment A on Query { crates(first: $n) { nodes { code } } }",
        {"crates": {"nodes": [{"code": "C-01"}]}},
        variables={"n": 1},
    ),
]
ABSENT = [
    Expected(
        "null for what has a default",
        "query ($t: Int = 2) { crate(by: {databaseId: 1}) { code shout(times: $t) } }",
        {"crate": None},
        [("crate.shout", INPUT)],
        {"t": None},
    ),
    Expected(
        "what the field refuses",
        "query ($t: Int!) { crate(by: {databaseId: 1}) { code shout(times: $t) } }",
        {"crate": None},
        [("crate.shout", INPUT)],
        {"t": 5},
    ),
    Expected(
        "null for a lookup",
        'query ($by: CrateBy = {code: "C-01"}) { crate(by: $by) { code } }',
        None,
        [("crate", INPUT)],
        {"by": None},
        executed=False,
    ),
]
NO_INTS: list[Any] = [2**31, -(2**31) - 1, 1.5, "1", True, [1], {}, math.nan, math.inf]
NO_LISTS: list[Any] = [[None], [1, "x"], {}, [[1]]]
NO_WAYS: list[Any] = [{}, {"code": None}, {"code": "a", "id": "b"}, "C-01", None]
REFUSED = [
    refused("$v: Int!", {}),
    refused("$v: Int!", {"v": None}),
    *(refused("$v: Int", {"v": value}) for value in NO_INTS),
    *(
        refused("$v: [Int!]", {"v": value}, "crates(filter: {databaseId: {in: $v}}) { totalCount }")
        for value in NO_LISTS
    ),
    *(refused("$v: CrateBy!", {"v": value}, "crate(by: $v) { code }") for value in NO_WAYS),
    refused("$v: SortOrder!", {"v": "UP"}, "crates(orderBy: [{code: $v}]) { totalCount }"),
    refused("$v: CrateFilter", {"v": {"nope": {"eq": 1}}}, "crates(filter: $v) { totalCount }"),
    refused("$v: String!", {"v": 5}, "crate(by: {code: $v}) { code }"),
    refused("$v: Date", {"v": "yesterday"}, "crates(filter: {packedOn: {eq: $v}}) { totalCount }"),
    refused("$v: Boolean!", {}, "crates { totalCount @include(if: $v) }"),
]
REFUSED += [
    Expected(
        "no value for the only way",
        "query ($v: String) { crate(by: {code: $v}) { code } }",
        None,
        [("crate", INPUT)],
        executed=False,
    ),
    Expected(
        "an unknown way",
        "query ($v: CrateBy!) { crate(by: $v) { code } }",
        None,
        [("", INPUT), ("", INPUT)],
        {"v": {"nope": 1}},
        executed=False,
    ),
]
INVALID_CASES = [
    Expected(use, document, None, [("", INVALID)], executed=False)
    for use, document in {
        "an unknown variable": "{ crates(first: $n) { totalCount } }",
        "an unused variable": "query ($n: Int) { crates { totalCount } }",
        "one of another type": "query ($n: String) { crates(first: $n) { totalCount } }",
        "a nullable one where null may not be": "query ($v: CrateBy) { crate(by: $v) { code } }",
        "a nullable one in a list": "query ($v: Int) { crates(filter: {databaseId: {in: [$v]}}) { totalCount } }",
        "two of a name": "query ($n: Int, $n: Int) { crates(first: $n) { totalCount } }",
        "one of an unknown type": "query ($n: Nope) { crates(first: $n) { totalCount } }",
        "a default that does not fit": 'query ($n: Int = "x") { crates(first: $n) { totalCount } }',
        "two ways": '{ crate(by: {code: "C-01", databaseId: 1}) { code } }',
        "no way": "{ crate(by: {}) { code } }",
        "null as the way": "{ crate(by: {code: null}) { code } }",
    }.items()
]


@pytest.mark.parametrize("case", GIVEN, ids=str)
async def test_given(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("case", ABSENT, ids=str)
async def test_where_a_field_cannot_take_them(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("case", REFUSED, ids=str)
async def test_refused(faulty: World, case: Expected) -> None:
    await check(faulty, case)


@pytest.mark.parametrize("case", INVALID_CASES, ids=str)
async def test_invalid(faulty: World, case: Expected) -> None:
    await check(faulty, case)
