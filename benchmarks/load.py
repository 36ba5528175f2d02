"""A load generator that costs little: requests are rendered beforehand, answers are only counted and timed."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

END_OF_HEADERS = b"\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"


class AnswerError(Exception):
    """An answer that is none."""


@dataclass(frozen=True)
class Load:
    """What the clients saw: seconds altogether, and of each answer."""

    seconds: float
    latencies: Sequence[float]


@dataclass(frozen=True)
class Answer:
    """The status and the body of one response."""

    status: int
    body: bytes


class Client(asyncio.Protocol):
    """One connection, which sends the next request when the last one was answered."""

    def __init__(self, requests: list[bytes], latencies: list[float], answers: list[Answer] | None) -> None:
        self._requests = requests
        self._latencies = latencies
        self._answers = answers
        self._buffer = b""
        self._sent = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._send()

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        answer = complete(self._buffer)
        if answer is None:
            return
        self._latencies.append(time.perf_counter() - self._sent)
        if answer.status != 200 or b'"errors"' in answer.body:
            self._end(AnswerError(f"{answer.status}: {answer.body[:500]!r}"))
            return
        if self._answers is not None:
            self._answers.append(answer)
        self._buffer = b""
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        self._end(exc or AnswerError("the server closed the connection"))

    def _send(self) -> None:
        if not self._requests:
            self._end(None)
            return
        self._sent = time.perf_counter()
        self._transport.write(self._requests.pop())

    def _end(self, error: Exception | None) -> None:
        if not self.done.done():
            if error is None:
                self.done.set_result(None)
            else:
                self.done.set_exception(error)
        self._transport.close()


async def send(port: int, requests: Sequence[bytes], in_flight: int, answers: list[Answer] | None = None) -> Load:
    """Send each request once over `in_flight` connections, and keep the answers where a list for them is given.

    With one in flight the answers come in the order of the requests.

    Raises:
        AnswerError: an answer was not 200, or had errors.
    """
    left, latencies = list(reversed(requests)), list[float]()
    loop = asyncio.get_running_loop()
    gc.disable()
    started = time.perf_counter()
    try:
        clients = [
            (await loop.create_connection(lambda: Client(left, latencies, answers), "127.0.0.1", port))[1]
            for _ in range(in_flight)
        ]
        await asyncio.gather(*(client.done for client in clients))
    finally:
        gc.enable()
    return Load(time.perf_counter() - started, latencies)


def complete(data: bytes) -> Answer | None:
    """The answer in `data`, once all of it is there."""
    end = data.find(END_OF_HEADERS)
    if end < 0:
        return None
    head, start = data[:end].lower(), end + len(END_OF_HEADERS)
    at = head.find(b"content-length:")
    if at >= 0:
        length = int(head[at + len(b"content-length:") : head.find(b"\r\n", at) if b"\r\n" in head[at:] else None])
        if len(data) < start + length:
            return None
        return Answer(int(head[9:12]), data[start : start + length])
    return Answer(int(head[9:12]), _unchunked(data[start:])) if data.endswith(LAST_CHUNK) else None


def _unchunked(data: bytes) -> bytes:
    """The body in a chunked one (RFC 9112, section 7.1)."""
    body = b""
    while data:
        size, _, data = data.partition(b"\r\n")
        length = int(size, 16)
        body, data = body + data[:length], data[length + 2 :]
    return body
