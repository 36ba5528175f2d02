"""One operation: from text and variables to a result whose errors say what a client may know, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLSchema, OperationDefinitionNode, OperationType, execute

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.documents import Document, InvalidDocumentError, is_single_read
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.idempotency import Idempotency, begin
from sqlmodel_strawberry.limits.values import check_texts
from sqlmodel_strawberry.limits.variables import check_variables
from sqlmodel_strawberry.masking import coded, describe, mask
from sqlmodel_strawberry.observing import current
from sqlmodel_strawberry.sources import DocumentSources
from sqlmodel_strawberry.supervision import supervised_mutation, supervised_query


@dataclass(frozen=True)
class Request:
    """A GraphQL request (GraphQL over HTTP, request parameters)."""

    query: str | None
    """The text of a document; without it one of the others names the document."""
    variables: Mapping[str, Any]
    operation_name: str | None = None
    read_only: bool = False
    """Refuse mutations: the request came by GET."""
    document_id: str | None = None
    """The id of a trusted document."""
    query_hash: str | None = None
    """The SHA-256 of a document that was sent before, in hexadecimal (Apollo's automatic persisted queries)."""


@dataclass(frozen=True)
class Result:
    """A response. `data` is absent where the request was refused before execution."""

    data: dict[str, Any] | None
    errors: Sequence[dict[str, Any]] = ()
    executed: bool = True

    @property
    def unavailable(self) -> bool:
        """Whether nothing at all was answered, because the database could not be had."""
        answered = any(value is not None for value in (self.data or {}).values())
        codes = {error.get("extensions", {}).get("code") for error in self.errors}
        return codes == {ErrorCode.UNAVAILABLE} and not answered

    def to_json(self) -> dict[str, Any]:
        """The response map of the GraphQL specification."""
        body: dict[str, Any] = {"data": self.data} if self.executed else {}
        return body | {"errors": list(self.errors)} if self.errors else body

    def to_bytes(self) -> bytes:
        """The response as JSON. A value that JSON cannot hold is a mistake of this API's, masked like any other."""
        try:
            return orjson.dumps(self.to_json())
        except TypeError as error:
            return orjson.dumps(Result(None, [mask(error)]).to_json())


class ReadOnlyRequestError(Exception):
    """A mutation in a request that may only read."""

    code = ErrorCode.BAD_USER_INPUT


async def run(
    schema: GraphQLSchema,
    sources: DocumentSources,
    request: Request,
    context: Context[Any],
    idempotency: Idempotency | None = None,
    *,
    introspection: bool = True,
) -> Result:
    """Execute a request, within `Limits.seconds`. Cancelling cancels the SQL of a query; a mutation goes on to its end.

    Raises:
        ReadOnlyRequestError: a mutation in a read-only request.
    """
    observation, limits = current(), sources.documents.limits
    try:
        document = sources.find(request, introspection=introspection)
        if observation is not None:
            observation.parsed(document)
        operation = document.operation(request.operation_name)
        if observation is not None:
            observation.chosen(operation)
        check_variables(request.variables, limits)
        check_texts(request.variables)
    except RequestError as error:
        return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
    except InvalidDocumentError as invalid:
        return Result(None, [coded(error, invalid.code) for error in invalid.errors], executed=False)
    if request.read_only and operation.operation is not OperationType.QUERY:
        raise ReadOnlyRequestError
    if operation.operation is OperationType.MUTATION and context.idempotency_key is not None:
        asked = [document.sha256, request.operation_name, request.variables]
        try:
            context.keyed = begin(idempotency, context.idempotency_key, context.principal, asked)
        except RequestError as error:
            return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
        except TypeError as error:
            return Result(None, [mask(error)], executed=False)
    work = _execute(schema, document, operation, request, context, suggest=introspection)
    if observation is not None:
        work = observation.execute(work)
    supervised = supervised_mutation if operation.operation is OperationType.MUTATION else supervised_query
    try:
        return await supervised(work, context.session, limits.seconds)
    except RequestError as error:
        return Result(None, [dict(error.formatted)])
    except Exception as error:
        # Errors of fields are in the result already. This one is nobody's, and no client's business.
        return Result(None, [mask(error)])


async def _execute(
    schema: GraphQLSchema,
    document: Document,
    operation: OperationDefinitionNode,
    request: Request,
    context: Context[Any],
    *,
    suggest: bool,
) -> Result:
    context.session.snapshot = not is_single_read(schema, operation)
    try:
        result = execute(
            schema,
            document.ast,
            context_value=context,
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
            hide_suggestions=not suggest,
        )
        completed = await result if isawaitable(result) else result
    finally:
        await context.session.close()
    assert isinstance(completed, ExecutionResult)
    if context.overrun is not None and operation.operation is OperationType.QUERY:
        # Of a mutation the rest is shown, since it was done.
        return Result(None, [dict(context.overrun.formatted)])
    errors = [describe(error) for error in completed.errors or ()]
    # Without any path the operation did not begin: its variables were refused.
    executed = completed.data is not None or any(error.path for error in completed.errors or ())
    return Result(completed.data, errors, executed)
