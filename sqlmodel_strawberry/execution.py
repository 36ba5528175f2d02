"""One operation: from text and variables to a result whose errors say what a client may know, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any, NamedTuple

import orjson
from graphql import ExecutionResult, GraphQLError, OperationType

from sqlmodel_strawberry.budget import REQUEST_COST, pay, pay_price
from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.cost.reports import CostMode, CostReport, cost_mode
from sqlmodel_strawberry.documents import InvalidDocumentError
from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError, RequestError
from sqlmodel_strawberry.idempotency import Idempotency, begin
from sqlmodel_strawberry.limits.values import check_texts
from sqlmodel_strawberry.limits.variables import check_variables
from sqlmodel_strawberry.masking import coded, describe, mask
from sqlmodel_strawberry.observing import current
from sqlmodel_strawberry.preparation import Asked, Preparations, Prepared
from sqlmodel_strawberry.sources import DocumentSources
from sqlmodel_strawberry.supervision import supervised_mutation, supervised_query


class Request(NamedTuple):
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
    cost: CostReport | None = None
    """None where the operation was refused before it had a price."""
    extensions: Mapping[str, Any] | None = None

    @property
    def unavailable(self) -> bool:
        """Whether nothing at all was answered, because the database could not be had."""
        answered = any(value is not None for value in (self.data or {}).values())
        codes = {error.get("extensions", {}).get("code") for error in self.errors}
        return codes == {ErrorCode.UNAVAILABLE} and not answered

    def to_json(self) -> dict[str, Any]:
        """The response map of the GraphQL specification."""
        body: dict[str, Any] = {"data": self.data} if self.executed else {}
        if self.errors:
            body["errors"] = list(self.errors)
        if self.extensions:
            body["extensions"] = dict(self.extensions)
        return body

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
    preparations: Preparations,
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
        RefusedRequestError: 429, the budget does not have what the operation may cost.
    """
    observation, limits = current(), sources.documents.limits
    try:
        # What is known costs next to nothing until it runs: it is paid at once, when its price is known.
        if not sources.is_known(request):
            await pay(context, REQUEST_COST)
        context.cost_mode = cost_mode(context.request)
        document = sources.find(request, introspection=introspection)
        if observation is not None:
            observation.parsed(document)
        operation = document.operation(request.operation_name)
        is_mutation = operation.operation is OperationType.MUTATION
        if observation is not None:
            observation.chosen(operation)
        asked = Asked(document, operation, request.variables, introspection)
        if request.variables:
            check_variables(request.variables, limits)
            check_texts(request.variables)
    except RequestError as error:
        return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
    except InvalidDocumentError as invalid:
        return Result(None, [coded(error, invalid.code) for error in invalid.errors], executed=False)
    if request.read_only and operation.operation is not OperationType.QUERY:
        raise ReadOnlyRequestError
    if is_mutation and context.idempotency_key is not None:
        same = [document.sha256, request.operation_name, request.variables]
        try:
            context.keyed = begin(idempotency, context.idempotency_key, context.principal, same)
        except RequestError as error:
            return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
        except TypeError as error:
            return Result(None, [mask(error)], executed=False)
    work = _execute(preparations, asked, context)
    if observation is not None:
        work = observation.execute(work)
    supervised = supervised_mutation if is_mutation else supervised_query
    try:
        return await supervised(work, context.session, limits.seconds)
    except RequestError as error:
        return Result(None, [dict(error.formatted)])
    except RefusedRequestError:
        raise
    except Exception as error:
        # Errors of fields are in the result already. This one is nobody's, and no client's business.
        return Result(None, [mask(error)])


async def _execute(preparations: Preparations, asked: Asked, context: Context[Any]) -> Result:
    prepared: Prepared | list[GraphQLError] | None = preparations.known(asked, context)
    if prepared is None:
        try:
            await pay(context, REQUEST_COST)
        except RequestError as error:
            return Result(None, [dict(error.formatted)], executed=False)
        prepared = preparations.make(asked, context)
    if isinstance(prepared, list):
        return Result(None, list(map(describe, prepared)), executed=False)
    estimated = prepared.estimate
    context.cost = CostReport(estimated.cost)
    if estimated.errors:
        return Result(None, list(map(describe, estimated.errors)), executed=False)
    if context.cost_mode is CostMode.VALIDATE:
        return Result(None)
    try:
        await pay_price(context, estimated.cost.total)
    except RequestError as error:
        return Result(None, [dict(error.formatted)], executed=False)
    context.plans, context.fallback = estimated.plans, prepared.fallback
    # A single statement is a snapshot by itself.
    context.session.snapshot = asked.operation.operation is not OperationType.QUERY or estimated.cost.statements > 1
    observation = current()
    if observation is not None:
        observation.planned()
    try:
        completed = await _completed(prepared, context)
    finally:
        await context.session.close()
    return Result(completed.data, list(map(describe, completed.errors or ())))


async def _completed(prepared: Prepared, context: Context[Any]) -> ExecutionResult:
    if prepared.tree is not None:
        context.session.inline = True
        return await prepared.tree.run(lambda: prepared.executor(context), context)
    result: Any = prepared.executor(context).execute_operation()
    completed: ExecutionResult = await result if isawaitable(result) else result
    return completed


def with_cost(result: Result, context: Context[Any]) -> Result:
    """The result with what the operation has cost, for the client too where it asked."""
    cost = context.cost
    if cost is None:
        return result
    if result.executed and context.cost_mode is not CostMode.VALIDATE:
        cost = CostReport(cost.estimated, context.session.tally.cost)
    extensions = result.extensions
    if context.cost_mode:
        extensions = {**(extensions or {}), "cost": cost.to_json()}
    return Result(result.data, result.errors, result.executed, cost, extensions)
