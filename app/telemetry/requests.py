"""What is said of each request: an id for all its lines, a span, a line of its own where no operation was to blame."""

import logging
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import quote

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.middleware import PROBES
from app.redaction import remember_secrets
from app.telemetry.metrics import Metrics
from app.telemetry.tracing import Tracing, trace_id
from sqlmodel_strawberry import OperationRecord

NAME = "app.requests"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
PATH_CHARACTERS = 100


@dataclass
class Answered:
    """How a request was answered, so far."""

    operations: int = 0
    status: int = 0


_answered: ContextVar[Answered | None] = ContextVar("answered", default=None)


def count_operation(operation: OperationRecord) -> None:
    """Remember that the request has an operation, which tells what happened."""
    answered = _answered.get()
    if answered is not None:
        answered.operations += 1


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
        headers, answered = Headers(scope=scope), Answered()
        request_id = request_id_of(headers)
        remember_secrets(headers)
        _answered.set(answered)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered.status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id), self._span(scope, headers, answered):
            try:
                await self.app(scope, receive, answer)
            finally:
                self._tell(scope, answered)

    @contextmanager
    def _span(self, scope: Scope, headers: Headers, answered: Answered) -> Iterator[None]:
        if self.tracing is None or scope["path"] in PROBES:
            yield
            return
        with self.tracing.request(scope["method"], headers) as span:
            try:
                with structlog.contextvars.bound_contextvars(trace_id=trace_id(span)):
                    yield
            finally:
                span.set_attribute("http.response.status_code", answered.status or 500)

    def _tell(self, scope: Scope, answered: Answered) -> None:
        status = answered.status or 500
        if self.metrics is not None:
            self.metrics.responded(status)
        if status >= 400 and not answered.operations and scope["path"] not in PROBES:
            level = logging.ERROR if status >= 500 else logging.INFO
            # Encoded again, so that it is one word of a line.
            path = quote(scope["path"], errors="replace")[:PATH_CHARACTERS]
            structlog.stdlib.get_logger(NAME).log(level, "request", method=scope["method"], path=path, status=status)


def request_id_of(headers: Headers) -> str:
    """What the client, or a proxy, calls the request, where it may be written down; otherwise a name of our own."""
    sent = headers.getlist("x-request-id")
    if len(sent) == 1 and REQUEST_ID.fullmatch(sent[0]):
        return sent[0]
    return uuid.uuid4().hex
