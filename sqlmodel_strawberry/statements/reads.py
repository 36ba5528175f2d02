"""Reading statements: pure functions from resource, columns and page to a `Select`.

What a viewer may not see is left out here and nowhere else, so that lists, relations, counts and lookups agree. Each
statement that answers for several parents returns their keys first, as `k0`, `k1`, …, then the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.pages import Page, order_of
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements import keys

Statement = sa.Select[Any]


def visible(resource: Resource) -> list[sa.ColumnElement[bool]]:
    """The conditions on every row that is read: soft-deleted rows do not exist."""
    return [] if resource.deleted_at is None else [resource.deleted_at.source.is_(None)]


def by_key(resource: Resource, key: Sequence[Column], columns: Sequence[Column], dialect: str) -> Statement:
    """The rows whose key columns equal one of the bound keys."""
    sources = [column.source for column in key]
    return sa.select(*_numbered(sources), *_named(columns)).where(keys.matches(sources, dialect), *visible(resource))


def related_one(relation: Relation, columns: Sequence[Column], dialect: str) -> Statement:
    """The one row at the other end, for each bound parent key."""
    condition = keys.matches(relation.remote, dialect)
    select = sa.select(*_numbered(relation.remote), *_named(columns)).select_from(_source(relation))
    return select.where(condition, *visible(relation.target))


def page(resource: Resource, columns: Sequence[Column], page: Page) -> Statement:
    """One page of all rows, and one row more to tell whether others follow."""
    select = sa.select(*_named(columns)).select_from(resource.table).where(*visible(resource))
    ordered = _ordered(select, order_of(resource), page)
    return ordered.limit(page.size + 1).offset(page.offset or None)


def related_pages(relation: Relation, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    """One page, and one row more, for each bound parent key."""
    if dialect == "postgresql":
        return _lateral_pages(relation, columns, page, dialect)
    return _numbered_pages(relation, columns, page, dialect)


def count(resource: Resource) -> Statement:
    """The number of all rows."""
    return sa.select(sa.func.count()).select_from(resource.table).where(*visible(resource))


def related_counts(relation: Relation, dialect: str) -> Statement:
    """The number of rows for each bound parent key that has any."""
    select = sa.select(*_numbered(relation.remote), sa.func.count().label("count")).select_from(_source(relation))
    condition = keys.matches(relation.remote, dialect)
    return select.where(condition, *visible(relation.target)).group_by(*relation.remote)


def _lateral_pages(relation: Relation, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    # LATERAL reads only the page through an index on (foreign key, order). The nested loop keeps the inner order.
    parents = keys.parents(relation.remote, dialect)
    joined = [remote == parent for remote, parent in zip(relation.remote, parents.c, strict=True)]
    select = sa.select(*_named(columns)).select_from(_source(relation)).where(*joined, *visible(relation.target))
    rows = _ordered(select, order_of(relation.target), page).limit(page.size + 1).offset(page.offset or None)
    lateral = rows.correlate(parents).lateral("page")
    return sa.select(*parents.c, *lateral.c).select_from(parents.join(lateral, sa.true()))


def _numbered_pages(relation: Relation, columns: Sequence[Column], page: Page, dialect: str) -> Statement:
    order = order_of(relation.target)
    directions = _directions(order, page.backward)
    number = sa.func.row_number().over(partition_by=relation.remote, order_by=directions).label("number")
    select = sa.select(*_numbered(relation.remote), *_named(columns), number).select_from(_source(relation))
    select = select.where(keys.matches(relation.remote, dialect), *visible(relation.target))
    rows = select.where(*_bounds(order, page)).subquery("page")
    last = page.offset + page.size + 1
    wanted = sa.select(*[column for column in rows.c if column.key != "number"])
    return wanted.where(rows.c.number > page.offset, rows.c.number <= last).order_by(rows.c.number)


def _source(relation: Relation) -> sa.FromClause:
    if relation.through is None:
        return relation.target.table
    tied = [link == column for link, column in relation.through_on]
    return relation.through.join(relation.target.table, sa.and_(*tied))


def _ordered(select: Statement, order: Sequence[Column], page: Page) -> Statement:
    return select.where(*_bounds(order, page)).order_by(*_directions(order, page.backward))


def _directions(order: Sequence[Column], backward: bool) -> list[sa.ColumnElement[Any]]:
    return [column.source.desc() if backward else column.source.asc() for column in order]


def _bounds(order: Sequence[Column], page: Page) -> list[sa.ColumnElement[bool]]:
    """Keyset conditions: strictly after one row's order values and strictly before another's."""
    row = sa.tuple_(*[column.source for column in order])
    bounds = []
    if page.after is not None:
        bounds.append(row > _values(order, page.after))
    if page.before is not None:
        bounds.append(row < _values(order, page.before))
    return bounds


def _values(order: Sequence[Column], values: tuple[Any, ...]) -> Any:
    typed = [sa.literal(value, column.source.type) for value, column in zip(values, order, strict=True)]
    return sa.tuple_(*typed)


def _numbered(sources: Sequence[sa.Column[Any]]) -> list[sa.Label[Any]]:
    return [source.label(f"k{index}") for index, source in enumerate(sources)]


def _named(columns: Sequence[Column]) -> list[sa.Label[Any]]:
    return [column.source.label(column.name) for column in columns]
