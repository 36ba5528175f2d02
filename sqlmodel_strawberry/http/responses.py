"""From a result, or from what ends a request without one, to a response (GraphQL over HTTP, Response)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError
from sqlmodel_strawberry.http.headers import encoded
from sqlmodel_strawberry.http.media import GRAPHQL_JSON, JSON
from sqlmodel_strawberry.http.requests import MalformedRequestError
from sqlmodel_strawberry.operations.execution import Result
from sqlmodel_strawberry.operations.masking import mask

CLIENT_CLOSED_REQUEST = 499
PARTIAL_SUCCESS = 294
HEADERS = {
    media: {
        b"cache-control": b"no-store",
        b"x-content-type-options": b"nosniff",
        b"content-type": f"{media}; charset=utf-8".encode(),
    }
    for media in (JSON, GRAPHQL_JSON)
}
NONE: Mapping[bytes, bytes] = {}
HEADERS_OF_STATUS: dict[int, Mapping[bytes, bytes]] = {
    401: {b"www-authenticate": b"Bearer"},
    503: {b"retry-after": b"1"},
}
CODES_OF_STATUS = {
    401: ErrorCode.UNAUTHENTICATED,
    403: ErrorCode.FORBIDDEN,
    408: ErrorCode.TIMEOUT,
    429: ErrorCode.RATE_LIMITED,
    503: ErrorCode.UNAVAILABLE,
    504: ErrorCode.TIMEOUT,
}
STATUS_OF_CODES = {ErrorCode.UNAVAILABLE: 503, ErrorCode.TIMEOUT: 503}


class Answer(Response):
    """A response whose headers are ready to be sent."""

    def __init__(self, body: bytes, status: int, headers: Mapping[bytes, bytes]) -> None:
        self.body = body
        self.status_code = status
        self.raw_headers = [*headers.items(), (b"content-length", b"%d" % len(body))]
        self.background = None

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})


@dataclass(frozen=True)
class Responses:
    """Makes responses. With `draft` they have the status codes of the specification's newer drafts."""

    draft: bool

    def of(self, result: Result, media: str, headers: Mapping[bytes, bytes] = NONE) -> Answer:
        """The response of one operation."""
        body = result.to_bytes()
        if result.executed and not result.errors:
            return Answer(body, 200, {**HEADERS[media], **headers})
        return self._answer(body, self._status(result, media), media, headers)

    def of_batch(self, results: Sequence[Result], media: str, headers: Mapping[bytes, bytes] = NONE) -> Answer:
        """The responses of several operations, as a list."""
        status = 503 if all(result.unavailable for result in results) else 200
        return self._answer(b"[" + b",".join(result.to_bytes() for result in results) + b"]", status, media, headers)

    def of_error(self, error: Exception, media: str) -> Answer:
        """The response to what was raised before, or instead of, an operation."""
        if isinstance(error, ClientDisconnect):
            return Answer(b"", CLIENT_CLOSED_REQUEST, NONE)  # for logs; nobody is there to read it
        if isinstance(error, MalformedRequestError):
            error = RefusedRequestError(422 if self.draft else 400, str(error))
        refused = refusal(error)
        if refused is not None:
            return self._answer(_errors(formatted(refused)), refused.status, media, encoded(refused.headers))
        masked = mask(error)
        return self._answer(_errors(masked), STATUS_OF_CODES.get(masked["extensions"]["code"], 500), media)

    def _status(self, result: Result, media: str) -> int:
        if result.unavailable:
            return 503
        if result.executed:
            return PARTIAL_SUCCESS if self.draft and media == GRAPHQL_JSON else 200
        if not self.draft:
            return 400 if media == GRAPHQL_JSON else 200
        return 400 if result.errors[0]["extensions"]["code"] == ErrorCode.GRAPHQL_PARSE_FAILED else 422

    def _answer(self, body: bytes, status: int, media: str, headers: Mapping[bytes, bytes] = NONE) -> Answer:
        if self.draft and status >= 300:
            media = GRAPHQL_JSON  # the draft's answer to clients that know only JSON
        if status != 200:
            headers = {**HEADERS_OF_STATUS.get(status, NONE), **headers}
        return Answer(body, status, {**HEADERS[media], **headers})


def refusal(error: Exception) -> RefusedRequestError | None:
    """What the client may know of what a dependency raised, None where that is nothing."""
    if isinstance(error, RefusedRequestError):
        return error
    if isinstance(error, HTTPException):
        code = CODES_OF_STATUS.get(error.status_code)
        if code is None:
            code = ErrorCode.BAD_USER_INPUT if error.status_code < 500 else ErrorCode.INTERNAL_SERVER_ERROR
        message = error.detail if isinstance(error.detail, str) else HTTPStatus(error.status_code).phrase
        return RefusedRequestError(error.status_code, message, code=code, headers=error.headers)
    if isinstance(error, RequestValidationError):
        wrong = ", ".join(" ".join(str(part) for part in each["loc"]) for each in error.errors())
        return RefusedRequestError(400, f"Missing or wrong: {wrong}.")
    return None


def formatted(refused: RefusedRequestError) -> dict[str, Any]:
    """A refusal as an error of a GraphQL response."""
    return {"message": str(refused), "extensions": {"code": str(refused.code)}}


def _errors(*errors: dict[str, Any]) -> bytes:
    return orjson.dumps({"errors": errors})
