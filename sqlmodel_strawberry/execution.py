"""One operation: from text and variables to a result whose errors say what a client may know, and no more."""

from __future__ import annotations

import logging
import re
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType, execute
from sqlalchemy.exc import DBAPIError, InterfaceError

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.documents import Document, Documents, InvalidDocumentError, is_single_read
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, ErrorCode, RequestError
from sqlmodel_strawberry.idempotency import Idempotency, begin
from sqlmodel_strawberry.limits.values import check_variables

logger = logging.getLogger(__name__)

UNAVAILABLE_STATES = ("08", "57P0", "53")
TIMEOUT_STATES = ("57014", "55P03")
SQLITE_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
UNAVAILABLE = "The database cannot be reached, or is busy. Try again later."
QUOTED_INPUT = re.compile(r"(, found: |(?<!has invalid value)(?<= value): ).*", re.DOTALL)
INTERNAL = "Something went wrong here; it was logged under this errorId."


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

    def to_bytes(self) -> bytes:
        """The response as JSON. A value that JSON cannot hold is a mistake of this API's, masked like any other."""
        try:
            return orjson.dumps(self.to_json())
        except TypeError as error:
            return orjson.dumps(Result(None, [mask(error)]).to_json())


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
        except TypeError as error:
            return Result(None, [mask(error)], executed=False)
    try:
        return await _execute(schema, document, operation, request, context)
    except Exception as error:
        # Errors of fields are in the result already. This one is nobody's, and no client's business.
        return Result(None, [mask(error)])


async def _execute(
    schema: GraphQLSchema,
    document: Document,
    operation: OperationDefinitionNode,
    request: Request,
    context: Context[Any],
) -> Result:
    context.session.snapshot = not is_single_read(schema, operation)
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
    if context.overrun is not None and operation.operation is OperationType.QUERY:
        # Of a mutation the rest is shown, since it was done.
        return Result(None, [dict(context.overrun.formatted)])
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
            return _coded(error, original.extensions.get("code", ErrorCode.BAD_USER_INPUT), original.extensions)
        return _coded(error, ErrorCode.BAD_USER_INPUT)
    return mask(original, error)


def mask(original: BaseException, error: GraphQLError | None = None) -> dict[str, Any]:
    """What the client gets of an unexpected error: a code, and the id the log has it under."""
    code, message = _classify(original)
    error_id = secrets.token_hex(8)
    nodes, path = (error.nodes, error.path) if error else (None, None)
    logger.error("error %s at %s", error_id, path, exc_info=original)
    return dict(GraphQLError(message, nodes, path=path, extensions={"code": code, "errorId": error_id}).formatted)


def _classify(error: BaseException) -> tuple[str, str]:
    if isinstance(error, DatabaseUnavailableError):
        return ErrorCode.UNAVAILABLE, UNAVAILABLE
    if not isinstance(error, DBAPIError):
        return ErrorCode.INTERNAL_SERVER_ERROR, INTERNAL
    state = getattr(error.orig, "sqlstate", None) or ""
    result_code = getattr(error.orig, "sqlite_errorcode", None)
    if state.startswith(TIMEOUT_STATES):
        return ErrorCode.TIMEOUT, "The database took too long. Ask for less, or try again later."
    if result_code is not None:
        if "integer overflow" in str(error.orig):
            return ErrorCode.BAD_USER_INPUT, "A sum has more than 64 bits, which this database cannot add up."
        # The low byte is the primary result code (SQLite, Result and Error Codes).
        unavailable = result_code & 0xFF in SQLITE_UNAVAILABLE
    else:
        unavailable = state.startswith(UNAVAILABLE_STATES) or isinstance(error, InterfaceError) or not state
    if unavailable or error.connection_invalidated:
        return ErrorCode.UNAVAILABLE, UNAVAILABLE
    return ErrorCode.INTERNAL_SERVER_ERROR, INTERNAL


def _coded(error: GraphQLError, code: str, extensions: Mapping[str, Any] | None = None) -> dict[str, Any]:
    formatted = dict(error.formatted)
    # graphql-core quotes what it was sent, be it a password; the place of it is enough to find it.
    formatted["message"] = QUOTED_INPUT.sub(".", error.message)
    formatted["extensions"] = {**(extensions or {}), "code": str(code)}
    return formatted
