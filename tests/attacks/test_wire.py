"""Attacks in bytes, on a running server in production: `python -m app serve`."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from httpx import AsyncClient
from sqlalchemy import URL

from tests.attacks.attack import Attack
from tests.attacks.exchange import GRAPHQL_JSON, Sent
from tests.attacks.table import TABLE
from tests.attacks.transport import BODY, READ
from tests.attacks.world import KEY, ORIGIN, rows
from tests.chaos.sockets import connected as socket_to
from tests.databases import Databases, filled
from tests.graphql_schema.operations import insert_rows
from tests.servers import serving

SETTINGS = {
    "ENVIRONMENT": "production",
    "ACCESS_TOKEN_KEYS": KEY,
    "ALLOWED_HOSTS": "api.example",
    "CORS_ORIGINS": ORIGIN,
    **dict.fromkeys(["HEADER_TIMEOUT", "BODY_TIMEOUT", "KEEP_ALIVE"], "1"),
}
SECTIONS = ("Bodies", "Media types", "Methods and URLs", "Browsers", "Headers")
# What the server refuses before the application sees it.
EARLIER = {
    "a length of 5,000 digits": 400,
    "a URL of 300 KB": 431,
}
# Of what is refused while more of it comes, the answer may be lost with the connection.
LOST = 100_000
CASES = [pytest.param(name, attack, id=name) for section in SECTIONS for name, attack in TABLE[section].items()]

HOST = b"Host: api.example\r\nContent-Type: application/json\r\nConnection: close\r\n"
POST = b"POST /graphql HTTP/1.1\r\n" + HOST
GET = b"GET /graphql?query=%7B__typename%7D HTTP/1.1\r\n"
LENGTH = b"Content-Length: %d\r\n\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
# What is sent, and the status that comes back: None where the connection ends without one.
BYTES: dict[str, tuple[bytes, int | None]] = {
    "a length that is too small": (POST + LENGTH % 5 + BODY, 400),
    "a length that is too large": (POST + LENGTH % 1000 + BODY, 408),
    "a negative length": (POST + b"Content-Length: -5\r\n\r\n" + BODY, 400),
    "a length in hexadecimal": (POST + b"Content-Length: 0x10\r\n\r\n" + BODY, 400),
    "a length and chunks": (POST + b"Transfer-Encoding: chunked\r\n" + LENGTH % 5 + b"0\r\n\r\n" + BODY, 400),
    "two lengths": (POST + b"Content-Length: 5\r\n" + LENGTH % len(BODY) + BODY, 400),
    "a chunk of no size": (CHUNKED + b"zz\r\n" + BODY, 400),
    "a chunk of 2^68 bytes": (CHUNKED + b"1" + b"0" * 17 + b"\r\n" + BODY, 400),
    "chunks that do not end": (CHUNKED + b'5\r\n{"a":\r\n', 408),
    "NUL in the request line": (b"GET /gra\0phql HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "NUL in a header": (GET + HOST + b"X: a\0b\r\n\r\n", 400),
    "a header that is none": (GET + HOST + b"no colon\r\n\r\n", 400),
    "a header of 70 KB": (GET + HOST + b"X: " + b"y" * 70_000 + b"\r\n\r\n", 431),
    "headers that do not end": (GET + HOST + b"X: y\r\n", 408),
    "a megabyte without a line": (b"A" * 1_000_000, 431),
    "HTTP/0.9": (b"GET /graphql\r\n\r\n", 421),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100 + b"\r\n\r\n", 400),
    "silence": (b"", None),
    "another host in the URL": (b"GET http://evil.example/graphql HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
    "no host": (GET + b"Connection: close\r\n\r\n", 421),
    "a web socket": (
        GET + b"Host: api.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n",
        200,
    ),
    "a proxy": (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400),
    "the parent folder": (b"GET /graphql/../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n", 404),
}

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session")


@pytest.fixture(scope="module")
async def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attacked")


@pytest.fixture(scope="module")
async def http(databases: Databases, template_url: URL, folder: Path) -> AsyncIterator[AsyncClient]:
    async with (
        filled(databases, template_url, partial(insert_rows, tables=rows("no hash"))) as url,
        serving(url, folder, **SETTINGS) as (_, client),
    ):
        yield client


def written(sent: Sent) -> bytes:
    """A request as it goes over the wire."""
    headers = (*sent.all_headers(GRAPHQL_JSON, None), (b"connection", b"close"))
    lines = [
        sent.method.encode() + b" " + sent.target + b" HTTP/1.1",
        *(b": ".join(each) for each in headers),
        b"",
        b"",
    ]
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(sent.body), sent.body) if sent.is_chunked else sent.body
    return b"\r\n".join(lines) + body


async def status_of(http: AsyncClient, data: bytes, expected: int | None) -> int | None:
    """The first status that comes back, and the expected one where that is lost."""
    async with socket_to(http) as raw:
        raw.send(data)
        answer = await asyncio.wait_for(raw.rest(), 10)
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    if found is None:
        return expected if len(data) > LOST else None
    return int(found[1])


async def assert_serves(http: AsyncClient) -> None:
    query = {"query": "{teams(first: 1) {nodes {name}}}"}
    response = await http.post("/graphql", json=query, headers={"Host": "api.example"})
    assert (response.status_code, response.json()) == (200, {"data": {"teams": {"nodes": [{"name": "Team"}]}}})


@pytest.mark.parametrize(("name", "attack"), CASES)
async def test_a_request(http: AsyncClient, name: str, attack: Attack) -> None:
    assert isinstance(attack.sent, Sent)
    expected = EARLIER.get(name, attack.status)
    assert await status_of(http, written(attack.sent), expected) == expected
    await assert_serves(http)


async def test_bytes(http: AsyncClient) -> None:
    """All at once, since some of them wait for the server to give up."""
    found = await asyncio.gather(*(status_of(http, data, expected) for data, expected in BYTES.values()))
    assert dict(zip(BYTES, found, strict=True)) == {name: status for name, (_, status) in BYTES.items()}
    await assert_serves(http)


async def test_the_log_knows_no_bug(http: AsyncClient, folder: Path) -> None:
    await assert_serves(http)
    log = (folder / "serve.log").read_text(errors="replace")
    assert "Traceback" not in log
    assert READ.decode() not in log
    assert KEY not in log
