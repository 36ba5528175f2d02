"""What a policy says of one write: refused outright, allowed, or allowed of some rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa

from sqlmodel_strawberry.exceptions import RequestError
from sqlmodel_strawberry.policies import Action, forbidden
from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access, reads_all, refused_outright, sees_all, writable
from sqlmodel_strawberry.statements.writes import Target


@dataclass(frozen=True)
class Guard:
    """The rules on an action, for rows and the fields that the client sent of them."""

    resource: Resource
    action: Action
    access: Access
    fields: frozenset[str] = frozenset()

    @classmethod
    def of(cls, resource: Resource, action: Action, rows: Sequence[RowWrite], access: Access) -> Guard:
        """The guard of a write.

        Raises:
            RequestError: UNAUTHENTICATED or FORBIDDEN, where there is no row that the viewer may do this to.
        """
        guard = cls(resource, action, access, frozenset(name for row in rows for name in row.sent))
        if refused_outright(resource, action, guard.fields, access):
            raise guard.refusal()
        return guard

    @cached_property
    def condition(self) -> sa.ColumnElement[bool] | None:
        """Which rows may be written; None where all may."""
        return writable(self.resource, self.action, self.fields, self.access)

    def target(self) -> Target:
        """Which rows the statement may change."""
        return Target(self.resource, self.access, self.condition)

    def rereads(self, columns: Sequence[Column]) -> bool:
        """Whether what was written has to be read once more: to see that it was allowed, and is for the viewer."""
        sees = sees_all(self.resource, self.access)
        return self.condition is not None or not sees or not self.reads(columns)

    def reads(self, columns: Sequence[Column]) -> bool:
        """Whether the viewer may read these columns of every row."""
        return all(reads_all(self.resource, column, self.access) for column in columns)

    def refusal(self) -> RequestError:
        """Why the write was refused."""
        return forbidden(self.access.viewer, f"{self.action} this {self.resource.field_name}")
