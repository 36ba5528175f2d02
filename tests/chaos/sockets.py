"""Bytes on sockets, for what no HTTP client would do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from httpx import AsyncClient


@dataclass
class Raw:
    """One connection to a server."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def send(self, data: bytes) -> None:
        """Hand it to the operating system."""
        self.writer.write(data)

    async def rest(self) -> bytes:
        """All that comes until the server closes the connection."""
        try:
            return await self.reader.read()
        except ConnectionResetError:
            return b""


@asynccontextmanager
async def connected(http: AsyncClient) -> AsyncIterator[Raw]:
    """A connection to the server of a client."""
    reader, writer = await asyncio.open_connection(http.base_url.host, http.base_url.port)
    try:
        yield Raw(reader, writer)
    finally:
        writer.transport.abort()
