"""A TCP proxy in front of a PostgreSQL server, to break what goes through it."""

import asyncio
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import URL


class Proxy:
    """Between a client and the server at `url`, which listens on a Unix socket."""

    def __init__(self, url: URL) -> None:
        self._target = url
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._server: asyncio.Server | None = None
        self._port = 0
        self._connections: dict[asyncio.StreamWriter, asyncio.Task[Any]] = {}

    async def __aenter__(self) -> Self:
        await self.accept()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.refuse()
        await self.cut()

    @property
    def url(self) -> URL:
        """The server's address, by way of the proxy."""
        return self._target.set(host="127.0.0.1", port=self._port, query={})

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self._connections)

    def stall(self) -> None:
        """A black hole: connections are accepted and stay open, but nothing comes through."""
        self._flowing.clear()

    def resume(self) -> None:
        """What was held back goes on."""
        self._flowing.set()

    async def refuse(self) -> None:
        """Nobody listens any more. Open connections stay."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def accept(self) -> None:
        """Listen, again at the same address."""
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Reset every open connection."""
        open_connections = dict(self._connections)
        for writer, task in open_connections.items():
            writer.transport.abort()
            task.cancel()
        await asyncio.gather(*open_connections.values(), return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections[writer] = task
        folder = self._target.query["host"]
        assert isinstance(folder, str)
        with suppress(OSError, asyncio.CancelledError):
            socket = Path(folder) / f".s.PGSQL.{self._target.query['port']}"
            server_reader, server_writer = await asyncio.open_unix_connection(str(socket))
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._pump(reader, server_writer))
                    group.create_task(self._pump(server_reader, writer))
            except* OSError:
                pass
            finally:
                server_writer.transport.abort()
        writer.transport.abort()
        del self._connections[writer]

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            await self._flowing.wait()
            writer.write(data)
            await writer.drain()
        raise ConnectionResetError("the other side closed")
