"""Where the explorer's page has its files from, and the schema as a text and as a picture."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute, APIRouter

from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError
from sqlmodel_strawberry.explorer.assets import Assets
from sqlmodel_strawberry.explorer.page import FOLDER
from sqlmodel_strawberry.http.media import JSON
from sqlmodel_strawberry.http.responses import Responses
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.schema_map.picture import schema_map

HEADERS = {
    # Workers have the policy of their own file.
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
FRESH = {**HEADERS, "cache-control": "no-store"}
TEXTS: dict[str, tuple[Callable[[Schema], str], str]] = {
    "schema.graphql": (Schema.sdl, "text/plain"),
    "schema.svg": (schema_map, "image/svg+xml"),
}


class RefusingRoute(APIRoute):
    """What dependencies raise is answered as the endpoint answers it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, whose exceptions are responses."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except Exception as error:
                return Responses(draft=False).of_error(error, JSON)

        return handle


def add_routes(router: APIRouter, schema: Schema, viewer: Callable[..., Any], assets: Assets) -> None:
    """Serve the page's files to everybody, and the schema to those who may ask for it, below the endpoint."""
    for name, (write, media_type) in TEXTS.items():
        answer = _answer(schema, viewer, write, media_type)
        path = f"/{FOLDER}/{name}"
        router.add_api_route(
            path, answer, methods=["GET", "HEAD"], route_class_override=RefusingRoute, include_in_schema=False
        )

    async def file(request: Request) -> Response:
        return _file(assets, request)

    router.add_route(f"/{FOLDER}/{{name}}", file, methods=["GET"], include_in_schema=False)


def _answer(
    schema: Schema, viewer: Callable[..., Any], write: Callable[[Schema], str], media_type: str
) -> Callable[..., Coroutine[Any, Any, Response]]:
    async def answer(viewer: Any = Depends(viewer)) -> Response:  # noqa: B008
        if not schema.may_introspect(viewer):
            if viewer is None:
                raise RefusedRequestError(403, "Log in to see the schema.", code=ErrorCode.UNAUTHENTICATED)
            raise RefusedRequestError(403, "You may not see the schema.", code=ErrorCode.FORBIDDEN)
        return Response(write(schema), 200, FRESH, media_type)

    return answer


def _file(assets: Assets, request: Request) -> Response:
    asset = assets.get(request.path_params["name"])
    if asset is None:
        return Response("There is no such file.", 404, HEADERS, "text/plain")
    headers = {**HEADERS, "cache-control": asset.cache_control, "vary": "accept-encoding"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(asset.content, 200, headers, asset.media_type)
    return Response(asset.compressed, 200, {**headers, "content-encoding": "gzip"}, asset.media_type)
