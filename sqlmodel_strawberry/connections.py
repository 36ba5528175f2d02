"""Connections: a list as edges, nodes, page info and count, each fetched only when selected."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import strawberry

from sqlmodel_strawberry.context import Context, ResolveInfo
from sqlmodel_strawberry.pages import Page, PageRows, order_of, page_of, parse_page, to_cursor
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import row_maker
from sqlmodel_strawberry.selections import connection_columns
from sqlmodel_strawberry.statements import reads


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


class Connection:
    """One connection field's answer. Its rows and its count are fetched at most once, when first asked for."""

    def __init__(
        self, resource: Resource, rows: Callable[[], Awaitable[PageRows]], count: Callable[[], Awaitable[int]]
    ) -> None:
        self._resource = resource
        self._fetch = rows
        self._page: asyncio.Future[PageRows] | None = None
        self.total_count = count

    async def page(self) -> PageRows:
        """The rows, shared by `edges`, `nodes` and `pageInfo`."""
        if self._page is None:
            self._page = asyncio.ensure_future(self._fetch())
        return await self._page

    async def nodes(self) -> Any:
        """The rows themselves."""
        return (await self.page()).rows

    async def page_info(self) -> PageInfo:
        """Whether more rows exist, and the cursors of the page's ends."""
        page = await self.page()
        ends = [cursor_of(self._resource, page.rows[index]) for index in (0, -1)] if page.rows else [None, None]
        return PageInfo(
            has_next_page=page.has_next, has_previous_page=page.has_previous, start_cursor=ends[0], end_cursor=ends[1]
        )


def cursor_of(resource: Resource, row: Any) -> str:
    """The cursor of a fetched row."""
    return to_cursor(resource, tuple(getattr(row, column.name) for column in order_of(resource)))


def root_connection(resource: Resource, info: ResolveInfo, limits: Any, arguments: dict[str, Any]) -> Connection:
    """All rows of a resource."""
    context: Context[Any] = info.context
    page = parse_page(resource, arguments, limits)
    columns = connection_columns(info, resource, info.field_nodes)

    async def rows() -> PageRows:
        fetched = await context.session.fetch(reads.page(resource, columns, page))
        return page_of(list(map(row_maker(resource, columns), fetched)), page)

    async def count() -> int:
        return int((await context.session.fetch(reads.count(resource)))[0][0])

    return Connection(resource, rows, count)


def related_connection(
    relation: Relation, key: tuple[Any, ...], info: ResolveInfo, limits: Any, arguments: dict[str, Any]
) -> Connection:
    """The rows at the other end of a to-many relation."""
    context: Context[Any] = info.context

    def parse() -> tuple[Page, tuple[Column, ...]]:
        page = parse_page(relation.target, arguments, limits)
        return page, connection_columns(info, relation.target, info.field_nodes)

    page, columns = context.once(selection_key(info), parse)
    loaders = context.loaders

    async def rows() -> PageRows:
        return await loaders.pages(relation, columns, page).load(key)

    async def count() -> int:
        return await loaders.counts(relation).load(key)

    return Connection(relation.target, rows, count)


def selection_key(info: ResolveInfo) -> tuple[Any, ...]:
    """Names a field of the document with what is selected below it; equal for all parents of one level."""
    return (info.parent_type.name, *map(id, info.field_nodes))
