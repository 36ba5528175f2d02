"""One operation: from text and variables to a result whose errors say what a client may know, and no more."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType, execute
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.documents import Document, Documents, InvalidDocumentError, is_single_read
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.idempotency import Idempotency, begin
from sqlmodel_strawberry.limits.values import check_variables

logger = logging.getLogger(__name__)

UNAVAILABLE_STATES = ("08", "57P0", "53")
TIMEOUT_STATES = ("57014", "55P03")


@dataclass(frozen=True)
class Request:
    """A GraphQL request (GraphQL over HTTP, request parameters)."""

    query: str
    variables: Mapping[str, Any]
    operation_name: str | None = None
    read_only: bool = False
    """Refuse mutations: the request came by GET."""


@dataclass(frozen=True)
class Result:
    """A response. `data` is absent where the request was refused before execution."""

    data: dict[str, Any] | None
    errors: Sequence[dict[str, Any]] = ()
    executed: bool = True

    def to_json(self) -> dict[str, Any]:
        """The response map of the GraphQL specification."""
        body: dict[str, Any] = {"data": self.data} if self.executed else {}
        return body | {"errors": list(self.errors)} if self.errors else body


class ReadOnlyRequestError(Exception):
    """A mutation in a request that may only read."""


async def run(
    schema: GraphQLSchema,
    documents: Documents,
    request: Request,
    context: Context[Any],
    idempotency: Idempotency | None = None,
) -> Result:
    """Execute a request.

    Raises:
        ReadOnlyRequestError: a mutation in a read-only request.
    """
    try:
        document = documents.get(request.query)
        operation = document.operation(request.operation_name)
        check_variables(request.variables)
    except RequestError as error:
        return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
    except InvalidDocumentError as invalid:
        return Result(None, [_coded(error, invalid.code) for error in invalid.errors], executed=False)
    if request.read_only and operation.operation is not OperationType.QUERY:
        raise ReadOnlyRequestError
    if operation.operation is OperationType.MUTATION and context.idempotency_key is not None:
        asked = [request.query, request.operation_name, request.variables]
        try:
            context.keyed = begin(idempotency, context.idempotency_key, context.principal, asked)
        except RequestError as error:
            return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
    return await _execute(schema, document, operation, request, context)


async def _execute(
    schema: GraphQLSchema,
    document: Document,
    operation: OperationDefinitionNode,
    request: Request,
    context: Context[Any],
) -> Result:
    context.session.snapshot = not is_single_read(operation)
    try:
        result = execute(
            schema,
            document.ast,
            context_value=context,
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
            hide_suggestions=True,
        )
        completed = await result if isawaitable(result) else result
    finally:
        await context.session.close()
    assert isinstance(completed, ExecutionResult)
    errors = [describe(error) for error in completed.errors or ()]
    # Without any path the operation did not begin: its variables were refused.
    executed = completed.data is not None or any(error.path for error in completed.errors or ())
    return Result(completed.data, errors, executed)


def describe(error: GraphQLError) -> dict[str, Any]:
    """An error as the client sees it. What is not expected is masked, and logged under the id the client gets."""
    original = error.original_error
    if original is None:
        return dict(error.formatted) if error.extensions else _coded(error, ErrorCode.BAD_USER_INPUT)
    if isinstance(original, GraphQLError):
        if original.extensions:
            return _coded(error, original.extensions.get("code", ErrorCode.BAD_USER_INPUT))
        return _coded(error, ErrorCode.BAD_USER_INPUT)
    code, message = _classify(original)
    error_id = secrets.token_hex(8)
    logger.error("error %s at %s", error_id, error.path, exc_info=original)
    masked = GraphQLError(message, error.nodes, path=error.path, extensions={"code": code, "errorId": error_id})
    return dict(masked.formatted)


def _classify(error: BaseException) -> tuple[str, str]:
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    if "integer overflow" in str(getattr(error, "orig", "")):
        return ErrorCode.BAD_USER_INPUT, "A sum has more than 64 bits, which this database cannot add up."
    if state.startswith(TIMEOUT_STATES):
        return ErrorCode.TIMEOUT, "The database took too long. Ask for less, or try again later."
    if (
        isinstance(error, PoolTimeoutError | InterfaceError | OSError)
        or state.startswith(UNAVAILABLE_STATES)
        or (isinstance(error, OperationalError) and not state)
        or (isinstance(error, DBAPIError) and error.connection_invalidated)
    ):
        return ErrorCode.UNAVAILABLE, "The database cannot be reached. Try again later."
    return ErrorCode.INTERNAL_SERVER_ERROR, "Something went wrong here; it was logged under this errorId."


def _coded(error: GraphQLError, code: str) -> dict[str, Any]:
    formatted = dict(error.formatted)
    formatted["extensions"] = {"code": str(code)}
    return formatted
