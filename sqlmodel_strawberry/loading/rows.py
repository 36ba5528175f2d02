"""Fetched rows: where keys and order values stand in them, and the objects that hand-written fields get as parents."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import count
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.lists.ordering import Order
from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource, is_aware
from sqlmodel_strawberry.statements.joins import Join

ORDER_VALUES, JOINED = "_order_values", "_joined"
READERS = 1000
"""Readers of what statements give that are kept."""


def row_maker(resource: Resource, columns: Sequence[Column], start: int = 0) -> Callable[[Sequence[Any]], Any]:
    """A function from what a statement gave to an instance of the resource's class.

    `start` is where the columns' values begin: behind the keys, in rows that were fetched for several parents.
    """
    cls, names, end = resource.cls, [column.name for column in columns], start + len(columns)
    written = [column.name for column in columns if column in resource.written_columns]

    def make(values: Sequence[Any]) -> Any:
        row: Any = object.__new__(cls)
        row.__dict__.update(zip(names, values[start:end], strict=True))
        return row

    def make_with_decimals(values: Sequence[Any]) -> Any:
        row = make(values)
        held = row.__dict__
        for name in written:
            if held[name] is not None:
                held[name] = Decimal(held[name])
        return row

    return make_with_decimals if written else make


def key_reader(sources: Sequence[sa.Column[Any]]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """A function from a row that begins with these columns to their values, as keys are written."""
    if len(sources) == 1 and not is_aware(sources[0].type):
        return itemgetter(slice(1))
    read = level_key_reader(sources)
    return (lambda row: (read(row),)) if len(sources) == 1 else read


@functools.lru_cache(READERS)
def keyed_reader(
    resource: Resource, by: tuple[Column, ...], columns: tuple[Column, ...]
) -> tuple[Callable[[Sequence[Any]], tuple[Any, ...]], Callable[[Sequence[Any]], Any]]:
    """Both, for rows that begin with the columns `by`, and go on with what is asked of them."""
    return key_reader([column.source for column in by]), row_maker(resource, columns, len(by))


def level_key_reader(sources: Sequence[sa.Column[Any]]) -> Callable[[Sequence[Any]], Any]:
    """The same as keys of a level are written: bare where they are of one column."""
    aware = [is_aware(source.type) for source in sources]
    read = itemgetter(*range(len(sources)))
    if not any(aware):
        return read
    if len(sources) == 1:
        return lambda row: _in_utc(row[0])
    return lambda row: tuple(
        _in_utc(value) if is_instant else value for value, is_instant in zip(read(row), aware, strict=True)
    )


def _in_utc(value: Any) -> Any:
    # SQLite gives instants back without their time zone, which is always UTC.
    return value.replace(tzinfo=dt.UTC) if value is not None and value.tzinfo is None else value


def page_row_maker(
    resource: Resource, columns: Sequence[Column], joins: Sequence[Join], page: Page, start: int = 0
) -> Callable[[Sequence[Any]], Any]:
    """The same for the rows of a page. After the columns come order values for their cursors, and joined rows."""
    make, end = row_maker(resource, columns, start), start + len(columns)
    beyond = end + len(page.cursor_terms)

    def make_with_values(values: Sequence[Any]) -> Any:
        row = make(values)
        row.__dict__[ORDER_VALUES] = tuple(values[end:beyond])
        return row

    return with_joined(make_with_values if page.cursor_terms else make, joins, beyond)


def with_joined(make: Callable[[Sequence[Any]], Any], joins: Sequence[Join], start: int) -> Callable[..., Any]:
    """The same with joined rows, None where there are none. `start` is where the values of the first one begin."""
    if not joins:
        return make
    makers = []
    for join in joins:
        makers.append((join.relation.name, start, row_maker(join.relation.target, join.columns, start + 1)))
        start += len(join.names)

    def make_with_joined(values: Sequence[Any]) -> Any:
        row = make(values)
        row.__dict__[JOINED] = {name: None if values[at] is None else other(values) for name, at, other in makers}
        return row

    return make_with_joined


def joined(row: Any, relation: Relation, columns: Sequence[Column]) -> tuple[Any] | None:
    """The joined row, or None, in a tuple. None where it was not joined, or without some of these columns.

    A hand-written field may answer with the very row that it was asked of, and below it other things are selected.
    """
    rows = row.__dict__.get(JOINED, ())
    if relation.name not in rows:
        return None
    found = rows[relation.name]
    return (found,) if found is None or all(column.name in found.__dict__ for column in columns) else None


def order_reader(columns: Sequence[Column], order: Order, start: int = 0) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """A function from a row that was fetched with its cursor's values to what it is ordered by."""
    others = count(start + len(columns))
    places = [start + columns.index(term.own_column) if term.own_column else next(others) for term in order]
    return itemgetter(*places) if len(places) > 1 else lambda row: (row[places[0]],)


def order_values(row: Any, order: Order) -> tuple[Any, ...]:
    """What a row is ordered by: its columns, and what `page_row_maker` put beside them."""
    others = iter(row.__dict__.get(ORDER_VALUES, ()))
    return tuple(getattr(row, term.own_column.name) if term.own_column else next(others) for term in order)


def missing_attribute(resource: Resource) -> Callable[[Any, str], Any]:
    """`__getattr__` of a resource's class: what the Public model computes, or words for what was not fetched."""
    public, table = resource.public, resource.name

    def __getattr__(row: Any, name: str) -> Any:
        # graphql-core asks each row of an answer for `__await__`: looking for it below takes a third of all the time.
        if name.startswith("__"):
            raise AttributeError(name)
        member = inspect.getattr_static(public, name, None)
        if isinstance(member, property) and member.fget is not None:
            return member.fget(row)
        if isinstance(member, functools.cached_property):
            return member.func(row)
        if inspect.isfunction(member):
            return functools.partial(member, row)
        if name in resource.columns:
            raise AttributeError(f"{table}.{name} was not fetched: add it to requires= of the field that reads it")
        raise AttributeError(f"a {table} row has no attribute {name}")

    return __getattr__
