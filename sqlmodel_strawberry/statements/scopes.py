"""Which rows: visibility, filters and search as conditions. Everything that reads or counts rows asks here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.filters.ranges import widened
from sqlmodel_strawberry.filters.tree import (
    EVERYTHING,
    Aggregated,
    All,
    AnyOf,
    Compare,
    Filter,
    Function,
    Not,
    Quantifier,
    Related,
)
from sqlmodel_strawberry.resource import Relation, Resource
from sqlmodel_strawberry.searching import Search
from sqlmodel_strawberry.statements.comparisons import Condition, Expression, compare
from sqlmodel_strawberry.statements.searches import found

FUNCTIONS: dict[Function, Any] = {Function.MIN: sa.func.min, Function.MAX: sa.func.max, Function.SUM: sa.func.sum}


@dataclass(frozen=True)
class Scope:
    """Which of the visible rows a list, its count and its aggregates are about. Part of a loader's identity."""

    filter: Filter = EVERYTHING
    search: Search | None = None


def visible(resource: Resource, source: sa.FromClause) -> Iterator[Condition]:
    """The conditions on every row that is read: soft-deleted rows do not exist."""
    if resource.deleted_at is not None:
        yield source.c[resource.deleted_at.source.key].is_(None)


def scoped(resource: Resource, scope: Scope, source: sa.FromClause, dialect: str) -> Iterator[Condition]:
    """The conditions on the rows of a scope."""
    yield from visible(resource, source)
    if scope.filter != EVERYTHING:
        yield filtered(scope.filter, source, dialect)
    if scope.search is not None:
        yield from found(scope.search, source)


def filtered(filter_: Filter, source: sa.FromClause, dialect: str) -> Condition:
    """A filter as a condition on the rows of `source`. Related rows are tested with EXISTS, never joined."""
    match filter_:
        case Compare(column, test):
            return compare(source.c[column.source.key], test, dialect)
        case All(parts):
            return sa.and_(sa.true(), *[filtered(part, source, dialect) for part in parts])
        case AnyOf(parts):
            return sa.or_(sa.false(), *[filtered(part, source, dialect) for part in parts])
        case Not(part):
            # Unknown is not true: what a null makes unknown passes the complement.
            return filtered(part, source, dialect).self_group().is_not(sa.true())
        case Related(relation, quantifier, inner):
            return _related(relation, quantifier, inner, source, dialect)
        case Aggregated(relation, of, function, column, test):
            target, rows, tied = related_rows(relation, source)
            key = column.source.key if column else None
            value = sa.func.count() if key is None else FUNCTIONS[function](target.c[key])
            value = sa.type_coerce(value, widened(value.type))
            conditions = [*tied, *visible(relation.target, target), filtered(of, target, dialect)]
            return compare(sa.select(value).select_from(rows).where(*conditions).scalar_subquery(), test, dialect)


def _related(
    relation: Relation, quantifier: Quantifier, inner: Filter, source: sa.FromClause, dialect: str
) -> Condition:
    target, rows, tied = related_rows(relation, source)
    condition = filtered(inner, target, dialect)
    if quantifier is Quantifier.EVERY:
        condition = condition.self_group().is_not(sa.true())
    found = sa.select(sa.literal(1)).select_from(rows).where(*tied, *visible(relation.target, target), condition)
    return sa.exists(found) if quantifier is Quantifier.SOME else ~sa.exists(found)


def related_rows(relation: Relation, source: sa.FromClause) -> tuple[sa.FromClause, sa.FromClause, list[Condition]]:
    """What a correlated subquery needs to reach a relation's rows from those of `source`.

    A fresh alias of the target, what to select from, and the conditions that tie that to `source`.
    """
    target = relation.target.table.alias()
    holder: sa.FromClause = target
    rows: sa.FromClause = target
    if relation.through is not None:
        holder = relation.through.alias()
        rows = holder.join(
            target, sa.and_(*[holder.c[link.key] == target.c[to.key] for link, to in relation.through_on])
        )
    tied = []
    for name, remote in zip(relation.local, relation.remote, strict=True):
        local = relation.source.columns[name].source
        tied.append(holder.c[remote.key] == source.c[local.key])
    return target, rows, tied


def join(relation: Relation, source: sa.FromClause) -> tuple[sa.FromClause, list[Condition]]:
    """The same for a relation without a table between."""
    target, _, tied = related_rows(relation, source)
    return target, tied


def count_of(relation: Relation, source: sa.FromClause) -> Expression:
    """The number of visible rows at the other end, as a scalar subquery."""
    target, rows, tied = related_rows(relation, source)
    count = sa.select(sa.func.count()).select_from(rows).where(*tied, *visible(relation.target, target))
    return count.scalar_subquery()
