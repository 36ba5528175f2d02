"""Tests with numbers that a column cannot hold: turned into ones it can, so that both databases agree."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.filters.tree import All, AnyOf, Compare, Filter, Test
from sqlmodel_strawberry.resources.resource import Column
from sqlmodel_strawberry.values.fitting import WIDE, fit

EXACT_DIGITS = 18
"""Decimal digits that both databases add and compare exactly."""

NEVER = AnyOf(())
ALWAYS = All(())


def fitted(column: Column, test: Test) -> Filter:
    """A column's test with values as the column stores them."""
    found = fitted_test(column.source.type, test)
    if isinstance(found, Test):
        return Compare(column, found)
    return ALWAYS if found else NEVER


def fitted_test(type_: sa.types.TypeEngine[Any], test: Test) -> Test | bool:
    """The test with values as the type stores them; True or False where that decides it for every value, null included.

    A decimal with more places than the type has becomes a comparison with its floor or ceiling; a number out of the
    type's range one that no value passes, or every value but null.
    """
    if test.operator in ("in", "notIn"):
        assert isinstance(test.value, tuple)
        return Test(test.operator, tuple(fit(each, type_) for each in test.value if is_exact(each, type_)))
    if not isinstance(test.value, int | Decimal) or isinstance(test.value, bool):
        return Test(test.operator, _stored(test.value, type_), test.path)
    if is_exact(test.value, type_):
        return test
    if test.operator in ("eq", "ne"):
        return test.operator == "ne"
    rounded = rounded_test(test, type_)
    if is_exact(rounded.value, type_):
        return rounded
    above = rounded.value > 0 if isinstance(rounded.value, int | Decimal) else False
    passes = above if test.operator in ("lt", "lte") else not above
    return Test("isNull", False) if passes else False


def rounded_test(test: Test, type_: sa.types.TypeEngine[Any]) -> Test:
    """An order comparison with no more decimal places than the type has: x < 1.005 is x <= 1.00 of two places."""
    scale = getattr(type_, "scale", None)
    if scale is None or not isinstance(test.value, Decimal) or test.operator not in ("lt", "lte", "gt", "gte"):
        return test
    down = test.operator in ("lt", "lte")
    unit = Decimal(1).scaleb(-scale)
    nearest = test.value.quantize(unit, ROUND_FLOOR if down else ROUND_CEILING, WIDE)
    return test if nearest == test.value else Test("lte" if down else "gte", nearest)


def widened(type_: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    """The type of a sum of such values, which outgrows what it adds up; and of what a test compares it with."""
    if isinstance(type_, sa.Integer):
        return sa.BigInteger()
    precision = getattr(type_, "precision", None)
    if precision is None or not isinstance(type_, sa.Numeric | sa.types.TypeDecorator):
        return type_
    wide = type_.copy()
    vars(wide)["precision"] = max(precision, EXACT_DIGITS)
    return wide


def is_exact(value: Any, type_: sa.types.TypeEngine[Any]) -> bool:
    """Whether a column of this type can hold the value as it is. Text is never too long to be compared with."""
    if isinstance(value, str):
        return True
    try:
        fit(value, type_)
    except ValueError:
        return False
    return True


def _stored(value: Any, type_: sa.types.TypeEngine[Any]) -> Any:
    return value if isinstance(value, str) else fit(value, type_)
