"""Apollo Client's persisted queries, as its own link sends them."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.clients.conftest import RunProgram
from tests.databases import Databases
from tests.servers import serving

KNOWN = ["POST hash 200", "0"]
SENT = ["POST text and hash 200", "0"]

# Nothing of it is the database's.
pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")


@pytest.mark.parametrize(
    ("on", "method", "wire"),
    [
        ("true", "POST", ["POST hash 400 PERSISTED_QUERY_NOT_FOUND", *SENT, *KNOWN, *KNOWN]),
        ("true", "GET", ["GET hash 400 PERSISTED_QUERY_NOT_FOUND", *SENT, *["GET hash 200", "0"] * 2]),
        ("false", "POST", ["POST hash 400 PERSISTED_QUERY_NOT_SUPPORTED", *["POST text 200", "0"] * 3]),
    ],
)
async def test_are_sent_once(
    databases: Databases, template_url: URL, tmp_path: Path, run: RunProgram, on: str, method: str, wire: list[str]
) -> None:
    async with (
        databases.temporary(template_url) as url,
        serving(url, tmp_path, AUTOMATIC_PERSISTED_QUERIES=on) as (_server, http),
    ):
        output = await run("node", "persisted.mjs", str(http.base_url.join("/graphql")), method)
    assert output.splitlines() == wire
