"""What stands before FastAPI sees all that FastAPI answers, exceptions included."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request
from httpx import ASGITransport, AsyncClient
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.entrance import Application

SEEN: list[Any] = []


class Seeing:
    """Notes what comes in, and the statuses that go out."""

    def __init__(self, app: ASGIApp, name: str) -> None:
        self.app = app
        self.name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                SEEN.append((self.name, message["status"]))
            await send(message)

        SEEN.append((self.name, scope["type"], type(scope["app"])))
        await self.app(scope, receive, answer)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    SEEN.append("up")
    yield
    SEEN.append("down")


async def fail(request: Request) -> None:
    raise LookupError(request.url.path)


async def test_what_stands_before_fastapi() -> None:
    SEEN.clear()
    app = Application(before=[Middleware(Seeing, name="outer"), Middleware(Seeing, name="inner")], lifespan=lifespan)
    app.add_api_route("/fail", fail)
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://api.example") as http:
        assert (await http.get("/nowhere")).status_code == 404
        assert (await http.get("/fail")).status_code == 500
    came = [("outer", "http", Application), ("inner", "http", Application)]
    assert [*came, ("inner", 404), ("outer", 404), *came, ("inner", 500), ("outer", 500)] == SEEN


async def test_the_application_starts_and_ends() -> None:
    SEEN.clear()
    app = Application(before=[Middleware(Seeing, name="only")], lifespan=lifespan)
    come = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[Message] = []

    async def receive() -> Message:
        return next(come)

    async def send(message: Message) -> None:
        sent.append(message)

    await app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, receive, send)
    assert SEEN == ["up", "down"]
    assert [each["type"] for each in sent] == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
