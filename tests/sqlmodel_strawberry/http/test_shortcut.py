"""What FastAPI is left out of where it would change nothing: plain dependencies, and finding the endpoint again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, Request
from fastapi.requests import HTTPConnection
from httpx import AsyncClient

import sqlmodel_strawberry.http.dependencies as http_dependencies
from sqlmodel_strawberry import GraphQLApp
from sqlmodel_strawberry.http.dependencies import PlainHandler
from tests.sqlmodel_strawberry.http.belfry import ECHO, SCHEMA, belfry, client, contexts, without_database

ANSWER = {"data": {"echo": "Ding"}}
Calls = list[tuple[str, Any]]


@pytest.fixture
def plain_calls(monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """The requests that were answered without FastAPI's resolving of dependencies."""
    calls: list[Request] = []

    class Counting(PlainHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            handle = self.handle

            async def count(request: Request) -> Any:
                calls.append(request)
                return await handle(request)

            self.handle = count

    monkeypatch.setattr(http_dependencies, "PlainHandler", Counting)
    contexts.clear()
    return calls


async def echo(http: AsyncClient, path: str = "/graphql", **options: Any) -> None:
    response = await http.post(path, json={"query": ECHO}, **options)
    assert (response.status_code, response.json()) == (200, ANSWER)


def dependencies(calls: Calls) -> tuple[Callable[..., Awaitable[Any]], Callable[..., Awaitable[Any]]]:
    """A viewer with dependencies of all plain kinds, and one to include the router with."""

    async def address(connection: HTTPConnection) -> Any:
        calls.append(("address", connection.scope["path"]))
        return connection.scope["path"]

    async def number() -> int:
        calls.append(("number", None))
        return len(calls)

    async def name(request: Request, where: Annotated[Any, Depends(address)]) -> str:
        calls.append(("name", where))
        return f"{request.headers['x-name']} at {where}"

    async def viewer(
        *,
        who: Annotated[str, Depends(name)],
        where: Annotated[str, Depends(address)],
        first: Annotated[int, Depends(number)],
        same: Annotated[int, Depends(number)],
        other: Annotated[int, Depends(number, use_cache=False)],
        for_function: Annotated[int, Depends(number, scope="function")],
    ) -> Any:
        calls.append(("viewer", (who, where, first == same, first == other, first == for_function)))
        return who

    async def limit(_where: Annotated[str, Depends(address)]) -> None:
        calls.append(("limit", None))

    return viewer, limit


class TestDependencies:
    async def test_they_are_called_as_fastapi_calls_them(self, plain_calls: list[Request]) -> None:
        calls: Calls = []
        viewer, limit = dependencies(calls)
        app = belfry(without_database(), viewer=viewer, dependencies=[limit])
        for overrides in ({}, {without_database: without_database}):
            app.dependency_overrides = overrides
            await echo(client(app), headers={"x-name": "Ada"})
        half = len(calls) // 2
        assert calls[:half] == calls[half:]
        assert [name for name, _ in calls[:half]] == [
            *("address", "limit", "name", "number", "number", "number", "viewer")
        ]
        assert calls[half - 1] == ("viewer", ("Ada at /graphql", "/graphql", True, False, False))
        assert [context.viewer for context in contexts] == ["Ada at /graphql"] * 2
        assert len(plain_calls) == 1

    async def test_overrides_come_and_go(self, plain_calls: list[Request]) -> None:
        async def viewer() -> str:
            return "Ada"

        async def tenant() -> str:
            return "Eve"

        app = belfry(without_database(), viewer=viewer)
        http = client(app)
        for overrides in ({}, {viewer: tenant}, {}, {viewer: lambda: "Bob"}):
            app.dependency_overrides = overrides
            await echo(http)
        assert [context.viewer for context in contexts] == ["Ada", "Eve", "Ada", "Bob"]
        assert len(plain_calls) == 2

    @pytest.mark.parametrize("kind", ["thread", "generator", "parameter", "class", "instance", "below"])
    async def test_of_other_kinds_are_left_to_fastapi(self, plain_calls: list[Request], kind: str) -> None:
        def thread() -> str:
            return "Ada"

        async def generator() -> AsyncIterator[str]:
            yield "Ada"

        async def parameter(x_name: Annotated[str, Header()]) -> str:
            return x_name

        class Viewer(str):
            def __new__(cls) -> Any:
                return "Ada"

        class Instance:
            async def __call__(self) -> str:
                return "Ada"

        async def below(name: Annotated[str, Depends(thread)]) -> str:
            return name

        viewer: Any = {
            "thread": thread,
            "generator": generator,
            "parameter": parameter,
            "class": Viewer,
            "instance": Instance(),
            "below": below,
        }[kind]
        http = client(belfry(without_database(), viewer=viewer))
        for _ in range(2):
            await echo(http, headers={"x-name": "Ada"})
        assert [context.viewer for context in contexts] == ["Ada", "Ada"]
        assert plain_calls == []


class TestPath:
    async def test_the_endpoint_is_found_again(self, plain_calls: list[Request]) -> None:
        router, outer, app, whole = GraphQLApp(SCHEMA, without_database()), APIRouter(prefix="/a"), FastAPI(), FastAPI()
        outer.include_router(router, prefix="/graphql")
        app.include_router(outer, prefix="/b")
        app.include_router(router, prefix="/c")
        whole.mount("/d", app)
        http = client(whole)
        for _ in range(2):
            for path in ("/d/b/a/graphql", "/d/c"):
                await echo(http, path)
        assert [request.scope["path"] for request in plain_calls] == ["/d/b/a/graphql", "/d/c"] * 2
        first, last = plain_calls[0], plain_calls[2]
        for key in ("app", "endpoint", "route", "path_params"):
            assert first.scope[key] is last.scope[key] or first.scope[key] == last.scope[key]
        assert "fastapi_inner_astack" in first.scope
        assert "fastapi_inner_astack" not in last.scope
        assert (await http.post("/d/b/a/graphqlx", json={"query": ECHO})).status_code == 404
        assert (await http.put("/d/c", json={"query": ECHO})).status_code == 405

    async def test_middleware_leaves_out_the_rest(self, plain_calls: list[Request]) -> None:
        router = GraphQLApp(SCHEMA, without_database())
        app = FastAPI(middleware=[router.shortcut()])
        app.include_router(router, prefix="/graphql")
        http = client(app)
        for _ in range(2):
            await echo(http)
        first, last = (request.scope for request in plain_calls)
        assert first.keys() - last.keys() >= {"fastapi_middleware_astack", "fastapi_inner_astack"}
        assert last.keys() >= {"app", "endpoint", "route", "path_params"}
        assert [(await http.request(method, "/graphql")).status_code for method in ("PUT", "OPTIONS")] == [405, 204]
        assert (await http.post("/graphql", content=b"{", headers={"content-type": "text/plain"})).status_code == 415
        assert (await http.get("/nowhere")).status_code == 404

    async def test_each_inclusion_has_dependencies_of_its_own(self) -> None:
        calls: list[str] = []

        async def note(request: Request) -> None:
            calls.append(request.scope["path"])

        router, app = GraphQLApp(SCHEMA, without_database()), FastAPI()
        app.include_router(router, prefix="/a", dependencies=[Depends(note)])
        app.include_router(router, prefix="/b")
        http = client(app)
        for path in ("/a", "/b", "/a", "/b"):
            await echo(http, path)
        assert calls == ["/a", "/a"]

    async def test_a_path_with_parameters(self, plain_calls: list[Request]) -> None:
        app = FastAPI()
        app.include_router(GraphQLApp(SCHEMA, without_database()), prefix="/{tenant}/graphql")
        http = client(app)
        for tenant in ("a", "b", "a"):
            await echo(http, f"/{tenant}/graphql")
        assert [request.path_params for request in plain_calls] == [{"tenant": tenant} for tenant in "aba"]
        assert all("fastapi_inner_astack" in request.scope for request in plain_calls)

    async def test_a_limit_of_the_router_stays(self) -> None:
        app = FastAPI()
        app.include_router(GraphQLApp(SCHEMA, without_database()), prefix="/graphql", max_body_size=60)
        http = client(app)
        for _ in range(2):
            await echo(http)
            assert (await http.post("/graphql", json={"query": ECHO.ljust(60)})).status_code == 413

    async def test_a_route_that_stands_before_it_stays_there(self) -> None:
        app = FastAPI()

        @app.post("/graphql")
        async def other(request: Request) -> Any:
            return request.headers.get("x-name")

        app.include_router(GraphQLApp(SCHEMA, without_database()), prefix="/graphql")
        http = client(app)
        for _ in range(2):
            assert (await http.post("/graphql", headers={"x-name": "Ada"})).json() == "Ada"
            assert (await http.get("/graphql", params={"query": ECHO})).json() == ANSWER
