"""Pages of a connection: the arguments a client gave, and the rows that answer them (Relay's Cursor Connections)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.lists.ordering import Order, OrderTerm
from sqlmodel_strawberry.loading.levels import Groups
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.slots import Values, slot
from sqlmodel_strawberry.values import codec

Cursor: TypeAlias = "tuple[Any, ...] | None"
"""The order values of a row; None for none."""
PAGING = ("first", "last", "offset", "after", "before")
"""The arguments that say which page."""
LIMIT, OFFSET, END = "#limit", "#offset", "#end"
"""Slots for how many rows to fetch, to skip, and for the sum of both."""


class PageShape:
    """The shape that a field's page had last: other cursors and numbers mostly have the same."""

    __slots__ = ("_key", "_last", "_order")

    def __init__(self) -> None:
        self._key: Hashable = None
        self._last: Page | None = None
        self._order: Order | None = None

    def of(self, page: Page, after: Cursor, before: Cursor) -> Page:
        """The shape of a page, with these slots in its cursors."""
        size = ceiling(page.size + page.peeks) - 1
        key = size, page.backward, page.offset > 0, after, before, page.cursors
        last = self._last
        if last is not None and self._order is page.order and self._key == key:
            return last
        order = tuple(replace(term, search=term.search and term.search.shape) for term in page.order)
        made = Page(order, size, page.backward, min(page.offset, 1), after, before, page.cursors)
        self._key, self._last, self._order = key, made, page.order
        return made


@dataclass  # not frozen: that takes three times as long to make, and one is made for each cursor
class Page:
    """Which rows of an ordered list to fetch. Hashable, since it is part of a loader's identity.

    `after` and `before` are the order values of the rows next to the page. A backward page counts `size` rows from the
    end; its rows still come in the list's order. With `cursors` the rows' own order values are fetched too.
    """

    order: Order
    size: int
    backward: bool = False
    offset: int = 0
    after: tuple[Any, ...] | None = None
    before: tuple[Any, ...] | None = None
    cursors: bool = False
    peeks: bool = True
    """Whether one row more is fetched, to tell whether others follow."""
    shapes: PageShape = field(default_factory=PageShape, compare=False, repr=False)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        place = self.backward, self.offset, self.after, self.before
        return hash((self.order, self.size, place, self.cursors, self.peeks))

    @cached_property
    def slotted(self) -> tuple[Page, Values]:
        """The shape of the page, and the values that belong into its slots."""
        limit = self.size + self.peeks
        values = {LIMIT: limit, OFFSET: self.offset, END: self.offset + limit}
        after = None if self.after is None else _slotted("#after", self.after, values)
        before = None if self.before is None else _slotted("#before", self.before, values)
        return self.shapes.of(self, after, before), values

    @cached_property
    def cursor_terms(self) -> tuple[OrderTerm, ...]:
        """The terms whose values a row does not carry as columns, where cursors are asked for."""
        return tuple(term for term in self.order if term.own_column is None) if self.cursors else ()

    @property
    def cursor_columns(self) -> frozenset[Column]:
        """The columns that a row must carry for its cursor."""
        return frozenset(term.own_column for term in self.order if term.own_column) if self.cursors else frozenset()


@dataclass(eq=False, slots=True)
class PageRows:
    """The rows of one page, in the list's order: as the driver gave them, or as objects."""

    rows: Sequence[Any]
    has_previous: bool
    has_next: bool

    def map(self, make: Callable[[Any], Any]) -> PageRows:
        """The same page of what `make` makes of its rows."""
        return PageRows([make(row) for row in self.rows], self.has_previous, self.has_next)


@dataclass(eq=False, slots=True)
class Pages:
    """The pages of several parents."""

    groups: Groups
    page: Page
    beyond: Sequence[bool] = ()
    """Of each, whether rows are known beyond it; nothing where nobody asks."""

    def ends(self) -> list[tuple[Any, Any, bool, bool]]:
        """Of each its first and last row, None on an empty page, and whether rows come before it, and after it."""
        page, split = self.page, self.groups.split(self.groups.rows)
        beyond = self.beyond or [False] * len(split)
        begun = page.before is not None if page.backward else page.after is not None or page.offset > 0
        known = [begun] * len(split)
        before, after = (beyond, known) if page.backward else (known, beyond)
        ends = [(rows[0], rows[-1]) if rows else (None, None) for rows in split]
        return [(*each, *around) for each, *around in zip(ends, before, after, strict=True)]

    def at(self, index: int) -> PageRows:
        """One of them."""
        page, rows, beyond = (
            self.page,
            self.groups.rows[self.groups.span(index)],
            bool(self.beyond) and self.beyond[index],
        )
        if page.backward:
            return PageRows(rows, beyond, page.before is not None)
        return PageRows(rows, page.after is not None or page.offset > 0, beyond)


@lru_cache
def ceiling(limit: int) -> int:
    """A limit not below this one, of which there are few: a page of 10, 100, 1000 … rows, and one row more."""
    rows = 10
    while rows + 1 < limit:
        rows *= 10
    return rows + 1


def _slotted(name: str, cursor: tuple[Any, ...], values: dict[str, Any]) -> Cursor:
    """The slots of a cursor, whose values are added to `values`. Nulls stay: they are compared with in other ways."""
    slots: list[Any] = []
    for index, value in enumerate(cursor):
        if value is None:
            slots.append(None)
        else:
            values[f"{name}{index}"] = value
            slots.append(slot(f"{name}{index}"))
    return tuple(slots)


def page_of(rows: Sequence[Any], page: Page) -> PageRows:
    """Cut the page out of the rows a statement fetched, in the order it fetched them.

    A row beyond `size` tells whether more follow. On the side the page starts from, rows are known to exist where a
    cursor or an offset skipped some.
    """
    return pages_of(Groups(rows, [len(rows)]), page).at(0)


def pages_of(groups: Groups, page: Page) -> Pages:
    """The same for the rows of several parents."""
    if not (page.peeks or page.backward):
        return Pages(groups, page)
    size = page.size
    if len(groups.ends) == 1:
        rows, is_cut = groups.rows[:size], len(groups.rows) > size
        return Pages(Groups(rows[::-1] if page.backward else rows, (len(rows),)), page, (is_cut,))
    fetched = groups.split(groups.rows)
    beyond = [len(rows) > size for rows in fetched]
    if page.backward:
        groups = Groups.of(rows[:size][::-1] for rows in fetched)
    elif any(beyond):
        groups = Groups.of(rows[:size] for rows in fetched)
    return Pages(groups, page, beyond)


def cursor_tag(resource: Resource, order: Order) -> str:
    """Names the list's order inside a cursor, so that a cursor of another list is refused."""
    text = ",".join(term.name for term in order)
    return hashlib.sha256(f"{resource.name}:{text}".encode()).hexdigest()[:8]


def to_cursor(resource: Resource, order: Order, values: tuple[Any, ...]) -> str:
    """The cursor of the row with these order values."""
    return codec.encode((cursor_tag(resource, order), *values))


def parse_page(
    order: Order,
    arguments: Mapping[str, Any],
    tag: str,
    limits: Limits,
    *,
    cursors: bool,
    peeks: bool,
    shapes: PageShape,
) -> Page:
    """Check the paging arguments of a connection field in this order; `tag` is that of its cursors.

    Raises:
        RequestError: BAD_USER_INPUT, saying which argument and which values it takes.
    """
    first, last = arguments.get("first"), arguments.get("last")
    offset = arguments.get("offset") or 0
    if first is not None and last is not None:
        raise _bad("give `first` or `last`, not both")
    name, asked = ("first", first) if last is None else ("last", last)
    size = bounded(name, asked, limits.page_size, limits.default_page_size)
    if not 0 <= offset <= limits.offset:
        raise _bad(f"`offset` must be between 0 and {limits.offset}, not {offset}; page with `after` instead")
    if offset and last is not None:
        raise _bad("`offset` counts from the start, so it does not go with `last`")
    after, before = arguments.get("after"), arguments.get("before")
    return Page(
        order=order,
        size=size,
        backward=last is not None,
        offset=offset,
        after=None if after is None else _parse_cursor(tag, order, after, "after"),
        before=None if before is None else _parse_cursor(tag, order, before, "before"),
        cursors=cursors,
        peeks=peeks,
        shapes=shapes,
    )


def _parse_cursor(tag: str, order: Order, text: str, argument: str) -> tuple[Any, ...]:
    try:
        found, *values = codec.decode(text)
        if found == tag and len(values) == len(order):
            return tuple(_restored(values, order))
    except codec.MalformedError:
        pass
    raise _bad(f"`{argument}` is not a cursor of this list and order: take it from `edges.cursor` or `pageInfo`")


def _restored(values: Sequence[Any], order: Order) -> list[Any]:
    found = []
    for value, term in zip(values, order, strict=True):
        found.append(None if value is None and term.nullable else codec.restore(value, term.type))
    return found


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message[0].upper() + message[1:] + ".")
