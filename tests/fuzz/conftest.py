"""A server for all that is tried on one database."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import URL

from tests.databases import Databases
from tests.fuzz.live import Live, live


@pytest.fixture(scope="session")
async def server(
    databases: Databases, template_url: URL, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Live]:
    async with databases.temporary(template_url) as url, live(url, tmp_path_factory.mktemp("fuzz")) as running:
        yield running
