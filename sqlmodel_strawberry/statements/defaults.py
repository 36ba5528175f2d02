"""Defaults of columns, written out: a writing statement is made once for all rows that name the same columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.cells import Cell, Values


def complete(resource: Resource, rows: Sequence[Values], dialect: str) -> list[Values]:
    """The rows with the same columns in each, and with all that Python makes: keys, above all, to know them by.

    Other columns that no row names are left to the database.
    """
    named = {*resource.generated, *chain.from_iterable(rows)}
    order = [name for name in resource.sources if name in named]
    return [row if len(row) == len(named) else _completed(resource, row, order, dialect) for row in rows]


def renewed(resource: Resource, values: Values) -> Values:
    """Changes of a row, with what Python makes anew at every change."""
    if not resource.renewed:
        return values
    changed = dict(values)
    for name in resource.renewed:
        if name not in values:
            changed[name] = _made(resource, resource.sources[name].onupdate, changed)
    return changed


def default_of(source: sa.Column[Any], dialect: str) -> Any:
    """What SQL gives a column of a new row that does not name it: an expression, or None."""
    default: Any = source.default
    if default is None:
        return _server_default(source.server_default, dialect)
    return default.next_value() if default.is_sequence else default.arg


def _completed(resource: Resource, row: Values, named: Sequence[str], dialect: str) -> Values:
    values = dict(row)
    for name in named:
        if name not in row:
            values[name] = _default(name, values, resource, dialect)
    return values


def _default(name: str, row: Values, resource: Resource, dialect: str) -> Any:
    source = resource.sources[name]
    if resource.version is not None and source is resource.version.source:
        return 1
    if name in resource.generated:
        return _made(resource, source.default, row)
    return None if default_of(source, dialect) is None else Cell.DEFAULT


def _made(resource: Resource, default: Any, row: Values) -> Any:
    if not default.is_callable:
        return default.arg
    return default.arg(_Row({resource.sources[name].key: value for name, value in row.items()}))


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

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.current_parameters = values

    def get_current_parameters(self, isolate_multiinsert_groups: bool = True) -> Mapping[str, Any]:
        """The values, whatever is asked for."""
        return self.current_parameters
