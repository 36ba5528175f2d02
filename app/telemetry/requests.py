"""What is said of each request: an id for all its lines, a span, a line of its own where no operation was to blame."""

import logging
import re
from collections.abc import Awaitable
from random import getrandbits
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.current_request import CurrentRequest, current_request
from app.logging import write
from app.middleware import PROBES
from app.telemetry.metrics import Metrics
from app.telemetry.tracing import Tracing, trace_id

REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
PATH_CHARACTERS = 100

logger = logging.getLogger("app.requests")


class Requests:
    """The outermost middleware. It takes `X-Request-Id`, or makes one, and gives it back."""

    def __init__(self, app: ASGIApp, metrics: Metrics | None, tracing: Tracing | None) -> None:
        self.app = app
        self.metrics = metrics
        self.tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and tell of the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = dict(scope["headers"]).get(b"x-request-id")
        request = CurrentRequest(scope["headers"], name_of(sent) if sent else f"{getrandbits(128):032x}")
        token = current_request.set(request)

        def answer(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                request.status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", request.id.encode())]
            return send(message)

        try:
            if self.tracing is None or scope["path"] in PROBES:
                await self.app(scope, receive, answer)
            else:
                await self._trace(self.tracing, request, scope, receive, answer)
        finally:
            if self.metrics is not None or not 0 < request.status < 400:
                self._tell(scope, request)
            current_request.reset(token)

    async def _trace(
        self, tracing: Tracing, request: CurrentRequest, scope: Scope, receive: Receive, send: Send
    ) -> None:
        with tracing.request(scope["method"], Headers(scope=scope)) as span:
            request.trace_id = trace_id(span)
            try:
                await self.app(scope, receive, send)
            finally:
                span.set_attribute("http.response.status_code", request.status or 500)

    def _tell(self, scope: Scope, request: CurrentRequest) -> None:
        status = request.status or 500
        if self.metrics is not None:
            self.metrics.responded(status)
        if status >= 400 and not request.operations and scope["path"] not in PROBES:
            level = logging.ERROR if status >= 500 else logging.INFO
            # Encoded again, so that it is one word of a line.
            path = quote(scope["path"], errors="replace")[:PATH_CHARACTERS]
            write(logger, level, "request", {"method": scope["method"], "path": path, "status": status})


def name_of(sent: bytes) -> str:
    """What the client, or a proxy, calls the request, where it may be written down; otherwise a name of our own."""
    return sent.decode("ascii") if REQUEST_ID.fullmatch(sent) else f"{getrandbits(128):032x}"
