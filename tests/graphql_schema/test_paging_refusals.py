"""Paging arguments that are refused: which, with which words, and before any SQL."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import URL

from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, connected
from tests.graphql_schema.operations import answer, execute, insert_rows
from tests.graphql_schema.worlds import world

CURSOR = "is not a cursor of this list and order: take it from `edges.cursor` or `pageInfo`."
REFUSALS = [
    ("first: -1", "`first` must be between 0 and 100, not -1."),
    ("first: 101", "`first` must be between 0 and 100, not 101."),
    ("last: -1", "`last` must be between 0 and 100, not -1."),
    ("last: 101", "`last` must be between 0 and 100, not 101."),
    ("first: 1, last: 1", "Give `first` or `last`, not both."),
    ("first: 0, last: 0", "Give `first` or `last`, not both."),
    ("offset: -1", "`offset` must be between 0 and 10000, not -1; page with `after` instead."),
    ("offset: 10001", "`offset` must be between 0 and 10000, not 10001; page with `after` instead."),
    ("last: 1, offset: 1", "`offset` counts from the start, so it does not go with `last`."),
    ('after: ""', f"`after` {CURSOR}"),
    ('after: "nonsense"', f"`after` {CURSOR}"),
    ('after: "é☃"', f"`after` {CURSOR}"),
    ('before: "W10"', f"`before` {CURSOR}"),
    ('before: "bnVsbA"', f"`before` {CURSOR}"),
]


@pytest.fixture(scope="module")
async def database(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    async with databases.temporary(template_url) as url, connected(url) as connected_database:
        await insert_rows(connected_database, world(3))
        yield connected_database


def refusal(message: str, *path: str | int) -> tuple[str, list[str | int], str]:
    return message, list(path), "BAD_USER_INPUT"


def told(error: dict[str, Any]) -> tuple[str, list[str | int], str]:
    assert error["extensions"].keys() == {"code"}
    return error["message"], error["path"], error["extensions"]["code"]


@pytest.mark.parametrize(("arguments", "message"), REFUSALS)
class TestArguments:
    async def test_on_the_root(self, schema: Schema, database: Database, arguments: str, message: str) -> None:
        with record_statements(database) as log:
            result = await execute(schema, database, f"{{ heroes({arguments}) {{ nodes {{ name }} totalCount }} }}")
        assert (result.data, [told(error) for error in result.errors]) == (None, [refusal(message, "heroes")])
        assert len(log) == 0

    async def test_per_parent(self, schema: Schema, database: Database, arguments: str, message: str) -> None:
        query = f"{{ team(by: {{databaseId: 1}}) {{ name heroes({arguments}) {{ nodes {{ name }} }} }} }}"
        with record_statements(database) as log:
            result = await execute(schema, database, query)
        assert [told(error) for error in result.errors] == [refusal(message, "team", "heroes")]
        assert (result.executed, result.data) == (False, None)
        log.assert_count(0)

    async def test_through_many_to_many(self, schema: Schema, database: Database, arguments: str, message: str) -> None:
        query = f"{{ post(by: {{databaseId: 1}}) {{ tags({arguments}) {{ totalCount }} }} }}"
        result = await execute(schema, database, query)
        assert [told(error) for error in result.errors] == [refusal(message, "post", "tags")]
        assert (result.executed, result.data) == (False, None)


async def cursor_of(schema: Schema, database: Database, selection: str) -> str:
    """The first cursor of a root list."""
    data = await answer(schema, database, f"{{ list: {selection} {{ edges {{ cursor }} }} }}")
    cursor: str = data["list"]["edges"][0]["cursor"]
    return cursor


def forged(cursor: str, old: bytes, new: bytes) -> str:
    """A cursor with other values in it."""
    text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert old in text
    return urlsafe_b64encode(text.replace(old, new)).decode().rstrip("=")


class TestCursors:
    async def test_of_another_list_is_refused(self, schema: Schema, database: Database) -> None:
        foreign = await cursor_of(schema, database, "teams(first: 1)")
        for connection in ("heroes", "orders", "orderItems", "tags"):
            result = await execute(
                schema,
                database,
                f"query ($c: String) {{ {connection}(after: $c) {{ nodes {{ id }} }} }}",
                {"c": foreign},
            )
            assert [told(error) for error in result.errors] == [refusal(f"`after` {CURSOR}", connection)]

    @pytest.mark.parametrize(
        "value",
        [
            b'"1"',
            b"1.0",
            b"true",
            b"null",
            b"[1]",
            b"{}",
            b"2147483648",
            b"99999999999999999999",
            b"-2147483649",
            b"1,2",
        ],
    )
    async def test_with_a_forged_value_is_refused(self, schema: Schema, database: Database, value: bytes) -> None:
        cursor = forged(await cursor_of(schema, database, "teams(first: 1)"), b",1]", b"," + value + b"]")
        with record_statements(database) as log:
            result = await execute(
                schema, database, "query ($c: String) { teams(before: $c) { nodes { id } } }", {"c": cursor}
            )
        assert [told(error) for error in result.errors] == [refusal(f"`before` {CURSOR}", "teams")]
        assert len(log) == 0

    @pytest.mark.parametrize("value", [b"", b"x", b"00000000-0000-0000-0000-00000000000g", b"\\u0000"])
    async def test_with_a_forged_uuid_is_refused(self, schema: Schema, database: Database, value: bytes) -> None:
        real = b"00000000-0000-0000-0000-000000000001"
        cursor = forged(await cursor_of(schema, database, "orders(first: 1)"), real, value)
        result = await execute(
            schema, database, "query ($c: String) { orders(after: $c) { nodes { id } } }", {"c": cursor}
        )
        assert [told(error) for error in result.errors] == [refusal(f"`after` {CURSOR}", "orders")]

    async def test_of_the_root_list_works_per_parent(self, schema: Schema, database: Database) -> None:
        """A cursor holds order values, so it stands at the same place in every list of the same order."""
        cursor = await cursor_of(schema, database, "heroes(first: 1)")
        query = "query ($c: String) { teams { nodes { heroes(after: $c) { nodes { databaseId } } } } }"
        data = await answer(schema, database, query, {"c": cursor})
        found = [hero["databaseId"] for team in data["teams"]["nodes"] for hero in team["heroes"]["nodes"]]
        assert sorted(found) == list(range(2, 10))


class TestTypes:
    @pytest.mark.parametrize(
        ("literal", "message"),
        [
            ("first: 2147483648", "Int cannot represent non 32-bit signed integer value."),
            ('first: "1"', "Int cannot represent non-integer value."),
            ("after: 1", "String cannot represent a non string value."),
        ],
    )
    async def test_a_literal_of_another_type_is_invalid(
        self, schema: Schema, database: Database, literal: str, message: str
    ) -> None:
        result = await execute(schema, database, f"{{ heroes({literal}) {{ totalCount }} }}")
        assert (result.executed, result.data) == (False, None)
        assert [(error["message"], error["extensions"]) for error in result.errors] == [
            (message, {"code": "GRAPHQL_VALIDATION_FAILED"})
        ]

    @pytest.mark.parametrize("value", [2**31, 2**63, 1.5, "1", True, [1], {}])
    async def test_a_variable_of_another_type_is_refused(self, schema: Schema, database: Database, value: Any) -> None:
        with record_statements(database) as log:
            result = await execute(
                schema, database, "query ($n: Int) { heroes(first: $n) { totalCount } }", {"n": value}
            )
        assert (result.executed, result.data, len(log)) == (False, None, 0)
        (error,) = result.errors
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}
        assert error["message"].startswith("Variable '$n' ")
