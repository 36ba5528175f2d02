"""Fields that lead from rows to other rows: the one at the other end, or those that a walk meets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from sqlmodel_strawberry.executor.asked import AskedField
from sqlmodel_strawberry.executor.blocks import Block, Layout, Parents, layout_of
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Load, Run
from sqlmodel_strawberry.executor.sources import indexes, local_values, source_of
from sqlmodel_strawberry.resource import Relation


class FetchedRows(Fetched):
    """The row that each name leads to, by its index in the block."""

    __slots__ = ("block", "places")

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[Any, int] = {}
        self.block: Block | None = None


@dataclass(eq=False)
class RowsField:
    """A field that shows rows of a resource."""

    number: int
    asked: AskedField
    relation: Relation
    selection: RowSelection

    @property
    def local(self) -> Sequence[str]:
        """See `Related`."""
        return self.relation.local


class ToOneField(RowsField):
    """The row at the other end of a relation. It is fetched and made once, however many rows lead to it."""

    def loads(self, run: Run, block: Block) -> Iterator[Load]:
        """See `Related`."""
        parents, fetched = Parents(block, self.local), FetchedRows()
        run.fetched[self.number] = fetched
        if not parents.keys:
            return
        columns = run.context.plans[self.asked.plan_key]
        loader = run.context.loaders.related(self.relation, columns)
        layout = layout_of(len(self.relation.remote), columns)

        def take(rows: list[Any]) -> None:
            if None in rows:
                there = [index for index, row in enumerate(rows) if row is not None]
                names, weights = [parents.names[each] for each in there], [parents.weights[each] for each in there]
                rows = [rows[index] for index in there]
            else:
                names, weights = parents.names, parents.weights
            fetched.places = {name: index for index, name in enumerate(names)}
            fetched.block = Block(layout, rows, weights)
            run.context.show(fetched.block.shown)
            run.reach(self.selection, fetched.block)

        yield Load(loader, parents.keys, fetched, take)

    def found(self, run: Run) -> Callable[[Any], Any]:
        """See `Related`."""
        fetched: FetchedRows | None = run.fetched[self.number]
        if fetched is None or fetched.block is None:
            return _nothing
        made = self.selection.make(run, fetched.block)
        return dict(zip(fetched.places, made, strict=True)).get

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """See `Related`."""
        name = local_values(row, layout, self.local)
        fetched: FetchedRows | None = run.fetched[self.number]
        if fetched is None or name is None:
            return None
        fetched.check()
        if fetched.block is None or name not in fetched.places:
            return None
        return source_of(self.selection, fetched.block, fetched.places[name])


class FetchedWalks(Fetched):
    """Rows by where a walk began: a span of the block."""

    __slots__ = ("block", "spans")

    def __init__(self) -> None:
        super().__init__()
        self.spans: dict[Any, slice] = {}
        self.block: Block | None = None


class WalkField(RowsField):
    """The rows that are met by following a relation again and again."""

    def loads(self, run: Run, block: Block) -> Iterator[Load]:
        """See `Related`."""
        walk = run.context.plans[self.asked.plan_key]
        parents, fetched = Parents(block, self.local), FetchedWalks()
        run.fetched[self.number] = fetched
        if not parents.keys or walk.leads_nowhere:
            return
        loader = run.context.loaders.walks(self.relation, walk.columns, walk.depth, walk.first)
        layout = layout_of(len(self.relation.remote) + len(self.relation.target.key), walk.columns)

        def take(walks: list[Any]) -> None:
            fetched.spans = dict(zip(parents.names, spans(walks), strict=True))
            fetched.block = gathered(layout, walks, parents.weights)
            run.context.show(fetched.block.shown)
            run.reach(self.selection, fetched.block)

        yield Load(loader, parents.keys, fetched, take)

    def found(self, run: Run) -> Callable[[Any], Any]:
        """See `Related`."""
        fetched: FetchedWalks | None = run.fetched[self.number]
        if fetched is None or fetched.block is None:
            return _no_rows
        made = self.selection.make(run, fetched.block)
        found = dict(zip(fetched.spans, map(made.__getitem__, fetched.spans.values()), strict=True))
        return lambda name: found.get(name, [])

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """See `Related`."""
        name = local_values(row, layout, self.local)
        fetched: FetchedWalks | None = run.fetched[self.number]
        if fetched is None or name is None:
            return []
        fetched.check()
        if fetched.block is None:
            return []
        return [source_of(self.selection, fetched.block, at) for at in indexes(fetched.spans[name])]


def spans(groups: Sequence[Sequence[Any]]) -> list[slice]:
    """Where each group of rows stands among all of them, one after the other."""
    ends = list(accumulate(map(len, groups)))
    return list(map(slice, [0, *ends], ends))


def gathered(layout: Layout, groups: Sequence[Sequence[Any]], weights: Sequence[int] | None) -> Block:
    """All rows of all groups; `weights` are those of the groups."""
    rows = list(chain.from_iterable(groups))
    if weights is None or max(weights, default=1) == 1:
        return Block(layout, rows)
    return Block(layout, rows, [weight for group, weight in zip(groups, weights, strict=True) for _ in group])


def _nothing(_name: Any) -> None:
    return None


def _no_rows(_name: Any) -> list[Any]:
    return []
