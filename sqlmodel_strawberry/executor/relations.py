"""Fields that lead from rows to other rows: the one at the other end, or those that a walk meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlmodel_strawberry.executor.blocks import Block, Layout, Parents, gathered, layout_of
from sqlmodel_strawberry.executor.fetched_sources import indexes, local_values, source_of
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Load, Run
from sqlmodel_strawberry.fields.asked import AskedField
from sqlmodel_strawberry.loading.levels import Groups
from sqlmodel_strawberry.resources.resource import Relation
from sqlmodel_strawberry.statements.joins import mark_of


class FetchedRows(Fetched):
    """The rows that names lead to."""

    block: Block | None = None
    is_complete = False
    """Whether everything leads to some row, or is null."""


@dataclass(eq=False)
class RowsField:
    """A field that shows rows of a resource."""

    number: int
    asked: AskedField
    relation: Relation
    selection: RowSelection

    def __post_init__(self) -> None:
        self.local = self.relation.local

    def beside(self, values: Mapping[str, str]) -> str | None:
        """See `Related`."""
        return None


class ToOneField(RowsField):
    """The row at the other end of a relation. It comes with the rows that lead to it, or is fetched and made once."""

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        """See `Related`."""
        if self._mark in block.layout:
            run.context.show(block.shown_with(self._mark))
            return ()
        parents, fetched = Parents(block, self.local), FetchedRows()
        run.fetched[self.number] = fetched
        if not parents.keys:
            return ()
        columns = run.context.plans[self.asked.plan_key]
        loader = run.context.loaders.related(self.relation, columns)
        layout = layout_of(self._width, columns)

        def take(rows: Sequence[Any]) -> None:
            fetched.block = block = Block(layout, rows)
            run.reach(self.selection, block)
            are_all_there = len(rows) == len(parents.names)
            fetched.is_complete = are_all_there and (self._is_single or not parents.has_null)
            if are_all_there and not self.selection.related:
                # What nothing leads on from needs no weights.
                run.context.show(parents.shown)
                return
            weights = parents.weights
            if weights is not None:
                shown = dict(zip(parents.names, weights, strict=True))
                block.weights = [shown[name] for name in self._names(block)]
            run.context.show(block.shown)

        return (Load(loader, parents.keys, fetched, take),)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._width = len(self.relation.remote)
        self._is_single = self._width == 1
        self._name = itemgetter(*range(self._width))
        self._mark = mark_of(self.relation)

    def beside(self, values: Mapping[str, str]) -> str | None:
        """See `Related`."""
        mark = self._mark
        if mark not in values:
            return None
        own = {name.removeprefix(mark): value for name, value in values.items() if name.startswith(mark)}
        return f"(None if {values[mark]} is None else {self.selection.display(own)})"

    def _names(self, block: Block) -> list[Any]:
        """What led to each row, as it begins."""
        return list(map(self._name, block.rows))

    def found(self, run: Run) -> Mapping[Any, Any]:
        """See `Related`."""
        fetched: FetchedRows | None = run.fetched[self.number]
        if fetched is None or fetched.block is None:
            return Sparse()
        made: dict[Any, Any] = self.selection.make(run, fetched.block, self._width)
        if not fetched.is_complete:
            return Sparse(made)
        if self._is_single:
            made[None] = None
        return made

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """See `Related`."""
        mark = self._mark
        if mark in layout:
            own = tuple(name.removeprefix(mark) for name in layout if name.startswith(mark))
            at = layout.index(mark)
            return None if row[at] is None else source_of(self.selection, Block(own, [row[at : at + len(own)]]), 0)
        name = local_values(row, layout, self.local)
        fetched: FetchedRows | None = run.fetched[self.number]
        if fetched is None or name is None:
            return None
        fetched.check()
        names = () if fetched.block is None else self._names(fetched.block)
        if fetched.block is None or name not in names:
            return None
        return source_of(self.selection, fetched.block, names.index(name))


class FetchedWalks(Fetched):
    """Rows by where walks began."""

    groups = Groups((), ())
    block: Block | None = None

    def __init__(self, names: Sequence[Any]) -> None:
        self.names = names


class WalkField(RowsField):
    """The rows that are met by following a relation again and again."""

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        """See `Related`."""
        walk, parents = run.context.plans[self.asked.plan_key], Parents(block, self.local)
        fetched = run.fetched[self.number] = FetchedWalks(parents.names)
        if not parents.keys or walk.leads_nowhere:
            return ()
        loader = run.context.loaders.walks(self.relation, walk.columns, walk.depth, walk.first)
        layout = layout_of(len(self.relation.remote) + len(self.relation.target.key), walk.columns)

        def take(groups: Groups) -> None:
            fetched.groups = groups
            fetched.block = gathered(layout, groups, parents.weights)
            run.context.show(fetched.block.shown)
            run.reach(self.selection, fetched.block)

        return (Load(loader, parents.keys, fetched, take),)

    def found(self, run: Run) -> Mapping[Any, Any]:
        """See `Related`."""
        fetched: FetchedWalks | None = run.fetched[self.number]
        if fetched is None or fetched.block is None:
            return Lists()
        made = fetched.groups.split(self.selection.make(run, fetched.block))
        return Lists(zip(fetched.names, made, strict=True))

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """See `Related`."""
        name = local_values(row, layout, self.local)
        fetched: FetchedWalks | None = run.fetched[self.number]
        if fetched is None or name is None:
            return []
        fetched.check()
        if fetched.block is None:
            return []
        span = fetched.groups.span(fetched.names.index(name))
        return [source_of(self.selection, fetched.block, at) for at in indexes(span)]


class Sparse(dict[Any, Any]):
    """What names lead to. The others lead nowhere."""

    def __missing__(self, name: Any) -> None:
        return None


class Lists(dict[Any, Sequence[Any]]):
    """The same of lists."""

    def __missing__(self, name: Any) -> list[Any]:
        return []
