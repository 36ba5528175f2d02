"""The row that a service inserts and its payload shows: the INSERT returns it, so that it is not read once more."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Table

from sqlmodel_strawberry.database.kept_statements import Parameters
from sqlmodel_strawberry.database.queries import Query, Rows, Values
from sqlmodel_strawberry.database.write_transactions import Transaction
from sqlmodel_strawberry.loading.rows import keyed_reader
from sqlmodel_strawberry.mutations.guards import permission
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.returning import Returning
from sqlmodel_strawberry.statements.targets import target_of
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.statements.writes import insert_named

SHAPES = 1000
"""Of rows, by the names of their values, that are known."""


class InsertedRows:
    """Rows of a resource as the viewer sees them, by key, until a statement came that may have changed them.

    They are those of single rows that `Transaction.execute` inserted.
    """

    def __init__(self, transaction: Transaction, resource: Resource, asked: Returning, access: Access) -> None:
        self._statements = transaction.database.statements
        self._resource, self._asked, self._access = resource, asked, access
        self.found: dict[tuple[Any, ...], Any] = {}

    def instead(self, table: Table | None, parameters: Parameters) -> tuple[Query, Values] | None:
        """See `Watcher`."""
        if table is None:
            self.found.clear()
            return None
        resource = self._resource
        if table is not resource.table or not isinstance(parameters, dict | Mapping) or not parameters:
            return None
        names = tuple(parameters)
        if not _are_plain(resource, names):
            return None
        query, given = self._statements.get(self._access, insert_named, resource, names, self._asked)
        return query, {**parameters, **given}

    def take(self, rows: Rows) -> None:
        """See `Watcher`."""
        asked = self._asked
        read, make = keyed_reader(self._resource, self._resource.key, asked.columns)
        self.found.update({read(row): make(row) for row in rows if asked.check is None or row[-1]})


def watch(
    transaction: Transaction, resource: Resource, columns: tuple[Column, ...], access: Access
) -> Mapping[tuple[Any, ...], Any]:
    """The rows that will have been inserted, with these columns. None are found where an INSERT cannot say all."""
    if transaction.database.viewer_settings is not None:
        # PostgreSQL's own policies let an INSERT return only what may be read, and refuse it otherwise.
        return {}
    ruled = resource.policy.read_fields
    if ruled and any(column.name in ruled for column in resource.key):
        return {}
    asked = permission(target_of(resource, Action.READ, ()), columns, access).asked
    if asked is None:
        return {}
    transaction.watcher = inserted = InsertedRows(transaction, resource, asked, access)
    return inserted.found


@lru_cache(SHAPES)
def _are_plain(resource: Resource, names: tuple[str, ...]) -> bool:
    """Whether they name the columns of a row that is not deleted from the start."""
    deleted_at = resource.deleted_at
    return all(name in resource.table.c for name in names) and (
        deleted_at is None or deleted_at.source.key not in names
    )
