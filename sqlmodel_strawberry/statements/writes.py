"""Writing statements: pure functions from resource and rows to one statement, however many rows there are.

Each returns the keys of the rows it wrote, as `k0`, `k1`, …, then the asked columns. Core statements run column
defaults and `onupdate`; a mapper's version counter is advanced here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from sqlmodel_strawberry.resource import Column, Resource, is_aware
from sqlmodel_strawberry.row_writes import RowWrite
from sqlmodel_strawberry.statements.arbiters import arbiter, index_where
from sqlmodel_strawberry.statements.changes import bound_changes
from sqlmodel_strawberry.statements.reads import numbered
from sqlmodel_strawberry.statements.visibility import Access, permitted, reading, visible

Values = Mapping[str, Any]
Columns = Sequence[Column]
Conditions = list[sa.ColumnElement[bool]]


@dataclass(frozen=True)
class Target:
    """Which rows a statement may change: those that the viewer sees, and may write."""

    resource: Resource
    access: Access
    writable: sa.ColumnElement[bool] | None = None

    def conditions(self, by: Columns) -> Conditions:
        """The conditions on such rows, named by columns that the viewer must be able to read."""
        resource, table = self.resource, self.resource.table
        allowed = [] if self.writable is None else [self.writable]
        return [*visible(resource, table, self.access), *reading(resource, by, table, self.access), *allowed]

    def deleted(self) -> Conditions:
        """The conditions on rows that are soft-deleted, and otherwise such."""
        resource = self.resource
        assert resource.deleted_at is not None
        allowed = [] if self.writable is None else [self.writable]
        seen = permitted(resource.policy.read, resource, resource.table, self.access)
        return [resource.deleted_at.source.is_not(None), *seen, *allowed]


INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert(resource: Resource, rows: Sequence[Values], returning: Columns) -> sa.Executable:
    """New rows, with the same columns in each."""
    return sa.insert(resource.table).values(_assigned_rows(resource, rows)).returning(*_asked(resource, returning))


def insert_unless_there(
    resource: Resource, row: Values, group: Columns, returning: Columns, dialect: str
) -> sa.Executable:
    """One new row; returns nothing where a visible row has its values of `group` already."""
    rule = arbiter(resource, group)
    assert rule is not None
    statement = INSERTS[dialect](resource.table).values(_assigned_rows(resource, [row]))
    statement = statement.on_conflict_do_nothing(
        index_elements=[column.source for column in group], index_where=index_where(rule, dialect)
    )
    made: sa.Executable = statement.returning(*_asked(resource, returning))
    return made


def update(target: Target, rows: Sequence[RowWrite], by: Columns, returning: Columns) -> sa.Executable:
    """Change rows that are named by the columns `by`; returns nothing for those that do not exist as expected."""
    resource = target.resource
    if len(rows) == 1:
        return _update_one(target, rows[0], by, returning)
    changes = bound_changes(resource, rows, by, resource.version)
    statement = sa.update(resource.table).where(*changes.conditions, *target.conditions(by))
    return statement.values({**changes.values, **_next_version(resource)}).returning(*_asked(resource, returning))


def delete(target: Target, rows: Sequence[RowWrite], returning: Columns) -> sa.Executable:
    """Remove rows, or mark them where the table has `deleted_at`; returns nothing for those that do not exist."""
    resource = target.resource
    conditions = [*_named(resource, rows), *target.conditions(resource.key)]
    if resource.deleted_at is None:
        return sa.delete(resource.table).where(*conditions).returning(*_asked(resource, returning))
    values = {resource.deleted_at.source: _now(resource.deleted_at), **_next_version(resource)}
    return sa.update(resource.table).where(*conditions).values(values).returning(*_asked(resource, returning))


def restore(target: Target, rows: Sequence[RowWrite], returning: Columns) -> sa.Executable:
    """Bring soft-deleted rows back; returns nothing for those that are not deleted."""
    resource = target.resource
    assert resource.deleted_at is not None
    statement = sa.update(resource.table).where(*_named(resource, rows), *target.deleted())
    values = {resource.deleted_at.source: None, **_next_version(resource)}
    return statement.values(values).returning(*_asked(resource, returning))


def exists(columns: Mapping[sa.Column[Any], Any]) -> sa.Select[Any]:
    """Whether some row has these values: SQLite does not say which foreign key failed."""
    return sa.select(sa.literal(1)).where(*[column == value for column, value in columns.items()]).limit(1)


def _update_one(target: Target, row: RowWrite, by: Columns, returning: Columns) -> sa.Executable:
    resource = target.resource
    conditions = [*_is(by, row.key), *_expected(resource, row), *target.conditions(by)]
    values = {**_assigned(resource, row.values), **_next_version(resource)}
    return sa.update(resource.table).where(*conditions).values(values).returning(*_asked(resource, returning))


def _asked(resource: Resource, returning: Columns) -> list[sa.Label[Any]]:
    named = [column.source.label(column.name) for column in returning]
    return [*numbered([column.source for column in resource.key]), *named]


def _named(resource: Resource, rows: Sequence[RowWrite]) -> Conditions:
    """The conditions on rows that are named by their keys."""
    if len(rows) == 1:
        return [*_is(resource.key, rows[0].key), *_expected(resource, rows[0])]
    if len(resource.key) == 1:
        return [resource.key[0].source.in_([row.key[0] for row in rows])]
    return [sa.tuple_(*[column.source for column in resource.key]).in_([row.key for row in rows])]


def _is(by: Columns, key: tuple[Any, ...]) -> Conditions:
    return [column.source == value for column, value in zip(by, key, strict=True)]


def _expected(resource: Resource, row: RowWrite) -> Conditions:
    if row.version is None:
        return []
    assert resource.version is not None
    return [resource.version.source == row.version]


def _next_version(resource: Resource) -> dict[sa.Column[Any], Any]:
    version = resource.version
    return {} if version is None else {version.source: version.source + 1}


def _assigned_rows(resource: Resource, rows: Sequence[Values]) -> Any:
    first = {} if resource.version is None else {resource.version.source: 1}
    # By name: where there are several rows, SQLAlchemy shows them to default functions by name only.
    assigned = [{column.key: value for column, value in {**first, **_assigned(resource, row)}.items()} for row in rows]
    return assigned if len(assigned) > 1 else assigned[0]


def _assigned(resource: Resource, values: Values) -> dict[sa.Column[Any], Any]:
    return {resource.columns[name].source: bindable(resource.columns[name], value) for name, value in values.items()}


def bindable(column: Column, value: Any) -> Any:
    """The value as it is bound: None in a JSON column would be JSON's null, which `IS NULL` does not find."""
    return sa.null() if value is None and isinstance(column.source.type, sa.JSON) else value


def _now(column: Column) -> dt.datetime:
    now = dt.datetime.now(dt.UTC)
    return now if is_aware(column.source.type) else now.replace(tzinfo=None)
