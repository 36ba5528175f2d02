"""Which columns of a table no two rows have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

DIALECTS = ("postgresql", "sqlite")


def are_unique(columns: Sequence[sa.Column[Any]], *, of_all_rows: bool = False) -> bool:
    """Whether the table has a unique constraint or index on these.

    `of_all_rows` takes no index with a condition, and none on what a function makes of them: that may be null.
    """
    table, wanted = columns[0].table, set(columns)
    return isinstance(table, sa.Table) and wanted in list(_groups(table, of_all_rows=of_all_rows))


def _groups(table: sa.Table, *, of_all_rows: bool) -> Iterator[set[Any]]:
    yield set(table.primary_key.columns)
    yield from ({column} for column in table.columns if column.unique)
    yield from (set(each.columns) for each in table.constraints if isinstance(each, sa.UniqueConstraint))
    for index in table.indexes:
        if index.unique and not (of_all_rows and _leaves_rows_out(index)):
            yield set(index.columns)


def _leaves_rows_out(index: sa.Index) -> bool:
    has_condition = any(index.dialect_options[dialect]["where"] is not None for dialect in DIALECTS)
    return has_condition or not all(isinstance(each, sa.Column) for each in index.expressions)
