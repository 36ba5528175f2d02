"""What a list must hold, computed in plain Python over rows in memory.

Written from the rules of the API, not from the engine: filters are two-valued, nulls are the largest values unless
said, text orders by code point, ties are broken by the key in the direction of the last term.
"""

import datetime as dt
import enum
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.sqlmodel_strawberry.reading.domain import Colour
from tests.sqlmodel_strawberry.reading.shapes import SHAPES, Kind, Row

Ids = Mapping[str, Any]
"""Global ids → raw keys."""
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "lt": lambda value, other: value < other,
    "lte": lambda value, other: value <= other,
    "gt": lambda value, other: value > other,
    "gte": lambda value, other: value >= other,
}
SUM_KINDS = {Kind.INT: Kind.BIG_INT}
PARSERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.BIG_INT: int,
    Kind.DECIMAL: Decimal,
    Kind.DATE_TIME: dt.datetime.fromisoformat,
    Kind.DATE: dt.date.fromisoformat,
    Kind.UUID: UUID,
    Kind.ENUM: lambda name: Colour[name.lower()],
}
MISSING = object()


class Oracle:
    """Evaluates filters, orders and pages. `ids` tells which row a global id names."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids

    def listed(
        self, rows: Sequence[Row], filter_: Mapping[str, Any] | None, order: Sequence[Mapping[str, Any]]
    ) -> list[Row]:
        """The rows that pass, in order."""
        return ordered([row for row in rows if self.passes(row, filter_ or {})], order)

    def passes(self, row: Row, filter_: Mapping[str, Any]) -> bool:
        """Whether a row passes a filter."""
        return all(self._part(row, name, value) for name, value in filter_.items())

    def _part(self, row: Row, name: str, value: Any) -> bool:
        shape = SHAPES[row.type]
        if name == "and":
            return all(self.passes(row, each) for each in value)
        if name == "or":
            return any(self.passes(row, each) for each in value)
        if name == "not":
            return not self.passes(row, value)
        if name in shape.one:
            other = row.one[name]
            return other is not None and self.passes(other, value)
        if name in shape.many:
            return all(self._related(row.many[name], SHAPES[shape.many[name]].fields, *each) for each in value.items())
        return self._tests(row.values[name], shape.fields[name], value)

    def _related(self, rows: Sequence[Row], kinds: Mapping[str, Kind], name: str, value: Mapping[str, Any]) -> bool:
        if name == "some":
            return any(self.passes(row, value) for row in rows)
        if name == "every":
            return all(self.passes(row, value) for row in rows)
        if name == "none":
            return not any(self.passes(row, value) for row in rows)
        kept = [row for row in rows if self.passes(row, value.get("of", {}))]
        tests = {key: each for key, each in value.items() if key != "of"}
        if name == "count":
            return self._tests(len(kept), Kind.INT, tests)
        for field, each in tests.items():
            values = [row.values[field] for row in kept if row.values[field] is not None]
            kind = SUM_KINDS.get(kinds[field], kinds[field]) if name == "sum" else kinds[field]
            figure = {"min": min, "max": max, "sum": sum}[name](values) if values else None  # type: ignore[operator]
            if not self._tests(figure, kind, each):
                return False
        return True

    def _tests(self, value: Any, kind: Kind, tests: Mapping[str, Any]) -> bool:
        if kind is Kind.JSON:
            return _json_tests(value, tests)
        return all(self._test(value, kind, operator, given) for operator, given in tests.items())

    def _test(self, value: Any, kind: Kind, operator: str, given: Any) -> bool:
        if operator == "isNull":
            return (value is None) is bool(given)
        if operator in ("ne", "notIn"):
            return not self._test(value, kind, {"ne": "eq", "notIn": "in"}[operator], given)
        if value is None:
            return False
        if operator == "eq":
            return bool(value == self._parse(kind, given))
        if operator == "in":
            return any(value == self._parse(kind, each) for each in given)
        if operator in ORDER:
            return ORDER[operator](value, self._parse(kind, given))
        return text_passes(value, operator, given)

    def _parse(self, kind: Kind, given: Any) -> Any:
        if kind is Kind.ID:
            return self._ids[given]
        return PARSERS[kind](given) if kind in PARSERS else given


def text_passes(value: str, operator: str, given: str) -> bool:
    """Text operators; those with an `i` compare what Unicode folds to one case."""
    fold: Callable[[str], str] = str
    if operator[0] == "i":
        operator, fold = operator[1:], str.casefold
    value = fold(value)
    if operator == "like":
        return re.fullmatch(_like(given, fold), value, re.DOTALL) is not None
    given = fold(given)
    if operator == "eq":
        return value == given
    if operator == "startsWith":
        return value.startswith(given)
    if operator == "endsWith":
        return value.endswith(given)
    assert operator == "contains"
    return given in value


def _like(pattern: str, fold: Callable[[str], str]) -> str:
    parts, characters = [], iter(pattern)
    for character in characters:
        if character == "%":
            parts.append(".*")
        elif character == "_":
            parts.append(".")
        else:
            parts.append(re.escape(fold(next(characters) if character == "\\" else character)))
    return "".join(parts)


def _json_tests(document: Any, tests: Mapping[str, Any]) -> bool:
    found = at_path(document, tests.get("path", ())) if document is not None else MISSING
    for operator, given in tests.items():
        if operator == "isNull" and (found in (MISSING, JSON_NULL) or found is None) != given:
            return False
        if operator == "eq" and (found is MISSING or not json_equal(found, given)):
            return False
        if operator == "contains" and (found is MISSING or not json_contains(found, given, outermost=True)):
            return False
    return True


class _JsonNull:
    """A document that is JSON's null, which the column stores beside SQL's NULL."""

    def __repr__(self) -> str:
        return "JSON null"


JSON_NULL = _JsonNull()


def at_path(document: Any, path: Sequence[str]) -> Any:
    """What is found below keys and positions; MISSING where nothing is."""
    found = document
    for step in path:
        if isinstance(found, dict):
            found = found.get(step, MISSING)
        elif isinstance(found, list) and re.fullmatch(r"-?[0-9]{1,9}", step):
            position = int(step)
            found = found[position] if -len(found) <= position < len(found) else MISSING
        else:
            return MISSING
    return found


def json_equal(left: Any, right: Any) -> bool:
    """Equality of JSON values: numbers by value, booleans are no numbers, objects whatever the order of keys."""
    left, right = (None if each is JSON_NULL else each for each in (left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return set(left) == set(right) and all(json_equal(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(json_equal(*pair) for pair in zip(left, right, strict=True))
    return _sort(left) == _sort(right) and bool(left == right)


def json_contains(whole: Any, part: Any, *, outermost: bool = False) -> bool:
    """Containment: objects by key, arrays as sets; an array holds a bare value, but only at the outermost level."""
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(key in whole and json_contains(whole[key], each) for key, each in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        return all(any(json_contains(each, wanted) for each in whole) for wanted in part)
    if isinstance(whole, list) and not isinstance(part, dict) and outermost:
        return any(json_equal(each, part) for each in whole)
    return json_equal(whole, part)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else type(value).__name__


def ordered(rows: Sequence[Row], terms: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows by these terms, then by key in the direction of the last one."""

    def compare(left: Row, right: Row) -> int:
        direction = "ASC"
        for term in terms:
            first, direction = _term(left, term)
            second, _ = _term(right, term)
            if result := _compared(first, second, direction):
                return result
        for field in SHAPES[left.type].key:
            if result := _compared(left.values[field], right.values[field], direction.split("_")[0]):
                return result
        return 0

    return sorted(rows, key=functools.cmp_to_key(compare))


def _term(row: Row | None, term: Mapping[str, Any]) -> tuple[Any, str]:
    """The value and the direction; what is reached through a row that is not there is null."""
    ((name, value),) = term.items()
    if isinstance(value, Mapping):
        return _term(row.one[name] if row else None, value)
    if row is None:
        return None, value
    relation = name.removesuffix("Count")
    return len(row.many[relation]) if relation in row.many else row.values[name], value


def _compared(left: Any, right: Any, direction: str) -> int:
    descending = direction.startswith("DESC")
    nulls_first = "NULLS_FIRST" in direction if "NULLS" in direction else descending
    if left is None or right is None:
        both = (left is not None) - (right is not None)
        return both if nulls_first else -both
    left, right = (each.value if isinstance(each, enum.Enum) else each for each in (left, right))
    result = int(left > right) - int(left < right)
    return -result if descending else result
