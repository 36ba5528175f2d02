"""Root mutation fields: each is written and its payload fetched before the next one begins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Any

from graphql import VariableNode, is_list_type, is_non_null_type

from sqlmodel_strawberry.executor.blocks import Block
from sqlmodel_strawberry.executor.fetched_sources import FieldSource, Read, source_of
from sqlmodel_strawberry.executor.objects import Make
from sqlmodel_strawberry.executor.roots import QuerySelection
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Run
from sqlmodel_strawberry.fields.asked import AskedField
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.decimals import written

KEPT = 1000
"""Readers of rows that are kept."""


class FetchedPayload(Fetched):
    """What a mutation gave, and the rows in it by response key."""

    payload: Any = None
    blocks: dict[str, Block | None]


class MutationInfo:
    """What generated mutations ask of their `info`. For the rest of it graphql-core's executor is made, which they ask
    when they meet a selection for the first time."""

    __slots__ = ("_asked", "_run", "context", "field_nodes", "parent_type", "path")

    def __init__(self, asked: AskedField, run: Run) -> None:
        self._asked, self._run, self.context = asked, run, run.context
        self.field_nodes, self.parent_type, self.path = asked.nodes, asked.parent_type, asked.path

    def __getattr__(self, name: str) -> Any:
        return getattr(self._asked.info(self._run.executor), name)


@dataclass(frozen=True, eq=False)
class PayloadPart:
    """One field of a payload."""

    asked: AskedField
    make: Make | None = None
    """Of what is a small object, or a leaf."""
    rows: RowSelection | None = None
    query: QuerySelection | None = None

    @cached_property
    def leads_on(self) -> bool:
        """Whether more is fetched for its rows."""
        return self.rows is not None and bool(self.rows.related or self.rows.added)

    @cached_property
    def is_list(self) -> bool:
        """Whether it shows several rows."""
        return is_list_type(self.asked.type)

    @cached_property
    def read(self) -> Callable[[Any, Run], Any]:
        """What its resolver gives of a payload. Rows are counted as shown, in the context, which the run has too."""
        definition: Any = self.asked.definition
        return _nothing if definition is None else definition.resolve

    def made(self, run: Run, fetched: FetchedPayload) -> Any:
        """It as it is shown."""
        if self.rows is not None:
            block = fetched.blocks[self.asked.key]
            made = None if block is None else self.rows.make(run, block)
            return made if made is None or self.is_list else made[0]
        if self.query is not None:
            return self.query.made(run)
        assert self.make is not None
        return self.make(self.read(fetched.payload, run))

    def source(self, run: Run, fetched: FetchedPayload, read: Read) -> Any:
        """The same, as a source for graphql-core."""
        if self.query is not None:
            return self.query.source(run)
        if self.rows is None:
            return read(fetched.payload)
        block = fetched.blocks[self.asked.key]
        if block is None:
            return None
        sources = [source_of(self.rows, block, at) for at in range(len(block.rows))]
        return sources if self.is_list else sources[0]


def _nothing(_payload: Any, _run: Run) -> None:
    return None


@dataclass(frozen=True, eq=False)
class MutationField:
    """`createHero` and its payload."""

    number: int
    asked: AskedField
    parts: Mapping[str, PayloadPart]

    async def run(self, run: Run) -> bool:
        """Do it, and fetch what the payload shows. Whether the next one may begin (GraphQL, null bubbling)."""
        fetched = run.fetched[self.number] = FetchedPayload()
        session, info = run.context.session, MutationInfo(self.asked, run)
        session.reads_on = self._leads_on and self._reads(run, info) > 1
        try:
            fetched.payload = await self._begun(run, info)
        except Exception as error:
            run.fail(fetched, error)
            return not is_non_null_type(self.asked.type)
        fetched.blocks = {}
        for key, part in self.parts.items():
            if part.rows is not None:
                fetched.blocks[key] = self._block(run, part, fetched.payload)
        if self._leads_on:
            # A single statement is a snapshot by itself.
            session.snapshot = session.reads_on
            await run.fetch(())
        for part in self.parts.values():
            if part.query is not None:
                await part.query.fetch(run)
        return True

    def _begun(self, run: Run, info: MutationInfo) -> Awaitable[Any]:
        given = run.prepared.variables.get(self._variable) if self._variable else None
        arguments = {"input": given} if given is not None else self.asked.arguments(run.executor)
        return self._resolve(None, info, **arguments)

    def _reads(self, run: Run, info: Any) -> int:
        """How many statements the operation runs at most beside those of this write."""
        cost = run.context.cost
        assert cost is not None
        writes: int = run.context.plan(info).statements
        return cost.estimated.statements - writes

    @cached_property
    def _resolve(self) -> Callable[..., Awaitable[Any]]:
        definition: Any = self.asked.definition
        resolve: Callable[..., Awaitable[Any]] = definition.resolve
        return resolve

    @cached_property
    def _leads_on(self) -> bool:
        return any(part.leads_on for part in self.parts.values())

    @cached_property
    def _variable(self) -> str | None:
        """The variable that is all of the input, where there is one."""
        (argument,) = self.asked.nodes[0].arguments or ()
        return argument.value.name.value if isinstance(argument.value, VariableNode) else None

    def _block(self, run: Run, part: PayloadPart, payload: Any) -> Block | None:
        assert part.rows is not None
        found = part.read(payload, run)
        if found is None:
            return None
        block = block_of(found if isinstance(found, list) else [found], part.rows.resource)
        if part.leads_on:
            run.reach(part.rows, block)
        return block

    def made(self, run: Run) -> Any:
        """The payload as it is shown."""
        fetched: FetchedPayload = run.fetched[self.number]
        made = {}
        for key, part in self.parts.items():
            made[key] = part.made(run, fetched)
        return made

    def source(self, run: Run) -> Any:
        """See `RootField`."""
        fetched: FetchedPayload = run.fetched[self.number]
        fetched.check()
        return FieldSource(lambda key, read: self.parts[key].source(run, fetched, read))


def block_of(rows: Sequence[Any], resource: Resource) -> Block:
    """Objects of a resource as rows. All have the same columns, those that were selected."""
    names = tuple(vars(rows[0])) if rows else ()
    values = list(map(_reader(names), map(vars, rows)))
    if not resource.written_columns.isdisjoint(map(resource.columns.__getitem__, names)):
        exact = [resource.columns[name] in resource.written_columns for name in names]
        values = [tuple([written(v) if e else v for v, e in zip(row, exact, strict=True)]) for row in values]
    return Block(names, values)


@lru_cache(KEPT)
def _reader(names: tuple[str, ...]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """A function from a mapping to its values of these names."""
    return itemgetter(*names) if len(names) > 1 else lambda row: tuple(map(row.__getitem__, names))
