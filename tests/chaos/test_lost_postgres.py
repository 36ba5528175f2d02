"""The PostgreSQL of a running server is stopped, paused, killed and restarted, and its connections all taken."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import URL, text

from app.migrate import upgrade
from tests.databases import connected
from tests.postgres import Cluster
from tests.proxy import Proxy
from tests.servers import serving

QUERY = {"query": "{ teams { totalCount } }"}
ANSWER = {"data": {"teams": {"totalCount": 0}}}
CREATE = "mutation ($name: String!) { createItem(input: {item: {name: $name}}) { item { name } userErrors { code } } }"
UNAVAILABLE = "The database cannot be reached, or is busy. Try again later."
BOUND = 4
"""Seconds in which an operation is answered, whatever its database does."""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server of this module. What was committed is kept when it is killed."""
    with Cluster({"synchronous_commit": "on"}) as started:
        yield started


@pytest.fixture(scope="module")
async def url(cluster: Cluster) -> URL:
    url = cluster.url()
    await upgrade(url.render_as_string(hide_password=False))
    return url


@pytest.fixture(scope="module")
async def http(url: URL, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AsyncClient]:
    async with serving(url, tmp_path_factory.mktemp("lost")) as (_, client):
        yield client


async def read(http: AsyncClient) -> Response:
    return await http.post("/graphql", json=QUERY)


async def create(http: AsyncClient, name: str) -> Response:
    """The same name is the same request, however often it is sent."""
    body = {"query": CREATE, "variables": {"name": name}}
    return await http.post("/graphql", json=body, headers={"Idempotency-Key": name})


def assert_unavailable(response: Response, started: float) -> None:
    """503, soon, with a code and nothing that only the log should have."""
    assert time.monotonic() - started < BOUND
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")
    body = response.json()
    assert {error["extensions"]["code"] for error in body["errors"]} == {"UNAVAILABLE"}
    assert {error["message"] for error in body["errors"]} == {UNAVAILABLE}
    assert {name for error in body["errors"] for name in error["extensions"]} <= {"code", "errorId"}


async def assert_not_ready(http: AsyncClient) -> None:
    started = time.monotonic()
    response = await http.get("/ready")
    assert response.status_code == 503
    assert response.json()["status"] == "not ready"
    assert response.json()["database"] in ("unreachable", "no answer within 2 s")
    assert time.monotonic() - started < 3
    assert (await http.get("/live")).status_code == 200


async def assert_lost(http: AsyncClient) -> str:
    """Queries, mutations and /ready say so. The name of what was not created."""
    name = str(uuid4())
    started = time.monotonic()
    for response in await asyncio.gather(*(read(http) for _ in range(5)), create(http, name)):
        assert_unavailable(response, started)
    await assert_not_ready(http)
    return name


async def assert_well(http: AsyncClient) -> None:
    responses = await asyncio.gather(*(read(http) for _ in range(10)))
    assert [(response.status_code, response.json()) for response in responses] == [(200, ANSWER)] * 10
    assert (await http.get("/ready")).status_code == 200


async def created(url: URL) -> list[str]:
    async with connected(url) as database, database.engine.connect() as connection:
        return list(await connection.scalars(text("SELECT name FROM item")))


async def test_stopped_and_started(http: AsyncClient, cluster: Cluster, url: URL) -> None:
    await assert_well(http)
    cluster.stop()
    try:
        name = await assert_lost(http)
    finally:
        cluster.start()
    await assert_well(http)
    assert name not in await created(url)
    assert (await create(http, name)).status_code == 200
    assert (await created(url)).count(name) == 1


async def test_restarted_while_nobody_asked(http: AsyncClient, cluster: Cluster) -> None:
    await assert_well(http)
    cluster.kill()
    cluster.start()
    await assert_well(http)


async def test_paused(http: AsyncClient, cluster: Cluster, url: URL) -> None:
    await assert_well(http)
    cluster.pause()
    try:
        name = await assert_lost(http)
    finally:
        cluster.resume()
    await assert_well(http)
    assert name not in await created(url)


async def test_killed_in_the_middle_of_writes(http: AsyncClient, cluster: Cluster, url: URL) -> None:
    await assert_well(http)
    names = [str(uuid4()) for _ in range(100)]
    killing = asyncio.create_task(killed_after(0.1, cluster))
    first = [await create(http, name) for name in names]
    await killing
    assert {response.status_code for response in first} == {200, 503}
    told = {name for name, response in zip(names, first, strict=True) if response.status_code == 200}
    assert told <= set(await created(url))
    again = await asyncio.gather(*(create(http, name) for name in names))
    payloads = [response.json()["data"]["createItem"] for response in again]
    assert payloads == [{"item": {"name": name}, "userErrors": []} for name in names]
    there = await created(url)
    assert len(there) == len(set(there))
    assert set(names) <= set(there)


async def killed_after(seconds: float, cluster: Cluster) -> None:
    await asyncio.sleep(seconds)
    cluster.kill()
    await asyncio.sleep(0.2)
    cluster.start()


async def test_all_connections_taken(url: URL, tmp_path: Path) -> None:
    settings = {"POOL_SIZE": "2", "MAX_OVERFLOW": "0", "POOL_TIMEOUT": "1"}
    async with serving(url, tmp_path, **settings) as (_, http), connected(url) as database:
        await assert_well(http)
        async with database.engine.connect() as holder:
            await holder.execute(text("LOCK TABLE team IN ACCESS EXCLUSIVE MODE"))
            held = [asyncio.create_task(read(http)) for _ in range(2)]
            await asyncio.sleep(0.2)
            await assert_lost(http)
        for response in await asyncio.gather(*held):
            assert (response.status_code, response.json()) == (200, ANSWER)
        await assert_well(http)


@pytest.mark.long
async def test_a_network_that_breaks_and_swallows(url: URL, tmp_path: Path) -> None:
    async with Proxy(url) as proxy, serving(proxy.url, tmp_path) as (_, http):
        await assert_well(http)
        await proxy.cut()
        await asyncio.sleep(0.1)
        await assert_well(http)
        proxy.stall()
        name = await assert_lost(http)
        proxy.resume()
        await asyncio.sleep(0.5)
        await assert_well(http)
        assert name not in await created(url)
        await proxy.refuse()
        await proxy.cut()
        await asyncio.sleep(0.1)
        await assert_lost(http)
        await proxy.accept()
        await assert_well(http)
