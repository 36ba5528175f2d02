"""The endpoint in applications of other shapes: nested routers, mounts, other middleware, overridden dependencies."""

from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from httpx import AsyncClient
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint

from sqlmodel_strawberry import Database, GraphQLApp, RefusedRequestError
from tests.sqlmodel_strawberry.http.belfry import ECHO, SCHEMA, belfry, client, contexts, without_database


def router(**options: Any) -> GraphQLApp:
    return GraphQLApp(SCHEMA, without_database(), **options)


def nested() -> FastAPI:
    outer, app = APIRouter(prefix="/a"), FastAPI()
    outer.include_router(router(), prefix="/graphql")
    app.include_router(outer, prefix="/b")
    return app


def mounted() -> FastAPI:
    app = FastAPI()
    app.mount("/b/a", belfry(without_database()))
    return app


def wrapped() -> FastAPI:
    async def pass_on(request: Request, call_next: RequestResponseEndpoint) -> Response:
        return await call_next(request)

    app = nested()
    app.add_middleware(BaseHTTPMiddleware, dispatch=pass_on)
    return app


@pytest.mark.parametrize("make", [nested, mounted, wrapped])
async def test_it_is_the_same_everywhere(make: Any) -> None:
    http: AsyncClient = client(make())
    answers = [
        await http.post("/b/a/graphql", json={"query": ECHO}),
        await http.get("/b/a/graphql", params={"query": ECHO}),
        await http.post("/b/a/graphql", content=b"5", headers={"content-type": "application/json"}),
        await http.put("/b/a/graphql", json={"query": ECHO}),
        await http.post("/b/a/graphql", content=b"{}"),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 400, 405, 415]
    assert answers[3].headers["allow"] == "GET, HEAD, POST"
    assert [answer.json() for answer in answers[:2]] == [{"data": {"echo": "Ding"}}] * 2
    assert all(answer.json()["errors"] for answer in answers[2:])


async def test_two_endpoints_of_one_application_have_options_of_their_own() -> None:
    app = FastAPI()
    app.include_router(router(body_bytes=30, batch=2), prefix="/small")
    app.include_router(router(), prefix="/large")
    http = client(app)
    body = {"query": ECHO.ljust(30)}
    assert [(await http.post(path, json=body)).status_code for path in ("/small", "/large")] == [413, 200]
    batch = [{"query": "{a}"}]
    assert [(await http.post(path, json=batch)).status_code for path in ("/small", "/large")] == [200, 400]


async def test_dependencies_are_overridden_after_the_router_was_included() -> None:
    async def viewer() -> str:
        raise RefusedRequestError(401, "Who?")

    async def database() -> Database:
        raise AssertionError

    app = belfry(database, viewer=viewer)
    app.dependency_overrides = {viewer: lambda: "Ada", database: without_database}
    contexts.clear()
    assert (await client(app).post("/graphql", json={"query": ECHO})).status_code == 200
    assert [context.viewer for context in contexts] == ["Ada"]


async def test_a_dependency_ends_after_the_operation() -> None:
    steps: list[str] = []

    async def viewer() -> Any:
        steps.append("begin")
        yield "Ada"
        steps.append(f"end after {len(contexts)}")

    contexts.clear()
    app = belfry(without_database(), viewer=viewer)
    assert (await client(app).post("/graphql", json={"query": ECHO})).status_code == 200
    assert steps == ["begin", "end after 1"]
