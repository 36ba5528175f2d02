"""The rows that relations lead to, beside those that lead there, by the statement that reads these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import Column, Relation
from sqlmodel_strawberry.statements.comparisons import Condition, Expression
from sqlmodel_strawberry.statements.labels import value_shown
from sqlmodel_strawberry.statements.visibility import Access, reachable


@dataclass(frozen=True)
class Join:
    """The one row at the other end of a relation, of which only these columns are shown."""

    relation: Relation
    columns: tuple[Column, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What its values are called beside a row's own: one that is null where no row is to be seen, then columns."""
        mark = mark_of(self.relation)
        return (mark, *[f"{mark}{column.name}" for column in self.columns])


def mark_of(relation: Relation) -> str:
    """See `Join.names`, each of which begins with it."""
    return f"#{relation.name}."


def beside(rows: sa.Select[Any], joins: Sequence[Join], access: Access) -> sa.Select[Any]:
    """The same rows, the values of joins behind their own. They keep their order, where `rows` have a limit."""
    if not joins:
        return rows
    listed = rows.subquery("listed")
    selected: list[Any] = [*listed.c]
    source: sa.FromClause = listed
    for index, join in enumerate(joins):
        others = join.relation.target.table.alias(f"other{index}")
        # Names of relations and columns may be too long together.
        values = [value.label(f"#j{index}_{at}") for at, value in enumerate(_values(join, others, access))]
        tied = _tied(join, listed, others, access)
        if access.dialect == "postgresql":
            # What has a limit can only be looked up for one row after the other, which keeps their order.
            lateral = sa.select(*values).select_from(others).where(*tied).limit(1).lateral(f"beside{index}")
            selected += lateral.c
            source = source.outerjoin(lateral, sa.true())
        else:
            selected += values
            source = source.outerjoin(others, sa.and_(*tied))
    return sa.select(*selected).select_from(source)


def _values(join: Join, others: sa.FromClause, access: Access) -> list[Expression]:
    target, mark = join.relation.target, others.c[join.relation.remote[0].key]
    return [mark, *[value_shown(target, column, others, access) for column in join.columns]]


def _tied(join: Join, listed: sa.FromClause, others: sa.FromClause, access: Access) -> list[Condition]:
    relation = join.relation
    pairs = zip(relation.local, relation.remote, strict=True)
    tied = [others.c[remote.key] == listed.c[local] for local, remote in pairs]
    return [*tied, *reachable(relation, others, access)]
