"""One operation: from text and variables to a result whose errors say what a client may know, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from time import perf_counter
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError, OperationType

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.cost.budget import REQUEST_COST, pay
from sqlmodel_strawberry.cost.reports import COST_HEADER, CostMode, CostReport, cost_mode
from sqlmodel_strawberry.documents.kept import Document, InvalidDocumentError
from sqlmodel_strawberry.documents.sources import DocumentSources
from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError, RequestError
from sqlmodel_strawberry.executor.fetched_sources import Completed
from sqlmodel_strawberry.limits.variables import check_variables
from sqlmodel_strawberry.mutations.idempotency import Idempotency, begin
from sqlmodel_strawberry.observing.observation import current
from sqlmodel_strawberry.operations.masking import coded, describe, mask
from sqlmodel_strawberry.operations.preparation import AskedOperation, Preparations, Prepared
from sqlmodel_strawberry.operations.supervision import QueryWatch, supervised_mutation
from sqlmodel_strawberry.tasks import outcome


@dataclass(slots=True)
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


@dataclass(slots=True)
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
        is_plain = self.executed and not self.errors and not self.extensions
        try:
            return orjson.dumps({"data": self.data} if is_plain else self.to_json())
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
) -> Result:
    """Execute a request, within `Limits.seconds`. Cancelling cancels the SQL of a query; a mutation goes on to its end.

    Raises:
        ReadOnlyRequestError: a mutation in a read-only request.
        RefusedRequestError: 429, the budget does not have what the operation may cost.
    """
    observation, limits = current(), sources.documents.limits
    try:
        if COST_HEADER in context.headers:
            context.cost_mode = cost_mode(context.headers[COST_HEADER])
        document = sources.kept(request)
        if document is None:
            # What is known costs next to nothing until it runs: it is paid at once, when its price is known.
            if not sources.is_known(request):
                await pay(context, REQUEST_COST)
            document = sources.find(request, introspection=context.may_introspect)
        if observation is not None:
            observation.document, observation.parsed_at = document, perf_counter()
        operation = document.operation(request.operation_name)
        if observation is not None:
            observation.operation = operation
        is_mutation = operation.operation is OperationType.MUTATION
        asked = AskedOperation(document, operation, request.variables)
        if request.variables:
            check_variables(request.variables, limits)
    except RequestError as error:
        return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
    except InvalidDocumentError as invalid:
        return Result(None, [coded(error, invalid.code) for error in invalid.errors], executed=False)
    if request.read_only and operation.operation is not OperationType.QUERY:
        raise ReadOnlyRequestError
    if is_mutation and context.idempotency_key is not None:
        refused = _not_begun(idempotency, request, document, context)
        if refused is not None:
            return refused
    try:
        if is_mutation:
            work = _execute(preparations, asked, context)
            task, last_act = supervised_mutation(work, context.session, limits.seconds)
            if observation is not None:
                observation.task = task
            return await outcome(task, last_act)
        with QueryWatch(context.session, limits.seconds):
            return await _execute(preparations, asked, context)
    except RequestError as error:
        return Result(None, [dict(error.formatted)])
    except RefusedRequestError:
        raise
    except Exception as error:
        # Errors of fields are in the result already. This one is nobody's, and no client's business.
        return Result(None, [mask(error)])


def _not_begun(
    idempotency: Idempotency | None, request: Request, document: Document, context: Context[Any]
) -> Result | None:
    """Why a mutation with an Idempotency-Key must not run; None where it may."""
    same = [document.sha256, request.operation_name, request.variables]
    assert context.idempotency_key is not None
    try:
        # Where no records are kept a viewer need not say who it is.
        principal = None if idempotency is None else context.principal
        context.keyed = begin(idempotency, context.idempotency_key, principal, same)
    except RequestError as error:
        return Result(None, [error.formatted], executed=False)  # type: ignore[list-item]
    except TypeError as error:
        return Result(None, [mask(error)], executed=False)
    return None


async def _execute(preparations: Preparations, asked: AskedOperation, context: Context[Any]) -> Result:
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
    cost = estimated.cost
    context.cost = CostReport(cost)
    if estimated.errors:
        return Result(None, list(map(describe, estimated.errors)), executed=False)
    if context.cost_mode is CostMode.VALIDATE:
        return Result(None)
    try:
        await pay(context, cost.total)
    except RequestError as error:
        return Result(None, [dict(error.formatted)], executed=False)
    session, tree = context.session, prepared.tree
    context.plans, context.fallback = estimated.plans, prepared.fallback
    # A single statement is a snapshot by itself.
    session.snapshot = cost.statements > 1 or asked.operation.operation is not OperationType.QUERY
    session.inline = tree is not None
    observation = current()
    if observation is not None:
        observation.planned_at = perf_counter()
    try:
        if tree is None:
            data, errors = await interpreted(prepared, context)
        else:
            data, errors = await tree.complete(prepared.runs(prepared, context, tree.nodes))
    finally:
        await session.close()
    return Result(data, list(map(describe, errors)) if errors else [])


async def interpreted(prepared: Prepared, context: Context[Any]) -> Completed:
    """The answer by graphql-core."""
    result: Any = prepared.executor(context).execute_operation()
    completed: ExecutionResult = await result if isawaitable(result) else result
    return completed.data, completed.errors


def add_cost(result: Result, context: Context[Any]) -> None:
    """Have the result tell what the operation has cost, and the client too where it asked."""
    cost, tally = context.cost, context.session.tally
    if cost is None:
        return
    if result.executed and context.cost_mode is not CostMode.VALIDATE:
        cost.actual = Cost(tally.rows, tally.statements)
    result.cost = cost
    if context.cost_mode:
        result.extensions = {**(result.extensions or {}), "cost": cost.to_json()}
