"""Writing statements: pure functions from resource and rows to one statement, however many rows there are.

Each returns the keys of the rows it wrote, as `#k0`, `#k1`, …, then the asked columns. Statements hold no values: these
are bound when a statement runs, so that it is made once for all writes of the same columns. Column defaults and
`onupdate` are among the values, or in SQL; a mapper's version counter is advanced here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from sqlmodel_strawberry.resource import Column, Resource, is_aware
from sqlmodel_strawberry.row_writes import RowWrite
from sqlmodel_strawberry.statements import keys
from sqlmodel_strawberry.statements.arbiters import arbiter, index_where
from sqlmodel_strawberry.statements.cells import Cells, Values, assigned, cells_of, slot
from sqlmodel_strawberry.statements.changes import Changes, changes_of, tied
from sqlmodel_strawberry.statements.defaults import default_of, renewed
from sqlmodel_strawberry.statements.reads import numbered
from sqlmodel_strawberry.statements.visibility import Access, permitted, reading

Columns = tuple[Column, ...]
Condition = sa.ColumnElement[bool]
Conditions = tuple[Condition, ...]
Make = Callable[..., sa.Executable]

SHAPES, LONG_SHAPES = 1000, 32
"""Statements that are kept, and those of several rows: a patch may name any of its columns, so there is no end."""


class Bound(NamedTuple):
    """A statement, and the values that it runs with."""

    statement: sa.Executable
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Target:
    """Which rows a statement may change: those that the viewer sees, and may write."""

    resource: Resource
    access: Access
    writable: Condition | None = None

    def conditions(self, by: Sequence[Column]) -> Conditions:
        """What the policy asks of such rows, named by columns that the viewer must be able to read."""
        resource, table = self.resource, self.resource.table
        allowed = [] if self.writable is None else [self.writable]
        seen = permitted(resource.policy.read, resource, table, self.access)
        return (*seen, *reading(resource, by, table, self.access), *allowed)


INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert(resource: Resource, rows: Sequence[Values], returning: Columns, dialect: str) -> Bound:
    """New rows, with the same columns in each."""
    cells, values = cells_of(resource, rows)
    return Bound(_made(_insert, len(rows), (), resource, cells, returning, dialect), values)


def insert_unless_there(resource: Resource, row: Values, group: Columns, returning: Columns, dialect: str) -> Bound:
    """One new row; returns nothing where a visible row has its values of `group` already."""
    cells, values = cells_of(resource, [row])
    return Bound(_made(_insert_unless_there, 1, (), resource, cells, group, returning, dialect), values)


def update(target: Target, rows: Sequence[RowWrite], by: Columns, returning: Columns) -> Bound:
    """Change rows that are named by the columns `by`; returns nothing for those that do not exist as expected."""
    resource, conditions = target.resource, target.conditions(by)
    if len(rows) > 1:
        changes, values = changes_of(resource, rows, by)
        return Bound(_made(_update_many, len(rows), conditions, resource, changes, returning), values)
    row = rows[0]
    cells, values = cells_of(resource, [renewed(resource, row.values)])
    statement = _made(_update_one, 1, conditions, resource, by, row.version is not None, cells, returning)
    return Bound(statement, {**values, **_names(row)})


def delete(target: Target, rows: Sequence[RowWrite], returning: Columns) -> Bound:
    """Remove rows, or mark them where the table has `deleted_at`; returns nothing for those that do not exist."""
    resource, conditions = target.resource, target.conditions(target.resource.key)
    named, key_values = _named(rows, target.access.dialect)
    if resource.deleted_at is None:
        return Bound(_made(_delete, 1, conditions, resource, named, returning), key_values)
    cells, values = cells_of(resource, [renewed(resource, {resource.deleted_at.name: _now(resource.deleted_at)})])
    return Bound(_made(_mark, 1, conditions, resource, named, cells, returning, False), {**values, **key_values})


def restore(target: Target, rows: Sequence[RowWrite], returning: Columns) -> Bound:
    """Bring soft-deleted rows back; returns nothing for those that are not deleted."""
    resource, conditions = target.resource, target.conditions(())
    assert resource.deleted_at is not None
    named, key_values = _named(rows, target.access.dialect)
    cells, values = cells_of(resource, [renewed(resource, {resource.deleted_at.name: None})])
    return Bound(_made(_mark, 1, conditions, resource, named, cells, returning, True), {**values, **key_values})


def exists(columns: Mapping[sa.Column[Any], Any]) -> sa.Select[Any]:
    """Whether some row has these values: SQLite does not say which foreign key failed."""
    return sa.select(sa.literal(1)).where(*[column == value for column, value in columns.items()]).limit(1)


def _made(make: Make, rows: int, conditions: Conditions, *shape: Any) -> sa.Executable:
    """The statement of a shape. Policies make their conditions anew for each viewer."""
    if conditions:
        return make(conditions, *shape)
    return _kept(make, *shape) if rows == 1 else _kept_long(make, *shape)


def _make(make: Make, *shape: Any) -> sa.Executable:
    return make((), *shape)


_kept, _kept_long = lru_cache(SHAPES)(_make), lru_cache(LONG_SHAPES)(_make)


def _insert(_: Conditions, resource: Resource, cells: Cells, returning: Columns, dialect: str) -> sa.Executable:
    values: Any = _rows(resource, cells, dialect)
    return sa.insert(resource.table).values(values).returning(*_asked(resource, returning))


def _insert_unless_there(
    _: Conditions, resource: Resource, cells: Cells, group: Columns, returning: Columns, dialect: str
) -> sa.Executable:
    rule = arbiter(resource, group)
    assert rule is not None
    statement = INSERTS[dialect](resource.table).values(_rows(resource, cells, dialect))
    statement = statement.on_conflict_do_nothing(
        index_elements=[column.source for column in group], index_where=index_where(rule, dialect)
    )
    made: sa.Executable = statement.returning(*_asked(resource, returning))
    return made


def _update_one(
    conditions: Conditions, resource: Resource, by: Columns, versioned: bool, cells: Cells, returning: Columns
) -> sa.Executable:
    (values,) = assigned(resource, cells, {})
    return _update(resource, [*_is(resource, by, versioned), *_living(resource), *conditions], values, returning)


def _update_many(conditions: Conditions, resource: Resource, changes: Changes, returning: Columns) -> sa.Executable:
    ties, values = tied(resource, changes)
    return _update(resource, [*ties, *_living(resource), *conditions], values, returning)


def _mark(
    conditions: Conditions, resource: Resource, named: Named, cells: Cells, returning: Columns, was: bool
) -> sa.Executable:
    """Set or unset `deleted_at`, of rows where it `was` set."""
    assert resource.deleted_at is not None
    (values,) = assigned(resource, cells, {})
    marked = [resource.deleted_at.source.is_not(None)] if was else _living(resource)
    return _update(resource, [*named.conditions(resource), *marked, *conditions], values, returning)


def _delete(conditions: Conditions, resource: Resource, named: Named, returning: Columns) -> sa.Executable:
    statement = sa.delete(resource.table).where(*named.conditions(resource), *conditions)
    return statement.returning(*_asked(resource, returning))


def _update(resource: Resource, conditions: Sequence[Condition], values: Any, returning: Columns) -> sa.Executable:
    statement = sa.update(resource.table).where(*conditions)
    return statement.values({**values, **_next_version(resource)}).returning(*_asked(resource, returning))


@dataclass(frozen=True)
class Named:
    """How rows are named by their keys: one, perhaps in a version, or many."""

    dialect: str
    many: bool = False
    versioned: bool = False

    def conditions(self, resource: Resource) -> list[Condition]:
        """The conditions on such rows."""
        if self.many:
            return [keys.matches([column.source for column in resource.key], self.dialect)]
        return _is(resource, resource.key, self.versioned)


def _named(rows: Sequence[RowWrite], dialect: str) -> tuple[Named, dict[str, Any]]:
    if len(rows) > 1:
        width = len(rows[0].key)
        bare = [row.key[0] if width == 1 else row.key for row in rows]
        return Named(dialect, many=True), keys.parameters(bare, width, dialect)
    return Named(dialect, versioned=rows[0].version is not None), _names(rows[0])


def _names(row: RowWrite) -> dict[str, Any]:
    """The values that name one row, by slot."""
    values = {f"#k{place}": value for place, value in enumerate(row.key)}
    return values if row.version is None else {**values, "#version": row.version}


def _is(resource: Resource, by: Columns, versioned: bool) -> list[Condition]:
    conditions = [column.source == slot(f"#k{place}", column.source) for place, column in enumerate(by)]
    if versioned:
        assert resource.version is not None
        conditions.append(resource.version.source == slot("#version", resource.version.source))
    return conditions


def _living(resource: Resource) -> list[Condition]:
    return [] if resource.deleted_at is None else [resource.deleted_at.source.is_(None)]


def _rows(resource: Resource, cells: Cells, dialect: str) -> Any:
    defaults = {name: default_of(resource.sources[name], dialect) for _, name, _ in cells.filled}
    rows = assigned(resource, cells, defaults)
    return rows if len(rows) > 1 else rows[0]


def _asked(resource: Resource, returning: Columns) -> list[sa.Label[Any]]:
    named = [column.source.label(column.name) for column in returning]
    return [*numbered([column.source for column in resource.key]), *named]


def _next_version(resource: Resource) -> dict[str, Any]:
    version = resource.version
    return {} if version is None else {version.source.key: version.source + 1}


def _now(column: Column) -> dt.datetime:
    now = dt.datetime.now(dt.UTC)
    return now if is_aware(column.source.type) else now.replace(tzinfo=None)
