"""Which rows: visibility, filters and search as conditions. Everything that lists or counts rows asks here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
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
    Test,
)
from sqlmodel_strawberry.lists.searching import Search
from sqlmodel_strawberry.resources.resource import Relation, Resource
from sqlmodel_strawberry.statements.comparisons import Condition, Expression, bound_value, compare
from sqlmodel_strawberry.statements.searches import found, search_values
from sqlmodel_strawberry.statements.slots import Values, slot
from sqlmodel_strawberry.statements.visibility import Access, reachable, related_rows, visible

FUNCTIONS: dict[Function, Any] = {Function.MIN: sa.func.min, Function.MAX: sa.func.max, Function.SUM: sa.func.sum}


@dataclass  # not frozen: that takes three times as long to make, and one is made for each request
class Scope:
    """Which of the visible rows a list, its count and its aggregates are about. Part of a loader's identity."""

    filter: Filter = EVERYTHING
    """With slots in place of values."""
    search: Search | None = None
    values: tuple[Any, ...] = ()
    """Those of the slots, in their order."""
    shape: Scope | None = field(default=None, compare=False, repr=False)
    """The same for all values."""

    @classmethod
    def of(cls, filter_: Filter) -> Scope:
        """The scope of a filter that has values."""
        values: list[Any] = []
        slotted = _slotted(filter_, values)
        return cls(slotted, None, tuple(values), cls(slotted))

    def with_values(self, values: tuple[Any, ...]) -> Scope:
        """The same with other values."""
        return Scope(self.filter, self.search, values, self.shape or self) if values else self

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        values = tuple([tuple(each) if type(each) is list else each for each in self.values])
        return hash((self.shape or self.filter, self.search, values))

    @property
    def slotted(self) -> tuple[Scope, Values]:
        """The shape of the conditions, and the values that belong into its slots."""
        values = dict(zip(slot_names(len(self.values)), self.values, strict=True))
        if self.search is not None:
            return self.shape or Scope(self.filter, self.search.shape), {**values, **search_values(self.search)}
        return self.shape or (Scope(self.filter) if values else self), values


@lru_cache
def slot_names(count: int) -> list[str]:
    """What the slots of a filter's values are called."""
    return [f"#v{index}" for index in range(count)]


def scoped(resource: Resource, scope: Scope, source: sa.FromClause, access: Access) -> Iterator[Condition]:
    """The conditions on the rows of a scope."""
    yield from visible(resource, source, access)
    yield from _asked(scope, source, access)


def scoped_from(relation: Relation, scope: Scope, target: sa.FromClause, access: Access) -> Iterator[Condition]:
    """The same for rows at the other end of a relation."""
    yield from reachable(relation, target, access)
    yield from _asked(scope, target, access)


def _asked(scope: Scope, source: sa.FromClause, access: Access) -> Iterator[Condition]:
    if scope.filter != EVERYTHING:
        yield filtered(scope.filter, source, access)
    if scope.search is not None:
        yield from found(scope.search, source, access.dialect)


def filtered(filter_: Filter, source: sa.FromClause, access: Access) -> Condition:
    """A filter as a condition on the rows of `source`. Related rows are tested with EXISTS, never joined."""
    match filter_:
        case Compare(column, test):
            return compare(source.c[column.source.key], test, access.dialect)
        case All(parts):
            return sa.and_(sa.true(), *[filtered(part, source, access) for part in parts])
        case AnyOf(parts):
            return sa.or_(sa.false(), *[filtered(part, source, access) for part in parts])
        case Not(part):
            # Unknown is not true: what a null makes unknown passes the complement.
            return filtered(part, source, access).self_group().is_not(sa.true())
        case Related(relation, quantifier, inner):
            return _related(relation, quantifier, inner, source, access)
        case Aggregated(relation, of, function, column, test):
            target, rows, tied = related_rows(relation, source, access)
            key = column.source.key if column else None
            value = sa.func.count() if key is None else FUNCTIONS[function](target.c[key])
            value = sa.type_coerce(value, widened(value.type))
            conditions = [*tied, filtered(of, target, access)]
            return compare(
                sa.select(value).select_from(rows).where(*conditions).scalar_subquery(), test, access.dialect
            )


def _related(
    relation: Relation, quantifier: Quantifier, inner: Filter, source: sa.FromClause, access: Access
) -> Condition:
    target, rows, tied = related_rows(relation, source, access)
    condition = filtered(inner, target, access)
    if quantifier is Quantifier.EVERY:
        condition = condition.self_group().is_not(sa.true())
    found = sa.select(sa.literal(1)).select_from(rows).where(*tied, condition)
    return sa.exists(found) if quantifier is Quantifier.SOME else ~sa.exists(found)


def _slotted(filter_: Filter, values: list[Any]) -> Filter:
    """The same filter with slots in place of values, which are added to those of the slots before."""
    match filter_:
        case Compare(column, test):
            return Compare(column, _slotted_test(test, column.source.type, values))
        case All(parts):
            return All(tuple(_slotted(part, values) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_slotted(part, values) for part in parts))
        case Not(part):
            return Not(_slotted(part, values))
        case Related(relation, quantifier, inner):
            return Related(relation, quantifier, _slotted(inner, values))
        case Aggregated(relation, of, function, column, test):
            type_ = column.source.type if column else sa.Integer()
            return Aggregated(relation, _slotted(of, values), function, column, _slotted_test(test, type_, values))


def _slotted_test(test: Test, type_: sa.types.TypeEngine[Any], values: list[Any]) -> Test:
    if test.operator == "isNull":
        return test
    values.append(bound_value(test, type_))
    return replace(test, value=slot(slot_names(len(values))[-1]))


def count_of(relation: Relation, source: sa.FromClause, access: Access) -> Expression:
    """The number of visible rows at the other end, as a scalar subquery."""
    _, rows, conditions = related_rows(relation, source, access)
    return sa.select(sa.func.count()).select_from(rows).where(*conditions).scalar_subquery()
