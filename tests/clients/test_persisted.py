"""Apollo Client's persisted queries, as its own link sends them."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from app.migrate import upgrade
from tests.clients.conftest import RunProgram
from tests.servers import serving

KNOWN = ["POST hash 200", "0"]
SENT = ["POST text and hash 200", "0"]


@pytest.mark.parametrize(
    ("on", "method", "wire"),
    [
        ("true", "POST", ["POST hash 400 PERSISTED_QUERY_NOT_FOUND", *SENT, *KNOWN, *KNOWN]),
        ("true", "GET", ["GET hash 400 PERSISTED_QUERY_NOT_FOUND", *SENT, *["GET hash 200", "0"] * 2]),
        ("false", "POST", ["POST hash 400 PERSISTED_QUERY_NOT_SUPPORTED", *["POST text 200", "0"] * 3]),
    ],
)
async def test_are_sent_once(tmp_path: Path, run: RunProgram, on: str, method: str, wire: list[str]) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path}/app.db")
    await upgrade(url.render_as_string())
    async with serving(url, tmp_path, AUTOMATIC_PERSISTED_QUERIES=on) as (_server, http):
        output = await run("node", "persisted.mjs", str(http.base_url.join("/graphql")), method)
    assert output.splitlines() == wire
