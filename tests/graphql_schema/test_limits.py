"""Limits of a document: refused before any SQL, each with its code, in time that grows no faster than the document."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Result, Schema
from sqlmodel_strawberry.exceptions import RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.testing.statements import record_statements
from tests.graphql_schema.operations import execute

VALID = "GRAPHQL_VALIDATION_FAILED"
DEPTH = "DEPTH_LIMIT_EXCEEDED"
DOCUMENT = "DOCUMENT_LIMIT_EXCEEDED"


def codes(result: Result) -> list[str]:
    return [error["extensions"]["code"] for error in result.errors]


async def refused(schema: Schema, database: Database, query: str, variables: dict[str, Any] | None = None) -> Result:
    """The result of a document that must not be executed."""
    with record_statements(database) as log:
        result = await execute(schema, database, query, variables)
    assert (result.executed, result.data, len(log), log.checkouts) == (False, None, 0, 0)
    return result


def hops(count: int) -> str:
    """A document that follows relations so many times: hero → team → heroes → …"""
    inner = "name"
    for step in range(count, 0, -1):
        inner = f"team {{ {inner} }}" if step % 2 else f"heroes(first: 1) {{ nodes {{ {inner} }} }}"
    return inner


class TestDepth:
    @pytest.mark.parametrize(
        "shape",
        [
            "{{ heroes(first: 1) {{ nodes {{ {} }} }} }}",
            "{{ heroes(first: 1) {{ edges {{ node {{ {} }} }} }} }}",
            "{{ hero(by: {{databaseId: 1}}) {{ {} }} }}",
            '{{ node(id: "WyJIZXJvIiwxXQ") {{ ... on Hero {{ {} }} }} }}',
            '{{ nodes(ids: ["WyJIZXJvIiwxXQ"]) {{ __typename ... on Node {{ ... on Hero {{ {} }} }} }} }}',
            "{{ heroes(first: 1) {{ nodes {{ ... {{ ... on Hero {{ {} }} }} }} }} }}",
            "{{ ...Q }} fragment Q on Query {{ heroes {{ ...C }} }} fragment C on HeroConnection {{ nodes {{ {} }} }}",
            "{{ heroes(first: 1) {{ nodes {{ ...H }} }} }} fragment H on Hero {{ {} }}",
            "query A {{ heroes(first: 1) {{ nodes {{ name }} }} heroes(first: 1) {{ nodes {{ {} }} }} }}",
        ],
    )
    async def test_six_relations_are_followed_and_seven_refused(
        self, schema: Schema, seeded_database: Database, shape: str
    ) -> None:
        allowed = await execute(schema, seeded_database, shape.format(hops(6)))
        assert (allowed.executed, list(allowed.errors)) == (True, [])
        result = await refused(schema, seeded_database, shape.format(hops(7)))
        (error,) = result.errors
        assert error["extensions"] == {"code": DEPTH}
        assert error["message"] == "This operation follows 7 relations one inside the other; 6 are allowed: split it."

    async def test_hops_count_across_fragments(self, schema: Schema, seeded_database: Database) -> None:
        def document(links: int) -> str:
            fragments = [
                f"fragment F{n} on Hero {{ team {{ heroes(first: 1) {{ nodes {{ ...F{n + 1} }} }} }} }}"
                for n in range(links)
            ]
            return "\n".join(
                ["{ heroes(first: 1) { nodes { ...F0 } } }", *fragments, f"fragment F{links} on Hero {{ name }}"]
            )

        assert codes(await execute(schema, seeded_database, document(3))) == []
        assert codes(await refused(schema, seeded_database, document(4))) == [DEPTH]

    async def test_hops_count_in_a_payload(self, schema: Schema, seeded_database: Database) -> None:
        mutation = 'mutation {{ deleteHero(input: {{id: "x"}}) {{ {} }} }}'
        for inner in (f"hero {{ {hops(7)} }}", f"query {{ heroes(first: 1) {{ nodes {{ {hops(7)} }} }} }}"):
            assert codes(await refused(schema, seeded_database, mutation.format(inner))) == [DEPTH]
        inner = f"hero {{ {hops(6)} }} query {{ heroes(first: 1) {{ nodes {{ {hops(6)} }} }} }}"
        assert codes(await execute(schema, seeded_database, mutation.format(inner))) == []

    async def test_query_in_a_payload_does_not_start_anew(self, schema: Schema, seeded_database: Database) -> None:
        """`query` leads to Query, which has no way back to a mutation: it cannot be nested."""
        inner = "query { heroes(first: 1) { nodes { query { __typename } } } }"
        query = f'mutation {{ deleteHero(input: {{id: "x"}}) {{ {inner} }} }}'
        assert codes(await refused(schema, seeded_database, query)) == [VALID]

    async def test_every_operation_of_a_document_counts(self, schema: Schema, seeded_database: Database) -> None:
        query = f"query A {{ __typename }} query B {{ heroes(first: 1) {{ nodes {{ {hops(7)} }} }} }}"
        assert codes(await refused(schema, seeded_database, query)) == [DEPTH]

    async def test_a_skipped_relation_counts(self, schema: Schema, seeded_database: Database) -> None:
        """What is skipped depends on variables, and documents are judged once for all of them."""
        query = (
            f"query ($no: Boolean = false) {{ heroes {{ nodes {{ name ... @include(if: $no) {{ {hops(7)} }} }} }} }}"
        )
        assert codes(await refused(schema, seeded_database, query)) == [DEPTH]

    @given(depth=st.integers(1, 12), split=st.integers(0, 12))
    def test_wherever_a_chain_is_cut_into_fragments_it_is_as_deep(self, schema: Schema, depth: int, split: int) -> None:
        split = min(split, depth)
        tail, type_ = hops(depth - split), "Hero"
        if split % 2:
            tail, type_ = _from_team(depth - split), "Team"
        inner = "...Tail"
        for step in range(split, 0, -1):
            inner = f"team {{ {inner} }}" if step % 2 else f"heroes {{ nodes {{ {inner} }} }}"
        query = f"{{ heroes {{ nodes {{ {inner} }} }} }} fragment Tail on {type_} {{ {tail} }}"
        assert _is_too_deep(schema, query) is (depth > schema.limits.depth)


def _from_team(count: int) -> str:
    inner = "name"
    for step in range(count, 0, -1):
        inner = f"heroes {{ nodes {{ {inner} }} }}" if step % 2 else f"team {{ {inner} }}"
    return inner


def _is_too_deep(schema: Schema, query: str) -> bool:
    try:
        schema.documents.get(query)
    except RequestError as error:
        return error.extensions == {"code": DEPTH}
    return False


class TestSize:
    async def test_tokens(self, schema: Schema, seeded_database: Database) -> None:
        limit = Limits().tokens
        assert limit == 1000
        head, tail = "{ heroes ( filter : { age : { in : [", "] } } ) { totalCount } }"
        fits = " ".join([head, *["1"] * (limit - len(head.split()) - len(tail.split())), tail])
        assert codes(await execute(schema, seeded_database, fits)) == []
        # Commas, comments and white space are no tokens.
        assert codes(await execute(schema, seeded_database, "# a comment\n" * 100 + fits.replace(" ", ",,\n"))) == []
        result = await refused(schema, seeded_database, fits.replace("]", "1 ]"))
        assert [(error["message"], error["extensions"]) for error in result.errors] == [
            ("The document has more than 1000 tokens: split it.", {"code": DOCUMENT})
        ]

    @pytest.mark.parametrize("text", ["a", "é", "☃", "🦸"])
    async def test_bytes_in_utf_8(self, schema: Schema, seeded_database: Database, text: str) -> None:
        limit, size = Limits().document_bytes, len(text.encode())
        assert limit == 16 * 1024
        head = "{ __typename } #"
        fits = head + text * ((limit - len(head)) // size)
        assert codes(await execute(schema, seeded_database, fits)) == []
        result = await refused(schema, seeded_database, fits + text)
        assert [(error["message"], error["extensions"]) for error in result.errors] == [
            ("The document is longer than 16384 bytes: split it, or put values into variables.", {"code": DOCUMENT})
        ]

    @pytest.mark.parametrize("opening", ["{", "{a", "[", "query($a:[", "{a(b:[", "{a(b:{c:", "{...{"])
    async def test_endless_nesting_is_refused_in_words(
        self, schema: Schema, seeded_database: Database, opening: str
    ) -> None:
        for count in (150, 490, 5_000):
            result = await refused(schema, seeded_database, (opening * count)[:16_000])
            assert set(codes(result)) <= {"GRAPHQL_PARSE_FAILED", DOCUMENT}
            assert len(result.errors) == 1

    async def test_at_most_twenty_errors_are_told(self, schema: Schema, seeded_database: Database) -> None:
        result = await refused(schema, seeded_database, "{ heroes {" + " ".join(f"nope{n}" for n in range(200)) + "} }")
        assert set(codes(result)) == {VALID}
        assert len(result.errors) <= Limits().errors + 1


class TestPages:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ("first: 101", "`first` must be between 0 and 100, not 101."),
            ("last: 101", "`last` must be between 0 and 100, not 101."),
            ("offset: 10001", "`offset` must be between 0 and 10000, not 10001; page with `after` instead."),
        ],
    )
    async def test_size_and_offset(
        self, schema: Schema, seeded_database: Database, arguments: str, message: str
    ) -> None:
        with record_statements(seeded_database) as log:
            result = await execute(schema, seeded_database, f"{{ heroes({arguments}) {{ nodes {{ id }} }} }}")
        assert (result.data, len(log)) == (None, 0)
        (error,) = result.errors
        assert (error["message"], error["extensions"], error["path"]) == (
            message,
            {"code": "BAD_USER_INPUT"},
            ["heroes"],
        )

    async def test_ids_of_nodes(self, schema: Schema, seeded_database: Database) -> None:
        query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
        assert codes(await execute(schema, seeded_database, query, {"ids": ["WyJIZXJvIiwxXQ"] * 100})) == []
        with record_statements(seeded_database) as log:
            result = await execute(schema, seeded_database, query, {"ids": ["WyJIZXJvIiwxXQ"] * 101})
        assert [(error["message"], error["extensions"]) for error in result.errors] == [
            ("`ids` takes at most 100 ids, not 101.", {"code": "BAD_USER_INPUT"})
        ]
        assert (result.data, len(log)) == (None, 0)


class TestRows:
    """A row that is fetched once may be shown under many parents: what is shown is bounded too."""

    QUERY = (
        "{ teams(first: 2) { nodes { heroes(first: 5) { nodes { team { heroes(first: 5) { nodes { id } } } } } } } }"
    )

    @pytest.mark.parametrize(("rows", "codes"), [(72, []), (71, ["COST_LIMIT_EXCEEDED"])])
    async def test_of_all_lists_are_counted(self, seeded_database: Database, rows: int, codes: list[str]) -> None:
        # 2 teams, 5 heroes of each, their 10 teams, and 5 heroes of each of these
        result = await execute(create_schema(Limits(rows=rows)), seeded_database, self.QUERY)
        assert [error["extensions"]["code"] for error in result.errors] == codes
        assert (result.data is None) is bool(codes)

    async def test_multiply_no_further(self, schema: Schema, seeded_database: Database) -> None:
        level = "tags(first: 9) { nodes { posts(first: 100) { nodes { %s } } } }"
        query = "{ %s }" % (level % (level % (level % "id")))
        with record_statements(seeded_database) as log:
            result = await execute(schema, seeded_database, query)
        assert [error["extensions"]["code"] for error in result.errors] == ["COST_LIMIT_EXCEEDED"]
        log.assert_count(0)
