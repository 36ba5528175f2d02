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

from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError
from sqlmodel_strawberry.execution import Result
from sqlmodel_strawberry.http.media import GRAPHQL_JSON
from sqlmodel_strawberry.http.requests import MalformedRequestError
from sqlmodel_strawberry.masking import mask

CLIENT_CLOSED_REQUEST = 499
PARTIAL_SUCCESS = 294
SAFE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
HEADERS_OF_STATUS = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}}
CODES_OF_STATUS = {
    401: ErrorCode.UNAUTHENTICATED,
    403: ErrorCode.FORBIDDEN,
    408: ErrorCode.TIMEOUT,
    429: ErrorCode.RATE_LIMITED,
    503: ErrorCode.UNAVAILABLE,
    504: ErrorCode.TIMEOUT,
}
STATUS_OF_CODES = {ErrorCode.UNAVAILABLE: 503, ErrorCode.TIMEOUT: 503}


@dataclass(frozen=True)
class Responses:
    """Makes responses. With `draft` they have the status codes of the specification's newer drafts."""

    draft: bool

    def of(self, result: Result, media: str, headers: Mapping[str, str]) -> Response:
        """The response of one operation."""
        return self._response(result.to_bytes(), self._status(result, media), media, headers)

    def of_batch(self, results: Sequence[Result], media: str, headers: Mapping[str, str]) -> Response:
        """The responses of several operations, as a list."""
        status = 503 if all(result.unavailable for result in results) else 200
        return self._response(b"[" + b",".join(result.to_bytes() for result in results) + b"]", status, media, headers)

    def of_error(self, error: Exception, media: str) -> Response:
        """The response to what was raised before, or instead of, an operation."""
        if isinstance(error, ClientDisconnect):
            return Response(status_code=CLIENT_CLOSED_REQUEST)  # for logs; nobody is there to read it
        if isinstance(error, MalformedRequestError):
            error = RefusedRequestError(422 if self.draft else 400, str(error))
        refused = refusal(error)
        if refused is not None:
            return self._response(_errors(formatted(refused)), refused.status, media, refused.headers)
        masked = mask(error)
        return self._response(_errors(masked), STATUS_OF_CODES.get(masked["extensions"]["code"], 500), media, {})

    def _status(self, result: Result, media: str) -> int:
        if result.unavailable:
            return 503
        if result.executed:
            return PARTIAL_SUCCESS if self.draft and result.errors and media == GRAPHQL_JSON else 200
        if not self.draft:
            return 400 if media == GRAPHQL_JSON else 200
        return 400 if result.errors[0]["extensions"]["code"] == ErrorCode.GRAPHQL_PARSE_FAILED else 422

    def _response(self, body: bytes, status: int, media: str, headers: Mapping[str, str]) -> Response:
        if self.draft and status >= 300:
            media = GRAPHQL_JSON  # the draft's answer to clients that know only JSON
        all_headers = {**SAFE, **HEADERS_OF_STATUS.get(status, {}), **headers}
        return Response(body, status, all_headers, media_type=f"{media}; charset=utf-8")


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
