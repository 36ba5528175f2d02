"""Rows for the test that comes with a new resource: of whatever it refers to."""

import pytest

from app.scaffolding.resource import targets
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database
from tests.graphql_schema.operations import fetch, insert_rows
from tests.graphql_schema.samples import sample_world

TABLES = [target.table for target in targets(create_schema().resources).values()]


@pytest.mark.parametrize("table", TABLES)
async def test_rows_of_what_can_be_referred_to(database: Database, table: str) -> None:
    await insert_rows(database, sample_world(table, 2))
    assert await fetch(database, f'SELECT count(*) FROM "{table}"') == [(2,)]
