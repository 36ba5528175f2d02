"""Connections: pages and figures of all parents fetched together, and shown part by part."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel_strawberry.executor.blocks import Block, Layout, Parents, gathered, layout_of
from sqlmodel_strawberry.executor.connection_parts import ConnectionPart, Edges, FetchedGroups, FetchedPages, Nodes
from sqlmodel_strawberry.executor.fetched_sources import FieldSource, local_values
from sqlmodel_strawberry.executor.leaves import Code
from sqlmodel_strawberry.executor.rows import Found, RowSelection
from sqlmodel_strawberry.executor.run import Load, Run, Source
from sqlmodel_strawberry.fields.asked import AskedField
from sqlmodel_strawberry.fields.forms import Part
from sqlmodel_strawberry.lists.listing import Listing
from sqlmodel_strawberry.lists.pages import pages_of
from sqlmodel_strawberry.loading.levels import Groups
from sqlmodel_strawberry.resources.resource import Relation, Resource


@dataclass(eq=False)
class ConnectionField(ABC):
    """A field that shows a connection for each parent."""

    number: int
    asked: AskedField
    resource: Resource
    parts: Sequence[ConnectionPart]
    _showing: int = field(init=False)
    """How many parts show the rows."""
    _selections: Sequence[RowSelection] = field(init=False)
    """What is selected of the rows."""
    _grouped: Sequence[ConnectionPart] = field(init=False)
    """The parts that show groups."""
    width: int = field(init=False, default=0)
    """How many keys of parents come first in rows."""
    _are_distinct: bool = field(init=False, default=True)
    """Whether no row belongs to two parents."""
    _make: Callable[..., list[dict[str, Any]]] = field(init=False)
    """The connections, of lists of their parts."""

    def __post_init__(self) -> None:
        self._showing = sum(isinstance(part, Nodes | Edges) for part in self.parts)
        self._selections = [selection for part in self.parts for selection in part.selections()]
        self._grouped = [part for part in self.parts if part.asked.form is Part.GROUPS]
        if self.parts:
            names = [f"v{index}" for index in range(len(self.parts))]
            shown = ", ".join(f"{part.asked.key!r}: {name}" for part, name in zip(self.parts, names, strict=True))
            self._make = Code().function(
                f"def make(*parts):\n    return [{{{shown}}} for {', '.join(names)}, in zip(*parts, strict=True)]\n"
            )

    def fetches(self, run: Run, parents: Parents) -> Iterable[Load]:
        """What is to be fetched for these parents."""
        fetched, keys = self._begun(run, parents), parents.keys
        if not keys:
            return ()
        listing, has_null, loads = fetched.listing, parents.has_null, []
        if listing.paged:
            source = self.pages(run, fetched)
            loads.append(Load(source, keys, fetched, self._take_pages(run, fetched), has_null, fetched.joins))
        for groups in fetched.groups.values():
            source = self.groups(run, fetched, groups)
            loads.append(Load(source, keys, groups, self._take_groups(run, fetched, groups), has_null))
        if listing.measures and not fetched.brings_figures:
            figures = fetched.figures
            loads.append(Load(self.figures(run, listing), keys, figures, figures.take, has_null))
        return loads

    def _begun(self, run: Run, parents: Parents) -> FetchedPages:
        plans = run.context.plans
        fetched = run.fetched[self.number] = FetchedPages(parents, plans[self.asked.plan_key], self.width)
        for part in self._grouped:
            fetched.groups[part.asked.key] = FetchedGroups(plans[part.asked.plan_key], self.width)
        return fetched

    @abstractmethod
    def pages(self, run: Run, fetched: FetchedPages) -> Source:
        """Gives `Groups` of rows, as `pages_of` takes them; rows where there is one parent, which is no row."""

    @abstractmethod
    def figures(self, run: Run, listing: Listing) -> Source:
        """Gives rows of measures."""

    @abstractmethod
    def groups(self, run: Run, fetched: FetchedPages, groups: FetchedGroups) -> Source:
        """Gives `Groups` of rows of keys and measures, or rows."""

    def _take_pages(self, run: Run, fetched: FetchedPages) -> Callable[[Any], None]:
        listing = fetched.listing
        page = listing.page
        # The shape is the same for pages with other cursors.
        layout = layout_of(fetched.width, listing.columns, len(page.slotted[0].cursor_terms), fetched.joins)

        def take(found: Any) -> None:
            pages = fetched.pages = pages_of(found if isinstance(found, Groups) else Groups(found, (len(found),)), page)
            block = fetched.block = gathered(layout, pages.groups, fetched.parents.weights)
            block.are_distinct = self._are_distinct
            run.context.show(self._showing * block.shown)
            for selection in self._selections:
                run.reach(selection, block)

        return take

    def _take_groups(self, run: Run, fetched: FetchedPages, groups: FetchedGroups) -> Callable[[Any], None]:
        def take(found: Any) -> None:
            rows = found if isinstance(found, Groups) else Groups(found, (len(found),))
            weights = fetched.parents.weights
            groups.rows = rows
            run.context.show(len(rows.rows) if weights is None else gathered((), rows, weights).shown)

        return take

    def connections(self, run: Run) -> list[dict[str, Any]]:
        """The connections, in the order of names."""
        fetched: FetchedPages = run.fetched[self.number]
        if not self.parts:
            return [{} for _ in fetched.parents.names]
        if len(self.parts) == 1:
            return self._make(self.parts[0].shown(run, fetched))
        return self._make(*[part.shown(run, fetched) for part in self.parts])

    def connection_source(self, fetched: FetchedPages, index: int) -> FieldSource:
        """One of them, as a source for graphql-core."""
        parts = {part.asked.key: part for part in self.parts}
        return FieldSource(lambda key, _read: parts[key].source(fetched, index))


@dataclass(eq=False)
class ToManyField(ConnectionField):
    """The rows at the other end of a relation, as a connection."""

    relation: Relation
    is_alone: bool
    """Whether it stands below no list."""

    def __post_init__(self) -> None:
        super().__post_init__()
        relation = self.relation
        self.local, self.width, self._are_distinct = relation.local, len(relation.remote), relation.through is None
        self._is_key = relation.local == tuple(column.name for column in relation.source.key)

    def loads(self, run: Run, block: Block) -> Iterable[Load]:
        """See `Related`."""
        return self.fetches(run, Parents(block, self.local, with_null=True, is_key=self._is_key))

    def pages(self, run: Run, fetched: FetchedPages) -> Source:
        listing, loaders = fetched.listing, run.context.loaders
        if self.is_alone:
            fetched.joins = listing.joins
        return loaders.pages(self.relation, listing.scope, listing.columns, fetched.joins, listing.page)

    def figures(self, run: Run, listing: Listing) -> Source:
        return run.context.loaders.measures(self.relation, listing.scope, listing.measures)

    def groups(self, run: Run, fetched: FetchedPages, groups: FetchedGroups) -> Source:
        loaders, grouping = run.context.loaders, groups.grouping
        return loaders.groups(self.relation, fetched.listing.scope, grouping.by, grouping.measures, grouping.first)

    def beside(self, values: Mapping[str, str]) -> str | None:
        """See `Related`."""
        return None

    def found(self, run: Run) -> Found:
        """See `Related`."""
        fetched: FetchedPages = run.fetched[self.number]
        made = self.connections(run)
        return made if fetched.parents.are_aligned else dict(zip(fetched.parents.names, made, strict=True))

    def source(self, run: Run, row: Any, layout: Layout) -> Any:
        """See `Related`."""
        fetched: FetchedPages = run.fetched[self.number]
        return self.connection_source(fetched, fetched.parents.names.index(local_values(row, layout, self.local)))
