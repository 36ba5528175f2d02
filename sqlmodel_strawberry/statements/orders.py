"""Orderings and keyset pages as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.lists.ordering import Order, OrderTerm
from sqlmodel_strawberry.lists.pages import Page
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements.comparisons import COMPARISONS, Condition, Expression
from sqlmodel_strawberry.statements.scopes import count_of
from sqlmodel_strawberry.statements.searches import rank
from sqlmodel_strawberry.statements.slots import bound
from sqlmodel_strawberry.statements.visibility import Access, related_rows, require_followable, require_readable


def value_of(term: OrderTerm, source: sa.FromClause, access: Access) -> Expression:
    """What a term orders the rows of `source` by. To-one relations are followed by scalar subqueries."""
    if term.search is not None:
        return rank(term.search, source, access.dialect)
    return _value(term.path, term.column, term.counted, source, access)


def _value(
    path: Sequence[Relation], column: Column | None, counted: Relation | None, source: sa.FromClause, access: Access
) -> Expression:
    if path:
        relation, *rest = path
        target, rows, conditions = related_rows(relation, source, access)
        value = _value(rest, column, counted, target, access)
        return sa.select(value).select_from(rows).where(*conditions).scalar_subquery()
    if counted is not None:
        return count_of(counted, source, access)
    assert column is not None
    return source.c[column.source.key]


def require_orderable(resource: Resource, order: Order, access: Access) -> None:
    """Refuse an order by what the viewer may not read of every row.

    Raises:
        RequestError: UNAUTHENTICATED or FORBIDDEN.
    """
    for term in order:
        if term.path or term.counted is not None:
            for relation in filter(None, (*term.path, term.counted)):
                require_followable(relation, access)
        target = term.path[-1].target if term.path else resource
        if term.column is not None and target.policy.read_fields:
            require_readable(target, [term.column], access)


def directions(page: Page, source: sa.FromClause, access: Access) -> list[Expression]:
    """The ORDER BY terms, turned round for a page that counts from the end."""
    return [direction(term, page.backward, value_of(term, source, access), access.dialect) for term in page.order]


def direction(term: OrderTerm, backward: bool, value: Expression, dialect: str) -> Expression:
    """One ORDER BY term."""
    descending, nulls_first = term.descending != backward, term.nulls_first != backward
    ordered: sa.UnaryExpression[Any] = value.desc() if descending else value.asc()
    # Unsaid, indexes serve the order.
    if not term.nullable or nulls_first == default_nulls_first(descending, dialect):
        return ordered
    return ordered.nulls_first() if nulls_first else ordered.nulls_last()


def default_nulls_first(descending: bool, dialect: str) -> bool:
    """Where the database and its indexes have nulls: PostgreSQL takes them for the largest values, SQLite not."""
    return descending if dialect == "postgresql" else not descending


def bounds(page: Page, source: sa.FromClause, access: Access) -> list[Condition]:
    """Keyset conditions: strictly after one row's order values and strictly before another's."""
    conditions = []
    if page.after is not None:
        conditions.append(beyond(page.order, page.after, source, access, before=False))
    if page.before is not None:
        conditions.append(beyond(page.order, page.before, source, access, before=True))
    return conditions


def beyond(
    order: Sequence[OrderTerm], values: Sequence[Any], source: sa.FromClause, access: Access, *, before: bool
) -> Condition:
    """Beyond a row whose order values, or the first few of them, are these."""
    run = _comparable(order, values, before=before)
    if run == len(values):
        return _compare_rows(order, values, source, access, before=before, strictly=True)
    alternatives: list[Condition] = []
    equal: list[Condition] = []
    for term, value in zip(order, values, strict=False):
        expression = value_of(term, source, access)
        alternatives.append(sa.and_(*equal, _term_beyond(term, value, expression, before=before)))
        equal.append(expression.is_(None) if value is None else expression == bound(value, term.type))
    condition = sa.or_(*alternatives)
    if run == 0:
        return condition
    # This loses no row, and tells where to begin in an index.
    begin = _compare_rows(order, values[:run], source, access, before=before, strictly=False)
    return sa.and_(begin, condition)


def _comparable(order: Sequence[OrderTerm], values: Sequence[Any], *, before: bool) -> int:
    """How many of the first terms compare as one row: they run the same way, and no nulls are beyond their values."""
    for number, (term, value) in enumerate(zip(order, values, strict=False)):
        if value is None or term.descending != order[0].descending or _nulls_beyond(term, before):
            return number
    return len(values)


def _compare_rows(
    order: Sequence[OrderTerm],
    values: Sequence[Any],
    source: sa.FromClause,
    access: Access,
    *,
    before: bool,
    strictly: bool,
) -> Condition:
    # A comparison of rows is one range of an index on these columns. The first few of an order may do.
    terms = order[: len(values)]
    row: Any = sa.tuple_(*[value_of(term, source, access) for term in terms])
    other = sa.tuple_(*[bound(value, term.type) for term, value in zip(terms, values, strict=True)])
    compare = COMPARISONS[("lt" if order[0].descending != before else "gt") + ("" if strictly else "e")]
    condition: Condition = compare(row, other)
    return condition


def _nulls_beyond(term: OrderTerm, before: bool) -> bool:
    return term.nullable and term.nulls_first == before


def _term_beyond(term: OrderTerm, value: Any, expression: Expression, *, before: bool) -> Condition:
    nulls_beyond = _nulls_beyond(term, before)
    if value is None:
        return sa.false() if nulls_beyond else expression.is_not(None)
    literal = bound(value, term.type)
    further = expression < literal if term.descending != before else expression > literal
    return sa.or_(further, expression.is_(None)) if nulls_beyond else further
