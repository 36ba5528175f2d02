"""What is written to a client at one time goes to the system at one time."""

import asyncio
from typing import Any, cast


class GatheringTransport:
    """Stands before a transport, and gathers what is written in one turn of the event loop.

    uvicorn writes the headers of an answer and its body one after the other. Each write is a call of the system, which
    takes longer than to make a short answer.
    """

    __slots__ = ("_loop", "_parts", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Write at the end of this turn."""
        if not self._parts:
            self._loop.call_soon(self._flush)
        self._parts.append(data)

    def close(self) -> None:
        """Close, once everything is written."""
        self._flush()
        self._transport.close()

    def abort(self) -> None:
        """Close now."""
        self._parts = []
        self._transport.abort()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if parts:
            self._transport.writelines(parts)


def gathering(transport: asyncio.BaseTransport, loop: asyncio.AbstractEventLoop) -> asyncio.Transport:
    """A transport that does so."""
    return cast("asyncio.Transport", GatheringTransport(cast("asyncio.Transport", transport), loop))
