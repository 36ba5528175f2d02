"""Connections: a list as edges, nodes, page info and figures, each fetched only when selected."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import strawberry
from graphql.pyutils import Path

from sqlmodel_strawberry.context import Context, ResolveInfo
from sqlmodel_strawberry.database.reading import Shape
from sqlmodel_strawberry.lists.aggregates import COUNT
from sqlmodel_strawberry.lists.listing import Grouping, Listing
from sqlmodel_strawberry.lists.pages import PageRows, page_of, to_cursor
from sqlmodel_strawberry.loading.rows import order_values, page_row_maker
from sqlmodel_strawberry.resources.resource import Relation
from sqlmodel_strawberry.statements import combined
from sqlmodel_strawberry.statements.aggregates import Measured, measured
from sqlmodel_strawberry.statements.slots import Values
from sqlmodel_strawberry.tasks import begin, retrieve


@strawberry.type
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(
        description="Whether rows follow. Where the page was taken backwards: whether `before` was given."
    )
    has_previous_page: bool = strawberry.field(
        description="Whether rows come before. Where the page was taken forwards: whether it skipped any."
    )
    start_cursor: str | None = strawberry.field(description="The cursor of the first row, null on an empty page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last row, null on an empty page.")


class Source(Protocol):
    """Where a connection's rows come from: the whole table, or one parent's relation."""

    def rows(self, listing: Listing) -> Awaitable[PageRows]:
        """The page."""

    def figures(self, listing: Listing) -> Awaitable[Measured]:
        """The measures of all rows in scope."""

    def groups(self, listing: Listing, grouping: Grouping) -> Awaitable[Sequence[Measured]]:
        """The measures of the largest groups."""


class Everything:
    """All rows of a resource. Where the listing `is_combined`, its measures come with the page or the first groups."""

    def __init__(self, context: Context[Any]) -> None:
        self.context = context
        self._coming: asyncio.Future[Measured] = asyncio.get_running_loop().create_future()
        self._coming.add_done_callback(retrieve)
        self._has_groups = False

    async def rows(self, listing: Listing) -> PageRows:
        """See `Source`."""
        if listing.measures:
            rows, start = await self._with_figures(listing, *listing.rows())
        else:
            rows, start = await self.context.loaders.reader.fetch_shape(*listing.rows()), 0
        page = page_of(rows, listing.page)
        return page.map(page_row_maker(listing.resource, listing.columns, listing.joins, listing.page, start))

    def figures(self, listing: Listing) -> Awaitable[Measured]:
        """See `Source`."""
        return self._coming if listing.is_combined else self._figures_alone(listing)

    def groups(self, listing: Listing, grouping: Grouping) -> Awaitable[Sequence[Measured]]:
        """See `Source`."""
        is_first, self._has_groups = not self._has_groups, True
        return self._groups(listing, grouping, with_figures=is_first and listing.is_combined and not listing.paged)

    async def _figures_alone(self, listing: Listing) -> Measured:
        rows = await self.context.loaders.reader.fetch_shape(*listing.figures())
        return measured(listing.measures, rows[0])

    async def _groups(self, listing: Listing, grouping: Grouping, *, with_figures: bool) -> Sequence[Measured]:
        if with_figures:
            rows, start = await self._with_figures(listing, *listing.measured_groups(grouping))
        else:
            rows, start = await self.context.loaders.reader.fetch_shape(*listing.groups(grouping)), 0
        self.context.show(len(rows))
        return [measured(grouping.of, row, start) for row in rows]

    async def _with_figures(self, listing: Listing, shape: Shape, values: Values) -> tuple[Sequence[Any], int]:
        """The rows, and how many values stand in front of their own."""
        try:
            found = await self.context.loaders.reader.fetch_shape(shape, values)
        except Exception as error:
            self._coming.set_exception(error)
            raise
        measures, rows = combined.apart(listing.measures, found)
        self._coming.set_result(measured(listing.measures, measures))
        return rows, combined.width(listing.measures)


@dataclass(frozen=True)
class RelatedTo:
    """The rows at the other end of a relation from one parent, loaded for all parents at once.

    They are asked for at once, not when graphql-core gets round to wait for them: parents ask in the same turn.
    """

    context: Context[Any]
    relation: Relation
    key: tuple[Any, ...]
    path: Path

    def rows(self, listing: Listing) -> Awaitable[PageRows]:
        """See `Source`."""
        loaders, joins = self.context.loaders, listing.joins
        if joins and any(isinstance(key, int) for key in self.path.as_list()):
            joins = ()  # a list stands above
        loader = loaders.pages(self.relation, listing.scope, listing.columns, joins, listing.page)
        return loader.load(self.key)

    def figures(self, listing: Listing) -> Awaitable[Measured]:
        """See `Source`."""
        return self.context.loaders.measures(self.relation, listing.scope, listing.measures).load(self.key)

    def groups(self, listing: Listing, grouping: Grouping) -> Awaitable[Sequence[Measured]]:
        """See `Source`."""
        loaders = self.context.loaders
        loader = loaders.groups(self.relation, listing.scope, grouping.by, grouping.measures, grouping.first)
        return loader.load(self.key)


async def _no_figures() -> Measured:
    return {}


class Connection:
    """One connection field's answer. Its rows and its figures are fetched at most once, when first asked for."""

    def __init__(self, listing: Listing, source: Source, context: Context[Any]) -> None:
        self.listing = listing
        self.source = source
        self._context = context
        self._page: asyncio.Future[PageRows] | None = None
        self._figures: asyncio.Future[Measured] | None = None

    def page(self) -> Awaitable[PageRows]:
        """The rows, shared by `edges`, `nodes` and `pageInfo`."""
        if self._page is None:
            self._page = begin(self.source.rows(self.listing))
        return asyncio.shield(self._page)

    def figures(self) -> Awaitable[Measured]:
        """The measures of all rows, shared by `totalCount` and `aggregate`."""
        if self._figures is None:
            if self.listing.paged:
                self.page()  # they may come with it
            self._figures = begin(self.source.figures(self.listing) if self.listing.measures else _no_figures())
        return asyncio.shield(self._figures)

    def nodes(self) -> Awaitable[Sequence[Any]]:
        """The rows themselves."""
        return self._shown(self.page())

    def edges(self) -> Awaitable[Sequence[tuple[Any, Connection]]]:
        """The rows, each with the list that it stands in."""
        return self._with_list(self.nodes())

    def page_info(self) -> Awaitable[PageInfo]:
        """Whether more rows exist, and the cursors of the page's ends."""
        return self._info(self.page())

    def total_count(self) -> Awaitable[int]:
        """How many rows are in scope."""
        return self._count(self.figures())

    async def _shown(self, page: Awaitable[PageRows]) -> Sequence[Any]:
        rows = (await page).rows
        self._context.show(len(rows))
        return rows

    async def _with_list(self, nodes: Awaitable[Sequence[Any]]) -> Sequence[tuple[Any, Connection]]:
        return [(row, self) for row in await nodes]

    async def _info(self, page: Awaitable[PageRows]) -> PageInfo:
        found = await page
        ends = [self.cursor(found.rows[index]) for index in (0, -1)] if found.rows else [None, None]
        return PageInfo(
            has_next_page=found.has_next, has_previous_page=found.has_previous, start_cursor=ends[0], end_cursor=ends[1]
        )

    async def _count(self, figures: Awaitable[Measured]) -> int:
        return int((await figures)[COUNT])

    def cursor(self, row: Any) -> str:
        """Where a row stands in the list."""
        order = self.listing.page.order
        return to_cursor(self.listing.resource, order, order_values(row, order))


def connection(info: ResolveInfo, source: Source) -> Connection:
    """The answer to a connection field."""
    context: Context[Any] = info.context
    return Connection(context.plan(info), source, context)


def connection_groups(found: Connection, info: ResolveInfo) -> Awaitable[Sequence[Measured]]:
    """The answer to a connection's `groups` field."""
    return found.source.groups(found.listing, info.context.plan(info))
