"""Bytes on a real connection: what follows a request that was refused is never taken for another one."""

import asyncio
import json
import re
from collections.abc import AsyncIterator

import pytest

from tests.servers import listening
from tests.sqlmodel_strawberry.http.belfry import ECHO, RING, belfry, rung, without_database

BODY = json.dumps({"query": RING}).encode()
HEAD = b"Host: test\r\nContent-Type: application/json\r\n"
RINGING = b"POST /graphql HTTP/1.1\r\n" + HEAD + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
STATUS = b"HTTP/1.1 "
LIMIT, SECONDS = 1000, 0.5


@pytest.fixture(scope="module")
async def port() -> AsyncIterator[int]:
    async with listening(belfry(without_database(), body_bytes=LIMIT, body_seconds=SECONDS)) as port:
        yield port


@pytest.fixture(autouse=True)
def silence() -> None:
    rung.clear()


def request(first: bytes, *headers: bytes, body: bytes = b"", length: int | None = None) -> bytes:
    """A request with the headers given, and a body that is as long as it says unless another `length` is said."""
    said = b"" if not body and length is None else b"Content-Length: %d\r\n" % (len(body) if length is None else length)
    return first + b" HTTP/1.1\r\nHost: test\r\n" + b"".join(each + b"\r\n" for each in headers) + said + b"\r\n" + body


async def talk(port: int, *parts: bytes, expected: int = 1, pause: float = 0) -> tuple[list[int], bool]:
    """The statuses of what comes back, and whether the server closed the connection after as many as expected."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    received = b""
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)
        while more := await asyncio.wait_for(reader.read(65536), 5 if received.count(STATUS) < expected else 0.1):
            received += more
        closed = True
    except TimeoutError:
        closed = False
    except ConnectionError:
        closed = True
    finally:
        writer.close()
    return [int(status) for status in re.findall(STATUS + rb"(\d+)", received)], closed


JSON_TYPE = b"Content-Type: application/json"
TEXT_TYPE = b"Content-Type: text/plain"
GET = b"GET /graphql?query=%7B__typename%7D"
# What is sent; the statuses that come back; whether the connection ends there.
CASES: dict[str, tuple[bytes, list[int], bool]] = {
    "two requests at once": (RINGING + RINGING, [200, 200], False),
    "a body of another type": (request(b"POST /graphql", TEXT_TYPE, body=RINGING), [415], True),
    "a body that may be anything": (request(b"POST /graphql", body=RINGING), [415], True),
    "a body of another type that never comes": (request(b"POST /graphql", TEXT_TYPE, length=10**9), [415], True),
    "a body of another method": (request(b"PUT /graphql", JSON_TYPE, body=RINGING), [405], True),
    "a body of another method that never comes": (request(b"DELETE /graphql", length=10**9), [405], True),
    "a body nobody accepts": (request(b"POST /graphql", JSON_TYPE, b"Accept: a/b", body=RINGING), [406], True),
    "a body that says it is too large": (
        request(b"POST /graphql", JSON_TYPE, length=LIMIT + 1) + RINGING,
        *([413], True),
    ),
    "a body in chunks that is too large": (
        request(b"POST /graphql", JSON_TYPE, b"Transfer-Encoding: chunked")
        + b"3e9\r\n"
        + b" " * 1001
        + b"\r\n0\r\n\r\n"
        + RINGING,
        *([413], True),
    ),
    "a body that does not come": (request(b"POST /graphql", JSON_TYPE, length=100) + b"{", [408], True),
    "a body that waits to be asked for": (
        request(b"POST /graphql", JSON_TYPE, b"Expect: 100-continue", length=10**9),
        *([413], True),
    ),
    "a body of a GET": (request(GET, body=RINGING), [200], False),
    "a body of a GET that does not come": (request(GET, length=100), [408], True),
    "a body of a GET that is too large": (request(GET, length=10**9), [413], True),
    "a refusal without a body": (request(b"PUT /graphql") + request(GET), [405, 200], False),
    "a refusal after the body": (request(b"POST /graphql", JSON_TYPE, body=b"5") + RINGING, [400, 200], False),
    "a length of zero": (request(b"PUT /graphql", b"Content-Length: 0") + request(GET), [405, 200], False),
    "a length and chunks": (
        request(b"POST /graphql", JSON_TYPE, b"Transfer-Encoding: chunked", length=5) + b"0\r\n\r\n" + RINGING,
        *([400], True),
    ),
    "two lengths": (request(b"POST /graphql", JSON_TYPE, b"Content-Length: 5", length=6) + RINGING, [400], True),
    "no HTTP": (b"\x00\x01\x02\r\n\r\n", [400], True),
}

RUNG = {"two requests at once": 2, "a refusal after the body": 1}


@pytest.mark.parametrize("name", CASES)
async def test_what_comes_back(port: int, name: str) -> None:
    sent, statuses, closed = CASES[name]
    assert await talk(port, sent, expected=len(statuses)) == (statuses, closed)
    assert rung == ["Tenor"] * RUNG.get(name, 0)


async def test_a_body_in_pieces(port: int) -> None:
    body = json.dumps({"query": ECHO}).encode()
    head = request(b"POST /graphql", JSON_TYPE, length=len(body))
    assert await talk(port, head[:10], head[10:], body[:9], body[9:10], body[10:], pause=0.01) == ([200], False)


async def test_a_trickle_is_cut(port: int) -> None:
    head = request(b"POST /graphql", JSON_TYPE, length=LIMIT)
    statuses, closed = await talk(port, head, *([b" "] * 20), pause=SECONDS / 10)
    assert closed
    assert statuses in (
        [408],
        [],
    )  # nothing, where the answer was overtaken by what was written to the closed connection
