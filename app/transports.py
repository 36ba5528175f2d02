"""The head of an answer goes to the system together with what follows it."""

import asyncio
from typing import Any

ANSWER, CONTINUE = b"HTTP/1.1 ", b"HTTP/1.1 100 "


class GatheringTransport:
    """Stands before a transport, and keeps the head of an answer until its body is written.

    uvicorn writes one after the other. Each write is a call of the system, which takes longer than to make a short
    answer. Where no body comes, whoever knows that the answer has ended says `flush`.
    """

    __slots__ = ("_head", "_transport", "is_closing")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """Write it, if it is no head, with what was kept."""
        if self._head:
            parts, self._head = (self._head, data), b""
            self._transport.writelines(parts)
        elif data.startswith(ANSWER) and not data.startswith(CONTINUE):
            self._head = data
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Nothing follows."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head)

    def close(self) -> None:
        """Close, once everything is written."""
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        """Close now."""
        self._head = b""
        self._transport.abort()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
