"""What stands before every route, outermost first."""

import re
from collections.abc import Awaitable, Mapping, Sequence
from functools import lru_cache

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from sqlmodel_strawberry import RefusedRequestError
from sqlmodel_strawberry.http.headers import headers_of
from sqlmodel_strawberry.http.media import JSON
from sqlmodel_strawberry.http.responses import Responses

REQUEST_HEADERS = [
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "Traceparent",
    "X-GraphQL-Cost",
    "X-Request-Id",
]
RESPONSE_HEADERS = [
    "Retry-After",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-Request-Id",
]
# Whoever asks these knows the process by its address, not by its name.
PROBES = ("/live", "/ready", "/metrics")
AUTHORITY = re.compile(r"(?P<name>[^:\[\]]+|\[[^\[\]]+\])(?::\d*)?")
HOST_CHARACTERS = 300
"""Names have 253 at most (RFC 1035, 2.3.4)."""
# A quarter of the time of Starlette's level for a tenth more bytes.
COMPRESSION_LEVEL = 1


def middleware(settings: Settings) -> list[Middleware]:
    """What the settings ask for."""
    wanted = []
    if settings.allowed_hosts:
        wanted.append(Middleware(AllowedHosts, hosts=settings.allowed_hosts))
    if settings.cors_origins:
        wanted.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=["GET", "POST"],
                allow_headers=REQUEST_HEADERS,
                expose_headers=RESPONSE_HEADERS,
            )
        )
    if settings.compress_bytes is not None:
        wanted.append(Middleware(Compression, minimum_size=settings.compress_bytes))
    return wanted


class AllowedHosts:
    """Refuses requests that name another host than these (RFC 9110, 7.4): 421.

    A host without a port stands for any port. `TrustedHostMiddleware` has wildcards, and cuts IPv6 addresses.
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self._is_allowed = lru_cache(maxsize=100)(self._is_one_of_them)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] != "http" or scope["path"] in PROBES or self._names_one(headers_of(scope)):
            await self.app(scope, receive, send)
            return
        refused = RefusedRequestError(421, "This server does not answer for the host that the request names.")
        await Responses(draft=False).of_error(refused, JSON)(scope, receive, send)

    def _names_one(self, headers: Mapping[bytes, bytes]) -> bool:
        # Several are joined to what is no name.
        named = headers.get(b"host", b"")
        return len(named) <= HOST_CHARACTERS and self._is_allowed(named)

    def _is_one_of_them(self, named: bytes) -> bool:
        host = named.decode("latin-1").lower()
        match = AUTHORITY.fullmatch(host)
        return match is not None and not self.hosts.isdisjoint((host, match["name"]))


class Compression:
    """Starlette's, through which short answers do not go: to look at their headers takes longer than to make them."""

    def __init__(self, app: ASGIApp, minimum_size: int) -> None:
        self.app = app
        self.minimum_size = minimum_size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and compress the answer where that is worth while."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        responder: Send | None = None

        def answer(message: Message) -> Awaitable[None]:
            nonlocal start, responder
            if responder is None:
                if message["type"] != "http.response.start":
                    responder = self._responder(scope, send, start, message)
                    return _both(responder, start, message)
                length = dict(message.get("headers", ())).get(b"content-length", b"")
                if not length.isdigit() or int(length) >= self.minimum_size:
                    start = message
                    return _nothing()
                responder = send
            return responder(message)

        await self.app(scope, receive, answer)

    def _responder(self, scope: Scope, send: Send, start: Message | None, first: Message) -> Send:
        if first["type"] == "http.response.body" and not first.get("more_body", False):
            if len(first.get("body", b"")) < self.minimum_size:
                return send
            if start is not None and b"gzip" not in headers_of(scope).get(b"accept-encoding", b""):
                # Nothing is left of what Starlette does for whoever takes no compressed answer.
                start["headers"] = varied(list(start.get("headers", ())))
                return send
        if b"gzip" in headers_of(scope).get(b"accept-encoding", b""):
            responder: IdentityResponder = GZipResponder(self.app, self.minimum_size, COMPRESSION_LEVEL)
        else:
            responder = IdentityResponder(self.app, self.minimum_size)
        responder.send = send
        return responder.send_with_compression


async def _nothing() -> None:
    """Until more is known of the answer."""


async def _both(send: Send, start: Message | None, first: Message) -> None:
    if start is not None:
        await send(start)
    await send(first)


def varied(headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer that would be another one for whoever takes it compressed (RFC 9110, 12.5.5)."""
    kept = [(name, value) for name, value in headers if name != b"vary"]
    named = [value for name, value in headers if name == b"vary"]
    return [*kept, (b"vary", b", ".join([*named, b"Accept-Encoding"]))]
