"""Writing statements: from resource and rows to one statement, however many rows there are, and its values.

Each returns what `returning` says of the rows that it wrote. Statements hold no values: these are bound when a
statement runs, so that it is made once for all writes of the same columns, and for all viewers that policies say the
same of. Column defaults and `onupdate` are among the values, or in SQL; a mapper's version counter is advanced here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from sqlmodel_strawberry.resources.resource import Column, Resource, is_aware
from sqlmodel_strawberry.statements import keys
from sqlmodel_strawberry.statements.arbiters import arbiter, index_where
from sqlmodel_strawberry.statements.cells import Cells, assigned, cells_of, slot
from sqlmodel_strawberry.statements.changes import Changes, changes_of, tied
from sqlmodel_strawberry.statements.defaults import default_of, renewed
from sqlmodel_strawberry.statements.returning import Returning, returned
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.targets import Target
from sqlmodel_strawberry.statements.visibility import Access

Columns = tuple[Column, ...]
Rows = Sequence[RowWrite]
Condition = sa.ColumnElement[bool]
Build = Callable[..., sa.Executable]


class Bound(NamedTuple):
    """What a statement is built by, of which shape, and the values that it runs with."""

    values: Mapping[str, Any]
    build: Build
    shape: tuple[Hashable, ...]
    rows: int = 1
    """How many rows the statement itself depends on."""


VALUES = attrgetter("values")
INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def insert(resource: Resource, returning: Returning, rows: Rows) -> Bound:
    """New rows, with the same columns in each."""
    cells, values = cells_of(resource, list(map(VALUES, rows)))
    return Bound(values, _insert, (resource, cells, returning), len(rows))


def insert_unless_there(resource: Resource, group: Columns, returning: Returning, rows: Rows) -> Bound:
    """One new row; returns nothing where a visible row has its values of `group` already."""
    cells, values = cells_of(resource, [rows[0].values])
    return Bound(values, _insert_unless_there, (resource, cells, group, returning))


def update(target: Target, by: Columns, returning: Returning, rows: Rows) -> Bound:
    """Change rows that are named by the columns `by`; returns nothing for those that do not exist as expected."""
    if len(rows) > 1:
        # Calls that lock the same rows in one order, that of their keys, wait for each other; else they deadlock.
        changes, values = changes_of(target.resource, sorted(rows, key=lambda row: repr(row.key)), by)
        return Bound(values, _update_many, (target, changes, returning), len(rows))
    row = rows[0]
    cells, values = cells_of(target.resource, [renewed(target.resource, row.values)])
    values |= _names(row)
    return Bound(values, _update_one, (target, by, row.version is not None, cells, returning))


def delete(target: Target, returning: Returning, dialect: str, rows: Rows) -> Bound:
    """Remove rows, or mark them where the table has `deleted_at`; returns nothing for those that do not exist."""
    deleted_at = target.resource.deleted_at
    named, values = _named(rows, dialect)
    if deleted_at is None:
        return Bound(values, _delete, (target, named, returning))
    cells, changed = cells_of(target.resource, [renewed(target.resource, {deleted_at.name: _now(deleted_at)})])
    return Bound({**values, **changed}, _mark, (target, named, cells, returning, False))


def restore(target: Target, returning: Returning, dialect: str, rows: Rows) -> Bound:
    """Bring soft-deleted rows back; returns nothing for those that are not deleted."""
    assert target.resource.deleted_at is not None
    named, values = _named(rows, dialect)
    cells, changed = cells_of(target.resource, [renewed(target.resource, {target.resource.deleted_at.name: None})])
    return Bound({**values, **changed}, _mark, (target, named, cells, returning, True))


def exists(columns: Mapping[sa.Column[Any], Any]) -> sa.Select[Any]:
    """Whether some row has these values: SQLite does not say which foreign key failed."""
    return sa.select(sa.literal(1)).where(*[column == value for column, value in columns.items()]).limit(1)


def _insert(resource: Resource, cells: Cells, returning: Returning, access: Access) -> sa.Executable:
    values: Any = _rows(resource, cells, access.dialect)
    return sa.insert(resource.table).values(values).returning(*returned(resource, returning, access))


def _insert_unless_there(
    resource: Resource, cells: Cells, group: Columns, returning: Returning, access: Access
) -> sa.Executable:
    rule = arbiter(resource, group)
    assert rule is not None
    statement = INSERTS[access.dialect](resource.table).values(_rows(resource, cells, access.dialect))
    statement = statement.on_conflict_do_nothing(
        index_elements=[column.source for column in group], index_where=index_where(rule, access.dialect)
    )
    made: sa.Executable = statement.returning(*returned(resource, returning, access))
    return made


def _update_one(
    target: Target, by: Columns, versioned: bool, cells: Cells, returning: Returning, access: Access
) -> sa.Executable:
    (values,) = assigned(target.resource, cells, {})
    conditions = [*_is(target.resource, by, versioned), *target.named_by(by, access)]
    return _update(access, target.resource, conditions, values, returning)


def _update_many(target: Target, changes: Changes, returning: Returning, access: Access) -> sa.Executable:
    ties, values = tied(target.resource, changes)
    conditions = [*ties, *target.named_by(changes.by, access)]
    return _update(access, target.resource, conditions, values, returning)


def _mark(target: Target, named: Named, cells: Cells, returning: Returning, was: bool, access: Access) -> sa.Executable:
    """Set or unset `deleted_at`, of rows where it `was` set."""
    resource = target.resource
    (values,) = assigned(resource, cells, {})
    allowed = target.deleted(access) if was else target.named_by(resource.key, access)
    return _update(access, resource, [*named.conditions(resource), *allowed], values, returning)


def _delete(target: Target, named: Named, returning: Returning, access: Access) -> sa.Executable:
    resource = target.resource
    conditions = [*named.conditions(resource), *target.named_by(resource.key, access)]
    return sa.delete(resource.table).where(*conditions).returning(*returned(resource, returning, access))


def _update(
    access: Access, resource: Resource, conditions: Sequence[Condition], values: Any, returning: Returning
) -> sa.Executable:
    version = resource.version
    counted = {} if version is None else {version.source.key: version.source + 1}
    statement = sa.update(resource.table).where(*conditions).values({**values, **counted})
    return statement.returning(*returned(resource, returning, access))


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


def _named(rows: Rows, dialect: str) -> tuple[Named, dict[str, Any]]:
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


def _rows(resource: Resource, cells: Cells, dialect: str) -> Any:
    defaults = {name: default_of(resource.sources[name], dialect) for _, name, _ in cells.filled}
    rows = assigned(resource, cells, defaults)
    return rows if len(rows) > 1 else rows[0]


def _now(column: Column) -> dt.datetime:
    now = dt.datetime.now(dt.UTC)
    return now if is_aware(column.source.type) else now.replace(tzinfo=None)
