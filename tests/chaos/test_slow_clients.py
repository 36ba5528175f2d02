"""Clients that send slowly, or nothing: they are cut off, and others are served meanwhile."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress

import pytest
from httpx import AsyncClient
from sqlalchemy import URL

from tests.chaos.sockets import connected
from tests.databases import Databases
from tests.servers import serving

SECONDS = 1
SETTINGS = {
    **dict.fromkeys(["HEADER_TIMEOUT", "BODY_TIMEOUT", "WRITE_TIMEOUT", "KEEP_ALIVE"], str(SECONDS)),
    "MAX_HEADER_BYTES": "8192",
    "MAX_BODY_BYTES": "110000",
    "MAX_CONNECTIONS": "220",
}
HEAD = b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
BODY = b'{"query": "{ __typename }"}'

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module")
async def http(
    databases: Databases, template_url: URL, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[AsyncClient]:
    async with (
        databases.temporary(template_url) as url,
        serving(url, tmp_path_factory.mktemp("slow"), **SETTINGS) as (_, client),
    ):
        yield client


async def assert_serving(http: AsyncClient) -> None:
    # On a connection of its own: one that was kept is closed after a second, perhaps just now.
    response = await http.post("/graphql", json={"query": "{ teams { totalCount } }"}, headers={"Connection": "close"})
    assert (response.status_code, response.json()) == (200, {"data": {"teams": {"totalCount": 0}}})


class TestHeaders:
    @pytest.mark.parametrize("drip", [False, True], ids=["half", "one by one"])
    async def test_that_do_not_end_are_timed_out(self, http: AsyncClient, drip: bool) -> None:
        started = time.monotonic()
        async with connected(http) as raw:
            raw.send(HEAD)
            answer = asyncio.create_task(raw.rest())
            while drip and not answer.done():
                raw.send(b"X: y\r\n")
                await asyncio.sleep(0.05)
            assert (await answer).startswith(b"HTTP/1.1 408 ")
        assert SECONDS * 0.9 < time.monotonic() - started < SECONDS + 2

    async def test_that_do_not_end_after_an_answer_are_timed_out_too(self, http: AsyncClient) -> None:
        async with connected(http) as raw:
            raw.send(HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY)
            assert (await raw.reader.readuntil(b"}}")).startswith(b"HTTP/1.1 200 ")
            raw.send(HEAD)
            assert (await raw.rest()).startswith(b"HTTP/1.1 408 ")

    async def test_that_are_too_large_are_refused(self, http: AsyncClient) -> None:
        async with connected(http) as raw:
            raw.send(HEAD + b"X: " + b"y" * 8192)
            assert (await raw.rest()).startswith(b"HTTP/1.1 431 ")

    async def test_may_come_in_pieces(self, http: AsyncClient) -> None:
        request = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
        async with connected(http) as raw:
            for index in range(0, len(request), 7):
                raw.send(request[index : index + 7])
                await asyncio.sleep(0.001)
            assert b'{"data":{"__typename":"Query"}}' in await raw.rest()

    async def test_a_large_body_is_not_taken_for_headers(self, http: AsyncClient) -> None:
        body = BODY + b" " * 100_000
        async with connected(http) as raw:
            for _ in range(10):
                raw.send(HEAD + b"Content-Length: %d\r\n\r\n" % len(body))
                await asyncio.sleep(0.02)
                raw.send(body)
                assert (await raw.reader.readuntil(b'{"data":{"__typename":"Query"}}')).startswith(b"HTTP/1.1 200 ")


class TestBodies:
    async def test_that_do_not_end_are_timed_out(self, http: AsyncClient) -> None:
        started = time.monotonic()
        async with connected(http) as raw:
            raw.send(HEAD + b'Content-Length: 100\r\n\r\n{"query"')
            assert (await raw.rest()).startswith(b"HTTP/1.1 408 ")
        assert SECONDS * 0.9 < time.monotonic() - started < SECONDS + 2


class TestEndlessRequests:
    """What is neither a header nor a body has no end of its own."""

    async def flooded(self, http: AsyncClient, start: bytes, flood: bytes) -> int:
        """How many bytes are sent until the server ends the connection."""
        sent = 0
        async with connected(http) as raw:
            raw.send(start)
            with suppress(ConnectionError):
                while sent < 100_000_000:
                    raw.send(flood)
                    await raw.writer.drain()
                    sent += len(flood)
        return sent

    async def test_trailers(self, http: AsyncClient) -> None:
        start = HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n"
        assert await self.flooded(http, start, b"X: %s\r\n" % (b"y" * 10_000)) < 20_000_000

    async def test_headers_sent_ahead(self, http: AsyncClient) -> None:
        held = HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
        assert await self.flooded(http, held * 20, b"X: %s\r\n" % (b"y" * 10_000)) < 20_000_000


class TestIdleSockets:
    async def test_two_hundred_are_closed_while_others_are_served(self, http: AsyncClient) -> None:
        async with AsyncExitStack() as stack:
            idle = await asyncio.gather(*(stack.enter_async_context(connected(http)) for _ in range(200)))
            await assert_serving(http)
            started = time.monotonic()
            assert await asyncio.gather(*(raw.rest() for raw in idle)) == [b""] * 200
            assert time.monotonic() - started < SECONDS + 2
        await assert_serving(http)

    async def test_more_than_there_may_be_are_a_503_for_a_while(self, http: AsyncClient) -> None:
        async with AsyncExitStack() as stack:
            idle = await asyncio.gather(*(stack.enter_async_context(connected(http)) for _ in range(260)))
            told = [(await http.get("/live", headers={"Connection": "close"})).status_code for _ in range(5)]
            assert 503 in told
            await asyncio.gather(*(raw.rest() for raw in idle))
        await assert_serving(http)
