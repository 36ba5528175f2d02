"""Which rows a statement may write, for whom: by the rules of their policy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa

from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.visibility import Access, allowed_outright, permitted, reading, visible, writable

Condition = sa.ColumnElement[bool]

TARGETS = 1000
NO_FIELDS: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Target:
    """The rows that a viewer sees, and may do this to: one object for each that `target_of` is asked for."""

    resource: Resource
    action: Action
    fields: frozenset[str]
    """What the client sent of the fields that have rules of their own."""

    def is_conditional(self, access: Access) -> bool:
        """Whether some rows are for the viewer to write and others are not."""
        return not allowed_outright(self.resource, self.action, self.fields, access)

    def writable(self, access: Access) -> Iterator[Condition]:
        """What the rules on the action ask of rows that are visible."""
        if self.action is Action.READ:
            return iter(())
        return writable(self.resource, self.action, self.fields, access)

    def named_by(self, by: Sequence[Column], access: Access) -> Iterator[Condition]:
        """The conditions on living rows, named by columns that the viewer must be able to read."""
        yield from visible(self.resource, self.resource.table, access)
        yield from reading(self.resource, by, self.resource.table, access)
        yield from self.writable(access)

    def deleted(self, access: Access) -> Iterator[Condition]:
        """The conditions on rows that are soft-deleted, and otherwise such."""
        resource = self.resource
        assert resource.deleted_at is not None
        yield resource.deleted_at.source.is_not(None)
        yield from permitted(resource.policy.read, resource, resource.table, access)
        yield from self.writable(access)


def target_of(resource: Resource, action: Action, sent: Iterable[Collection[str]]) -> Target:
    """What rules on an action are about, where the client sent these fields of each row."""
    ruled = resource.policy.write_fields
    fields = frozenset(name for names in sent for name in names if name in ruled) if ruled else NO_FIELDS
    return _target(resource, action, fields)


@lru_cache(TARGETS)
def _target(resource: Resource, action: Action, fields: frozenset[str]) -> Target:
    return Target(resource, action, fields)
