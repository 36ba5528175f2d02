"""Random filters and orders, made of values that rows have."""

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from tests.sqlmodel_strawberry.reading.shapes import SHAPES, Kind
from tests.sqlmodel_strawberry.reading.world import DOCUMENTS, TEXTS, World

EQUALITY = ("eq", "ne", "in", "notIn", "isNull")
ORDER = ("lt", "lte", "gt", "gte")
TEXT = ("like", "startsWith", "endsWith", "contains", "ieq", "ilike", "istartsWith", "iendsWith", "icontains")
OPERATORS: dict[Kind, tuple[str, ...]] = {
    **dict.fromkeys((Kind.INT, Kind.BIG_INT, Kind.FLOAT, Kind.DECIMAL, Kind.DATE_TIME, Kind.DATE), (*EQUALITY, *ORDER)),
    Kind.TEXT: (*EQUALITY, *ORDER, *TEXT, *TEXT),
    Kind.BOOLEAN: ("eq", "ne", "isNull"),
    Kind.UUID: EQUALITY,
    Kind.ENUM: EQUALITY,
    Kind.ID: EQUALITY,
}
DIRECTIONS = ("ASC", "DESC", "ASC_NULLS_FIRST", "ASC_NULLS_LAST", "DESC_NULLS_FIRST", "DESC_NULLS_LAST")
EXTREMES = (Kind.INT, Kind.BIG_INT, Kind.FLOAT, Kind.DECIMAL, Kind.TEXT, Kind.DATE_TIME, Kind.DATE)
# Sums of arbitrary floats depend on the order of the addition.
SUMS = (Kind.INT, Kind.BIG_INT, Kind.DECIMAL)
KEYS = ("id", "databaseId", "name@Label", "number@Review")

Filter = dict[str, Any]


class Generator:
    """Makes filters and orders over the rows of a world."""

    def __init__(self, rng: Random, world: World) -> None:
        self._rng = rng
        self._world = world
        self._ids: dict[Any, list[str]] = {}
        for text, key in world.ids.items():
            self._ids.setdefault(key, []).append(text)

    def filter(self, type_: str, depth: int = 3) -> Filter:
        """A `ThingFilter`: mostly one test, at times several, or a tree of them."""
        rng = self._rng
        made: Filter = {}
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            made |= self._part(type_, depth)
        return made

    def order(self, type_: str) -> list[dict[str, Any]]:
        """An `orderBy`: none to four terms."""
        return [self._term(type_, 2) for _ in range(self._rng.choice((0, 1, 1, 2, 2, 3, 4)))]

    def _part(self, type_: str, depth: int) -> Filter:
        rng, shape = self._rng, SHAPES[type_]
        choice = rng.random()
        if depth and choice < 0.1:
            return {"not": self.filter(type_, depth - 1)}
        if depth and choice < 0.25:
            parts = [self.filter(type_, depth - 1) for _ in range(rng.choice((0, 1, 2, 2, 3)))]
            return {rng.choice(("and", "or", "or")): parts}
        if depth and shape.one and choice < 0.37:
            name, target = rng.choice(list(shape.one.items()))
            return {name: self.filter(target, depth - 1) if rng.random() < 0.9 else {}}
        if depth and shape.many and choice < 0.6:
            name, target = rng.choice(list(shape.many.items()))
            return {name: self._relation(target, depth - 1)}
        field = rng.choice(list(shape.fields))
        return {field: self._tests(type_, field, shape.fields[field])}

    def _relation(self, type_: str, depth: int) -> Filter:
        rng = self._rng
        kind = rng.choice(("some", "every", "none", "count", "count", "min", "max", "sum"))
        if kind in ("some", "every", "none"):
            return {kind: self.filter(type_, depth)}
        of = {"of": self.filter(type_, depth)} if rng.random() < 0.5 else {}
        if kind == "count":
            operator = rng.choice(("eq", "ne", "lt", "lte", "gt", "gte", "in", "notIn"))
            number = rng.choice((0, 1, 1, 2, 3))
            return {"count": of | {operator: [number, 2] if operator in ("in", "notIn") else number}}
        kinds = SUMS if kind == "sum" else EXTREMES
        fields = [
            name
            for name, each in SHAPES[type_].fields.items()
            if each in kinds and name not in KEYS and f"{name}@{type_}" not in KEYS
        ]
        field = rng.choice(fields)
        each = SHAPES[type_].fields[field]
        summed = Kind.BIG_INT if kind == "sum" and each is Kind.INT else each
        return {kind: of | {field: self._tests(type_, field, summed, exact=True)}}

    def _tests(self, type_: str, field: str, kind: Kind, *, exact: bool = False) -> Filter:
        if kind is Kind.JSON:
            return self._json(field)
        rng = self._rng
        tests: Filter = {}
        for _ in range(rng.choice((1, 1, 1, 2))):
            operator = rng.choice(OPERATORS[kind])
            if operator == "isNull":
                tests[operator] = rng.random() < 0.3
            elif operator in ("in", "notIn"):
                tests[operator] = [self._literal(type_, field, kind, exact) for _ in range(rng.choice((0, 1, 2, 4)))]
            elif operator in TEXT:
                tests[operator] = self._piece(operator, self._value(type_, field))
            else:
                tests[operator] = self._literal(type_, field, kind, exact)
        return tests

    def _value(self, type_: str, field: str) -> Any:
        values = [row.values[field] for row in self._world.rows[type_] if row.values[field] is not None]
        return self._rng.choice(values)

    def _literal(self, type_: str, field: str, kind: Kind, exact: bool) -> Any:
        rng, value = self._rng, self._value(type_, field)
        if kind is Kind.ID:
            return rng.choice(self._ids[value])
        if kind in (Kind.INT, Kind.BIG_INT) and rng.random() < 0.2:
            value = rng.choice((min(value + 1, 2**31 - 1), max(value - 1, -(2**31)), 100_000, -100_000))
        if kind is Kind.FLOAT and rng.random() < 0.2:
            value += rng.choice((0.5, -0.5, 1e-9))
        if kind is Kind.DECIMAL:
            if rng.random() < 0.2:
                value += rng.choice((Decimal("0.01"), Decimal("-0.01")))
                value = min(value, Decimal("9999999999.99"))
            if not exact and rng.random() < 0.2:
                value += rng.choice((Decimal("0.005"), Decimal("-0.0049"), Decimal("1e-9"), Decimal("1e15")))
        if kind is Kind.DATE_TIME:
            return self._moment(value)
        if kind in (Kind.INT, Kind.FLOAT, Kind.TEXT, Kind.BOOLEAN):
            return value
        if kind is Kind.ENUM:
            return value.name.upper()
        return value.isoformat() if isinstance(value, dt.date) else str(value)

    def _moment(self, value: dt.datetime) -> str:
        rng = self._rng
        if rng.random() < 0.2:
            value += dt.timedelta(microseconds=rng.choice((1, -1)))
        zone = dt.timezone(dt.timedelta(minutes=rng.choice((0, 0, 60, -210, 825))))
        return value.astimezone(zone).isoformat()

    def _piece(self, operator: str, text: str) -> str:
        rng = self._rng
        if rng.random() < 0.1:
            text = rng.choice(TEXTS)
        if operator[0] == "i" and rng.random() < 0.6:
            text = rng.choice((text.upper(), text.lower(), text.swapcase()))
        start = 0 if operator.endswith("tartsWith") else rng.randint(0, len(text))
        end = len(text) if operator.endswith("ndsWith") else rng.randint(start, len(text))
        if operator.endswith("like"):
            return self._pattern(text, rng.choice((0, start)), rng.choice((len(text), end)))
        return text if operator == "ieq" else text[start:end]

    def _pattern(self, text: str, start: int, end: int) -> str:
        rng = self._rng
        parts = []
        for character in text[start:end]:
            escaped = f"\\{character}" if character in "%_\\" or rng.random() < 0.1 else character
            parts.append("_" if rng.random() < 0.2 else "%" if rng.random() < 0.1 else escaped)
        before = "%" if start or rng.random() < 0.2 else ""
        return before + "".join(parts) + ("%" if end < len(text) or rng.random() < 0.2 else "")

    def _json(self, field: str) -> Filter:
        rng = self._rng
        document = rng.choice(DOCUMENTS)
        path: list[str] = []
        while rng.random() < 0.6 and isinstance(document, dict | list) and document:
            if isinstance(document, dict):
                path.append(rng.choice(list(document)))
                document = document[path[-1]]
            else:
                position = rng.randrange(-len(document), len(document))
                path.append(str(position))
                document = document[position]
        if rng.random() < 0.1:
            path.append(rng.choice(("a", "0", "-1", "9", "")))
        operator = rng.choice(("eq", "contains", "contains", "isNull"))
        value = (
            rng.random() < 0.5
            if operator == "isNull"
            else self._part_of(document)
            if operator == "contains"
            else document
        )
        return ({"path": path} if path or rng.random() < 0.2 else {}) | {operator: value}

    def _part_of(self, document: Any) -> Any:
        rng = self._rng
        if isinstance(document, dict):
            return {key: self._part_of(each) for key, each in document.items() if rng.random() < 0.6}
        if isinstance(document, list) and rng.random() < 0.8:
            return [self._part_of(each) for each in rng.sample(document, rng.randint(0, len(document)))]
        return document[0] if isinstance(document, list) and document else document

    def _term(self, type_: str, depth: int) -> dict[str, Any]:
        rng, shape = self._rng, SHAPES[type_]
        choice = rng.random()
        if depth and shape.one and choice < 0.3:
            name, target = rng.choice(list(shape.one.items()))
            return {name: self._term(target, depth - 1)}
        if shape.many and choice < 0.45:
            return {f"{rng.choice(list(shape.many))}Count": rng.choice(DIRECTIONS)}
        return {rng.choice(shape.orders): rng.choice(DIRECTIONS)}
