"""One run of a compiled operation: what was fetched so far, and what is to be fetched next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from graphql import Executor

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.statements.joins import Join

if TYPE_CHECKING:
    from sqlmodel_strawberry.executor.blocks import Block


class Source(Protocol):
    """What gives what there is for several keys: a loader, or something that is asked once."""

    def load_alone(self, keys: Sequence[Any], *, has_null: bool = False) -> Awaitable[Any]:
        """See `Loader.load_alone`."""


class Fetched:
    """What a node of the tree has fetched, for all its parents together."""

    error: Exception | None = None
    """Why it could not be fetched."""

    def check(self) -> None:
        """Raise that."""
        if self.error is not None:
            raise self.error


class FetchedValue(Fetched):
    """What was fetched, as it came."""

    value: Any = ()

    def take(self, value: Any) -> None:
        """This."""
        self.value = value


@dataclass(slots=True)
class Load:
    """Keys to be loaded, and who takes their values."""

    source: Source
    keys: Sequence[Any]
    fetched: Fetched
    take: Callable[[Any], None]
    has_null: bool = False
    """Whether some keys are None."""
    joins: tuple[Join, ...] = ()
    """Whose rows come with it."""


class RowsWanted(Protocol):
    """A selection on rows."""

    is_widened: bool
    """Whether hand-written fields say something of each row."""
    leads_on: bool
    """Whether they do, or rows lead to others."""

    async def widen(self, run: Run, block: Block) -> None:
        """Add that to the rows."""

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        """What is to be fetched for the rows."""


class PreparedOperation(Protocol):
    """The operation that is run."""

    @property
    def variables(self) -> Mapping[str, Any]:
        """The values of its variables, coerced."""

    def executor(self, context: Context[Any]) -> Executor[Any]:
        """graphql-core's, which is seldom needed."""


class Run:
    """The state of one operation. Nodes of the tree keep what they fetch here, by their number."""

    level = 0
    """How many were fetched."""
    failed = False
    """Whether something is known to have failed, so that there is no use in assembling as if nothing had."""

    def __init__(self, prepared: PreparedOperation, context: Context[Any], nodes: int) -> None:
        self.prepared = prepared
        self.context = context
        self.fetched: list[Any] = [None] * nodes
        self._next: list[tuple[RowsWanted, Block]] = []

    @cached_property
    def executor(self) -> Executor[Any]:
        """What resolvers are told of the operation by, and what looks again where something failed."""
        return self.prepared.executor(self.context)

    def reach(self, selection: RowsWanted, block: Block) -> None:
        """Rows have been fetched: what is selected below them comes next."""
        if selection.leads_on and block.rows:
            self._next.append((selection, block))

    def fail(self, fetched: Fetched, error: Exception) -> None:
        """What could not be fetched is an error at all places that show it."""
        fetched.error = error
        self.failed = True

    async def fetch(self, loads: Sequence[Load]) -> None:
        """Fetch these, and all that is selected below them: level by level, each loader once for all its keys."""
        self.level += 1
        for group in [loads] if len(loads) == 1 else _groups(loads):
            await self.fetch_group(group)
        while self._next:
            level, self._next = self._next, []
            below: list[Load] = []
            for selection, block in level:
                if selection.is_widened:
                    await selection.widen(self, block)
                below += selection.loads(self, block)
            self.level += 1
            for group in [below] if len(below) == 1 else _groups(below):
                await self.fetch_group(group)

    async def fetch_group(self, group: Sequence[Load]) -> None:
        """Fetch what is to be fetched by one loader."""
        try:
            if len(group) > 1:
                # Each of them then finds what it wants there.
                keys = {key: None for load in group for key in load.keys}
                await group[0].source.load_alone(list(keys), has_null=None in keys)
            for load in group:
                load.take(await load.source.load_alone(load.keys, has_null=load.has_null))
        except Exception as error:
            for load in group:
                self.fail(load.fetched, error)


def _groups(loads: Sequence[Load]) -> Iterable[Sequence[Load]]:
    """Those of each loader."""
    groups: dict[int, list[Load]] = {}
    for load in loads:
        groups.setdefault(id(load.source), []).append(load)
    return groups.values()
