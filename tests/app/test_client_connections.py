"""Answers that nobody takes in. What clients send too slowly is in tests/chaos."""

import asyncio
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest
import uvloop
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from app.client_connections import BoundedProtocol, Bounds, ServerConfig
from app.settings import Settings

LARGE = b"x" * 16 * 1024 * 1024
"""More than all buffers between two sockets hold."""


class Answer(asyncio.Protocol):
    """Sends a large answer to whoever connects."""

    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(LARGE)


class BoundedAnswer(Bounds, Answer):
    """The same, for as long as the client takes it in."""

    config: Any = SimpleNamespace(header_timeout=60, write_timeout=0.2, max_header_bytes=1)
    cycle = None

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()


@pytest.mark.parametrize("reads", [True, False], ids=["read", "unread"])
async def test_an_answer_is_sent_for_as_long_as_it_is_read(reads: bool) -> None:
    server = await asyncio.get_running_loop().create_server(BoundedAnswer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    try:
        if reads:
            assert await asyncio.wait_for(reader.readexactly(len(LARGE)), 10) == LARGE
        else:
            await asyncio.sleep(0.4)
            with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
                await asyncio.wait_for(reader.readexactly(len(LARGE)), 10)
    finally:
        writer.transport.abort()
        server.close()
        await server.wait_closed()


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Answers with the body."""
    if scope["type"] == "http":
        body = (await receive())["body"]
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        await send({"type": "http.response.body", "body": body})


async def test_answers_come_at_once_whether_they_have_a_body_or_not() -> None:
    config = ServerConfig(Settings(), host="127.0.0.1", port=0)
    config.app, config.factory = echo, False
    config.load()
    made = partial(BoundedProtocol, config=config, server_state=ServerState(), app_state={})
    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())

    async def head() -> bytes:
        return (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)).partition(b"\r\n")[0]

    try:
        for _ in range(2):
            writer.write(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert await head() == b"HTTP/1.1 200 OK"
        writer.write(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        assert await head() == b"HTTP/1.1 100 Continue"
        writer.write(b"body")
        assert await head() == b"HTTP/1.1 200 OK"
        assert await asyncio.wait_for(reader.readexactly(4), 10) == b"body"
    finally:
        writer.transport.abort()
        server.close()
        await server.wait_closed()


def test_the_server_has_the_quickest_loop_and_parser() -> None:
    config = ServerConfig(Settings(), host="127.0.0.1", port=0)
    config.load()
    assert config.get_loop_factory() is uvloop.new_event_loop
    assert issubclass(BoundedProtocol, HttpToolsProtocol)
    assert config.http_protocol_class is BoundedProtocol


@pytest.mark.parametrize("ips", ["", "10.0.0.1"])
def test_what_proxies_say_is_read_where_there_are_any(ips: str) -> None:
    config = ServerConfig(Settings(forwarded_allow_ips=ips), host="127.0.0.1", port=0)  # type: ignore[arg-type]
    assert config.proxy_headers == bool(ips)
