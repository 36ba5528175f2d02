"""FastAPI behind what stands before every route."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send


class Application(FastAPI):
    """FastAPI, with middleware `before` all of it, outermost first.

    FastAPI's own `middleware` stands behind what answers exceptions and counts bodies. What is answered before it comes
    to a route needs neither, and tells of what they answer.
    """

    def __init__(self, *, before: Sequence[Middleware], **options: Any) -> None:
        super().__init__(**options)
        entrance: ASGIApp = super().__call__
        for cls, arguments, named in reversed(before):
            entrance = cls(entrance, *arguments, **named)
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request (ASGI)."""
        if scope["type"] == "http":
            scope["app"] = self
            await self._entrance(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
