"""Many changes as one bound table, so that one UPDATE … FROM makes them all, each to the columns it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.cells import slot
from sqlmodel_strawberry.statements.defaults import renewed
from sqlmodel_strawberry.statements.row_writes import RowWrite


@dataclass(frozen=True)
class Changes:
    """What an UPDATE of many rows must know of them: `changes(k…, v…, has…, version)`, without values."""

    by: tuple[Column, ...]
    rows: int
    written: tuple[str, ...]
    everywhere: frozenset[str]
    """What every row names."""
    versioned: bool
    """Whether some row expects a version."""
    nulls: frozenset[str]
    """The slots that are null."""


def changes_of(resource: Resource, rows: Sequence[RowWrite], by: tuple[Column, ...]) -> tuple[Changes, dict[str, Any]]:
    """The changes of rows that are named by the columns `by`, and their values by slot."""
    written = tuple(dict.fromkeys(name for row in rows for name in row.values))
    everywhere = frozenset(name for name in written if all(name in row.values for row in rows))
    versioned = any(row.version is not None for row in rows)
    values: dict[str, Any] = {}
    for index, row in enumerate(rows):
        values |= {f"#k{index}_{place}": value for place, value in enumerate(row.key)}
        values |= {f"#{index}_{name}": row.values.get(name) for name in written}
        values |= {f"#has{index}_{name}": name in row.values for name in written if name not in everywhere}
        if versioned:
            values[f"#version{index}"] = row.version
    nulls = frozenset(name for name, value in values.items() if value is None)
    bound = {name: value for name, value in values.items() if value is not None}
    bound |= {f"#new_{name}": value for name, value in _renewed(resource, everywhere).items()}
    return Changes(by, len(rows), written, everywhere, versioned, nulls), bound


def tied(resource: Resource, changes: Changes) -> tuple[list[sa.ColumnElement[bool]], dict[str, Any]]:
    """The conditions that tie a table's rows to their changes, and what its columns become, by their keys."""
    cells = [tuple(_cells(resource, changes, index)) for index in range(changes.rows)]
    table = sa.values(*_columns(resource, changes), name="changes").data(cells).cte("changes")
    conditions = [column.source == table.c[f"k{place}"] for place, column in enumerate(changes.by)]
    version = resource.version
    if changes.versioned and version is not None:
        conditions.append(sa.or_(table.c.version.is_(None), version.source == table.c.version))
    others = {name: slot(f"#new_{name}", resource.sources[name]) for name in resource.renewed}
    values: dict[str, Any] = {resource.sources[name].key: other for name, other in others.items()}
    for place, name in enumerate(changes.written):
        source, value = resource.sources[name], table.c[f"v{place}"]
        unless = others.get(name, _unchanged(source))
        values[source.key] = (
            value if name in changes.everywhere else sa.case((table.c[f"has{place}"], value), else_=unless)
        )
    return conditions, values


def _renewed(resource: Resource, everywhere: frozenset[str]) -> dict[str, Any]:
    """What Python makes anew for the columns that not every row names."""
    return {name: value for name, value in renewed(resource, {}).items() if name not in everywhere}


def _columns(resource: Resource, changes: Changes) -> Iterator[sa.ColumnClause[Any]]:
    for place, column in enumerate(changes.by):
        yield sa.column(f"k{place}", column.source.type)
    for place, name in enumerate(changes.written):
        yield sa.column(f"v{place}", resource.sources[name].type)
        if name not in changes.everywhere:
            yield sa.column(f"has{place}", sa.Boolean())
    if changes.versioned and resource.version is not None:
        yield sa.column("version", resource.version.source.type)


def _cells(resource: Resource, changes: Changes, row: int) -> Iterator[Any]:
    for place, column in enumerate(changes.by):
        yield slot(f"#k{row}_{place}", column.source)
    for name in changes.written:
        yield _cell(f"#{row}_{name}", resource.sources[name], changes)
        if name not in changes.everywhere:
            yield sa.bindparam(f"#has{row}_{name}", type_=sa.Boolean())
    if changes.versioned and resource.version is not None:
        yield _cell(f"#version{row}", resource.version.source, changes)


def _cell(name: str, source: sa.Column[Any], changes: Changes) -> Any:
    # A null without type would make its column text; JSON's own null is another thing.
    return sa.cast(sa.null(), source.type) if name in changes.nulls else slot(name, source)


def _unchanged(source: sa.Column[Any]) -> Any:
    """What a column becomes where the change of its row does not name it."""
    onupdate: Any = source.onupdate
    return onupdate.arg if onupdate is not None and onupdate.is_clause_element else source
