"""Hostile variables: refused before SQL, in words, the same on both databases."""

from typing import Any

import pytest

from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.testing.statements import record_statements
from tests.graphql_schema.operations import execute

NUL, LONE = "a\0b", "\ud800"


@pytest.mark.parametrize("text", [NUL, "\0", LONE, "x\udfffy"])
@pytest.mark.parametrize(
    ("query", "wrap"),
    [
        ("query ($v: String!) { hero(by: {name: $v}) { id } }", lambda text: text),
        ("query ($v: HeroBy!) { hero(by: $v) { id } }", lambda text: {"name": text}),
        ("query ($v: ID!) { node(id: $v) { id } }", lambda text: text),
        ("query ($v: [ID!]!) { nodes(ids: $v) { id } }", lambda text: [text]),
        ("query ($v: String) { heroes(after: $v) { totalCount } }", lambda text: text),
        (
            "mutation ($v: CreateItemInput!) { createItem(input: $v) { item { id } } }",
            lambda text: {"item": {"name": "x", "description": text}},
        ),
        (
            "mutation ($v: ProductUpdate!) { updateProduct(input: {id: 1, patch: $v}) { product { id } } }",
            lambda text: {"attributes": {"deep": [{text: 1}]}},
        ),
    ],
    ids=["text", "lookup", "id", "ids", "cursor", "mirror", "json key"],
)
async def test_text_that_no_database_takes(
    schema: Schema, seeded_database: Database, query: str, wrap: Any, text: str
) -> None:
    with record_statements(seeded_database) as log:
        result = await execute(schema, seeded_database, query, {"v": wrap(text)})
    assert (result.executed, result.data, len(log)) == (False, None, 0)
    assert [(error["message"], error["extensions"]) for error in result.errors] == [
        ("Text may not hold U+0000 or lone surrogates, as variable $v does.", {"code": "BAD_USER_INPUT"})
    ]


@pytest.mark.parametrize("literal", [r'"a\u0000b"', r'"\uD800"', r'"\u{0}"'])
async def test_the_same_in_literals(schema: Schema, seeded_database: Database, literal: str) -> None:
    with record_statements(seeded_database) as log:
        result = await execute(schema, seeded_database, f"{{ hero(by: {{name: {literal}}}) {{ id }} }}")
    assert (result.executed, result.data, len(log)) == (False, None, 0)
    assert {error["extensions"]["code"] for error in result.errors} <= {"BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED"}


class TestIds:
    @pytest.mark.parametrize(
        "id",
        [
            "",
            "1",
            "x" * 1_000,
            "W10",
            "bnVsbA",
            "WyJIZXJvIl0",
            "WyJIZXJvIiwiMSJd",
            "WyJOb3BlIiwxXQ",
            "é",
            "WyJIZXJvIiwxLDJd",
        ],
    )
    async def test_of_nothing_are_refused(self, schema: Schema, seeded_database: Database, id: str) -> None:
        for query in ("query ($id: ID!) { node(id: $id) { id } }", "query ($id: ID!) { hero(by: {id: $id}) { id } }"):
            with record_statements(seeded_database) as log:
                result = await execute(schema, seeded_database, query, {"id": id})
            assert len(log) == 0
            (error,) = result.errors
            assert error["extensions"] == {"code": "BAD_USER_INPUT"}
            assert len(error["message"]) < 100

    async def test_of_rows_that_are_gone_are_null(self, schema: Schema, seeded_database: Database) -> None:
        result = await execute(schema, seeded_database, '{ node(id: "WyJIZXJvIiw5OTk5OTldIl0") { id } }')
        assert result.errors
        result = await execute(schema, seeded_database, '{ node(id: "WyJIZXJvIiw5OTk5OTld") { id } }')
        assert (result.data, list(result.errors)) == ({"node": None}, [])

    async def test_of_another_type_are_refused(self, schema: Schema, seeded_database: Database) -> None:
        result = await execute(schema, seeded_database, '{ team(by: {id: "WyJIZXJvIiwxXQ"}) { id } }')
        (error,) = result.errors
        assert (error["message"], error["path"]) == ('"WyJIZXJvIiwxXQ" is not an id of a Team.', ["team"])


class TestTypes:
    @pytest.mark.parametrize("value", [None, {}, {"name": None}, {"name": "x", "databaseId": 1}, {"nope": 1}, [], "x"])
    async def test_a_lookup_wants_exactly_one_way(self, schema: Schema, seeded_database: Database, value: Any) -> None:
        with record_statements(seeded_database) as log:
            result = await execute(
                schema, seeded_database, "query ($by: HeroBy!) { hero(by: $by) { id } }", {"by": value}
            )
        assert (result.executed, result.data, len(log)) == (False, None, 0)
        assert {error["extensions"]["code"] for error in result.errors} == {"BAD_USER_INPUT"}

    @pytest.mark.parametrize(
        "by", ["{}", "{name: null}", '{name: "x", databaseId: 1}', "{nope: 1}", "null", '{name: "x", id: null}']
    )
    async def test_so_does_a_literal(self, schema: Schema, seeded_database: Database, by: str) -> None:
        with record_statements(seeded_database) as log:
            result = await execute(schema, seeded_database, f"{{ hero(by: {by}) {{ id }} }}")
        assert (result.executed, result.data, len(log)) == (False, None, 0)
        assert {error["extensions"]["code"] for error in result.errors} == {"GRAPHQL_VALIDATION_FAILED"}

    @pytest.mark.parametrize("value", [2**31, -(2**31) - 1, 2**63, 1.5, "1", True, float("nan"), float("inf")])
    async def test_a_raw_key_is_an_int(self, schema: Schema, seeded_database: Database, value: Any) -> None:
        query = "query ($n: Int!) { hero(by: {databaseId: $n}) { id } }"
        with record_statements(seeded_database) as log:
            result = await execute(schema, seeded_database, query, {"n": value})
        assert (result.executed, result.data, len(log)) == (False, None, 0)
        assert {error["extensions"]["code"] for error in result.errors} == {"BAD_USER_INPUT"}

    async def test_a_missing_variable_is_refused(self, schema: Schema, seeded_database: Database) -> None:
        result = await execute(schema, seeded_database, "query ($n: Int!) { hero(by: {databaseId: $n}) { id } }")
        assert (result.executed, result.data) == (False, None)
        assert [(error["message"], error["extensions"]) for error in result.errors] == [
            (
                "Variable '$n' has invalid value: Expected a value of non-null type 'Int!' to be provided.",
                {"code": "BAD_USER_INPUT"},
            )
        ]

    async def test_an_unknown_variable_is_ignored(self, schema: Schema, seeded_database: Database) -> None:
        result = await execute(schema, seeded_database, "{ __typename }", {"nope": 1})
        assert (result.data, list(result.errors)) == ({"__typename": "Query"}, [])

    async def test_a_long_value_is_not_repeated(self, schema: Schema, seeded_database: Database) -> None:
        query = "query ($n: Int!) { hero(by: {databaseId: $n}) { id } }"
        result = await execute(schema, seeded_database, query, {"n": "x" * 100_000})
        assert all(len(error["message"]) < 2_000 for error in result.errors)
