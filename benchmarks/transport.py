"""CPU of the HTTP layer alone, in process: `python -m benchmarks.transport`.

Every operation is answered with the same small result, so that what is measured is the way of the bytes to it and back:
through a bare ASGI application that only reads and writes, through a FastAPI route with two dependencies, and through
the endpoint. Prints milliseconds of CPU per request (the median of interleaved rounds), and how much more it is than
the bare application.
"""

import asyncio
import statistics
import sys
import time
from typing import Annotated, Any, cast

import orjson
from fastapi import Depends, FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from benchmarks.__main__ import respond
from sqlmodel_strawberry import Context, Database, GraphQLApp, Result, Schema
from sqlmodel_strawberry import Request as Operation

ROUNDS, REQUESTS = 15, 300
ANSWER = Result({"__typename": "Query"})
BODY = orjson.dumps({"query": "{ __typename }", "variables": {}})


class Answering:
    """A schema that needs no time."""

    async def execute(self, _request: Operation, _context: Context[Any]) -> Result:
        """Always the same."""
        return ANSWER


async def bare(_scope: Scope, receive: Receive, send: Send) -> None:
    """The least that an application can do."""
    orjson.loads((await receive())["body"])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": ANSWER.to_bytes()})


def routed() -> FastAPI:
    """What FastAPI itself takes."""
    app = FastAPI()

    async def nothing() -> None:
        return None

    Nothing = Annotated[Any, Depends(nothing)]

    async def other() -> None:
        return None

    @app.post("/graphql")
    async def answer(request: Request, _first: Nothing, _second: Annotated[Any, Depends(other)]) -> Response:
        orjson.loads(await request.body())
        return Response(ANSWER.to_bytes(), media_type="application/json")

    return app


def endpoint() -> FastAPI:
    """GraphQL over HTTP."""
    app = FastAPI()
    database = Database.connect("sqlite+aiosqlite:///:memory:")
    app.include_router(GraphQLApp(cast(Schema, Answering()), database), prefix="/graphql")
    return app


async def milliseconds(app: ASGIApp) -> float:
    """CPU of one request."""
    started = time.process_time()
    for _ in range(REQUESTS):
        await respond(app, BODY)
    return (time.process_time() - started) / REQUESTS * 1000


async def main() -> None:
    """Print the table."""
    apps: dict[str, ASGIApp] = {"bare ASGI": bare, "FastAPI route": routed(), "endpoint": endpoint()}
    times: dict[str, list[float]] = {name: [] for name in apps}
    for app in apps.values():
        assert await respond(app, BODY) == (200, ANSWER.to_bytes())
    for _ in range(ROUNDS):
        for name, app in apps.items():
            times[name].append(await milliseconds(app))
    least = statistics.median(times["bare ASGI"])
    sys.stdout.write(f"{'layer':16}{'CPU ms':>9}{'more':>9}\n")
    for name, rounds in times.items():
        median = statistics.median(rounds)
        sys.stdout.write(f"{name:16}{median:9.4f}{median - least:9.4f}\n")


if __name__ == "__main__":
    asyncio.run(main())
