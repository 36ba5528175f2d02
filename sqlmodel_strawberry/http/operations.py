"""Running what an HTTP request asks for: each operation in a context and with a session of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from fastapi import Request, Response

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.explaining.planning import Planning
from sqlmodel_strawberry.http.endpoint import CALL, Call
from sqlmodel_strawberry.http.headers import decoded, encoded, headers_of
from sqlmodel_strawberry.http.responses import Responses, formatted
from sqlmodel_strawberry.operations import execution
from sqlmodel_strawberry.operations.execution import Result
from sqlmodel_strawberry.schema import Schema


@dataclass(frozen=True)
class Operations:
    """The operations of a schema, as they come by HTTP."""

    schema: Schema | Planning
    responses: Responses

    def endpoint(self, session_of: Any, viewer_of: Any) -> Callable[..., Awaitable[Response]]:
        """A function for a route: the response to one operation, or to a batch of them.

        `session_of` and `viewer_of` are types of parameters, which say on what FastAPI depends for them. It raises

            RefusedRequestError: 405, a mutation by GET; and what the schema refuses.
        """

        async def answer(request: Request, session: Any, viewer: Any) -> Response:
            call: Call = request.scope[CALL]
            asked, media, session.loop = call
            if isinstance(asked, list):
                return await self._answer_batch(asked, media, request, session, viewer)
            context = Context(session, viewer, request)
            try:
                result = await self.schema.execute(asked, context)
            except (RefusedRequestError, execution.ReadOnlyRequestError) as error:
                raise _refusal(error, context) from None
            return self.responses.of(result, media, _headers(context))

        answer.__annotations__ |= {"session": session_of, "viewer": viewer_of}
        return answer

    async def _answer_batch(
        self, requests: list[execution.Request], media: str, http_request: Request, session: Session, viewer: Any
    ) -> Response:
        if b"idempotency-key" in headers_of(http_request.scope):
            raise RefusedRequestError(400, "An Idempotency-Key is of one operation: send it without a batch.")
        results: list[Result] = []
        headers: dict[bytes, bytes] = {}
        # One after the other, so that a batch takes no more connections than an operation.
        for request in requests:
            context = Context(session.sibling(), viewer, http_request)
            try:
                results.append(await self.schema.execute(request, context))
            except RefusedRequestError as error:
                results.append(Result(None, [formatted(error)], executed=False))
                headers |= encoded(error.headers)
            headers |= _headers(context)
        return self.responses.of_batch(results, media, headers)


def _refusal(error: Exception, context: Context[Any]) -> RefusedRequestError:
    if not isinstance(error, RefusedRequestError):
        error = RefusedRequestError(405, "Send mutations by POST.", headers={"Allow": "POST"})
    error.headers = {**decoded(_headers(context)), **error.headers}
    return error


def _headers(context: Context[Any]) -> dict[bytes, bytes]:
    headers = encoded(context.response_headers) if context.response_headers else {}
    allowance = context.allowance
    if allowance is not None:
        headers[b"x-ratelimit-limit"] = b"%d" % allowance.limit
        headers[b"x-ratelimit-remaining"] = b"%d" % allowance.remaining
        headers[b"x-ratelimit-reset"] = b"%d" % ceil(allowance.reset)
    return headers
