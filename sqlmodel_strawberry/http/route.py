"""The way of an HTTP request to its operations: the cheapest refusal comes first, dependencies only after the body."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send
from strawberry.http.ides import get_graphql_ide_html

from sqlmodel_strawberry import execution
from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.http.bodies import has_body, read_body
from sqlmodel_strawberry.http.media import GRAPHQL_JSON, HTML, JSON, best, is_json
from sqlmodel_strawberry.http.requests import PARAMETERS, parse_body, parse_parameters, query_parameters
from sqlmodel_strawberry.http.responses import Responses

METHODS = ["GET", "HEAD", "POST"]
ANSWERS = (GRAPHQL_JSON, JSON)
ALLOW = {"Allow": ", ".join(METHODS)}
# No other site shows the page inside of its own, to have a visitor click on it unknowingly.
PAGE_HEADERS = {"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff"}
ACCEPT_CHARACTERS = 4096
CALL = "sqlmodel_strawberry.call"


@dataclass(frozen=True)
class Options:
    """What the endpoint takes: see `GraphQLApp`."""

    explorer: bool
    body_bytes: int
    body_seconds: float
    batch: int
    responses: Responses


@dataclass(frozen=True)
class Call:
    """What one HTTP request asks for, and the media type of the answer. A list is a batch."""

    requests: execution.Request | list[execution.Request]
    media: str


class GraphQLRoute(APIRoute):
    """FastAPI makes a route anew where its router is included, so `options` are on a class of their own."""

    options: ClassVar[Options]

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer other methods than ours too."""
        if scope["method"] in METHODS:
            await super().handle(scope, receive, send)
        else:
            response = _other_method(scope["method"], self.options.responses)
            await _closing(response, Headers(scope=scope))(scope, receive, send)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler, which resolves the dependencies, between reading the request and refusing it."""
        answer, options = super().get_route_handler(), self.options

        async def handle(request: Request) -> Response:
            media, body = JSON, None
            try:
                media = _media(request, options)
                _check_body(request)
                body = await read_body(request, options.body_bytes, options.body_seconds)
                if media == HTML:
                    return Response(get_graphql_ide_html(), headers=PAGE_HEADERS, media_type=HTML)
                request.scope[CALL] = Call(_requests(request, body, options), media)
                return await answer(request)
            except Exception as error:
                response = options.responses.of_error(error, GRAPHQL_JSON if media == GRAPHQL_JSON else JSON)
                return _closing(response, request.headers) if body is None else response

        return handle


def _closing(response: Response, headers: Headers) -> Response:
    """The response to a request whose body was not read: what is left of it must not be waited for."""
    if has_body(headers):
        response.headers["Connection"] = "close"
    return response


def _media(request: Request, options: Options) -> str:
    accept = ", ".join(request.headers.getlist("accept"))
    if len(accept) > ACCEPT_CHARACTERS:
        raise RefusedRequestError(431, f"Accept may have at most {ACCEPT_CHARACTERS} characters.")
    is_page = options.explorer and request.method != "POST" and not request.query_params.keys() & set(PARAMETERS)
    media = best(accept, (*ANSWERS, HTML) if is_page else ANSWERS)
    if media is None:
        raise RefusedRequestError(406, f"Accept {GRAPHQL_JSON} or {JSON}.")
    return media


def _check_body(request: Request) -> None:
    if request.method != "POST":
        return
    if not is_json(request.headers.getlist("content-type")):
        raise RefusedRequestError(415, "Send the body as application/json.", headers={"Accept-Post": JSON})
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RefusedRequestError(
            415, "Send the body as it is, not compressed.", headers={"Accept-Encoding": "identity"}
        )


def _requests(request: Request, body: bytes, options: Options) -> execution.Request | list[execution.Request]:
    if request.method == "POST":
        return parse_body(body, options.batch)
    query = request.scope["query_string"]
    if len(query) > options.body_bytes:
        raise RefusedRequestError(414, "The URL is too long: send the request by POST.")
    return parse_parameters(query_parameters(query))


def _other_method(method: str, responses: Responses) -> Response:
    if method == "OPTIONS":
        return Response(status_code=204, headers=ALLOW)
    refused = RefusedRequestError(405, "Send requests by POST, or queries by GET.", headers=ALLOW)
    return responses.of_error(refused, JSON)
