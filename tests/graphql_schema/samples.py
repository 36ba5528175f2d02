"""Rows of any table of the application, made of what its columns are: for tables that no test knows by name."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.models import metadata
from graphql_schema.schema import create_schema
from sqlmodel_strawberry.resources.resource import Column, Resource, graphql_name, python_type
from tests.graphql_schema.operations import Row

Tables = Sequence[tuple[str, Sequence[Row]]]
NO_ROWS: Mapping[str, Sequence[Row]] = {}
MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, 678900, dt.UTC)


def other_tables(known: Tables, size: int, targets: int | None = None) -> list[tuple[str, list[Row]]]:
    """Rows 1 to `size` of every resource's table that is not among these.

    They refer to the rows of these in turn: to all, or to the first `targets` of each.
    """
    rows: dict[str, list[Row]] = {}
    for name, some in known:
        rows.setdefault(name, []).extend(some)
    rows = {name: some[:targets] for name, some in rows.items()}
    others = {resource.table.name for resource in create_schema().resources.values()} - rows.keys()
    return [(table.name, sample_rows(table, size, rows)) for table in metadata.sorted_tables if table.name in others]


def sample_input(resource: Resource, number: int) -> dict[str, Any]:
    """The values of its Create model, as JSON has them; a reference is the name of a resource and a key."""
    assert resource.create is not None
    return {
        graphql_name(name): _as_input(resource, resource.columns[name], number) for name in resource.create.model_fields
    }


def _as_input(resource: Resource, column: Column, number: int) -> Any:
    value = sample(column.source, number)
    if column.name in resource.references:
        return resource.references[column.name].name, sample(column.source, 1)
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool | float) or (
        isinstance(value, int) and not isinstance(column.source.type, sa.BigInteger)
    ):
        return value
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def sample_world(table: str, size: int) -> list[tuple[str, list[Row]]]:
    """Rows 1 to `size` of a table, behind those of what they refer to; row n refers to rows n."""
    return [(each.name, sample_rows(each, size)) for each in _with_targets(metadata.tables[table])]


def sample_rows(table: sa.Table, size: int, rows: Mapping[str, Sequence[Row]] = NO_ROWS) -> list[Row]:
    """Rows 1 to `size` of a table, with every column. What points to one row at most ends where those do."""
    targets = [key.column.table.name for column in table.columns if column.unique for key in column.foreign_keys]
    last = min([size, *(len(rows[name]) for name in targets if rows.get(name))])
    return [{column.key: sample(column, number, rows) for column in table.columns} for number in range(1, last + 1)]


def sample(column: sa.Column[Any], number: int, rows: Mapping[str, Sequence[Row]] = NO_ROWS) -> Any:
    """A value of a column. Foreign keys name the row of the same number, or one of `rows` in turn.

    Into their own table they are null.
    """
    for key in column.foreign_keys:
        others = rows.get(key.column.table.name)
        if others:
            return others[(number - 1) % len(others)][key.column.key]
        return None if key.column.table is column.table else sample(key.column, number)
    if column.name == "deleted_at":
        return None
    kind = column.type
    if isinstance(kind, sa.Enum) and kind.enum_class is not None:
        return next(iter(kind.enum_class))
    if python_type(kind) is str:
        return f"{column.table.name} {number}"[-(getattr(kind, "length", None) or 100) :]
    return _values(number)[python_type(kind)]


def _values(number: int) -> dict[type, Any]:
    day = dt.timedelta(days=number)
    return {
        int: number,
        float: number / 2,
        bool: True,
        Decimal: Decimal(number),
        UUID: UUID(int=number),
        object: {},  # what SQLAlchemy says of JSON
        dt.datetime: MOMENT + day,
        dt.date: MOMENT.date() + day,
        dt.time: MOMENT.time(),
    }


def _with_targets(table: sa.Table, below: tuple[sa.Table, ...] = ()) -> Iterator[sa.Table]:
    """What a table refers to, directly or not, and then itself, each once."""
    found: dict[str, sa.Table] = {}
    for key in sorted(table.foreign_keys, key=lambda key: key.column.table.name):
        if key.column.table not in (table, *below):
            found |= {each.name: each for each in _with_targets(key.column.table, (*below, table))}
    yield from found.values()
    yield table
