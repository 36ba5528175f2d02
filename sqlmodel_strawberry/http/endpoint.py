"""The way of an HTTP request to its operations: the cheapest refusal comes first, dependencies only after the body."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.http.bodies import read_body
from sqlmodel_strawberry.http.dependencies import Handler, plain
from sqlmodel_strawberry.http.headers import fold, has_body
from sqlmodel_strawberry.http.media import GRAPHQL_JSON, HTML, JSON, best, is_json
from sqlmodel_strawberry.http.requests import PARAMETERS, parse_body, parse_parameters, query_parameters
from sqlmodel_strawberry.http.responses import Responses
from sqlmodel_strawberry.http.watching import RequestWatch
from sqlmodel_strawberry.operations import execution

ANSWERS = (GRAPHQL_JSON, JSON)
AS_JSON = JSON.encode()
ACCEPT_CHARACTERS = 4096
CALL = "sqlmodel_strawberry.call"

Headers = Mapping[bytes, bytes]


@dataclass(frozen=True)
class Options:
    """What the endpoint takes: see `GraphQLApp`."""

    page: Callable[[Scope], Response] | None
    """What browsers get."""
    body_bytes: int
    body_seconds: float
    batch: int
    responses: Responses

    def answers(self, request: Request) -> tuple[str, ...]:
        """The media types of what is answered to a GET."""
        is_page = self.page is not None and not request.query_params.keys() & set(PARAMETERS)
        return (*ANSWERS, HTML) if is_page else ANSWERS


Call: TypeAlias = tuple[execution.Request | list[execution.Request], str, AbstractEventLoop]
"""What one HTTP request asks for, the media type of the answer, and the loop that runs. A list is a batch."""


class Endpoint:
    """Answers GET, HEAD and POST. `handler` is FastAPI's: it resolves the dependencies, and runs the operations."""

    def __init__(self, options: Options, handler: Handler) -> None:
        self._options = options
        self._handler = handler
        handler_ = plain(handler)
        self.plain = None if handler_ is None else handler_.handle
        """What resolves the dependencies; None where only FastAPI can."""
        self.overridable = None if handler_ is None else handler_.overridable
        """What has `dependency_overrides`: while there are some, of whatever, only FastAPI knows what to call."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer without FastAPI, where that is `plain`."""
        answer = await self.respond(Request(scope, receive), receive)
        await answer(scope, receive, send)

    async def respond(self, request: Request, receive: Receive) -> Response:
        """The response to a request, whatever it is."""
        scope, options = request.scope, self._options
        headers, media, is_read = fold(scope), JSON, False
        is_post = scope["method"] == "POST"
        try:
            with RequestWatch(receive, options.body_seconds) as watch:
                media = _media(headers.get(b"accept", b""), ANSWERS if is_post else options.answers(request))
                if is_post and (headers.get(b"content-type") != AS_JSON or b"content-encoding" in headers):
                    _check_content(headers)
                body = await read_body(receive, headers.get(b"content-length", b""), options.body_bytes)
                is_read = True
                watch.has_body()
                if media == HTML and options.page is not None:
                    return options.page(scope)
                asked = parse_body(body, options.batch) if is_post else _query(scope["query_string"], options)
                scope[CALL] = asked, media, watch.loop
                if self.plain is None or getattr(self.overridable, "dependency_overrides", None):
                    return await self._handler(request)
                return await (await self.plain(request))
        except Exception as error:
            response = options.responses.of_error(error, GRAPHQL_JSON if media == GRAPHQL_JSON else JSON)
            return response if is_read else closing(response, headers)


def closing(response: Response, headers: Headers) -> Response:
    """The response to a request whose body was not read: what is left of it must not be waited for."""
    if has_body(headers):
        response.raw_headers.append((b"connection", b"close"))
    return response


@lru_cache(maxsize=256)  # clients of one kind say the same
def _media(accept: bytes, answers: tuple[str, ...]) -> str:
    if len(accept) > ACCEPT_CHARACTERS:
        raise RefusedRequestError(431, f"Accept may have at most {ACCEPT_CHARACTERS} characters.")
    media = best(accept, answers)
    if media is None:
        raise RefusedRequestError(406, f"Accept {GRAPHQL_JSON} or {JSON}.")
    return media


def _check_content(headers: Headers) -> None:
    if not is_json(headers.get(b"content-type", b"")):
        raise RefusedRequestError(415, "Send the body as application/json.", headers={"Accept-Post": JSON})
    if b"content-encoding" in headers and headers[b"content-encoding"].lower() != b"identity":
        raise RefusedRequestError(
            415, "Send the body as it is, not compressed.", headers={"Accept-Encoding": "identity"}
        )


def _query(query: bytes, options: Options) -> execution.Request:
    if len(query) > options.body_bytes:
        raise RefusedRequestError(414, "The URL is too long: send the request by POST.")
    return parse_parameters(query_parameters(query))
