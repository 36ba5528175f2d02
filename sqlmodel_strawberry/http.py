"""GraphQL over HTTP: media types, body size and status codes in front of a schema."""

import logging
from collections.abc import Callable
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Request, Response
from starlette.requests import ClientDisconnect
from strawberry.http.ides import get_graphql_ide_html

from sqlmodel_strawberry import execution
from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.database import Database
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.session import Session

logger = logging.getLogger(__name__)

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"


class GraphQLApp(APIRouter):
    """The endpoint of a schema, to include in a FastAPI application: `app.include_router(GraphQLApp(…), prefix=…)`.

    `database`, `session` and `viewer` are FastAPI dependencies, so that `app.dependency_overrides` replaces them in
    tests. A `Database` may be given as it is; `session` defaults to one of the database, `viewer` to None.
    """

    def __init__(
        self,
        schema: Schema,
        database: Database | Callable[..., Any],
        *,
        viewer: Callable[..., Any] | None = None,
        session: Callable[..., Any] | None = None,
        explorer: bool = True,
        body_bytes: int = 256 * 1024,
    ) -> None:
        super().__init__()
        self.schema = schema
        self.explorer = explorer
        self.body_bytes = body_bytes
        get_session = session or _session_of(database)
        get_viewer = viewer or _nobody

        SessionOf = Annotated[Any, Depends(get_session)]
        ViewerOf = Annotated[Any, Depends(get_viewer)]

        async def post(request: Request, session: SessionOf, viewer: ViewerOf) -> Response:
            return await self._post(request, session, viewer)

        async def get(request: Request, session: SessionOf, viewer: ViewerOf) -> Response:
            return await self._get(request, session, viewer)

        self.add_api_route("", post, methods=["POST"], include_in_schema=False)
        self.add_api_route("", get, methods=["GET"], include_in_schema=False)

    async def _post(self, request: Request, session: Session, viewer: Any) -> Response:
        try:
            if media_type(request.headers.getlist("content-type")) != JSON:
                raise BadRequestError(415, "Send the body as application/json.")
            body = await self._body(request)
            return await self._answer(request, session, viewer, parse_body(body))
        except BadRequestError as error:
            return _refusal(request, error)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it

    async def _get(self, request: Request, session: Session, viewer: Any) -> Response:
        if self.explorer and "query" not in request.query_params and "text/html" in request.headers.get("accept", ""):
            return Response(get_graphql_ide_html(), media_type="text/html")
        try:
            return await self._answer(request, session, viewer, parse_query(dict(request.query_params)))
        except BadRequestError as error:
            return _refusal(request, error)

    async def _answer(
        self, http_request: Request, session: Session, viewer: Any, request: execution.Request
    ) -> Response:
        media = response_type(http_request)
        context = Context(session, viewer, http_request)
        try:
            result = await self.schema.execute(request, context)
        except execution.ReadOnlyRequestError:
            raise BadRequestError(405, "Send mutations by POST.", {"Allow": "POST"}) from None
        status = 400 if media == GRAPHQL_JSON and not result.executed else 200
        return Response(result.to_bytes(), status, media_type=media)

    async def _body(self, request: Request) -> bytes:
        declared = request.headers.get("content-length", "0")
        if declared.isdecimal() and int(declared) > self.body_bytes:
            raise BadRequestError(413, f"The body may have at most {self.body_bytes} bytes.")
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.body_bytes:
                raise BadRequestError(413, f"The body may have at most {self.body_bytes} bytes.")
        return bytes(body)


class BadRequestError(Exception):
    """A request that is no GraphQL request: the status says why under any media type."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers


def parse_body(body: bytes) -> execution.Request:
    """The request in a JSON body.

    Raises:
        BadRequestError: 400.
    """
    try:
        data = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequestError(400, "The body is not JSON in UTF-8.") from None
    if not isinstance(data, dict):
        raise BadRequestError(400, 'The body must be a JSON object such as {"query": "{ __typename }"}.')
    return _request(data, read_only=False)


def parse_query(parameters: dict[str, str]) -> execution.Request:
    """The request in a URL's query.

    Raises:
        BadRequestError: 400.
    """
    data: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if name in data:
            try:
                data[name] = orjson.loads(data[name])
            except orjson.JSONDecodeError:
                raise BadRequestError(400, f"`{name}` is not JSON.") from None
    return _request(data, read_only=True)


def _request(data: dict[str, Any], *, read_only: bool) -> execution.Request:
    query, variables, operation_name = data.get("query"), data.get("variables"), data.get("operationName")
    if not isinstance(query, str):
        raise BadRequestError(400, "`query` must be the text of a GraphQL document.")
    if not isinstance(variables, dict | None):
        raise BadRequestError(400, "`variables` must be an object.")
    if not isinstance(operation_name, str | None):
        raise BadRequestError(400, "`operationName` must be text.")
    if not isinstance(data.get("extensions"), dict | None):
        raise BadRequestError(400, "`extensions` must be an object.")
    return execution.Request(query, variables or {}, operation_name or None, read_only)


def media_type(headers: list[str]) -> str | None:
    """The one media type of a request, None where there is none, several, or a charset other than UTF-8."""
    if len(headers) != 1 or "," in headers[0]:
        return None
    name, *parameters = [part.strip().lower() for part in headers[0].split(";")]
    charsets = [part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")]
    return name if all(charset in ("utf-8", "utf8") for charset in charsets) else None


def response_type(request: Request) -> str:
    """The media type of the answer (GraphQL over HTTP, body).

    Raises:
        BadRequestError: 406.
    """
    accept = request.headers.get("accept", "*/*").lower()
    ranges = [part.split(";")[0].strip() for part in accept.split(",")]
    if GRAPHQL_JSON in ranges:
        return GRAPHQL_JSON
    if not {JSON, "application/*", "*/*", ""}.isdisjoint(ranges):
        return JSON
    raise BadRequestError(406, f"Accept {GRAPHQL_JSON} or {JSON}.")


def _refusal(request: Request, error: BadRequestError) -> Response:
    body = {"errors": [{"message": str(error), "extensions": {"code": "BAD_USER_INPUT"}}]}
    accepted = GRAPHQL_JSON if GRAPHQL_JSON in request.headers.get("accept", "") else JSON
    return Response(orjson.dumps(body), error.status, error.headers, media_type=accepted)


def _session_of(database: Database | Callable[..., Any]) -> Callable[..., Any]:
    if isinstance(database, Database):
        return database.session

    def session(opened: Annotated[Any, Depends(database)]) -> Any:
        return opened.session()

    return session


def _nobody() -> None:
    return None
