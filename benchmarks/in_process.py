"""Requests to an ASGI application without a socket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp


async def respond(app: ASGIApp, body: bytes, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """The status and the body of the answer to one POST /graphql."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"",
        "root_path": "",
        "client": ("127.0.0.1", 50000),
        "headers": [
            (b"host", b"api.example"),
            (b"user-agent", b"benchmark"),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"accept", b"application/graphql-response+json"),
            (b"accept-encoding", b"gzip"),
            *((name.encode(), value.encode()) for name, value in (headers or {}).items()),
        ],
    }
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)
