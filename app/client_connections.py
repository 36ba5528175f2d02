"""Clients' connections, bounded where uvicorn is not: headers that do not come or do not end, unread answers."""

import asyncio
from typing import Any

from uvicorn import Config
from uvicorn.protocols.http.auto import AutoHTTPProtocol

from app.settings import Settings
from app.transports import gathering

TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
OVERHEAD = 8
"""Bytes that one byte of a body may take in chunks of its own, and then some."""
END_OF_HEADERS = b"\r\n\r\n"


class ServerConfig(Config):
    """What uvicorn is told, and what `BoundedProtocol` is."""

    def __init__(self, settings: Settings, *, host: str, port: int) -> None:
        super().__init__(
            "app.main:create_app",
            factory=True,
            host=host,
            port=port,
            workers=settings.workers,
            proxy_headers=bool(settings.forwarded_allow_ips),
            forwarded_allow_ips=list(settings.forwarded_allow_ips),
            http="app.client_connections:BoundedProtocol",
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            backlog=settings.backlog,
            limit_concurrency=settings.max_connections,
            timeout_keep_alive=settings.keep_alive,
            timeout_graceful_shutdown=settings.shutdown_timeout,
        )
        self.header_timeout = settings.header_timeout
        self.write_timeout = settings.write_timeout
        self.max_header_bytes = settings.max_header_bytes
        # The application counts the body. This bounds what is none: sizes of chunks, trailers, requests sent ahead.
        self.max_request_bytes = settings.max_header_bytes + OVERHEAD * settings.max_body_bytes


class Bounds(asyncio.Protocol):
    """Stands before a protocol of uvicorn's."""

    config: ServerConfig
    transport: asyncio.Transport
    loop: asyncio.AbstractEventLoop
    cycle: Any
    """The request that is, or was last, answered."""

    _headers_due: asyncio.TimerHandle | None = None
    _write_due: asyncio.TimerHandle | None = None
    _received = 0
    """Bytes of the headers, or of what follows them, so far."""
    _tail = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there: its first request is due."""
        super().connection_made(gathering(transport, self.loop))
        self._expect_headers()

    def data_received(self, data: bytes) -> None:
        """Part of a request, or several."""
        last = self.cycle
        is_between = last is None or last.response_complete
        if is_between:
            if self._headers_due is None:
                self._received, self._tail = 0, b""
            seen = self._tail + data if self._tail else data
            end = seen.find(END_OF_HEADERS)
            if self._received + (len(data) if end < 0 else end) > self.config.max_header_bytes:
                self._refuse(TOO_LARGE)
                return
        elif self._received + len(data) > self.config.max_request_bytes:
            self.transport.abort()
            return
        self._received += len(data)
        super().data_received(data)
        if self.cycle is not last:
            _cancel(self._headers_due)
            self._headers_due, self._received, self._tail = None, 0, b""
        elif is_between:
            self._tail = seen[1 - len(END_OF_HEADERS) :]
            self._expect_headers()

    def pause_writing(self) -> None:
        """The client takes in less than it is sent."""
        super().pause_writing()
        self._write_due = self.loop.call_later(self.config.write_timeout, self.transport.abort)

    def resume_writing(self) -> None:
        """It has caught up."""
        super().resume_writing()
        _cancel(self._write_due)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        _cancel(self._headers_due)
        _cancel(self._write_due)
        super().connection_lost(exc)

    def _expect_headers(self) -> None:
        if self._headers_due is None:
            self._headers_due = self.loop.call_later(self.config.header_timeout, self._overdue)

    def _overdue(self) -> None:
        # One that never said anything gets no answer either.
        self._refuse(TIMED_OUT if self._tail else b"")

    def _refuse(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()


class BoundedProtocol(Bounds, AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """uvicorn's protocol, bounded."""


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
