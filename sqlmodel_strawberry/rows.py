"""A fetched row as an object: what hand-written fields get as their parent."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.ordering import Order
from sqlmodel_strawberry.pages import Page
from sqlmodel_strawberry.resource import Column, Resource, is_aware

ORDER_VALUES = "_order_values"


def row_maker(resource: Resource, columns: Sequence[Column]) -> Callable[[Sequence[Any]], Any]:
    """A function from the columns' values to an instance of the resource's class."""
    cls, names = resource.cls, [column.name for column in columns]

    def make(values: Sequence[Any]) -> Any:
        row: Any = object.__new__(cls)
        row.__dict__.update(zip(names, values, strict=True))
        return row

    return make


def key_reader(sources: Sequence[sa.Column[Any]]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """A function from a row that begins with these columns to their values, as keys are written."""
    width = len(sources)
    aware = [is_aware(source.type) for source in sources]
    if not any(aware):
        return lambda row: tuple(row[:width])
    # SQLite gives instants back without their time zone, which is always UTC.
    return lambda row: tuple(
        value.replace(tzinfo=dt.UTC) if is_instant and value.tzinfo is None else value
        for value, is_instant in zip(row, aware, strict=False)
    )


def page_row_maker(resource: Resource, columns: Sequence[Column], page: Page) -> Callable[[Sequence[Any]], Any]:
    """The same for the rows of a page, which may carry order values for their cursors after the columns."""
    make, width = row_maker(resource, columns), len(columns)
    if not page.cursor_terms:
        return make

    def make_with_values(values: Sequence[Any]) -> Any:
        row = make(values[:width])
        row.__dict__[ORDER_VALUES] = tuple(values[width:])
        return row

    return make_with_values


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
