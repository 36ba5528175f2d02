"""One test of one value as SQL. Every test is two-valued once `filtered` has put it into its place."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from sqlmodel_strawberry.filters.patterns import ESCAPES, pattern_of
from sqlmodel_strawberry.filters.tree import Test
from sqlmodel_strawberry.statements.functions import casefold
from sqlmodel_strawberry.statements.keys import JSONList
from sqlmodel_strawberry.statements.slots import Slot, bound

Condition = sa.ColumnElement[bool]
Expression = sa.ColumnElement[Any]

COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}
LISTS = ("in", "notIn")


ARRAY_POSITION = re.compile(r"[ \t\n\r\v\f]*[+-]?[0-9]{1,9}")


def compare(value: Expression, test: Test, dialect: str) -> Condition:
    """Whether a value passes a test. The value's own type binds what it is compared with."""
    if isinstance(value.type, sa.JSON):
        return _compare_json(value, test, dialect)
    name, other = test.operator, test.value
    if name == "isNull":
        return value.is_(None) if other else value.is_not(None)
    other = bound_value(test, value.type)
    if name == "ne":
        return sa.or_(value != bound(other, value.type), value.is_(None))
    if name in LISTS:
        return _one_of(value, other, dialect, negated=name == "notIn")
    if name in COMPARISONS:
        condition: Condition = COMPARISONS[name](value, bound(other, value.type))
        return condition
    pattern: Expression = bound(other, sa.Text())
    if name.startswith("i"):
        value, pattern = casefold(value), casefold(pattern)
    return value.like(pattern, escape=ESCAPES[dialect])


def bound_value(test: Test, type_: sa.types.TypeEngine[Any]) -> Any:
    """What is bound for a test of a value of this type, or its slot."""
    name, value = test.operator, test.value
    if isinstance(value, Slot) or isinstance(type_, sa.JSON) or name in COMPARISONS or name == "ne":
        return value
    if name in LISTS:
        assert isinstance(value, tuple)
        return list(value)
    assert isinstance(value, str)
    return pattern_of(name.removeprefix("i"), value)


def _one_of(value: Expression, others: Any, dialect: str, *, negated: bool) -> Condition:
    # One bind parameter however long the list is, so that its length changes neither text nor limits.
    listed: Any
    if dialect == "postgresql":
        array = bound(others, ARRAY(value.type, dimensions=1))
        condition = value != sa.all_(array) if negated else value == sa.any_(array)
    else:
        values = bound(others, JSONList(value.type))
        listed = sa.select(sa.func.json_each(values).table_valued("value").c.value)
        condition = value.not_in(listed) if negated else value.in_(listed)
    return sa.or_(condition, value.is_(None)) if negated else condition


def _compare_json(value: Expression, test: Test, dialect: str) -> Condition:
    found = _at_path(value, test.path, dialect)
    if test.operator == "isNull":
        is_null = sa.or_(found.is_(None), _json_equal(found, bound("null", sa.Text()), dialect))
        return is_null if test.value else sa.not_(sa.func.coalesce(is_null, sa.true()))
    text = bound(test.value, sa.Text())
    if test.operator == "eq":
        return _json_equal(found, text, dialect)
    if dialect == "postgresql":
        return found.op("@>", is_comparison=True)(_jsonb(text))
    return sa.func.json_contains(found, text, type_=sa.Boolean())


def _at_path(value: Expression, path: tuple[str, ...], dialect: str) -> Expression:
    if dialect == "postgresql":
        document = sa.cast(value, JSONB)
        if not path:
            return document
        return document.op("#>", return_type=JSONB())(sa.literal(list(path), ARRAY(sa.Text())))
    text = sa.type_coerce(value, sa.Text())
    return sa.func.json_at(text, orjson.dumps(path).decode(), type_=sa.Text()) if path else text


def _json_equal(found: Expression, text: Expression, dialect: str) -> Condition:
    if dialect == "postgresql":
        return found == _jsonb(text)
    return sa.func.json_equal(found, text, type_=sa.Boolean())


def _jsonb(text: Expression) -> Expression:
    return sa.cast(text, JSONB(none_as_null=True))


def json_at(document: str | None, path: str) -> str | None:
    """SQLite's stand-in for PostgreSQL's `#>`."""
    found = None if document is None else _load(document)
    for part in json.loads(path):
        if isinstance(found, dict) and part in found:
            found = found[part]
        elif isinstance(found, list) and ARRAY_POSITION.fullmatch(part) and -len(found) <= int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return json.dumps(found)


def json_equal(document: str | None, other: str) -> bool | None:
    """SQLite's stand-in for the equality of jsonb: key order and number form do not matter, booleans are no numbers."""
    return None if document is None else _same(_load(document), json.loads(other))


def json_contains(document: str | None, other: str) -> bool | None:
    """SQLite's stand-in for PostgreSQL's `@>`."""
    if document is None:
        return None
    whole, part = _load(document), json.loads(other)
    if isinstance(whole, list) and not isinstance(part, list | dict):
        return any(_same(each, part) for each in whole)
    return _contains(whole, part)


def _load(document: str | float) -> Any:
    # SQLite gives a JSON column numeric affinity, so that a document that is a number comes as one.
    return json.loads(document) if isinstance(document, str) else document


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(each, right[key]) for key, each in left.items())
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    return type(left) is type(right) and bool(left == right) if not _numbers(left, right) else bool(left == right)


def _numbers(left: Any, right: Any) -> bool:
    return isinstance(left, int | float) and isinstance(right, int | float)


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(key in whole and _contains(whole[key], each) for key, each in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        # Most arrays hold scalars, which one set tells apart; what is nested is compared one by one.
        scalars = {_scalar_key(each) for each in whole if not isinstance(each, list | dict)}
        nested = [each for each in whole if isinstance(each, list | dict)]
        return all(
            any(_contains(each, wanted) for each in nested)
            if isinstance(wanted, list | dict)
            else _scalar_key(wanted) in scalars
            for wanted in part
        )
    return _same(whole, part)


def _scalar_key(value: Any) -> tuple[bool, Any]:
    """Equal for scalars that are the same: 1 and 1.0 are, 1 and true are not."""
    return isinstance(value, bool), value
