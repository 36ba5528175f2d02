"""Answers that nobody takes in. What clients send too slowly is in tests/chaos."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from app.connections import Bounds

LARGE = b"x" * 16 * 1024 * 1024
"""More than all buffers between two sockets hold."""


class Answer(asyncio.Protocol):
    """Sends a large answer to whoever connects."""

    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(LARGE)


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
