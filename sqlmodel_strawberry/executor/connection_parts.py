"""The parts of connections: nodes, edges and what is small, shown for all parents of a level at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlmodel_strawberry.aggregates import COUNT
from sqlmodel_strawberry.connections import PageInfo
from sqlmodel_strawberry.executor.asked import TYPENAME, AskedField
from sqlmodel_strawberry.executor.blocks import Block, Layout, Parents
from sqlmodel_strawberry.executor.leaves import Code, cursor
from sqlmodel_strawberry.executor.objects import Make
from sqlmodel_strawberry.executor.rows import RowSelection, comprehension, keep
from sqlmodel_strawberry.executor.run import Fetched, Run
from sqlmodel_strawberry.executor.sources import EdgeSource, indexes, source_of
from sqlmodel_strawberry.forms import Part
from sqlmodel_strawberry.listings import Listing
from sqlmodel_strawberry.ordering import Order
from sqlmodel_strawberry.pages import Page, Pages, to_cursor
from sqlmodel_strawberry.resource import Resource
from sqlmodel_strawberry.statements.aggregates import Measured


class FetchedPages(Fetched):
    """A connection for each parent. Its own error is that of the rows."""

    def __init__(self, parents: Parents, listing: Listing) -> None:
        self.parents = parents
        self.listing = listing
        self.pages: Pages | None = None
        self.block: Block | None = None
        self.figures: Sequence[Measured] = ()
        self.groups: dict[str, Sequence[Any]] = {}
        """By response key."""
        self.groups_errors: dict[str, Fetched] = {}

    @cached_property
    def figures_error(self) -> Fetched:
        """Why there are no figures."""
        return Fetched()

    def fetched_pages(self) -> tuple[Pages, Block]:
        """The rows. Raises why there are none."""
        if self.error is not None:
            raise self.error
        assert self.pages is not None
        assert self.block is not None
        return self.pages, self.block

    def figures_of(self, index: int) -> Measured:
        """Those of one connection. Raises why there are none."""
        self.figures_error.check()
        return self.figures[index] if self.listing.measures else Measured({}, {})

    def order_positions(self) -> list[int]:
        """Where a row has its order values."""
        layout = self.fetched_pages()[1].layout
        return [layout.index(name) for name in order_names(self.listing.page)]


def order_names(page: Page) -> list[str]:
    """The names of order values in a layout."""
    others = iter([f"#o{index}" for index in range(len(page.cursor_terms))])
    return [term.own_column.name if term.own_column else next(others) for term in page.order]


class ConnectionPart(ABC):
    """One field of a connection."""

    def __init__(self, asked: AskedField) -> None:
        self.asked = asked

    @abstractmethod
    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        """What each of the connections shows, in the order of names."""

    @abstractmethod
    def source(self, fetched: FetchedPages, index: int) -> Any:
        """What one of them shows, as a source for graphql-core. Raises what went wrong."""

    def selections(self) -> Iterator[RowSelection]:
        """What it selects of the rows."""
        yield from ()


class Nodes(ConnectionPart):
    """`nodes`."""

    def __init__(self, asked: AskedField, selection: RowSelection) -> None:
        super().__init__(asked)
        self.selection = selection

    def selections(self) -> Iterator[RowSelection]:
        yield self.selection

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        pages, block = fetched.fetched_pages()
        return pages.groups.split(self.selection.make(run, block))

    def source(self, fetched: FetchedPages, index: int) -> Any:
        pages, block = fetched.fetched_pages()
        return [source_of(self.selection, block, at) for at in indexes(pages.groups.span(index))]


class Edges(ConnectionPart):
    """`edges`: the rows and their cursors."""

    def __init__(
        self,
        asked: AskedField,
        code: Code,
        resource: Resource,
        fields: Sequence[AskedField],
        nodes: Mapping[str, RowSelection],
    ) -> None:
        super().__init__(asked)
        self._code = code
        self.resource = resource
        self.fields = fields
        self.nodes = nodes
        self._functions: dict[tuple[Layout, Order], Callable[..., list[Any]]] = {}

    def selections(self) -> Iterator[RowSelection]:
        yield from self.nodes.values()

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        (pages, block), page = fetched.fetched_pages(), fetched.listing.page
        if not block.rows:
            return pages.groups.split([])
        key = (block.layout, page.order)
        make = self._functions.get(key) or keep(self._functions, key, self._function(block.layout, page))
        found = [find for selection in self.nodes.values() for find in selection.found(run)]
        return pages.groups.split(make(block.rows, *found))

    def source(self, fetched: FetchedPages, index: int) -> Any:
        pages, block = fetched.fetched_pages()
        return [EdgeSource(self, fetched, block, at) for at in indexes(pages.groups.span(index))]

    def _function(self, layout: Layout, page: Page) -> Callable[..., list[Any]]:
        links = [name for selection in self.nodes.values() for name in selection.links]
        return comprehension(self._code, layout, lambda values: self._display(page, values), links)

    def _display(self, page: Page, values: Mapping[str, str]) -> str:
        parts = []
        for asked in self.fields:
            if asked.name == TYPENAME:
                shown = repr(asked.parent_type.name)
            elif asked.form is Part.NODE:
                shown = self.nodes[asked.key].display(values)
            else:
                names = order_names(page)
                shown = cursor(self._code, self.resource, page.order, [values[name] for name in names])
            parts.append(f"{asked.key!r}: {shown}")
        return "{" + ", ".join(parts) + "}"


class Small(ConnectionPart):
    """What each connection has one of, and no rows: page info, figures, groups, `__typename`."""

    def __init__(self, asked: AskedField, make: Make, resource: Resource) -> None:
        super().__init__(asked)
        self._make = make
        self._resource = resource

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        return [self._make(self.source(fetched, index)) for index in range(len(fetched.parents.names))]

    def source(self, fetched: FetchedPages, index: int) -> Any:
        match self.asked.form:
            case Part.PAGE_INFO:
                return page_info(fetched, index, self._resource)
            case Part.TOTAL_COUNT:
                return int(fetched.figures_of(index).values[COUNT])
            case Part.AGGREGATE:
                return fetched.figures_of(index)
            case Part.GROUPS:
                fetched.groups_errors[self.asked.key].check()
                return fetched.groups[self.asked.key][index]
        return self.asked.parent_type.name


def page_info(fetched: FetchedPages, index: int, resource: Resource) -> PageInfo:
    """What is known of a page."""
    positions, order = fetched.order_positions(), fetched.listing.page.order
    found = fetched.fetched_pages()[0].at(index)
    start = end = None
    if found.rows:
        start, end = [
            to_cursor(resource, order, tuple(row[at] for at in positions)) for row in (found.rows[0], found.rows[-1])
        ]
    return PageInfo(
        has_next_page=found.has_next, has_previous_page=found.has_previous, start_cursor=start, end_cursor=end
    )
