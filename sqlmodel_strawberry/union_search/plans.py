"""What a `search` field asks for: its arguments, parsed, and what of them decides on its price."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlmodel_strawberry.cost.prices import Arguments
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.selections import Selected, columns_for, subfields
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.lists.ordering import parse_order
from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.lists.searching import Search, parse_search
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.searches import MAX_RANK
from sqlmodel_strawberry.values import codec


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


def plan_of(searchable: Sequence[Resource], arguments: Arguments, selected: Selected, limits: Limits) -> SearchPlan:
    """The plan of a field with these arguments, coerced.

    Raises:
        RequestError: BAD_USER_INPUT, what is wrong with them.
    """
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


def weight_of(plan: SearchPlan) -> SearchWeight:
    """What a plan's price depends on."""
    return SearchWeight(tuple(each.resource for each in plan.searches), plan.size, plan.paged)


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
