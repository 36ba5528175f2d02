"""The tests that every API has, of this one, on both databases: committed are schema.graphql, and two files here."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import URL

from sqlmodel_strawberry.testing import ApiTests
from tests.databases import Databases, filled
from tests.graphql_schema.operations import insert_rows
from tests.graphql_schema.viewers import ADMIN
from tests.graphql_schema.worlds import world

PARENTS = 30


@pytest.fixture(scope="module")
async def api_database_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    """Rows in which every relation leads somewhere."""
    async with filled(databases, template_url, partial(insert_rows, tables=world(PARENTS))) as url:
        yield url


@pytest.fixture(scope="session")
def api_viewer() -> Any:
    """Whoever may see everything."""
    return ADMIN


class TestApi(ApiTests):
    """See docs/testing.md."""
