"""SQLite on a full disk: a write is refused and leaves nothing, reads go on, and all is well with room again."""

import os
import resource
import sys
from pathlib import Path

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import URL

from tests.servers import serving

CREATE = """mutation ($items: [ItemCreate!]!) { createItems(input: {items: $items}) {
    items { name } userErrors { code } } }"""
ROWS, ROOM = 100, 300_000


async def create(http: AsyncClient, number: int) -> Response:
    """A hundred rows of a kilobyte and more."""
    items = [{"name": f"{number}-{row}", "description": "x" * 1000} for row in range(ROWS)]
    return await http.post("/graphql", json={"query": CREATE, "variables": {"items": items}})


async def count(http: AsyncClient) -> int:
    response = await http.post("/graphql", json={"query": "{ items { totalCount } }"})
    assert response.status_code == 200
    return int(response.json()["data"]["items"]["totalCount"])


def limit_files(pid: int, size: int) -> None:
    """No file of the process may grow beyond `size` bytes: whoever writes more is told, as by a full disk."""
    assert sys.platform == "linux"
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
async def test_it_is_told_and_nothing_is_half_written(database_url: URL, tmp_path: Path) -> None:
    if sys.platform != "linux":
        return  # elsewhere a process that runs cannot be limited
    assert database_url.database is not None
    full_at = os.path.getsize(database_url.database) + ROOM  # noqa: ASYNC240
    async with serving(database_url, tmp_path) as (server, http):
        assert (await create(http, 0)).status_code == 200
        limit_files(server.pid, full_at)
        answers = [await create(http, number) for number in range(1, 11)]
        full = [response for response in answers if response.status_code == 503]
        assert len(full) > 1
        for response in full:
            (error,) = response.json()["errors"]
            assert error["message"] == "The database cannot be reached, or is busy. Try again later."
            assert error["extensions"].keys() == {"code", "errorId"}
            assert response.headers["retry-after"] == "1"
        done = 1 + len(answers) - len(full)
        assert {response.status_code for response in answers} == {200, 503}
        assert await count(http) == done * ROWS
        limit_files(server.pid, resource.RLIM_INFINITY)
        assert (await create(http, 11)).status_code == 200
        assert await count(http) == (done + 1) * ROWS
