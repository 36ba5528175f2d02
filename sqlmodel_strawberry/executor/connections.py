"""Connections: pages and figures of all parents fetched together, and shown part by part."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel_strawberry.connections import Grouping, Listing
from sqlmodel_strawberry.executor.asked import AskedField
from sqlmodel_strawberry.executor.blocks import Block, Layout, Parents, layout_of
from sqlmodel_strawberry.executor.connection_parts import FIGURES, PAGES, ConnectionPart, Edges, FetchedPages, Nodes
from sqlmodel_strawberry.executor.leaves import Code
from sqlmodel_strawberry.executor.relations import gathered, spans
from sqlmodel_strawberry.executor.run import Fetched, Load, Run, Source
from sqlmodel_strawberry.executor.sources import ConnectionSource, local_values
from sqlmodel_strawberry.forms import Part
from sqlmodel_strawberry.resource import Relation, Resource
from sqlmodel_strawberry.statements.aggregates import Measured, measured


@dataclass(eq=False)
class ConnectionField(ABC):
    """A field that shows a connection for each parent."""

    number: int
    asked: AskedField
    resource: Resource
    parts: Sequence[ConnectionPart]
    _showing: int = field(init=False)
    """How many parts show the rows."""
    _make: Callable[..., list[dict[str, Any]]] = field(init=False)
    """The connections, of lists of their parts."""

    def __post_init__(self) -> None:
        self._showing = sum(isinstance(part, Nodes | Edges) for part in self.parts)
        if self.parts:
            names = [f"v{index}" for index in range(len(self.parts))]
            shown = ", ".join(f"{part.asked.key!r}: {name}" for part, name in zip(self.parts, names, strict=True))
            self._make = Code().function(
                f"def make(*parts):\n    return [{{{shown}}} for {', '.join(names)}, in zip(*parts, strict=True)]\n"
            )

    def fetches(self, run: Run, names: Sequence[Any], keys: Sequence[Any], weights: Sequence[int]) -> Iterator[Load]:
        """What is to be fetched for these parents."""
        listing: Listing = run.context.plans[self.asked.plan_key]
        fetched = FetchedPages(names, listing, weights)
        run.fetched[self.number] = fetched
        if not names:
            return
        if listing.paged:
            fetched.errors[PAGES] = Fetched()
            take = self._take_pages(run, fetched)
            yield Load(self.pages(run, listing), keys, fetched.errors[PAGES], take)
        if listing.measures:
            fetched.errors[FIGURES] = Fetched()
            yield Load(self.figures(run, listing), keys, fetched.errors[FIGURES], self._take_figures(fetched))
        else:
            fetched.errors[FIGURES], fetched.figures = Fetched(), [Measured({}, {})] * len(names)
        for part in self.parts:
            if part.asked.form is Part.GROUPS:
                key = part.asked.key
                fetched.errors[key] = Fetched()
                grouping: Grouping = run.context.plans[part.asked.plan_key]
                take = self._take_groups(run, fetched, key, grouping)
                yield Load(self.groups(run, listing, grouping), keys, fetched.errors[key], take)

    @abstractmethod
    def pages(self, run: Run, listing: Listing) -> Source:
        """Gives `PageRows`."""

    @abstractmethod
    def figures(self, run: Run, listing: Listing) -> Source:
        """Gives rows of measures."""

    @abstractmethod
    def groups(self, run: Run, listing: Listing, grouping: Grouping) -> Source:
        """Gives lists of rows of keys and measures."""

    @property
    def width(self) -> int:
        """How many keys come first in the rows of a page."""
        return 0

    def _take_pages(self, run: Run, fetched: FetchedPages) -> Callable[[list[Any]], None]:
        layout = layout_of(self.width, fetched.listing.columns, len(fetched.listing.page.cursor_terms))

        def take(pages: list[Any]) -> None:
            fetched.pages = pages
            rows = [page.rows for page in pages]
            fetched.spans = spans(rows)
            fetched.block = gathered(layout, rows, fetched.weights)
            run.context.show(self._showing * fetched.block.shown)
            for part in self.parts:
                for selection in part.selections():
                    run.reach(selection, fetched.block)

        return take

    def _take_figures(self, fetched: FetchedPages) -> Callable[[list[Any]], None]:
        measures = fetched.listing.measures

        def take(rows: list[Any]) -> None:
            fetched.figures = [measured(measures, row, (), self.width) for row in rows]

        return take

    def _take_groups(
        self, run: Run, fetched: FetchedPages, key: str, grouping: Grouping
    ) -> Callable[[list[Any]], None]:
        by, measures = grouping.by, grouping.measures

        def take(groups: list[Any]) -> None:
            fetched.groups[key] = [[measured(measures, row, by, self.width) for row in rows] for rows in groups]
            run.context.show(sum(len(each) * weight for each, weight in zip(groups, fetched.weights, strict=True)))

        return take

    def connections(self, run: Run) -> list[dict[str, Any]]:
        """The connections, in the order of names."""
        fetched: FetchedPages = run.fetched[self.number]
        if not self.parts:
            return [{} for _ in fetched.names]
        return self._make(*[part.shown(run, fetched) for part in self.parts])


@dataclass(eq=False)
class ToManyField(ConnectionField):
    """The rows at the other end of a relation, as a connection."""

    relation: Relation

    @property
    def local(self) -> Sequence[str]:
        """See `Related`."""
        return self.relation.local

    @property
    def width(self) -> int:
        return len(self.relation.remote)

    def loads(self, run: Run, block: Block) -> Iterator[Load]:
        """See `Related`."""
        parents = Parents(block, self.local, with_null=True)
        yield from self.fetches(run, parents.names, parents.keys, parents.weights)

    def pages(self, run: Run, listing: Listing) -> Source:
        return run.context.loaders.pages(self.relation, listing.scope, listing.columns, listing.page)

    def figures(self, run: Run, listing: Listing) -> Source:
        return run.context.loaders.measures(self.relation, listing.scope, listing.measures)

    def groups(self, run: Run, listing: Listing, grouping: Grouping) -> Source:
        loaders = run.context.loaders
        return loaders.groups(self.relation, listing.scope, grouping.by, grouping.measures, grouping.first)

    def found(self, run: Run) -> Callable[[Any], Any]:
        """See `Related`."""
        fetched: FetchedPages = run.fetched[self.number]
        return dict(zip(fetched.names, self.connections(run), strict=True)).__getitem__

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """See `Related`."""
        fetched: FetchedPages = run.fetched[self.number]
        return ConnectionSource(self, fetched, fetched.place_of(local_values(row, layout, self.local)))
