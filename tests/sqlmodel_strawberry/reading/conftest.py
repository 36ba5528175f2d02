"""A database for each class of tests, with the rows that the class names."""

from collections.abc import AsyncIterator

import pytest

from sqlmodel_strawberry import Schema
from tests.databases import Databases, connected
from tests.sqlmodel_strawberry.reading.domain import create_schema, market
from tests.sqlmodel_strawberry.reading.examples import insert
from tests.sqlmodel_strawberry.running import Operations


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The API of the domain."""
    return create_schema()


@pytest.fixture(scope="class")
async def api(request: pytest.FixtureRequest, databases: Databases, schema: Schema) -> AsyncIterator[Operations]:
    """Operations over the rows in `ROWS` of the test's class."""
    async with databases.temporary() as url, connected(url) as database:
        async with database.engine.begin() as connection:
            await connection.run_sync(market.metadata.create_all)
        await insert(database, request.cls.ROWS)
        yield Operations(schema, database)
