"""Which columns a client may filter or order by although no index helps: a lint, to read before production does."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from sqlmodel_strawberry.filters.inputs import filterable
from sqlmodel_strawberry.lists.ordering import orderable
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.indexes import has_index


def unindexed(resource: Resource) -> Iterator[Column]:
    """The filterable or orderable columns that no index of the table begins with.

    A foreign key without one makes relations slow too. Booleans and JSON are left out: an index on them seldom helps.
    """
    columns = dict.fromkeys([*orderable(resource), *(column for column, _ in filterable(resource).values())])
    for column in columns:
        is_selective = not isinstance(column.source.type, sa.Boolean | sa.JSON)
        if is_selective and not has_index(resource.table, [column.source]):
            yield column
