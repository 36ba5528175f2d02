"""Running what an HTTP request asks for: each operation in a context and with a session of its own."""

from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from sqlmodel_strawberry import execution
from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.exceptions import RefusedRequestError
from sqlmodel_strawberry.execution import Result
from sqlmodel_strawberry.http.disconnection import ClientWatch
from sqlmodel_strawberry.http.responses import Responses, formatted
from sqlmodel_strawberry.http.route import Call
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.session import Session


@dataclass(frozen=True)
class Operations:
    """The operations of a schema, as they come by HTTP."""

    schema: Schema
    responses: Responses

    async def answer(self, call: Call, request: Request, session: Session, viewer: Any) -> Response:
        """The response to one operation, or to a batch of them.

        Raises:
            RefusedRequestError: 405, a mutation by GET; and what the schema refuses.
            ClientDisconnect: nobody waits for the response any more. A mutation that had begun goes on to its end.
        """
        with ClientWatch(request.receive):
            if isinstance(call.requests, list):
                return await self._answer_batch(call.requests, call.media, request, session, viewer)
            context = Context(session, viewer, request)
            result = await self._execute(call.requests, context)
            return self.responses.of(result, call.media, context.response_headers)

    async def _answer_batch(
        self, requests: list[execution.Request], media: str, http_request: Request, session: Session, viewer: Any
    ) -> Response:
        if "idempotency-key" in http_request.headers:
            raise RefusedRequestError(400, "An Idempotency-Key is of one operation: send it without a batch.")
        results: list[Result] = []
        headers: dict[str, str] = {}
        # One after the other, so that a batch takes no more connections than an operation.
        for request in requests:
            context = Context(session.sibling(), viewer, http_request)
            try:
                results.append(await self._execute(request, context))
            except RefusedRequestError as error:
                results.append(Result(None, [formatted(error)], executed=False))
                headers |= error.headers
            headers |= context.response_headers
        return self.responses.of_batch(results, media, headers)

    async def _execute(self, request: execution.Request, context: Context[Any]) -> Result:
        try:
            return await self.schema.execute(request, context)
        except RefusedRequestError as error:
            error.headers = {**context.response_headers, **error.headers}
            raise
        except execution.ReadOnlyRequestError:
            raise RefusedRequestError(405, "Send mutations by POST.", headers={"Allow": "POST"}) from None
