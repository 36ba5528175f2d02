"""What a policy says of one write: refused outright, allowed, or allowed of some rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from sqlmodel_strawberry.exceptions import RequestError
from sqlmodel_strawberry.policies import Action, forbidden
from sqlmodel_strawberry.resources.resource import Column, ForeignKey, Resource
from sqlmodel_strawberry.statements.memo import Memo
from sqlmodel_strawberry.statements.returning import Returning, can_return, returning
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.targets import Target, target_of
from sqlmodel_strawberry.statements.visibility import Access, names_all, refused_outright, sees_all

SENT = attrgetter("sent")
PERMISSIONS = 1000
"""Of targets and columns, how many are kept."""


class Permission(NamedTuple):
    """What the rules say of a write before it runs, to all viewers of whom they say the same."""

    is_refused: bool
    asked: Returning | None = None
    """See `Guard.returning`."""
    is_said: bool = False
    """Whether nothing has to be read or checked once a statement has returned that."""
    references: Sequence[ForeignKey] = ()
    """The foreign keys to rows that are not all there for the viewer."""


@dataclass(eq=False)
class Guard:
    """The rules on an action, for rows and the fields that the client sent of them."""

    target: Target
    access: Access

    def require_possible(self) -> None:
        """Refuse it where there is no row that the viewer may do this to. Raises as `of`."""
        target = self.target
        if refused_outright(target.resource, target.action, target.fields, self.access):
            raise self.refusal()

    @classmethod
    def of(cls, resource: Resource, action: Action, rows: Sequence[RowWrite], access: Access) -> Guard:
        """The guard of a write.

        Raises:
            RequestError: UNAUTHENTICATED or FORBIDDEN, where there is no row that the viewer may do this to.
        """
        guard = cls(target_of(resource, action, map(SENT, rows)), access)
        guard.require_possible()
        return guard

    @classmethod
    def permitted(
        cls, resource: Resource, action: Action, rows: Sequence[RowWrite], columns: tuple[Column, ...], access: Access
    ) -> tuple[Guard, Permission]:
        """The same of a write that returns these columns, with all that rules say of it. Raises as `of`."""
        guard = cls(target_of(resource, action, map(SENT, rows)), access)
        target = guard.target
        said, _ = _permissions(target, columns).bind(access, lambda access: _permission(target, columns, access))
        if said.is_refused:
            raise guard.refusal()
        return guard, said

    @property
    def resource(self) -> Resource:
        """What is written."""
        return self.target.resource

    @property
    def is_conditional(self) -> bool:
        """Whether it depends on the row."""
        return self.target.is_conditional(self.access)

    @property
    def checks(self) -> bool:
        """Whether it has to be seen of what was written that it was allowed, and is for the viewer."""
        return self.is_conditional or not sees_all(self.resource, self.access)

    def returning(self, columns: tuple[Column, ...]) -> Returning | None:
        """What a writing statement returns; None where that cannot say all, and what was written is read once more."""
        asked = returning(columns, self.target if self.checks else None)
        return asked if can_return(self.resource, asked, self.access) else None

    def refusal(self) -> RequestError:
        """Why the write was refused."""
        return forbidden(self.access.viewer, f"{self.target.action} this {self.resource.field_name}")


@lru_cache(PERMISSIONS)
def _permissions(_target: Target, _columns: tuple[Column, ...]) -> Memo[Permission]:
    return Memo()


def _permission(target: Target, columns: tuple[Column, ...], access: Access) -> Permission:
    resource = target.resource
    if refused_outright(resource, target.action, target.fields, access):
        return Permission(is_refused=True)
    guard = Guard(target, access)
    asked = guard.returning(columns)
    return Permission(False, asked, says_all(asked), guarded_keys(resource, access))


def says_all(asked: Returning | None) -> bool:
    """Whether nothing has to be read or checked once a statement has returned this."""
    return asked is not None and asked.check is None


def guarded_keys(resource: Resource, access: Access) -> Sequence[ForeignKey]:
    """The foreign keys to rows that are not all there for the viewer."""
    return [key for key in resource.ruled_keys if not names_all(key.target, key.target_columns, access)]
