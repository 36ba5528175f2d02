"""The root `search`: one text looked for in several resources, answered as a connection over a union."""

from __future__ import annotations

import asyncio
import enum
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, Union

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry import codec
from sqlmodel_strawberry.connections import PageInfo
from sqlmodel_strawberry.context import Context, ResolveInfo
from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.asked import Asked
from sqlmodel_strawberry.cost.prices import FREE, Arguments, ListSize, Plan, Price
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.forms import Part, Root
from sqlmodel_strawberry.generated import argument, define, new_class, output_field
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.ordering import parse_order
from sqlmodel_strawberry.pages import Page
from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.rows import order_reader, page_row_maker
from sqlmodel_strawberry.searching import Search, parse_search
from sqlmodel_strawberry.selections import Selected, columns_for, subfields
from sqlmodel_strawberry.statements import aggregates, reads
from sqlmodel_strawberry.statements.aggregates import Aggregate, Measure
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.searches import MAX_RANK
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.tasks import begin


def search_fields(resources: Sequence[Resource], limits: Limits) -> list[StrawberryField]:
    """`search(text:, types:, first:, after:)`, where any resource is searchable."""
    searchable = [resource for resource in resources if resource.searchable]
    if not searchable:
        return []
    members: Any = enum.Enum("SearchType", {resource.name.upper(): resource.name for resource in searchable})  # type: ignore[misc]
    type_enum: Any = strawberry.enum(members, description="What can be searched.")

    def plan(arguments: Arguments, selected: Selected, _access: Access) -> SearchPlan:
        return _plan(searchable, arguments, selected, limits)

    def share(asked: Asked) -> Share:
        weight: SearchWeight = asked.weight
        return Share(statements=len(weight.resources) if weight.paged else 0) + asked.below()

    def resolve(_source: Any, info: ResolveInfo, **_arguments: Any) -> SearchResults:
        return SearchResults(info.context.plan(info), info.context)

    size = f"at most {limits.page_size}; {limits.default_page_size} unless said"
    arguments = [
        argument("text", str, "Words that must all be found, whatever their case."),
        argument("types", list[type_enum] | None, "Where to look; everywhere unless given."),
        argument("first", int | None, f"How many, {size}."),
        argument("after", str | None, "Only what comes after this cursor."),
    ]
    description = "What is found in several kinds of things, the best match first."
    size_ = ListSize(limits.default_page_size, ("first",), ("nodes", "edges"))
    price = Price(share, size=size_, plan=Plan(plan, _weight_of))
    type_ = _connection_type(searchable)
    return [output_field("search", type_, resolve, description, arguments, price, Root.SEARCH)]


@dataclass(frozen=True)
class TypeSearch:
    """What is looked for in one resource. Hits of equal rank come in the order of `position`."""

    position: int
    resource: Resource
    search: Search
    page: Page
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class SearchPlan:
    """A `search` field of the document, its arguments parsed."""

    searches: tuple[TypeSearch, ...]
    size: int
    tag: str
    after: tuple[Any, ...] | None
    paged: bool
    """Whether hits are asked for, and not only how many there are."""


class SearchWeight(NamedTuple):
    """What the price of a search depends on."""

    resources: tuple[Resource, ...]
    """Where something is looked for."""
    size: int
    """Of a page."""
    paged: bool


def _weight_of(plan: SearchPlan) -> SearchWeight:
    return SearchWeight(tuple(each.resource for each in plan.searches), plan.size, plan.paged)


def _plan(searchable: Sequence[Resource], arguments: Arguments, selected: Selected, limits: Limits) -> SearchPlan:
    wanted, text = arguments.get("types"), arguments["text"]
    names = None if wanted is None else {each.value for each in wanted}
    size = bounded("first", arguments.get("first"), limits.page_size, limits.default_page_size)
    tag = _tag(text, searchable)
    after = _parse_after(arguments.get("after"), tag, searchable)
    searches = []
    for position, resource in enumerate(searchable):
        search = parse_search(resource, text, limits) if names is None or resource.name in names else None
        if search is not None:
            order = parse_order(resource, None, search, limits)
            page = Page(order, size, after=_begin(after, position), cursors=True)
            columns = selected.of(_columns, resource, page.cursor_columns)
            searches.append(TypeSearch(position, resource, search, page, columns))
    return SearchPlan(tuple(searches), size, tag, after, selected.of(_is_paged))


def _is_paged(selected: Selected) -> bool:
    fields = subfields(selected, selected.field_nodes, "SearchConnection")
    return not {"nodes", "edges", "pageInfo"}.isdisjoint(fields)


def _columns(selected: Selected, resource: Resource, more: frozenset[Column]) -> tuple[Column, ...]:
    fields = subfields(selected, selected.field_nodes, "SearchConnection")
    edges = subfields(selected, fields.get("edges", ()), "SearchEdge")
    nodes = [*fields.get("nodes", ()), *edges.get("node", ())]
    return columns_for(resource, subfields(selected, nodes, resource.name), more)


def _begin(after: tuple[Any, ...] | None, position: int) -> tuple[Any, ...] | None:
    """The order values, or the first of them, that the rows of the type at this position come after."""
    if after is None:
        return None
    rank, type_, *key = after
    if position == type_:
        return (rank, *key)
    # Types share ranks in their order: of an earlier one this rank is over, of a later one it is still to come.
    return (rank,) if position < type_ else (rank + 1,)


@dataclass(frozen=True)
class Hit:
    """A row that was found, and its place: rank, position of its type, key. Better ranks come first."""

    search: TypeSearch
    row: Sequence[Any]
    place: tuple[Any, ...]
    tag: str

    @property
    def node(self) -> Any:
        """The row as an object."""
        return page_row_maker(self.search.resource, self.search.columns, self.search.page)(self.row)

    @property
    def cursor(self) -> str:
        """Where the hit stands, for `after`."""
        return codec.encode((self.tag, *self.place))


class SearchResults:
    """The answer to one `search` field; its rows are fetched when first asked for, one statement for each type."""

    def __init__(self, plan: SearchPlan, context: Context[Any]) -> None:
        self._plan = plan
        self._context = context
        self._hits: asyncio.Future[list[Hit]] | None = None

    async def hits(self) -> list[Hit]:
        """The page, and one hit more to tell whether others follow."""
        if self._hits is None:
            self._hits = begin(self._fetch())
        return await asyncio.shield(self._hits)

    async def edges(self) -> list[Hit]:
        """The hits of the page."""
        found = await self.page()
        self._context.show(len(found))
        return found

    async def nodes(self) -> list[Any]:
        """The rows of the page."""
        return [hit.node for hit in await self.edges()]

    async def page_info(self) -> PageInfo:
        """Whether more was found, and the cursors of the page's ends."""
        hits, page = await self.hits(), await self.page()
        ends = [page[0].cursor, page[-1].cursor] if page else [None, None]
        return PageInfo(
            has_next_page=len(hits) > self._plan.size,
            has_previous_page=self._plan.after is not None,
            start_cursor=ends[0],
            end_cursor=ends[1],
        )

    async def page_and_info(self) -> tuple[list[Hit], PageInfo]:
        """Both."""
        return await self.page(), await self.page_info()

    async def total_count(self) -> int:
        """How much was found."""
        total = 0
        for each in self._plan.searches:
            scope, values = Scope(search=each.search).slotted
            shape = (each.resource, scope, (Measure(Aggregate.COUNT),))
            total += (await self._context.reader.fetch(values, aggregates.all_measured, *shape))[0][0]
        return total

    async def page(self) -> list[Hit]:
        """The hits of the page, not counted as shown."""
        return (await self.hits())[: self._plan.size]

    async def _fetch(self) -> list[Hit]:
        hits = [hit for each in self._plan.searches for hit in await self._fetch_type(each)]
        # Each type's hits come in the order of their keys, which the sort keeps.
        hits.sort(key=lambda hit: (-hit.place[0], hit.place[1]))
        return hits[: self._plan.size + 1]

    async def _fetch_type(self, each: TypeSearch) -> list[Hit]:
        (scope, scope_values), (page, page_values) = Scope(search=each.search).slotted, each.page.slotted
        values, shape = {**scope_values, **page_values}, (each.resource, scope, each.columns, page)
        read, hits = order_reader(each.columns, page.order), []
        for row in await self._context.reader.fetch(values, reads.page, *shape):
            rank, *key = read(row)
            hits.append(Hit(each, row, (rank, each.position, *key), self._plan.tag))
        return hits


def _searched(asked: Asked) -> SearchWeight:
    """The weight of the `search` that a field stands below."""
    while not isinstance(asked.weight, SearchWeight):
        assert asked.parent is not None
        asked = asked.parent
    return asked.weight


def _edges_share(asked: Asked) -> Share:
    return Share(rows=_searched(asked).size) + asked.below()


def _nodes_share(asked: Asked) -> Share:
    return Share(rows=_searched(asked).size) + _found_share(asked)


def _found_share(asked: Asked) -> Share:
    """What is below all the page's rows together, which may be of any type."""
    weight = _searched(asked)
    return asked.below_any([asked.schema.type_map[each.name] for each in weight.resources], weight.size)


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


def _count_share(asked: Asked) -> Share:
    return Share(statements=len(_searched(asked).resources))


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
            output_field(
                "node", union, lambda hit, _info: hit.node, "What was found.", (), _part(_found_share), Part.NODE
            ),
            output_field("cursor", str, lambda hit, _info: hit.cursor, "Where it stands.", form=Part.CURSOR),
        ],
        "Something found and where it stands in the list.",
    )
    return define(
        new_class("SearchConnection"),
        "SearchConnection",
        [
            output_field(
                "edges", list[edge], _edges, "The page's hits and cursors.", (), _part(_edges_share), Part.EDGES
            ),
            output_field("nodes", list[union], _nodes, "The page's hits.", (), _part(_nodes_share), Part.NODES),
            output_field("pageInfo", PageInfo, _page_info, "Where the page stands.", (), FREE, Part.PAGE_INFO),
            output_field(
                "totalCount", int, _total_count, "How much was found.", (), Price(_count_share), Part.TOTAL_COUNT
            ),
        ],
        "What was found, the best match first.",
    )


def _part(share: Callable[[Asked], Share]) -> Price:
    return Price(share, statements=0)


def _edges(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.edges()


def _nodes(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.nodes()


def _page_info(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.page_info()


def _total_count(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.total_count()
