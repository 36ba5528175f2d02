"""Which columns of a table no two rows have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

DIALECTS = ("postgresql", "sqlite")


def are_unique(columns: Sequence[sa.Column[Any]], *, of_all_rows: bool = False) -> bool:
    """Whether the table has a unique constraint or index on these; `of_all_rows` takes no index with a condition."""
    table, wanted = columns[0].table, set(columns)
    return isinstance(table, sa.Table) and wanted in list(_groups(table, of_all_rows=of_all_rows))


def _groups(table: sa.Table, *, of_all_rows: bool) -> Iterator[set[Any]]:
    yield set(table.primary_key.columns)
    yield from ({column} for column in table.columns if column.unique)
    yield from (set(each.columns) for each in table.constraints if isinstance(each, sa.UniqueConstraint))
    for index in table.indexes:
        has_condition = any(index.dialect_options[dialect]["where"] is not None for dialect in DIALECTS)
        if index.unique and not (of_all_rows and has_condition):
            yield set(index.columns)
