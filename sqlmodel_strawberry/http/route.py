"""The endpoint among FastAPI's routes, which take longer to find it than it takes to answer."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, TypeAlias

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.http.endpoint import Endpoint, Options, closing
from sqlmodel_strawberry.http.headers import folded
from sqlmodel_strawberry.http.media import JSON
from sqlmodel_strawberry.http.responses import Responses

METHODS = ["GET", "HEAD", "POST"]
ALLOW = {"Allow": ", ".join(METHODS)}
ENTRANCE = "sqlmodel_strawberry.entrance"
PATHS = 100
"""Paths that lead to one endpoint. There are as many as it was included times, unless something makes them up."""

Place: TypeAlias = tuple[Any, str, str]


class GraphQLRouter(APIRouter):
    """Knows its endpoint by its paths, once a request has found it as FastAPI finds routes.

    What FastAPI does on the way is left out from then on, where none of it is needed: see `Endpoint.is_plain`.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[Place, tuple[Endpoint, Scope]] = {}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """See FastAPI."""
        return super().matches(scope) if self._shortcut(scope) is None else (Match.FULL, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See FastAPI."""
        found = self._shortcut(scope)
        if found is None:
            scope[ENTRANCE] = self, receive
            await super().handle(scope, receive, send)
        else:
            endpoint, known = found
            scope.update(known)
            await endpoint(scope, receive, send)

    def know(self, endpoint: Endpoint, scope: Scope) -> None:
        """Requests of this path have come to this endpoint."""
        known = {key: scope[key] for key in ("endpoint", "route", "path_params") if key in scope}
        if len(self._found) < PATHS:
            self._found[_place(scope)] = endpoint, known

    def _shortcut(self, scope: Scope) -> tuple[Endpoint, Scope] | None:
        # FastAPI's own telemetry wants to know of the route.
        if scope["type"] != "http" or scope["method"] not in METHODS or "fastapi.telemetry" in scope:
            return None
        found = self._found.get(_place(scope))
        return found if found and found[0].is_plain else None


class GraphQLRoute(APIRoute):
    """FastAPI makes a route anew where its router is included, so `options` are on a class of their own."""

    options: ClassVar[Options]

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer other methods than ours too."""
        if scope["method"] in METHODS:
            await super().handle(scope, receive, send)
        else:
            response = _other_method(scope["method"], self.options.responses)
            await closing(response, folded(scope["headers"]))(scope, receive, send)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, which resolves the dependencies, between reading the request and refusing it."""
        endpoint = Endpoint(self.options, super().get_route_handler())

        async def handle(request: Request) -> Response:
            router, receive = request.scope.get(ENTRANCE, (None, None))
            # Where the path has parameters there are many, and where something stands before the body it has to stay.
            if router is not None and not request.path_params and request.receive is receive:
                router.know(endpoint, request.scope)
            return await endpoint.respond(request)

        return handle


def _place(scope: Scope) -> Place:
    return scope.get("app"), scope.get("root_path", ""), scope["path"]


def _other_method(method: str, responses: Responses) -> Response:
    if method == "OPTIONS":
        return Response(status_code=204, headers=ALLOW)
    refused = RefusedRequestError(405, "Send requests by POST, or queries by GET.", headers=ALLOW)
    return responses.of_error(refused, JSON)
