"""Writing statements: pure functions from resource, key and values to one that returns the asked columns.

Core statements run column defaults and `onupdate`; a mapper's version counter is advanced here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resource import Column, Resource, is_aware
from sqlmodel_strawberry.statements.reads import named
from sqlmodel_strawberry.statements.scopes import visible

Values = Mapping[str, Any]


def insert(resource: Resource, values: Values, returning: Sequence[Column]) -> sa.sql.dml.ReturningInsert[Any]:
    """One new row."""
    assigned = _assign(resource, values)
    if resource.version is not None:
        assigned.setdefault(resource.version.source, 1)
    return sa.insert(resource.table).values(assigned).returning(*named(returning))


def update(
    resource: Resource, key: tuple[Any, ...], values: Values, returning: Sequence[Column]
) -> sa.sql.dml.ReturningUpdate[Any]:
    """Change one row; returns nothing where it does not exist."""
    assigned = _assign(resource, values)
    version = resource.version
    if version is not None:
        assigned[version.source] = version.source + 1
    statement = sa.update(resource.table).where(*_is(resource, key), *visible(resource, resource.table))
    return statement.values(assigned).returning(*named(returning))


def delete(
    resource: Resource, key: tuple[Any, ...], returning: Sequence[Column]
) -> sa.sql.dml.ReturningDelete[Any] | sa.sql.dml.ReturningUpdate[Any]:
    """Remove one row, or mark it where the table has `deleted_at`; returns nothing where it does not exist."""
    deleted_at = resource.deleted_at
    if deleted_at is not None:
        statement = sa.update(resource.table).where(*_is(resource, key), *visible(resource, resource.table))
        return statement.values({deleted_at.source: _now(deleted_at)}).returning(*named(returning))
    return sa.delete(resource.table).where(*_is(resource, key)).returning(*named(returning))


def select(resource: Resource, key: tuple[Any, ...], columns: Sequence[Column]) -> sa.Select[Any]:
    """One row, read inside the write."""
    return sa.select(*named(columns)).where(*_is(resource, key), *visible(resource, resource.table))


def exists(column: sa.Column[Any], value: Any) -> sa.Select[Any]:
    """Whether a referenced value is there: SQLite does not say which foreign key failed."""
    return sa.select(sa.literal(1)).where(column == value)


def _now(column: Column) -> dt.datetime:
    now = dt.datetime.now(dt.UTC)
    return now if is_aware(column.source.type) else now.replace(tzinfo=None)


def _assign(resource: Resource, values: Values) -> dict[sa.Column[Any], Any]:
    return {resource.columns[name].source: _bindable(resource.columns[name], value) for name, value in values.items()}


def _bindable(column: Column, value: Any) -> Any:
    # None bound to a JSON column would be stored as JSON null, which `IS NULL` does not find.
    return sa.null() if value is None and isinstance(column.source.type, sa.JSON) else value


def _is(resource: Resource, key: tuple[Any, ...]) -> list[sa.ColumnElement[bool]]:
    return [column.source == value for column, value in zip(resource.key, key, strict=True)]
