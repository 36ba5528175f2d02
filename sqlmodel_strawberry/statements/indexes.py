"""What the indexes of a table can serve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa


def has_index(table: sa.FromClause, columns: Sequence[sa.Column[Any]]) -> bool:
    """Whether some index of the table begins with these columns, in this order."""
    wanted = list(columns)
    return isinstance(table, sa.Table) and any(group[: len(wanted)] == wanted for group in _indexed(table))


def _indexed(table: sa.Table) -> Iterator[list[sa.Column[Any]]]:
    """The columns of the primary key, of each unique constraint, and of each index up to its first expression."""
    yield list(table.primary_key.columns)
    yield from (list(each.columns) for each in table.constraints if isinstance(each, sa.UniqueConstraint))
    for index in table.indexes:
        columns = []
        for each in index.expressions:
            if not isinstance(each, sa.Column):
                break
            columns.append(each)
        yield columns
