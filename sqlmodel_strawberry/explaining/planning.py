"""Running operations as ever, and telling how they were run: `extensions.plan`."""

from __future__ import annotations

import asyncio
import copy
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from typing import Any

from graphql import FieldNode, GraphQLError

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.exceptions import RequestError
from sqlmodel_strawberry.explaining.details import PLAN_HEADER, PlanDetail, plan_detail
from sqlmodel_strawberry.explaining.explain import ExplainedRun, depth_of
from sqlmodel_strawberry.explaining.explanation import Explanation, FieldPart
from sqlmodel_strawberry.explaining.sessions import MeasuringSession
from sqlmodel_strawberry.observing.observation import current
from sqlmodel_strawberry.observing.records import OperationRecord
from sqlmodel_strawberry.operations.execution import Request, Result
from sqlmodel_strawberry.operations.preparation import AskedOperation, Preparations, Prepared
from sqlmodel_strawberry.schema import Schema


class Planning:
    """A schema whose answers tell how they came about, where the client asks for that by `X-GraphQL-Plan`."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def execute(self, request: Request, context: Context[Any]) -> Coroutine[Any, Any, Result]:
        """See `Schema`."""
        run = self._planned if PLAN_HEADER in context.headers else self._schema.execute
        return run(request, context)

    async def _planned(self, request: Request, context: Context[Any]) -> Result:
        try:
            detail = plan_detail(context.headers[PLAN_HEADER])
        except RequestError as error:
            return Result(None, [dict(error.formatted)], executed=False)
        return await PlannedOperation(self._schema, detail, context).execute(request)


class PlannedOperation:
    """One operation, in a session that keeps its statements."""

    def __init__(self, schema: Schema, detail: PlanDetail, context: Context[Any]) -> None:
        """`context` is told what the HTTP response has to say besides."""
        self._schema = copy.copy(schema)
        self._schema.preparations = WatchedPreparations(schema.preparations, self._watch)
        # Statements are told where an operation is observed.
        self._schema.observers = [*schema.observers, _nobody]
        self._detail = detail
        self._given = context
        given = context.session
        self._session = MeasuringSession(given.database, given._connection.lent, detail=detail, writes=self._written)
        self._context = Context(self._session, context.viewer, context.request)
        self._asked: AskedOperation | None = None
        self._fallback: str | None = None

    async def execute(self, request: Request) -> Result:
        """The result, with its plan. Raises as `Schema.execute`."""
        began = time.perf_counter()
        try:
            result = await self._schema.execute(request, self._context)
        finally:
            self._given.response_headers = self._context.response_headers
            self._given.allowance = self._context.allowance
        seconds = time.perf_counter() - began
        if self._asked is None or result.cost is None:
            return result
        if self._detail is PlanDetail.EXPLAIN:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._schema.limits.seconds):
                    await self._session.explain()
        operation = self._asked.operation
        plan = Explanation(
            operation.name.value if operation.name else None,
            operation.operation.value,
            self._fallback,
            depth_of(self._schema, self._asked.document, operation),
            result.cost.estimated,
            (),
            self._session.batches,
            result.cost.actual,
            seconds,
        )
        return replace(result, extensions={**(result.extensions or {}), "plan": plan.to_json()})

    def _watch(self, asked: AskedOperation, prepared: Prepared) -> None:
        self._asked, self._fallback = asked, prepared.fallback
        observation = current()
        assert observation is not None
        observation.listener = self._session.heard
        prepared.runs = self._begin

    def _begin(self, prepared: Prepared, context: Context[Any], _nodes: int) -> ExplainedRun:
        """A run that tells the session what each statement is for."""
        assert prepared.tree is not None
        return ExplainedRun(prepared.tree, prepared, context, self._session)

    def _written(self) -> FieldPart | None:
        """The root field that writes now."""
        path = self._context.root_path
        if not path or self._asked is None:
            return None
        fields = [each for each in self._asked.operation.selection_set.selections if isinstance(each, FieldNode)]
        names = [each.name.value for each in fields if path == (each.alias or each.name).value]
        return FieldPart(path, f"Mutation.{names[0] if names else path}", "write")


class WatchedPreparations(Preparations):
    """Those of a schema, each handed through a function."""

    def __init__(self, preparations: Preparations, watch: Callable[[AskedOperation, Prepared], None]) -> None:
        self.compiled = preparations.compiled
        self._preparations = preparations
        self._watch = watch

    def known(self, asked: AskedOperation, context: Context[Any]) -> Prepared | None:
        """See `Preparations`."""
        prepared = self._preparations.known(asked, context)
        if prepared is not None:
            self._watch(asked, prepared)
        return prepared

    def make(self, asked: AskedOperation, context: Context[Any]) -> Prepared | list[GraphQLError]:
        """See `Preparations`."""
        prepared = self._preparations.make(asked, context)
        if isinstance(prepared, Prepared):
            self._watch(asked, prepared)
        return prepared


def _nobody(_record: OperationRecord) -> None:
    pass
