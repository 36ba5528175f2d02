"""CPU of everything around an operation, in process: `python -m benchmarks.transport`.

Every operation is answered with the same small result, so that what is measured is the way of the bytes to it and back:
through a bare ASGI application that only reads and writes, through a FastAPI route with two dependencies, through the
endpoint alone, and through the whole application, whose parts are added one after the other: what an operation is paid
from, its line in the log, figures, spans, a viewer. Prints milliseconds of CPU per request (the median of interleaved
rounds), and how much more it is than the bare application.
"""

import os
import statistics
import sys
import time
from collections.abc import Mapping
from typing import Annotated, Any, cast
from unittest.mock import patch

import orjson
import uvloop
from fastapi import Depends, FastAPI, Request, Response
from opentelemetry.sdk.trace import SpanProcessor
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from app.identity import make_identity
from app.logging import configure_logging
from app.main import create_app
from app.models.user import UserRole
from app.services.viewer import Viewer
from app.settings import Settings
from app.telemetry.application import Telemetry
from app.token_keys import new_key
from benchmarks.in_process import respond
from sqlmodel_strawberry import Context, Cost, Database, GraphQLApp, Result, Schema
from sqlmodel_strawberry import Request as Operation
from sqlmodel_strawberry.cost.budget import pay
from sqlmodel_strawberry.cost.reports import CostReport
from sqlmodel_strawberry.observing.observation import current

ROUNDS, REQUESTS = 15, 300
ANSWER = Result({"__typename": "Query"})
QUERY = "{ __typename }"
BODY = orjson.dumps({"query": QUERY, "variables": {}})
KEY = SecretStr(new_key())
RATE = "1000000000/minute"
DATABASE = "sqlite+aiosqlite:///:memory:"

Headers = Mapping[str, str]


class Answering:
    """A schema that needs no time."""

    async def execute(self, _request: Operation, _context: Context[Any]) -> Result:
        """Always the same."""
        return ANSWER


async def answer(
    schema: Schema, _sources: Any, request: Operation, context: Context[Any], *_: Any, **__: Any
) -> Result:
    """What `execution.run` does but for finding the document and executing it: a lookup of one row, asked before."""
    observation = current()
    context.cost = CostReport(Cost(1, 1))
    await pay(context, context.cost.estimated.total)
    if observation is not None:
        observation.planned_at = time.perf_counter()
    context.session.tally.statements += 1
    context.session.tally.rows += 1
    return Result(ANSWER.data)


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
    app.include_router(GraphQLApp(cast(Schema, Answering()), Database.connect(DATABASE)), prefix="/graphql")
    return app


def application(telemetry: Telemetry | None = None, **options: Any) -> FastAPI:
    """The application with these settings, and without what is counted one by one."""
    least = {"cost_limit_per_viewer": None, "cost_limit_per_address": None, "log_level": "WARNING"}
    settings = Settings(database_url=DATABASE, access_token_keys=KEY, log_format="json", **{**least, **options})
    app = create_app(settings, telemetry)
    app.state.database = Database.connect(DATABASE)
    return app


def traced() -> FastAPI:
    """Makes spans, and sends them nowhere."""
    return application(Telemetry(Settings(), SpanProcessor()))


def production() -> FastAPI:
    """With what production has."""
    return application(
        environment="production",
        allowed_hosts="api.example",
        metrics_token="0" * 16,
        log_level="INFO",
        cost_limit_per_viewer=RATE,
        cost_limit_per_address=RATE,
    )


def signed_in() -> Headers:
    """What a viewer sends."""
    token, _ = make_identity(Settings(access_token_keys=KEY)).tokens.issue(Viewer(7, UserRole.CUSTOMER))
    return {"authorization": f"Bearer {token}"}


def subjects() -> dict[str, tuple[ASGIApp, Headers]]:
    """What is measured, and what is sent to it."""
    return {
        "bare ASGI": (bare, {}),
        "FastAPI route": (routed(), {}),
        "endpoint": (endpoint(), {}),
        "application": (application(), {}),
        "+ uncompressed": (application(compress_bytes=""), {}),
        "+ allowed hosts": (application(allowed_hosts="api.example"), {}),
        "+ budget": (application(cost_limit_per_viewer=RATE, cost_limit_per_address=RATE), {}),
        "+ log": (application(log_level="INFO"), {}),
        "+ metrics": (application(metrics_token="0" * 16), {}),
        "+ spans": (traced(), {}),
        "+ viewer": (application(), signed_in()),
        "production": (production(), signed_in()),
    }


async def milliseconds(app: ASGIApp, headers: Headers) -> float:
    """CPU of one request."""
    if isinstance(app, FastAPI) and hasattr(app.state, "settings"):
        configure_logging(app.state.settings)  # which is of the whole process
    started = time.process_time()
    for _ in range(REQUESTS):
        await respond(app, BODY, headers)
    return (time.process_time() - started) / REQUESTS * 1000


async def main() -> None:
    """Print the table."""
    apps = subjects()
    times: dict[str, list[float]] = {name: [] for name in apps}
    for app, headers in apps.values():
        assert await respond(app, BODY, headers) == (200, ANSWER.to_bytes())
    for _ in range(ROUNDS):
        for name, (app, headers) in apps.items():
            times[name].append(await milliseconds(app, headers))
    least = statistics.median(times["bare ASGI"])
    sys.stdout.write(f"{'layer':16}{'CPU ms':>9}{'more':>9}\n")
    for name, rounds in times.items():
        median = statistics.median(rounds)
        sys.stdout.write(f"{name:16}{median:9.4f}{median - least:9.4f}\n")


if __name__ == "__main__":
    without_execution = patch("sqlmodel_strawberry.schema.run", answer)
    with open(os.devnull, "w") as nowhere, patch("sys.stderr", nowhere), without_execution:
        uvloop.run(main())  # as in the server
