"""The unique index that decides an upsert (PostgreSQL's word for it: ON CONFLICT's arbiter)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, Resource

Rule: TypeAlias = "sa.PrimaryKeyConstraint | sa.UniqueConstraint | sa.Index"


def arbiter(resource: Resource, group: Sequence[Column]) -> Rule | None:
    """The rule that keeps these columns unique among all rows, or among those that are not deleted."""
    wanted = {column.source for column in group}
    found = [rule for rule in _rules(resource.table) if set(rule.columns) == wanted]
    whole = next((rule for rule in found if not _is_partial(rule)), None)
    return whole or next((rule for rule in found if _spares_the_deleted(resource, rule)), None)


def index_where(rule: Rule, dialect: str) -> Any:
    """The condition of a partial index; None where the rule is about every row."""
    return rule.dialect_options[dialect].get("where") if isinstance(rule, sa.Index) else None


def _rules(table: sa.Table) -> Iterator[Rule]:
    for constraint in table.constraints:
        # A check that waits for the commit cannot decide anything before.
        if isinstance(constraint, sa.PrimaryKeyConstraint | sa.UniqueConstraint) and not constraint.deferrable:
            yield constraint
    for index in table.indexes:
        if index.unique and all(isinstance(part, sa.Column) for part in index.expressions):
            yield index


def _is_partial(rule: Rule) -> bool:
    return any(index_where(rule, dialect) is not None for dialect in ("sqlite", "postgresql"))


def _spares_the_deleted(resource: Resource, rule: Rule) -> bool:
    """Whether a partial index is about exactly the rows that can be seen, on both databases."""
    if resource.deleted_at is None:
        return False
    living = f"{resource.deleted_at.source.name} is null"
    conditions = [index_where(rule, dialect) for dialect in ("sqlite", "postgresql")]
    return all(_plain(str(condition)) == living for condition in conditions)


def _plain(condition: str) -> str:
    """A condition without quotes, parentheses and the table's name."""
    return re.sub(r'["()]|\b\w+\.', "", condition).strip().lower()
