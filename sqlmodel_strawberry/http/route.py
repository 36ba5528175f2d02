"""The endpoint among FastAPI's routes, which take longer to find it than it takes to answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ClassVar, TypeAlias

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.middleware import Middleware
from starlette.routing import Match
from starlette.types import ASGIApp, Receive, Scope, Send

from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.http.endpoint import Endpoint, Options, closing
from sqlmodel_strawberry.http.headers import headers_of
from sqlmodel_strawberry.http.media import JSON
from sqlmodel_strawberry.http.responses import Responses

METHODS = ("GET", "HEAD", "POST")
ALLOW = {"Allow": ", ".join(METHODS)}
ENTRANCE = "sqlmodel_strawberry.entrance"
PATHS = 100
"""Paths that lead to one endpoint. There are as many as it was included times, unless something makes them up."""

Place: TypeAlias = tuple[Any, str | None, str]
NOTHING: tuple[None, Scope] = None, {}


class GraphQLRouter(APIRouter):
    """Knows its endpoint by its paths, once a request has found it as FastAPI finds routes.

    What FastAPI does on the way is left out from then on, where none of it is needed: see `Endpoint`.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[Place, tuple[Endpoint, Scope]] = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """See FastAPI."""
        return super().matches(scope) if self.found(scope) is None else (Match.FULL, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See FastAPI."""
        endpoint = self.found(scope)
        if endpoint is None:
            scope[ENTRANCE] = self, receive
            await super().handle(scope, receive, send)
        else:
            await endpoint(scope, receive, send)

    def shortcut(self) -> Middleware:
        """Middleware that answers what was found once, which saves FastAPI's way from there to here. Put it last."""
        return Middleware(Shortcut, router=self)

    def found(self, scope: Scope) -> Endpoint | None:
        """What answers a request, where that is known and FastAPI is not needed for it."""
        # FastAPI's own telemetry wants to know of the route.
        if scope["type"] != "http" or scope["method"] not in METHODS or "fastapi.telemetry" in scope:
            return None
        endpoint, known = self._found.get((scope.get("app"), scope.get("root_path"), scope["path"]), NOTHING)
        if endpoint is None or endpoint.plain is None or getattr(endpoint.overridable, "dependency_overrides", None):
            return None
        scope.update(known)
        return endpoint

    def know(self, endpoint: Endpoint, scope: Scope) -> None:
        """Requests of this path have come to this endpoint."""
        if len(self._found) < PATHS:
            known = {key: scope[key] for key in ("endpoint", "route", "path_params") if key in scope}
            self._found[scope["app"], scope.get("root_path"), scope["path"]] = endpoint, known


class Shortcut:
    """See `GraphQLRouter.shortcut`."""

    def __init__(self, app: ASGIApp, router: GraphQLRouter) -> None:
        self.app = app
        self.router = router

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer, or hand on."""
        return (self.router.found(scope) or self.app)(scope, receive, send)


class GraphQLRoute(APIRoute):
    """FastAPI makes a route anew where its router is included, so `options` are on a class of their own."""

    options: ClassVar[Options]

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer other methods than ours too."""
        if scope["method"] in METHODS:
            await super().handle(scope, receive, send)
        else:
            response = _other_method(scope["method"], self.options.responses)
            await closing(response, headers_of(scope))(scope, receive, send)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, which resolves the dependencies, between reading the request and refusing it."""
        endpoint = Endpoint(self.options, super().get_route_handler())

        async def handle(request: Request) -> Response:
            router, receive = request.scope.get(ENTRANCE, (None, None))
            # Where the path has parameters there are many, and where something stands before the body it has to stay.
            if router is not None and not request.path_params and request.receive is receive:
                router.know(endpoint, request.scope)
            return await endpoint.respond(request, request.receive)

        return handle


def _other_method(method: str, responses: Responses) -> Response:
    if method == "OPTIONS":
        return Response(status_code=204, headers=ALLOW)
    refused = RefusedRequestError(405, "Send requests by POST, or queries by GET.", headers=ALLOW)
    return responses.of_error(refused, JSON)
