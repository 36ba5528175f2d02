"""Many changes as one bound table, so that one UPDATE … FROM makes them all, each to the columns it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.row_writes import RowWrite


@dataclass(frozen=True)
class BoundChanges:
    """What an UPDATE of many rows is made of."""

    conditions: list[sa.ColumnElement[bool]]
    values: dict[sa.Column[Any], Any]


def bound_changes(
    resource: Resource, rows: Sequence[RowWrite], by: Sequence[Column], version: Column | None
) -> BoundChanges:
    """The rows as `changes(k…, v…, has…, version)`, tied to the table by the columns `by`."""
    written = [resource.columns[name] for name in dict.fromkeys(name for row in rows for name in row.values)]
    everywhere = {column for column in written if all(column.name in row.values for row in rows)}
    versioned = version if any(row.version is not None for row in rows) else None
    table = sa.values(*_columns(by, written, everywhere, versioned), name="changes")
    cells = [tuple(_cells(row, by, written, everywhere, versioned)) for row in rows]
    changes = table.data(cells).cte("changes")
    conditions = [column.source == changes.c[f"k{index}"] for index, column in enumerate(by)]
    if versioned is not None:
        expected = changes.c.version
        conditions.append(sa.or_(expected.is_(None), versioned.source == expected))
    values: dict[sa.Column[Any], Any] = {}
    for index, column in enumerate(written):
        value = changes.c[f"v{index}"]
        given = value if column in everywhere else sa.case((changes.c[f"has{index}"], value), else_=_unless(column))
        values[column.source] = given
    return BoundChanges(conditions, values)


def _columns(
    by: Sequence[Column], written: Sequence[Column], everywhere: set[Column], version: Column | None
) -> Iterator[sa.ColumnClause[Any]]:
    for index, column in enumerate(by):
        yield sa.column(f"k{index}", column.source.type)
    for index, column in enumerate(written):
        yield sa.column(f"v{index}", column.source.type)
        if column not in everywhere:
            yield sa.column(f"has{index}", sa.Boolean())
    if version is not None:
        yield sa.column("version", version.source.type)


def _cells(
    row: RowWrite, by: Sequence[Column], written: Sequence[Column], everywhere: set[Column], version: Column | None
) -> Iterator[Any]:
    yield from row.key
    for column in written:
        value = row.values.get(column.name)
        # A null without type would make its column text; JSON's own null is another thing.
        yield sa.cast(sa.null(), column.source.type) if value is None else value
        if column not in everywhere:
            yield column.name in row.values
    if version is not None:
        yield sa.cast(sa.null(), version.source.type) if row.version is None else row.version


def _unless(column: Column) -> Any:
    """What a column becomes where its row's change does not name it."""
    onupdate: Any = column.source.onupdate
    if onupdate is None:
        return column.source
    if onupdate.is_callable:
        return sa.literal(onupdate.arg(None), column.source.type)
    return onupdate.arg if onupdate.is_clause_element else sa.literal(onupdate.arg, column.source.type)
