"""Defaults of columns, written out where rows of one INSERT differ in the columns they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resource import Column, Resource

Values = Mapping[str, Any]


def complete(resource: Resource, rows: Sequence[Values], dialect: str) -> list[Values]:
    """The rows with the same columns in each, and with what Python generates: keys, above all, to know the rows by.

    Other columns that no row names are left to SQLAlchemy and the database.
    """
    if len(rows) == 1:
        return list(rows)
    named = {name for row in rows for name in row}
    named |= {name for name, column in resource.columns.items() if getattr(column.source.default, "is_callable", False)}
    columns = [column for name, column in resource.columns.items() if name in named]
    return [
        {
            column.name: row[column.name] if column.name in row else _default(column, row, resource, dialect)
            for column in columns
        }
        for row in rows
    ]


def _default(column: Column, row: Values, resource: Resource, dialect: str) -> Any:
    if column is resource.version:
        return 1
    default: Any = column.source.default
    if default is None:
        return _server_default(column.source.server_default, dialect)
    if default.is_sequence:
        return default.next_value()
    if default.is_callable:
        return default.arg(_Row({resource.columns[name].source.key: value for name, value in row.items()}))
    return default.arg


def _server_default(default: Any, dialect: str) -> Any:
    if default is None:
        return None
    if dialect == "postgresql":
        return sa.literal_column("DEFAULT")
    # SQLite has no DEFAULT among values, so the expression itself stands there.
    if isinstance(default, sa.DefaultClause):
        expression = default.arg
        if isinstance(expression, str):
            return sa.literal_column("'" + expression.replace("'", "''") + "'")
        return sa.literal_column(str(expression)) if isinstance(expression, sa.TextClause) else expression
    return None


class _Row:
    """What SQLAlchemy's default functions get: the other values of the row."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.current_parameters = values

    def get_current_parameters(self, isolate_multiinsert_groups: bool = True) -> dict[str, Any]:
        """The values, whatever is asked for."""
        return self.current_parameters
