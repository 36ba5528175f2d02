"""Rows of the table between two resources of a many-to-many relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Relation
from sqlmodel_strawberry.statements.visibility import Access, permitted, sees_all
from sqlmodel_strawberry.statements.writes import INSERTS

Key = tuple[Any, ...]


def link(relation: Relation, parent: Key, targets: Sequence[Key], dialect: str) -> sa.Executable:
    """Tie the parent to these rows; a tie that is there already stays as it is."""
    ours, theirs = relation.remote, [column for column, _ in relation.through_on]
    rows = [dict(zip([*ours, *theirs], [*parent, *target], strict=True)) for target in targets]
    statement: sa.Executable = INSERTS[dialect](relation.through).values(rows).on_conflict_do_nothing()
    return statement


def unlink(relation: Relation, parent: Key, targets: Sequence[Key]) -> sa.Executable:
    """Untie the parent from these rows."""
    assert relation.through is not None
    return sa.delete(relation.through).where(*_of(relation, parent), _targets(relation).in_(targets))


def unlink_others(relation: Relation, parent: Key, kept: Sequence[Key], access: Access) -> sa.Executable:
    """Untie the parent from all rows but these, and those that the viewer may not see."""
    assert relation.through is not None
    statement = sa.delete(relation.through).where(*_of(relation, parent), *_seen(relation, access))
    return statement.where(_targets(relation).not_in(kept)) if kept else statement


def _seen(relation: Relation, access: Access) -> Iterator[sa.ColumnElement[bool]]:
    resource = relation.target
    if not sees_all(resource, access):
        target = resource.table.alias()
        tied = [link == target.c[column.key] for link, column in relation.through_on]
        seen = permitted(resource.policy.read, resource, target, access)
        yield sa.exists(sa.select(sa.literal(1)).select_from(target).where(*tied, *seen))


def _of(relation: Relation, parent: Key) -> list[sa.ColumnElement[bool]]:
    return [remote == value for remote, value in zip(relation.remote, parent, strict=True)]


def _targets(relation: Relation) -> sa.Tuple:
    return sa.tuple_(*[column for column, _ in relation.through_on])
