"""Answers that nobody takes in. What clients send too slowly is in tests/chaos."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
import uvloop
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

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
