"""Fragments that attack: fan-outs, circles and names that lead nowhere. Work is counted, not timed."""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Limits, Result, Schema
from sqlmodel_strawberry.documents.kept import InvalidDocumentError
from sqlmodel_strawberry.exceptions import RequestError
from sqlmodel_strawberry.testing.statements import record_statements
from tests.graphql_schema.operations import execute

ENDLESS = 3_000_000
VALID = "GRAPHQL_VALIDATION_FAILED"


def fan_out(count: int, type_: str = "Hero", inner: str = "name") -> str:
    """Each fragment spreads the next one twice: 2^count selections, if each were followed."""
    fragments = [f"fragment f{n} on {type_} {{ ...f{n + 1} ...f{n + 1} }}" for n in range(count)]
    return "\n".join([*fragments, f"fragment f{count} on {type_} {{ {inner} }}"])


def calls(run: Callable[[], Any]) -> int:
    """How many Python functions `run` calls; fails, rather than hangs, where there is no end of them."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"
        assert count < ENDLESS, "this work grows without bound"

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


def judge(schema: Schema, query: str) -> None:
    """Parse, limit and validate a document, whatever comes of it."""
    with suppress(RequestError, InvalidDocumentError):
        schema.documents.get(query)


async def refused(schema: Schema, database: Database, query: str) -> Result:
    with record_statements(database) as log:
        result = await execute(schema, database, query)
    assert (result.executed, result.data, len(log)) == (False, None, 0)
    return result


class TestFanOut:
    @pytest.mark.parametrize("type_", ["Hero", "Node"])
    @pytest.mark.parametrize("used", [True, False])
    def test_takes_time_in_proportion_to_its_length(self, type_: str, used: bool) -> None:
        schema = create_schema(
            Limits(tokens=10_000, document_bytes=100_000, fragments=1000, nesting=1000, fields=10**9)
        )
        spread = "...f0" if used else "id"
        works = []
        for count in (25, 50, 100, 200):
            query = f"{{ heroes {{ nodes {{ {spread} }} }} }} {fan_out(count, type_, 'id')}"
            works.append(calls(partial(judge, schema, query)))
        growth = [after / before for before, after in pairwise(works)]
        # Doubling the document may double the work; the smallest ones have a fixed part.
        assert max(growth) < 2.6, works

    @pytest.mark.parametrize("count", [10, 50, 99])
    async def test_is_answered_or_refused_at_once(self, schema: Schema, seeded_database: Database, count: int) -> None:
        query = f"{{ heroes(first: 1) {{ nodes {{ ...f0 }} }} }} {fan_out(count)}"
        works = calls(partial(judge, schema, query))
        assert works < 400_000
        result = await execute(schema, seeded_database, query)
        codes = [error["extensions"]["code"] for error in result.errors]
        assert codes == [] or (not result.executed and set(codes) <= {VALID, "DOCUMENT_LIMIT_EXCEEDED"})

    async def test_hops_in_a_fan_out_are_counted_once(self, schema: Schema, seeded_database: Database) -> None:
        inner = "team { heroes(first: 1) { nodes { name } } }"
        query = f"{{ heroes(first: 1) {{ nodes {{ ...f0 }} }} }} {fan_out(5, inner=inner)}"
        with record_statements(seeded_database) as log:
            result = await execute(schema, seeded_database, query)
        assert not result.errors
        log.assert_count(3)

    def test_wide_and_deep(self, schema: Schema) -> None:
        """Every fragment spreads all the later ones."""

        def query(count: int) -> str:
            fragments = [
                f"fragment f{n} on Hero {{ name {' '.join(f'...f{m}' for m in range(n + 1, count))} }}"
                for n in range(count)
            ]
            return "\n".join(["{ heroes { nodes { ...f0 } } }", *fragments])

        sizes, works = [], []
        for count in (7, 14, 28):
            sizes.append(len(query(count)))
            works.append(calls(partial(judge, schema, query(count))))
        for size, longer, work, more in zip(sizes, sizes[1:], works, works[1:], strict=False):
            assert more / work < 2 * longer / size, (sizes, works)


class TestCircles:
    @pytest.mark.parametrize(
        "query",
        [
            "{ heroes { nodes { ...A } } } fragment A on Hero { ...A }",
            "{ heroes { nodes { ...A } } } fragment A on Hero { name team { heroes { nodes { ...A } } } }",
            "{ heroes { nodes { ...A } } } fragment A on Hero { ...B } fragment B on Hero { ...A }",
            "{ __typename } fragment A on Hero { ...B } fragment B on Hero { ...C } fragment C on Hero { ...A }",
            "{ ...A } fragment A on Query { ... { ... @include(if: true) { ...A } } }",
        ],
    )
    async def test_are_invalid(self, schema: Schema, seeded_database: Database, query: str) -> None:
        result = await refused(schema, seeded_database, query)
        assert {error["extensions"]["code"] for error in result.errors} == {VALID}
        assert any("Cannot spread fragment" in error["message"] for error in result.errors)


class TestUnknown:
    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("{ ...Zzzzz }", "Unknown fragment 'Zzzzz'."),
            ("{ heroes { nodes { ...Zzzzz } } }", "Unknown fragment 'Zzzzz'."),
            ("{ heroes { ... on Zzzzz { name } } }", "Unknown type 'Zzzzz'."),
            ("{ __typename ...F } fragment F on Zzzzz { name }", "Unknown type 'Zzzzz'."),
            ("{ heroes { nodes { zzzzz { deeper { still } } } } }", "Cannot query field 'zzzzz' on type 'Hero'."),
            ("{ zzzzz }", "Cannot query field 'zzzzz' on type 'Query'."),
            (
                "{ heroes }",
                "Field 'heroes' of type 'HeroConnection!' must have a selection of subfields."
                " Did you mean 'heroes { ... }'?",
            ),
            (
                "{ heroes { nodes { name { x } } } }",
                "Field 'name' must not have a selection since type 'String!' has no subfields.",
            ),
            ("{ heroes(zzzzz: 1) { totalCount } }", "Unknown argument 'zzzzz' on field 'Query.heroes'."),
            ("{ __typename @zzzzz }", "Unknown directive '@zzzzz'."),
            ("subscription { heroes { totalCount } }", "The subscription operation is not supported by the schema."),
            (
                "{ heroes { nodes { ...F } } } fragment F on Team { name }",
                "Fragment 'F' cannot be spread here as objects of type 'Hero' can never be of type 'Team'.",
            ),
        ],
    )
    async def test_names_are_invalid(self, schema: Schema, seeded_database: Database, query: str, message: str) -> None:
        result = await refused(schema, seeded_database, query)
        assert {error["extensions"]["code"] for error in result.errors} == {VALID}
        assert message in [error["message"] for error in result.errors]

    @pytest.mark.parametrize(
        "query", ["", "   ", "#", "{", "}", "{}", "query", "nonsense", '{ a(b: "', "{ a } {", "\0", "{ é }"]
    )
    async def test_what_is_not_graphql(self, schema: Schema, seeded_database: Database, query: str) -> None:
        result = await refused(schema, seeded_database, query)
        assert [error["extensions"]["code"] for error in result.errors] == ["GRAPHQL_PARSE_FAILED"]

    async def test_fragments_without_an_operation(self, schema: Schema, seeded_database: Database) -> None:
        result = await refused(schema, seeded_database, "fragment F on Hero { name }")
        assert {error["extensions"]["code"] for error in result.errors} <= {"BAD_USER_INPUT", VALID}

    @pytest.mark.parametrize("field", ["secretName", "hashedPassword", "nam", "heros"])
    async def test_nothing_is_suggested_of_what_exists(
        self, schema: Schema, seeded_database: Database, field: str
    ) -> None:
        """Suggestions tell strangers names; here a schema says whether it makes them."""
        result = await refused(schema, seeded_database, f"{{ heroes {{ nodes {{ {field} }} }} }}")
        assert "secretName" not in result.errors[0]["message"].replace(f"'{field}'", "")
