"""Orderings and keyset pages as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.ordering import Order, OrderTerm
from sqlmodel_strawberry.pages import Page
from sqlmodel_strawberry.resource import Column, Relation
from sqlmodel_strawberry.statements.comparisons import Condition, Expression
from sqlmodel_strawberry.statements.scopes import count_of, join, visible
from sqlmodel_strawberry.statements.searches import rank


def value_of(term: OrderTerm, source: sa.FromClause, dialect: str) -> Expression:
    """What a term orders the rows of `source` by. To-one relations are followed by scalar subqueries."""
    if term.search is not None:
        return rank(term.search, source, dialect)
    return _value(term.path, term.column, term.counted, source)


def _value(
    path: Sequence[Relation], column: Column | None, counted: Relation | None, source: sa.FromClause
) -> Expression:
    if path:
        relation, *rest = path
        target, joined = join(relation, source)
        value = _value(rest, column, counted, target)
        return sa.select(value).where(*joined, *visible(relation.target, target)).scalar_subquery()
    if counted is not None:
        return count_of(counted, source)
    assert column is not None
    return source.c[column.source.key]


def directions(page: Page, source: sa.FromClause, dialect: str) -> list[Expression]:
    """The ORDER BY terms, turned round for a page that counts from the end."""
    return [_direction(term, page.backward, value_of(term, source, dialect), dialect) for term in page.order]


def _direction(term: OrderTerm, backward: bool, value: Expression, dialect: str) -> Expression:
    descending, nulls_first = term.descending != backward, term.nulls_first != backward
    ordered: sa.UnaryExpression[Any] = value.desc() if descending else value.asc()
    if not term.nullable:
        return ordered
    # Nulls are the largest values in PostgreSQL and the smallest in SQLite; unsaid, its indexes serve the order.
    default = descending if dialect == "postgresql" else not descending
    if nulls_first == default:
        return ordered
    return ordered.nulls_first() if nulls_first else ordered.nulls_last()


def bounds(page: Page, source: sa.FromClause, dialect: str) -> list[Condition]:
    """Keyset conditions: strictly after one row's order values and strictly before another's."""
    conditions = []
    if page.after is not None:
        conditions.append(_beyond(page.order, page.after, source, dialect, before=False))
    if page.before is not None:
        conditions.append(_beyond(page.order, page.before, source, dialect, before=True))
    return conditions


def _beyond(order: Order, values: tuple[Any, ...], source: sa.FromClause, dialect: str, *, before: bool) -> Condition:
    """Beyond a row whose order values, or the first few of them, are these."""
    if (
        len(values) == len(order)
        and len({term.descending for term in order}) == 1
        and not any(term.nullable for term in order)
    ):
        return _row_beyond(order, values, source, dialect, before=before)
    alternatives: list[Condition] = []
    equal: list[Condition] = []
    for term, value in zip(order, values, strict=False):
        expression = value_of(term, source, dialect)
        alternatives.append(sa.and_(*equal, _term_beyond(term, value, expression, before=before)))
        equal.append(expression.is_(None) if value is None else expression == sa.literal(value, term.type))
    return sa.or_(*alternatives)


def _row_beyond(
    order: Order, values: tuple[Any, ...], source: sa.FromClause, dialect: str, *, before: bool
) -> Condition:
    # A comparison of rows is one range of an index on these columns.
    row: Any = sa.tuple_(*[value_of(term, source, dialect) for term in order])
    typed = [sa.literal(value, term.type) for term, value in zip(order, values, strict=True)]
    other = sa.tuple_(*typed)
    condition: Condition = row < other if order[0].descending != before else row > other
    return condition


def _term_beyond(term: OrderTerm, value: Any, expression: Expression, *, before: bool) -> Condition:
    nulls_beyond = term.nullable and term.nulls_first == before
    if value is None:
        return sa.false() if nulls_beyond else expression.is_not(None)
    literal = sa.literal(value, term.type)
    beyond = expression < literal if term.descending != before else expression > literal
    return sa.or_(beyond, expression.is_(None)) if nulls_beyond else beyond
