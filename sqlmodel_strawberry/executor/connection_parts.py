"""The parts of connections: nodes, edges and what is small, shown for all parents of a level at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlmodel_strawberry.executor.blocks import Block, Layout, Parents
from sqlmodel_strawberry.executor.fetched_sources import FieldSource, Read, indexes, source_of
from sqlmodel_strawberry.executor.leaves import Code, cursor
from sqlmodel_strawberry.executor.rows import Found, RowSelection, comprehension, keep
from sqlmodel_strawberry.executor.run import Fetched, FetchedValue, Run
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField
from sqlmodel_strawberry.fields.forms import Part
from sqlmodel_strawberry.lists.connection import PageInfo
from sqlmodel_strawberry.lists.listing import Grouping, Listing
from sqlmodel_strawberry.lists.ordering import Order
from sqlmodel_strawberry.lists.pages import Page, Pages, to_cursor
from sqlmodel_strawberry.loading.levels import Groups
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.joins import Join


class FetchedGroups(Fetched):
    """Rows for each parent."""

    def __init__(self, grouping: Grouping, width: int) -> None:
        self.grouping = grouping
        self.rows = Groups((), ())
        self.width = width
        """How many values come first in rows, before the groups' own."""

    def fetched(self) -> tuple[Grouping, Groups, int]:
        """What was asked for, the rows, and their `width`. Raises why there are none."""
        if self.error is not None:
            raise self.error
        return self.grouping, self.rows, self.width


class FetchedPages(Fetched):
    """A connection for each parent. Its own error is that of the rows."""

    def __init__(self, parents: Parents, listing: Listing, width: int) -> None:
        self.parents = parents
        self.listing = listing
        self.width = width
        """How many values come first in rows, before the columns."""
        self.pages: Pages | None = None
        self.block: Block | None = None
        self.figures = FetchedValue()
        """A row for each parent: its keys, and the measures."""
        self.keys = width
        """How many keys these are."""
        self.brings_figures = False
        """Whether the page brings them, or the first groups: they are not asked for by themselves."""
        self.groups: dict[str, FetchedGroups] = {}
        """By response key."""
        self.joins: tuple[Join, ...] = ()
        """Whose rows come with the page's."""

    def fetched_pages(self) -> tuple[Pages, Block]:
        """The rows. Raises why there are none."""
        if self.error is not None:
            raise self.error
        assert self.pages is not None
        assert self.block is not None
        return self.pages, self.block

    def figure_rows(self) -> Sequence[Any]:
        """The keys of each parent and the listing's measures. Raises why there are none."""
        if self.figures.error is not None:
            raise self.figures.error
        if self.listing.measures:
            rows: Sequence[Any] = self.figures.value
            return rows
        return [(None,) * self.keys for _ in self.parents.names]

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
        self._resource = resource
        self._fields = fields
        self.nodes = nodes
        self._functions: dict[Hashable, Callable[..., list[Any]]] = {}

    def selections(self) -> Iterator[RowSelection]:
        yield from self.nodes.values()

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        (pages, block), page = fetched.fetched_pages(), fetched.listing.page
        if not block.rows:
            return pages.groups.split([])
        links: dict[str, bool] = {}
        found: list[Found] = []
        for selection in self.nodes.values():
            made = selection.found(run)
            links.update(selection.links(made))
            found += made
        key = (block.layout, page.order, *links.values())
        make = self._functions.get(key) or keep(self._functions, key, self._function(block.layout, page, links))
        return pages.groups.split(make(block.rows, *found))

    def source(self, fetched: FetchedPages, index: int) -> Any:
        pages, block = fetched.fetched_pages()
        return [FieldSource(partial(self._value, fetched, block, at)) for at in indexes(pages.groups.span(index))]

    def _value(self, fetched: FetchedPages, block: Block, at: int, key: str, _read: Read) -> Any:
        if key in self.nodes:
            return source_of(self.nodes[key], block, at)
        values = [block.rows[at][position] for position in fetched.order_positions()]
        return to_cursor(self._resource, fetched.listing.page.order, tuple(values))

    def _function(self, layout: Layout, page: Page, links: Mapping[str, bool]) -> Callable[..., list[Any]]:
        return comprehension(self._code, layout, lambda values: self._display(page, values), links)

    def _display(self, page: Page, values: Mapping[str, str]) -> str:
        parts = []
        for asked in self._fields:
            if asked.name == TYPENAME:
                shown = repr(asked.parent_type.name)
            elif asked.form is Part.NODE:
                shown = self.nodes[asked.key].display(values)
            else:
                names = order_names(page)
                shown = cursor(self._code, self._resource, page.order, [values[name] for name in names])
            parts.append(f"{asked.key!r}: {shown}")
        return "{" + ", ".join(parts) + "}"


class PageInfos(ConnectionPart):
    """`pageInfo`."""

    def __init__(self, asked: AskedField, code: Code, resource: Resource, fields: Sequence[AskedField]) -> None:
        super().__init__(asked)
        self._code = code
        self._resource = resource
        self._fields = fields
        self._functions: dict[tuple[Layout, Order], Callable[..., list[Any]]] = {}

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        (pages, block), order = fetched.fetched_pages(), fetched.listing.page.order
        key = (block.layout, order)
        make = self._functions.get(key) or keep(self._functions, key, self._function(fetched.order_positions(), order))
        return make(pages.ends())

    def source(self, fetched: FetchedPages, index: int) -> PageInfo:
        positions, order = fetched.order_positions(), fetched.listing.page.order
        first, last, has_previous, has_next = fetched.fetched_pages()[0].ends()[index]
        start, end = [
            None if row is None else to_cursor(self._resource, order, tuple(row[at] for at in positions))
            for row in (first, last)
        ]
        return PageInfo(has_next_page=has_next, has_previous_page=has_previous, start_cursor=start, end_cursor=end)

    def _function(self, positions: Sequence[int], order: Order) -> Callable[..., list[Any]]:
        return comprehension(self._code, ENDS, lambda values: self._display(positions, order, values), {})

    def _display(self, positions: Sequence[int], order: Order, values: Mapping[str, str]) -> str:
        shown = {**values, TYPENAME: repr("PageInfo")}
        for name in CURSORS:
            row = values[name]
            made = cursor(self._code, self._resource, order, [f"{row}[{at}]" for at in positions])
            shown[name] = f"(None if {row} is None else {made})"
        parts = ", ".join(f"{asked.key!r}: {shown[asked.name]}" for asked in self._fields)
        # There is no page info where no cursor can be made, whether that is asked for or not.
        others = "".join(f", {shown[name]}" for name in CURSORS if all(asked.name != name for asked in self._fields))
        return f"({{{parts}}}{others})[0]" if others else f"{{{parts}}}"


CURSORS = ("startCursor", "endCursor")
ENDS = (*CURSORS, "hasPreviousPage", "hasNextPage")
"""What `Pages.ends` has, of whose first two cursors are made."""


class Typename(ConnectionPart):
    """`__typename`."""

    def shown(self, run: Run, fetched: FetchedPages) -> Sequence[Any]:
        return [self.asked.parent_type.name] * len(fetched.parents.names)

    def source(self, fetched: FetchedPages, index: int) -> Any:
        return self.asked.parent_type.name
