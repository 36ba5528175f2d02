"""Connections: a list as edges, nodes, page info and figures, each fetched only when selected."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import strawberry

from sqlmodel_strawberry.aggregates import COUNT, AggregateTypes
from sqlmodel_strawberry.context import Context, ResolveInfo
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.filters.parse import FilterParser
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.pages import Page, PageRows, page_of, parse_page, to_cursor
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import order_values, page_row_maker
from sqlmodel_strawberry.searching import parse_search
from sqlmodel_strawberry.selections import Nodes, connection_selection, subfields, with_columns
from sqlmodel_strawberry.statements import aggregates, reads
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, Measured, measured
from sqlmodel_strawberry.statements.orders import require_orderable
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.visibility import require_readable
from sqlmodel_strawberry.tasks import begin


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


@dataclass(frozen=True)
class Listing:
    """A connection field of the document, its arguments parsed: the same for every parent of a level."""

    resource: Resource
    scope: Scope
    page: Page
    columns: tuple[Column, ...]
    measures: tuple[Measure, ...]


class Source(Protocol):
    """Where a connection's rows come from: the whole table, or one parent's relation."""

    def rows(self, listing: Listing) -> Awaitable[PageRows]:
        """The page."""

    def figures(self, listing: Listing) -> Awaitable[Measured]:
        """The measures of all rows in scope."""

    def groups(
        self, listing: Listing, by: tuple[GroupKey, ...], measures: tuple[Measure, ...], first: int
    ) -> Awaitable[Sequence[Measured]]:
        """The measures of the largest groups."""


@dataclass(frozen=True)
class Everything:
    """All rows of a resource."""

    context: Context[Any]

    async def rows(self, listing: Listing) -> PageRows:
        """See `Source`."""
        page = listing.page
        statement = reads.page(listing.resource, listing.scope, listing.columns, page, self.context.access)
        fetched = await self.context.session.fetch(statement)
        return page_of(list(map(page_row_maker(listing.resource, listing.columns, page), fetched)), page)

    async def figures(self, listing: Listing) -> Measured:
        """See `Source`."""
        context = self.context
        statement = aggregates.all_measured(listing.resource, listing.scope, listing.measures, context.access)
        return measured(listing.measures, (await context.session.fetch(statement))[0])

    async def groups(
        self, listing: Listing, by: tuple[GroupKey, ...], measures: tuple[Measure, ...], first: int
    ) -> Sequence[Measured]:
        """See `Source`."""
        context = self.context
        statement = aggregates.grouped(listing.resource, listing.scope, by, measures, first, context.access)
        return [measured(measures, row, by) for row in await context.session.fetch(statement)]


@dataclass(frozen=True)
class RelatedTo:
    """The rows at the other end of a relation from one parent, loaded for all parents at once.

    They are asked for at once, not when graphql-core gets round to wait for them: parents ask in the same turn.
    """

    context: Context[Any]
    relation: Relation
    key: tuple[Any, ...]

    def rows(self, listing: Listing) -> Awaitable[PageRows]:
        """See `Source`."""
        loaders = self.context.loaders
        return loaders.pages(self.relation, listing.scope, listing.columns, listing.page).load(self.key)

    def figures(self, listing: Listing) -> Awaitable[Measured]:
        """See `Source`."""
        return self.context.loaders.measures(self.relation, listing.scope, listing.measures).load(self.key)

    def groups(
        self, listing: Listing, by: tuple[GroupKey, ...], measures: tuple[Measure, ...], first: int
    ) -> Awaitable[Sequence[Measured]]:
        """See `Source`."""
        loader = self.context.loaders.groups(self.relation, listing.scope, by, measures, first)
        return loader.load(self.key)


async def _no_figures() -> Measured:
    return Measured({}, {})


class Connection:
    """One connection field's answer. Its rows and its figures are fetched at most once, when first asked for."""

    def __init__(self, listing: Listing, source: Source, context: Context[Any], limits: Limits) -> None:
        self.listing = listing
        self.source = source
        self._context = context
        self._limits = limits
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
            self._figures = begin(self.source.figures(self.listing) if self.listing.measures else _no_figures())
        return asyncio.shield(self._figures)

    def nodes(self) -> Awaitable[Sequence[Any]]:
        """The rows themselves."""
        self._context.show(0, self._limits.rows)  # before more is fetched
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
        self._context.show(len(rows), self._limits.rows)
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
        return int((await figures).values[COUNT])

    def cursor(self, row: Any) -> str:
        """Where a row stands in the list."""
        order = self.listing.page.order
        return to_cursor(self.listing.resource, order, order_values(row, order))


def connection(
    resource: Resource,
    types: AggregateTypes,
    info: ResolveInfo,
    limits: Limits,
    arguments: Mapping[str, Any],
    source: Source,
) -> Connection:
    """The answer to a connection field. Its arguments are parsed once for all parents of the level."""
    context: Context[Any] = info.context

    def parse() -> Listing:
        selection = connection_selection(info, resource, info.field_nodes)
        search = parse_search(resource, arguments.get("search"), limits)
        page = parse_page(resource, arguments, search, limits, cursors=selection.cursors)
        require_orderable(resource, page.order, context.access)
        scope = Scope(FilterParser(limits, context.access).parse(resource, arguments.get("filter")), search)
        columns = with_columns(resource, selection.columns, page.cursor_columns)
        return Listing(resource, scope, page, columns, _measures(resource, types, info))

    return Connection(context.once(selection_key(info), parse), source, context, limits)


def connection_groups(
    found: Connection, types: AggregateTypes, info: ResolveInfo, limits: Limits, arguments: Mapping[str, Any]
) -> Awaitable[Sequence[Measured]]:
    """The answer to a connection's `groups` field.

    Raises:
        RequestError: BAD_USER_INPUT, where nothing or too much is asked.
    """
    by = tuple(types.group_keys[each.name] for each in dict.fromkeys(arguments["by"]))
    first = bounded("first", arguments.get("first"), limits.page_size, limits.default_page_size)
    if not 1 <= len(by) <= limits.order_terms:
        raise RequestError(ErrorCode.BAD_USER_INPUT, f"`by` must name 1 to {limits.order_terms} fields.")
    require_readable(types.resource, [key.column for key in by], info.context.access)
    selected = subfields(info, info.field_nodes, f"{types.resource.name}Group").get("aggregate", ())
    measures = info.context.once(selection_key(info), lambda: _readable(types, info, selected))
    return found.source.groups(found.listing, by, measures, first)


def _measures(resource: Resource, types: AggregateTypes, info: ResolveInfo) -> tuple[Measure, ...]:
    selected = subfields(info, info.field_nodes, f"{resource.name}Connection")
    measures = dict.fromkeys(_readable(types, info, selected.get("aggregate", ())))
    if "totalCount" in selected:
        measures[COUNT] = None
    return tuple(measures)


def _readable(types: AggregateTypes, info: ResolveInfo, nodes: Nodes) -> tuple[Measure, ...]:
    measures = types.measures(info, nodes)
    require_readable(types.resource, [measure.column for measure in measures if measure.column], info.context.access)
    return measures


def selection_key(info: ResolveInfo) -> tuple[Any, ...]:
    """Names a field of the document with what is selected below it; equal for all parents of one level."""
    return (info.parent_type.name, *map(id, info.field_nodes))
