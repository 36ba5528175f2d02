"""Rows of any table of the application, made of what its columns are: for tables that no test knows by name."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.models import metadata
from sqlmodel_strawberry.resource import python_type
from tests.graphql_schema.operations import Row

MOMENT = dt.datetime(2026, 1, 2, 3, 4, 5, 678900, dt.UTC)


def sample_world(table: str, size: int) -> list[tuple[str, list[Row]]]:
    """Rows 1 to `size` of a table, behind those of what they refer to; row n refers to rows n."""
    return [(each.name, sample_rows(each, size)) for each in _with_targets(metadata.tables[table])]


def sample_rows(table: sa.Table, size: int) -> list[Row]:
    """Rows 1 to `size` of a table, with every column."""
    return [{column.key: sample(column, number) for column in table.columns} for number in range(1, size + 1)]


def sample(column: sa.Column[Any], number: int) -> Any:
    """A value of a column. Foreign keys name the row of the same number; into their own table they are null."""
    for key in column.foreign_keys:
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
        dict: {},
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
