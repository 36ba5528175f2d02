"""A client that closes its connection to a running server: its query ends within 500 ms, its mutation is done."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from httpx import AsyncClient
from sqlalchemy import URL, text

from sqlmodel_strawberry.database.engine import Database
from tests.databases import connected
from tests.servers import serving

# SQLite has no statement that waits for somebody else.
pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")

READ = "{ items { nodes { name } } }"
WRITE = 'mutation { createItem(input: {item: {name: "Lamp"}}) { item { name } userErrors { code } } }'


@pytest.fixture
async def database(database_url: URL) -> AsyncIterator[Database]:
    async with connected(database_url) as database:
        yield database


@pytest.fixture
async def http(database_url: URL, tmp_path: Path) -> AsyncIterator[AsyncClient]:
    async with serving(database_url, tmp_path) as (_server, http):
        yield http


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Inside of the block whoever reads or writes items waits."""
    async with database.engine.connect() as connection:
        await connection.execute(text("LOCK TABLE item IN ACCESS EXCLUSIVE MODE"))
        yield


async def waiting(database: Database) -> int:
    """How many statements wait for a lock."""
    sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    async with database.engine.connect() as connection:  # a transaction sees only what was there at its first look
        return int(await connection.scalar(text(sql)) or 0)


async def becomes(database: Database, count: int, seconds: float) -> float:
    """How long it takes until `count` statements wait for a lock, which may take `seconds`."""
    started = time.monotonic()
    while (found := await waiting(database)) != count:
        assert time.monotonic() - started < seconds, f"{found} statements wait"
        await asyncio.sleep(0.01)
    return time.monotonic() - started


async def leave(http: AsyncClient, document: str, database: Database) -> None:
    """Send the document, and go as soon as its statement waits."""
    _reader, writer = await asyncio.open_connection(http.base_url.host, http.base_url.port)
    body = json.dumps({"query": document}).encode()
    head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    try:
        await becomes(database, 1, 5)
    finally:
        writer.close()
        await writer.wait_closed()


async def test_a_query_ends(http: AsyncClient, database: Database) -> None:
    async with locked(database):
        await leave(http, READ, database)
        assert await becomes(database, 0, 2) < 0.5
    assert (await http.post("/graphql", json={"query": READ})).json() == {"data": {"items": {"nodes": []}}}


async def test_a_mutation_is_done(http: AsyncClient, database: Database) -> None:
    async with locked(database):
        await leave(http, WRITE, database)
        await asyncio.sleep(0.5)
        assert await waiting(database) == 1
    async with asyncio.timeout(5):
        found: list[object] = []
        while not found:
            response = await http.post("/graphql", json={"query": READ})
            found = response.json()["data"]["items"]["nodes"]
    assert found == [{"name": "Lamp"}]
