"""Which columns a client may filter or order by although no index helps: a lint, to read before production does."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from sqlmodel_strawberry.filters.inputs import filterable
from sqlmodel_strawberry.ordering import orderable
from sqlmodel_strawberry.resource import Column, Resource


def unindexed(resource: Resource) -> Iterator[Column]:
    """The filterable or orderable columns that no index of the table begins with.

    A foreign key without one makes relations slow too. Booleans and JSON are left out: an index on them seldom helps.
    """
    leading = set(_leading(resource.table))
    columns = dict.fromkeys([*orderable(resource), *(column for column, _ in filterable(resource).values())])
    for column in columns:
        is_selective = not isinstance(column.source.type, sa.Boolean | sa.JSON)
        if is_selective and column.source not in leading:
            yield column


def _leading(table: sa.Table) -> Iterator[sa.Column[object]]:
    """The first column of the primary key, of each unique constraint, and of each index on columns."""
    groups = [list(table.primary_key.columns)]
    groups += [list(each.columns) for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
    for index in table.indexes:
        first = index.expressions[0] if index.expressions else None
        if isinstance(first, sa.Column):
            groups.append([first])
    yield from (columns[0] for columns in groups if columns)
