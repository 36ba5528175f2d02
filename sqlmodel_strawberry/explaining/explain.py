"""Explaining an operation: what is fetched for it, in which order, by which statements."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from graphql import OperationDefinitionNode, OperationType

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.documents.kept import Document
from sqlmodel_strawberry.executor.blocks import Block
from sqlmodel_strawberry.executor.operation import CompiledOperation
from sqlmodel_strawberry.executor.payloads import MutationField
from sqlmodel_strawberry.executor.roots import QuerySelection
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Load, RowsWanted, Run
from sqlmodel_strawberry.explaining.explanation import Batch, Explanation, FieldPart
from sqlmodel_strawberry.explaining.places import Place, places
from sqlmodel_strawberry.explaining.sessions import ExplainingSession, InventingSession, MeasuringSession
from sqlmodel_strawberry.limits.measuring import measure
from sqlmodel_strawberry.limits.variables import check_variables
from sqlmodel_strawberry.observing.observation import listening
from sqlmodel_strawberry.operations.execution import Request, interpreted
from sqlmodel_strawberry.operations.preparation import AskedOperation, Prepared
from sqlmodel_strawberry.operations.supervision import QueryWatch
from sqlmodel_strawberry.schema import Schema


async def explain(
    schema: Schema, request: Request, database: Database, viewer: Any = None, *, run: bool = False
) -> Explanation:
    """How an operation is run for a viewer. Nothing connects to the database, unless a query is to be `run`.

    What no plan runs has no batches, unless it is run. Mutations are not run.

    Raises:
        InvalidDocumentError: the document is not GraphQL, or not of this schema.
        RequestError: it is over a limit, or there is no such operation in it. A query that runs takes too long.
    """
    document = schema.sources.find(request, introspection=True)
    operation = document.operation(request.operation_name)
    check_variables(request.variables, schema.limits)
    runs = run and operation.operation is OperationType.QUERY
    session: MeasuringSession | InventingSession = MeasuringSession(database) if runs else InventingSession(database)
    context: Context[Any] = Context(session, viewer)
    try:
        return await _explained(schema, document, operation, request, context, session)
    finally:
        await session.close()


async def _explained(
    schema: Schema,
    document: Document,
    operation: OperationDefinitionNode,
    request: Request,
    context: Context[Any],
    session: MeasuringSession | InventingSession,
) -> Explanation:
    name, type_ = operation.name.value if operation.name else None, operation.operation.value
    depth = depth_of(schema, document, operation)
    asked = AskedOperation(document, operation, request.variables)
    prepared = schema.preparations.known(asked, context) or schema.preparations.make(asked, context)
    if isinstance(prepared, list):
        return Explanation(name, type_, None, depth, None, prepared, ())
    estimated = prepared.estimate
    if estimated.errors:
        return Explanation(name, type_, prepared.fallback, depth, estimated.cost, estimated.errors, ())
    context.plans, context.fallback = estimated.plans, prepared.fallback
    if isinstance(session, InventingSession):
        if prepared.tree is not None:
            await PlannedRun(prepared.tree, prepared, context, session).plan()
        return Explanation(name, type_, prepared.fallback, depth, estimated.cost, (), session.batches)
    session.snapshot, session.inline = estimated.cost.statements > 1, prepared.tree is not None
    await session.connect()
    began = time.perf_counter()
    with listening(request, context, session.heard), QueryWatch(session, schema.limits.seconds):
        if prepared.tree is None:
            _, found = await interpreted(prepared, context)
        else:
            _, found = await prepared.tree.complete(ExplainedRun(prepared.tree, prepared, context, session))
    seconds = time.perf_counter() - began
    errors, actual = found or (), session.tally.cost
    return Explanation(name, type_, prepared.fallback, depth, estimated.cost, errors, session.batches, actual, seconds)


def depth_of(schema: Schema, document: Document, operation: OperationDefinitionNode) -> int:
    """How many relations an operation follows, one inside the other."""
    sizes = measure(schema.graphql, document.ast).operations
    return next(size.relations for each, size in sizes if each is operation)


class ExplainedRun(Run):
    """A run that tells its session what each statement is for."""

    def __init__(
        self,
        tree: CompiledOperation,
        prepared: Prepared,
        context: Context[Any],
        session: ExplainingSession,
    ) -> None:
        super().__init__(prepared, context, tree.nodes)
        self.session = session
        self.places: Sequence[Place] = list(places(tree.root.fields))
        self._above = 0
        """Levels above those that `fetch` begins with."""

    async def fetch(self, loads: Sequence[Load]) -> None:
        """See `Run`."""
        self.level = self._above
        await super().fetch(loads)

    @property
    def level(self) -> int:  # of the session, which keeps statements by it
        """See `Run`."""
        return self.session.level

    @level.setter
    def level(self, level: int) -> None:
        self.session.level = level

    async def fetch_group(self, group: Sequence[Load]) -> None:
        """See `Run`."""
        with self.session.batch([part for load in group for part in self._parts(load)]):
            await super().fetch_group(group)

    def _parts(self, load: Load) -> Iterator[FieldPart]:
        for place in self.places:
            yield from place.parts(self.fetched[place.number], load)


class PlannedRun(ExplainedRun):
    """A run on invented rows: no hand-written function gets to see them, nothing is written, no answer is made."""

    def __init__(
        self, tree: CompiledOperation, prepared: Prepared, context: Context[Any], session: InventingSession
    ) -> None:
        super().__init__(tree, prepared, context, session)
        self._root = tree.root
        self._invent = session.invent

    async def plan(self) -> None:
        """Ask for all that the operation can fetch."""
        if isinstance(self._root, QuerySelection):
            await self._root.fetch(self)
            return
        for field in self._root.fields.values():
            if isinstance(field, MutationField):
                await self._plan_write(field)

    async def _plan_write(self, field: MutationField) -> None:
        written = [place.write() for place in self.places if place.number == field.number]
        self.session.batches.append(Batch(1, written, ()))
        parts = field.parts.values()
        for rows in filter(None, [part.rows for part in parts]):
            self.reach(rows, self._block(rows))
        self._above = 0
        await self.fetch(())
        self._above = 1
        for query in filter(None, [part.query for part in parts]):
            await query.fetch(self)

    def _block(self, selection: RowSelection) -> Block:
        columns = selection.resource.columns
        return Block(tuple(columns), [tuple(self._invent(column.source.type) for column in columns.values())])

    def reach(self, selection: RowsWanted, block: Block) -> None:
        """See `Run`."""
        super().reach(_Unwidened(selection), block)

    def fail(self, fetched: Fetched, error: Exception) -> None:
        """What cannot be planned is a mistake of this module's."""
        raise error


class _Unwidened:
    def __init__(self, selection: RowsWanted) -> None:
        self._selection = selection
        self.leads_on = selection.leads_on

    is_widened = False
    """Hand-written functions are not called."""

    async def widen(self, run: Run, block: Block) -> None:
        """See `is_widened`."""

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        return self._selection.loads(run, block)
