"""SIGTERM: /ready fails first, then connections are refused, and what was begun is answered. A second one ends it."""

import asyncio
import os
import signal
import time
from asyncio.subprocess import Process
from pathlib import Path

import pytest
from httpx import AsyncClient, ConnectError, ReadError, RemoteProtocolError, Response
from sqlalchemy import URL, text

from tests.databases import connected
from tests.servers import serving

DRAIN = 1.5
CREATE = {"query": 'mutation { createItem(input: {item: {name: "last"}}) { item { name } } }'}
CREATED = {"data": {"createItem": {"item": {"name": "last"}}}}
QUERY = {"query": "{ items { totalCount } }"}


async def refused(http: AsyncClient) -> float:
    """Wait until connections are refused; the seconds that took."""
    started = time.monotonic()
    while True:
        try:
            async with AsyncClient(base_url=http.base_url) as new:
                await new.get("/live")
        except (ConnectError, ReadError, RemoteProtocolError):
            return time.monotonic() - started
        await asyncio.sleep(0.05)


async def ended(server: Process, seconds: float) -> None:
    """Fail unless the process ends in time."""
    async with asyncio.timeout(seconds):
        await server.wait()


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.long)])
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
async def test_ready_fails_first_and_work_in_flight_ends(database_url: URL, tmp_path: Path, workers: int) -> None:
    settings = {"DRAIN_SECONDS": str(DRAIN), "WORKERS": str(workers), "LOCK_TIMEOUT": "8"}
    async with serving(database_url, tmp_path, **settings) as (server, http), connected(database_url) as database:
        assert (await http.get("/live")).status_code == 200
        async with AsyncClient(base_url=http.base_url, timeout=30) as patient:
            async with database.engine.connect() as holder:
                await holder.execution_options(sqlite_begin="BEGIN IMMEDIATE")
                await holder.execute(text("SELECT 1"))
                in_flight = asyncio.create_task(patient.post("/graphql", json=CREATE))
                await asyncio.sleep(1)
                server.send_signal(signal.SIGTERM)
                await asyncio.sleep(0.7)
                async with AsyncClient(base_url=http.base_url) as new:
                    told = await new.get("/ready")
                    assert (told.status_code, told.json()) == (503, {"status": "draining"})
                    assert (await new.get("/live")).status_code == 200
                    assert (await new.post("/graphql", json=QUERY)).status_code == 200
                assert await refused(http) < DRAIN + 1
                assert not in_flight.done()
            response: Response = await in_flight
            assert (response.status_code, response.json()) == (200, CREATED)
        await http.aclose()
        await ended(server, 5)
        async with database.engine.connect() as connection:
            assert list(await connection.scalars(text("SELECT name FROM item"))) == ["last"]


@pytest.mark.parametrize("workers", [1, pytest.param(2, marks=pytest.mark.long)])
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
async def test_a_second_signal_stops_it_now(database_url: URL, tmp_path: Path, workers: int) -> None:
    settings = {"DRAIN_SECONDS": "0", "WORKERS": str(workers), "LOCK_TIMEOUT": "8"}
    async with serving(database_url, tmp_path, **settings) as (server, http), connected(database_url) as database:
        assert (await http.get("/live")).status_code == 200
        async with database.engine.connect() as holder:
            await holder.execution_options(sqlite_begin="BEGIN IMMEDIATE")
            await holder.execute(text("SELECT 1"))
            in_flight = asyncio.create_task(http.post("/graphql", json=CREATE))
            await asyncio.sleep(1)
            server.send_signal(signal.SIGTERM)
            await refused(http)
            assert not in_flight.done()
            server.send_signal(signal.SIGTERM)
            await ended(server, 3)
            await asyncio.wait((in_flight,))
            assert isinstance(in_flight.exception(), RemoteProtocolError)
        async with database.engine.connect() as connection:
            assert list(await connection.scalars(text("SELECT name FROM item"))) == []


@pytest.mark.long
@pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
async def test_what_does_not_end_is_cancelled(database_url: URL, tmp_path: Path) -> None:
    endless = dict.fromkeys(["STATEMENT_TIMEOUT", "LOCK_TIMEOUT", "OPERATION_TIMEOUT"], "60")
    settings = {"DRAIN_SECONDS": "0", "SHUTDOWN_TIMEOUT": "1", **endless}
    async with serving(database_url, tmp_path, **settings) as (server, http), connected(database_url) as database:
        async with database.engine.connect() as holder:
            await holder.execute(text("LOCK TABLE item IN ACCESS EXCLUSIVE MODE"))
            in_flight = asyncio.create_task(http.post("/graphql", json=CREATE))
            await asyncio.sleep(1)
            server.send_signal(signal.SIGTERM)
            await ended(server, 12)
            await asyncio.wait((in_flight,))
        async with database.engine.connect() as connection:
            assert list(await connection.scalars(text("SELECT name FROM item"))) == []


@pytest.mark.long
@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")
async def test_control_c_is_immediate(database_url: URL, tmp_path: Path) -> None:
    async with serving(database_url, tmp_path, DRAIN_SECONDS="30") as (server, http):
        assert (await http.get("/live")).status_code == 200
        assert server.pid != os.getpid()
        server.send_signal(signal.SIGINT)
        await ended(server, 3)
