"""One HTTP request, raw as an attacker would write it, and the answer of an ASGI application to it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.types import ASGIApp, Message

GRAPHQL_JSON = b"application/graphql-response+json"
JSON = b"application/json"
HOST = b"api.example"
STRANGER = "stranger"

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Sent:
    """What is sent. `Host`, `Accept` and `Content-Length` are added where `headers` do not say them.

    `who` is whose access token it brings: see `World.tokens`.
    """

    body: bytes = b""
    who: str = STRANGER
    method: str = "POST"
    target: bytes = b"/graphql"
    headers: Headers = ((b"content-type", JSON),)
    is_chunked: bool = False

    def all_headers(self, accept: bytes, token: str | None) -> Headers:
        """The headers, in the order in which they are sent."""
        given = {name.lower() for name, _ in self.headers}
        usual = [(b"host", HOST), (b"accept", accept)]
        if self.body:
            framing = (b"transfer-encoding", b"chunked")
            usual.append(framing if self.is_chunked else (b"content-length", b"%d" % len(self.body)))
        if token is not None:
            usual.append((b"authorization", b"Bearer " + token.encode()))
        return tuple(header for header in usual if header[0] not in given) + self.headers


@dataclass(frozen=True)
class Answer:
    """What comes back, and the CPU that took, in milliseconds."""

    status: int
    headers: dict[str, str]
    body: bytes
    cpu: float

    @property
    def json(self) -> Any:
        """The body, None where it is no JSON."""
        is_json = "json" in self.headers.get("content-type", "")
        return orjson.loads(self.body) if is_json and self.body else None

    @property
    def code(self) -> str:
        """The code of the first top-level error, or else of the first user error; empty where there is none."""
        answers = self.json if isinstance(self.json, list) else [self.json]
        return next((code for answer in answers for code in _codes(answer)), "")


@dataclass
class Exchange:
    """Sends to an application from one address, which other attacks do not come from."""

    app: ASGIApp
    address: str = "203.0.113.1"
    messages: list[Message] = field(default_factory=list)

    async def send(self, sent: Sent, accept: bytes = GRAPHQL_JSON, token: str | None = None) -> Answer:
        """The answer, without a socket."""
        self.messages.clear()
        pending = list(_pieces(sent.body))

        async def receive() -> Message:
            if not pending:
                await asyncio.Event().wait()  # the client waits for its answer
            piece = pending.pop(0)
            return {"type": "http.request", "body": piece, "more_body": bool(pending)}

        async def send(message: Message) -> None:
            self.messages.append(message)

        scope = self._scope(sent, sent.all_headers(accept, token))
        started = time.process_time()
        await self.app(scope, receive, send)
        return self._answer((time.process_time() - started) * 1000)

    def _scope(self, sent: Sent, headers: Headers) -> dict[str, Any]:
        path, _, query = sent.target.partition(b"?")
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": sent.method,
            "scheme": "http",
            "path": path.decode(),
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in headers],
            "client": (self.address, 40_000),
            "server": ("127.0.0.1", 8000),
        }

    def _answer(self, cpu: float) -> Answer:
        start, *rest = self.messages
        headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in rest), cpu)


def _pieces(body: bytes, size: int = 65_536) -> Iterator[bytes]:
    """As a server hands them on."""
    yield body[:size]
    for begin in range(size, len(body), size):
        yield body[begin : begin + size]


def _codes(answer: Any) -> Iterator[str]:
    if not isinstance(answer, dict):
        return
    for error in answer.get("errors", ()):
        yield error["extensions"]["code"]
    for payload in (answer.get("data") or {}).values():
        if isinstance(payload, dict):
            yield from (error["code"] for error in payload.get("userErrors") or ())
