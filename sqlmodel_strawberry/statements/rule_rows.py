"""Rows as rules see them: attributes that make conditions, and refuse to be taken for truth values."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BinaryExpression, Grouping
from sqlalchemy.sql.operators import ColumnOperators, OperatorType, eq, ne
from sqlmodel.sql.sqltypes import AutoString

from sqlmodel_strawberry.resources.resource import Resource

if TYPE_CHECKING:
    from sqlmodel_strawberry.statements.visibility import Access


LEAVES = (sa.ColumnClause, sa.BindParameter)
"""Most of what conditions are made of: there is nothing below."""
COMPARISONS = {eq, ne, operators.lt, operators.le, operators.gt, operators.ge}
KINDS: dict[type, set[type]] = {
    int: {sa.Integer, sa.BigInteger, sa.SmallInteger},
    str: {sa.String, sa.Text, AutoString},
    UUID: {sa.Uuid},
}
"""Types of columns by those of values which SQLAlchemy takes for the column's, whatever the value is."""
COLUMNS = 1000
"""Of rows that rules are asked about, how many are kept."""
Made: TypeAlias = "tuple[sa.ColumnElement[bool], tuple[sa.BindParameter[Any], ...]]"
"""A condition, and its parameters in the order of their values."""


class Row:
    """A row as a rule sees it: its attributes are the columns, public or not."""

    def __init__(self, resource: Resource, source: sa.FromClause, access: Access) -> None:
        self._resource = resource
        self._source = source
        self._access = access

    def __getattr__(self, name: str) -> Any:
        column = self._resource.columns.get(name)
        if column is None:
            raise AttributeError(f"a rule reads {name}, which is no column of {self._resource.name}")
        return _value(self._source, column.source.key)


class Value(ColumnOperators):
    """A value of a row: to be compared, and to be used in expressions as its column is.

    It is safer than a column. SQLAlchemy gives `a == b` a truth value, so that `not (row.owner == viewer.id)` would be
    True, of all rows; and it takes `== None` for IS NULL, so that whoever has no team would be in one with all others.
    """

    is_clause_element = False
    """SQLAlchemy asks for the expression."""

    def __init__(self, expression: sa.ColumnElement[Any]) -> None:
        self._expression = expression

    def __clause_element__(self) -> sa.ColumnElement[Any]:
        return self._expression

    def __bool__(self) -> bool:
        raise TypeError("a rule takes a value of a row for a truth value: combine conditions with &, | and ~")

    def __getattr__(self, name: str) -> Any:
        # Of certain types values have methods of their own, such as `as_string`.
        return getattr(self._expression, name)

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
        """What an operator makes of the value."""
        if op in (eq, ne) and other[0] is None:
            # Unknown, as in SQL, and so is its negation.
            other = (sa.type_coerce(sa.null(), self._expression.type),)
        return _guarded(op(self._expression, *other, **kwargs))

    def reverse_operate(self, op: OperatorType, other: Any, **kwargs: Any) -> Any:
        """The same where the value is on the right."""
        return _guarded(op(other, self._expression, **kwargs))


class ColumnValue(Value):
    """That of a column."""

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
        """See `Value`."""
        if len(other) == 1 and not kwargs:
            (value,), column = other, self._expression
            if op in COMPARISONS and type(column.type) in KINDS.get(type(value), ()):
                return Told((op, column), (value,), lambda: _parted(Value.operate(self, op, value)))
            if op in (operators.is_, operators.is_not) and (value is None or type(value) is bool):
                return Told((op, column, value), (), lambda: (Value.operate(self, op, value), ()))
        return super().operate(op, *other, **kwargs)


@lru_cache(COLUMNS)
def _value(source: sa.FromClause, key: str) -> ColumnValue:
    return ColumnValue(source.c[key])


class Told(Value):
    """A condition of which it is known what it is made of before SQLAlchemy makes it, which takes ten times as long.

    That is enough to find a statement that was made of such a condition before.
    """

    def __init__(self, shape: Hashable, values: tuple[Any, ...], make: Callable[[], Made]) -> None:
        """`shape` is equal where conditions differ in nothing but `values`, and keeps alive what it goes by."""
        self.shape, self.values, self._make = shape, values, make

    @cached_property
    def made(self) -> Made:
        """The condition, which is made once, and its parameters."""
        return self._make()

    @property
    def _expression(self) -> sa.ColumnElement[Any]:  # type: ignore[override]
        return self.made[0]

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
        """See `Value`."""
        if op in (operators.and_, operators.or_) and isinstance(other[0], Told):
            with_it = other[0]

            def make() -> Made:
                return Value.operate(self, op, with_it), self.made[1] + with_it.made[1]

            return Told((op, self.shape, with_it.shape), self.values + with_it.values, make)
        return super().operate(op, *other, **kwargs)


def _parted(comparison: Any) -> Made:
    """A comparison with a value."""
    bare: Any = comparison.element if isinstance(comparison, Grouping) else comparison
    return comparison, (bare.right,)


def apart(condition: sa.ColumnElement[bool], source: sa.FromClause) -> sa.ColumnElement[bool]:
    """A condition whose subqueries take the row of `source` from the statement around them, and nothing else.

    By itself SQLAlchemy has a subquery share whichever tables it finds around it. A statement that follows links, say,
    reads their table too; a rule that looks into all links would then see the one that was followed.
    """

    def alone(element: Any, **_: Any) -> Any:
        if not isinstance(element, sa.Select):
            return None
        return element.correlate(source) if element._auto_correlate else element

    if not _has_sharing(condition):
        return condition
    made: sa.ColumnElement[bool] = visitors.replacement_traverse(condition, {}, alone)
    return made


def _has_sharing(condition: sa.ColumnElement[bool]) -> bool:
    waiting: list[Any] = [condition]
    while waiting:
        element = waiting.pop()
        if isinstance(element, BinaryExpression):
            waiting += (element.left, element.right)
        elif isinstance(element, sa.Select):
            if element._auto_correlate:
                return True
        elif not isinstance(element, LEAVES):
            waiting.extend(element.get_children())
    return False


def _guarded(made: sa.ColumnElement[Any]) -> Any:
    if not isinstance(made.type, sa.Boolean):
        return Value(made)
    is_comparison = isinstance(made, BinaryExpression) and made.operator in (eq, ne)
    # In parentheses it has no truth value.
    return Grouping(made) if is_comparison else made
