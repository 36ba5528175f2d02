"""The root `search`: one text looked for in several resources, answered as a connection over a union."""

from __future__ import annotations

import asyncio
import enum
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Union

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry import codec
from sqlmodel_strawberry.connections import PageInfo
from sqlmodel_strawberry.context import Context, ResolveInfo
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.generated import argument, define, new_class, output_field
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.ordering import parse_order
from sqlmodel_strawberry.pages import Page
from sqlmodel_strawberry.resource import Resource
from sqlmodel_strawberry.rows import order_values, page_row_maker
from sqlmodel_strawberry.searching import Search, parse_search
from sqlmodel_strawberry.selections import Nodes, columns_for, subfields
from sqlmodel_strawberry.statements import aggregates, reads
from sqlmodel_strawberry.statements.aggregates import Aggregate, Measure
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.searches import MAX_RANK
from sqlmodel_strawberry.tasks import begin


@dataclass(frozen=True)
class Hit:
    """A row that was found, and its place: rank, position of its type, key. Better ranks come first."""

    row: Any
    place: tuple[Any, ...]
    tag: str

    @property
    def cursor(self) -> str:
        """Where the hit stands, for `after`."""
        return codec.encode((self.tag, *self.place))


def search_fields(resources: Sequence[Resource], limits: Limits) -> list[StrawberryField]:
    """`search(text:, types:, first:, after:)`, where any resource is searchable."""
    searchable = [resource for resource in resources if resource.searchable]
    if not searchable:
        return []
    members: Any = enum.Enum("SearchType", {resource.name.upper(): resource.name for resource in searchable})  # type: ignore[misc]
    type_enum: Any = strawberry.enum(members, description="What can be searched.")

    def resolve(_source: Any, info: ResolveInfo, **arguments: Any) -> SearchResults:
        return SearchResults(searchable, info, limits, arguments)

    size = f"at most {limits.page_size}; {limits.default_page_size} unless said"
    arguments = [
        argument("text", str, "Words that must all be found, whatever their case."),
        argument("types", list[type_enum] | None, "Where to look; everywhere unless given."),
        argument("first", int | None, f"How many, {size}."),
        argument("after", str | None, "Only what comes after this cursor."),
    ]
    description = "What is found in several kinds of things, the best match first."
    return [output_field("search", _connection_type(searchable), resolve, description, arguments)]


class SearchResults:
    """The answer to one `search` field; its rows are fetched when first asked for, one statement for each type."""

    def __init__(
        self, searchable: Sequence[Resource], info: ResolveInfo, limits: Limits, arguments: Mapping[str, Any]
    ) -> None:
        wanted = arguments.get("types")
        names = None if wanted is None else {each.value for each in wanted}
        self._types = [
            (position, resource)
            for position, resource in enumerate(searchable)
            if names is None or resource.name in names
        ]
        self._info = info
        self._searches = {each: parse_search(each, arguments["text"], limits) for _, each in self._types}
        self._size = bounded("first", arguments.get("first"), limits.page_size, limits.default_page_size)
        self._limits = limits
        self._tag = _tag(arguments["text"], searchable)
        self._after = _parse_after(arguments.get("after"), self._tag, searchable)
        self._hits: asyncio.Future[list[Hit]] | None = None

    async def hits(self) -> list[Hit]:
        """The page, and one hit more to tell whether others follow."""
        if self._hits is None:
            self._hits = begin(self._fetch())
        return await asyncio.shield(self._hits)

    async def page(self) -> list[Hit]:
        """The page itself."""
        return (await self.hits())[: self._size]

    async def nodes(self) -> list[Any]:
        """The rows of the page."""
        return [hit.row for hit in await self.page()]

    async def page_info(self) -> PageInfo:
        """Whether more was found, and the cursors of the page's ends."""
        hits, page = await self.hits(), await self.page()
        ends = [page[0].cursor, page[-1].cursor] if page else [None, None]
        return PageInfo(
            has_next_page=len(hits) > self._size,
            has_previous_page=self._after is not None,
            start_cursor=ends[0],
            end_cursor=ends[1],
        )

    async def total_count(self) -> int:
        """How much was found."""
        session = self._context.session
        total = 0
        for _, resource in self._types:
            search = self._searches[resource]
            if search is not None:
                count = [Measure(Aggregate.COUNT)]
                statement = aggregates.all_measured(resource, Scope(search=search), count, self._context.access)
                total += (await session.fetch(statement))[0][0]
        return total

    @property
    def _context(self) -> Context[Any]:
        context: Context[Any] = self._info.context
        return context

    async def _fetch(self) -> list[Hit]:
        selected = subfields(self._info, self._info.field_nodes, "SearchConnection")
        edges = subfields(self._info, selected.get("edges", ()), "SearchEdge")
        nodes = [*selected.get("nodes", ()), *edges.get("node", ())]
        hits: list[Hit] = []
        for position, resource in self._types:
            search = self._searches[resource]
            if search is not None:
                hits.extend(await self._fetch_type(position, resource, search, nodes))
        # Each type's hits come in the order of their keys, which the sort keeps.
        hits.sort(key=lambda hit: (-hit.place[0], hit.place[1]))
        return hits[: self._size + 1]

    async def _fetch_type(self, position: int, resource: Resource, search: Search, nodes: Nodes) -> list[Hit]:
        session = self._context.session
        order = parse_order(resource, None, search, self._limits)
        page = Page(order, self._size, after=self._begin(position), cursors=True)
        selected = subfields(self._info, nodes, resource.name)
        columns = columns_for(resource, selected, page.cursor_columns)
        statement = reads.page(resource, Scope(search=search), columns, page, self._context.access)
        make_row = page_row_maker(resource, columns, page)
        hits = []
        for row in map(make_row, await session.fetch(statement)):
            rank, *key = order_values(row, order)
            hits.append(Hit(row, (rank, position, *key), self._tag))
        return hits

    def _begin(self, position: int) -> tuple[Any, ...] | None:
        """The order values, or the first of them, that this type's rows come after."""
        if self._after is None:
            return None
        rank, type_, *key = self._after
        if position == type_:
            return (rank, *key)
        # Types share ranks in their order: of an earlier one this rank is over, of a later one it is still to come.
        return (rank,) if position < type_ else (rank + 1,)


def _tag(text: str, searchable: Sequence[Resource]) -> str:
    """Names the search inside its cursors, so that a cursor of another one is refused."""
    named = [*text.split(), *(resource.name for resource in searchable)]
    return hashlib.sha256("\0".join(named).encode()).hexdigest()[:8]


def _parse_after(text: str | None, expected: str, searchable: Sequence[Resource]) -> tuple[Any, ...] | None:
    if text is None:
        return None
    try:
        tag, rank, position, *key = codec.decode(text)
        if tag == expected and type(rank) is int and type(position) is int and 0 <= rank <= MAX_RANK:
            columns = searchable[position].key if 0 <= position < len(searchable) else ()
            if columns and len(columns) == len(key):
                values = [codec.restore(value, column.source.type) for value, column in zip(key, columns, strict=True)]
                return (rank, position, *values)
    except (codec.MalformedError, ValueError):
        pass
    message = "`after` is not a cursor of a search: take it from `edges.cursor` or `pageInfo`."
    raise RequestError(ErrorCode.BAD_USER_INPUT, message)


def _connection_type(searchable: Sequence[Resource]) -> Any:
    classes = tuple(resource.cls for resource in searchable)
    union: Any = Annotated[
        Union[classes],  # noqa: UP007
        strawberry.union("SearchResult", description="Anything that can be found by searching."),
    ]
    edge: Any = define(
        new_class("SearchEdge"),
        "SearchEdge",
        [
            output_field("node", union, lambda hit, _info: hit.row, "What was found."),
            output_field("cursor", str, lambda hit, _info: hit.cursor, "Where it stands."),
        ],
        "Something found and where it stands in the list.",
    )
    return define(
        new_class("SearchConnection"),
        "SearchConnection",
        [
            output_field("edges", list[edge], lambda source, _info: source.page(), "The page's hits and cursors."),
            output_field("nodes", list[union], lambda source, _info: source.nodes(), "The page's hits."),
            output_field("pageInfo", PageInfo, lambda source, _info: source.page_info(), "Where the page stands."),
            output_field("totalCount", int, lambda source, _info: source.total_count(), "How much was found."),
        ],
        "What was found, the best match first.",
    )
