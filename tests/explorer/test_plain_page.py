"""What a browser makes of the page that stands for an explorer which is not built."""

from pathlib import Path

import pytest

from sqlmodel_strawberry.explorer.assets import Assets
from sqlmodel_strawberry.http import app as http_app
from tests.explorer.conftest import run
from tests.servers import listening
from tests.sqlmodel_strawberry.http.belfry import SCHEMA, belfry, without_database


async def test_it_runs_operations_and_shows_the_schema(
    browser: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_app, "Assets", lambda: Assets(tmp_path))
    async with listening(belfry(without_database())) as port:
        found = await run("plain.mjs", f"http://127.0.0.1:{port}/graphql")
    assert "error" not in found, found["error"]
    made = found["value"]
    assert made["answer"] == {"data": {"echo": "Ding"}}
    assert made["schema"].strip() == SCHEMA.sdl().strip()
    assert made["said"].startswith("200 in ")
    assert "make explorer" in made["hint"]
    assert found["problems"] == []
    assert {url.split("/")[2] for url in found["requests"]} == {f"127.0.0.1:{port}"}
