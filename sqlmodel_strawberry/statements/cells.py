"""Places for values in writing statements: which columns of how many rows, and the few that SQL fills in itself."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Resource

KEPT = 1000
Values = Mapping[str, Any]
"""Of a row, by the names of `Resource.sources`."""


class Cell(enum.Enum):
    """What stands in a statement instead of a value."""

    NULL = "NULL"
    """A null that could not be bound: None in a JSON column would be JSON's own null, which `IS NULL` does not find."""
    DEFAULT = "DEFAULT"
    """What SQL gives the column."""


class Cells(NamedTuple):
    """What a statement must know of the rows that it writes. It is the same for all that differ in values only."""

    names: tuple[str, ...]
    rows: int = 1
    filled: frozenset[tuple[int, str, Cell]] = frozenset()
    """The cells that hold no value, by row and name."""


def cells_of(resource: Resource, rows: Sequence[Values]) -> tuple[Cells, dict[str, Any]]:
    """The cells of rows with the same columns in each, and their values by slot."""
    values: dict[str, Any] = {}
    filled: list[tuple[int, str, Cell]] = []
    for index, row in enumerate(rows):
        for name, value in row.items():
            if type(value) is Cell:
                filled.append((index, name, value))
            elif value is None and isinstance(resource.sources[name].type, sa.JSON):
                filled.append((index, name, Cell.NULL))
            else:
                values[f"#{index}_{name}"] = value
    return _cells(tuple(rows[0]), len(rows), frozenset(filled)), values


_cells = lru_cache(KEPT)(Cells)
"""One object of those that are equal, which are told from others by that."""


def slot(name: str, source: sa.Column[Any]) -> sa.BindParameter[Any]:
    """A place for a value of this column, which is bound as `name`: one that no column can have."""
    return sa.bindparam(name, type_=source.type)


def assigned(resource: Resource, cells: Cells, default: Mapping[str, Any]) -> list[dict[str, Any]]:
    """For each row what is assigned to its columns, by their keys. `default` has what SQL gives them, by name."""
    fillings = {(index, name): sa.null() if each is Cell.NULL else default[name] for index, name, each in cells.filled}
    return [
        {
            resource.sources[name].key: fillings.get((index, name), slot(f"#{index}_{name}", resource.sources[name]))
            for name in cells.names
        }
        for index in range(cells.rows)
    ]
