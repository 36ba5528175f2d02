"""What a JSON document is compared with is bounded: SQLite compares in Python."""

import pytest

from sqlmodel_strawberry import Database, Schema
from tests.graphql_schema.operations import execute

QUERY = "query ($part: JSON) { products(filter: { attributes: { contains: $part } }) { totalCount } }"


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ({"x": list(range(998))}, []),
        ({"x": list(range(1000))}, ["BAD_USER_INPUT"]),
        ([[]] * 99, []),
        ([[]] * 100, ["BAD_USER_INPUT"]),
    ],
)
async def test_values_and_nested_ones_are_counted(
    schema: Schema, seeded_database: Database, part: object, codes: list[str]
) -> None:
    result = await execute(schema, seeded_database, QUERY, {"part": part})
    assert [error["extensions"]["code"] for error in result.errors] == codes
