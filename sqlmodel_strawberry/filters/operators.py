"""Which operators a type has, and the GraphQL input types that offer them."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

import strawberry

from sqlmodel_strawberry.fields.generated import define_input, input_field, new_class
from sqlmodel_strawberry.values.scalars import JSON, BigInt

EQUALITY = ("eq", "ne", "in", "notIn", "isNull")
ORDER = ("lt", "lte", "gt", "gte")
TEXT = ("like", "startsWith", "endsWith", "contains")
FOLDED_TEXT = ("ieq", "ilike", "istartsWith", "iendsWith", "icontains")
JSON_OPERATORS = ("path", "eq", "contains", "isNull")

DESCRIPTIONS = {
    "eq": "Equal.",
    "ne": "Not equal; null is not equal to anything, so it passes.",
    "in": "One of these.",
    "notIn": "None of these; null is none of them.",
    "isNull": "Whether there is no value.",
    "lt": "Less.",
    "lte": "Less or equal.",
    "gt": "Greater.",
    "gte": "Greater or equal.",
    "like": "Matches a pattern, where % is any text, _ one character, and \\ takes the next character as it is.",
    "startsWith": "Starts with this text.",
    "endsWith": "Ends with this text.",
    "contains": "Contains this.",
    "ieq": "Equal, whatever the case.",
    "ilike": "Matches a pattern as `like` does, whatever the case.",
    "istartsWith": "Starts with this text, whatever the case.",
    "iendsWith": "Ends with this text, whatever the case.",
    "icontains": "Contains this text, whatever the case.",
    "path": "Where inside the document to look: keys, and positions in arrays. The whole document unless given.",
}

SCALAR_FILTERS: dict[Any, tuple[str, tuple[str, ...]]] = {
    bool: ("Boolean", ("eq", "ne", "isNull")),
    int: ("Int", (*EQUALITY, *ORDER)),
    float: ("Float", (*EQUALITY, *ORDER)),
    BigInt: ("BigInt", (*EQUALITY, *ORDER)),
    Decimal: ("Decimal", (*EQUALITY, *ORDER)),
    str: ("String", (*EQUALITY, *ORDER, *TEXT, *FOLDED_TEXT)),
    dt.datetime: ("DateTime", (*EQUALITY, *ORDER)),
    dt.date: ("Date", (*EQUALITY, *ORDER)),
    dt.time: ("Time", (*EQUALITY, *ORDER)),
    UUID: ("UUID", EQUALITY),
    JSON: ("JSON", JSON_OPERATORS),
    strawberry.ID: ("ID", EQUALITY),
}


class FilterTypes:
    """The filter input types of one schema's scalars and enums, made when first asked for."""

    def __init__(self) -> None:
        self._types: dict[Any, Any] = {}

    def of(self, annotation: Any) -> Any | None:
        """The filter of a field's type; None where it cannot be filtered by."""
        if annotation not in self._types:
            self._types[annotation] = self._make(annotation)
        return self._types[annotation]

    def _make(self, annotation: Any) -> Any | None:
        if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
            return _filter_type(annotation.__name__, annotation, EQUALITY)
        known = SCALAR_FILTERS.get(annotation)
        return None if known is None else _filter_type(known[0], annotation, known[1])


def operator_fields(annotation: Any, operators: Iterable[str]) -> list[Any]:
    """The input fields of these operators over a type."""
    fields = []
    for operator in operators:
        value: Any = annotation
        if operator in ("in", "notIn", "path"):
            value = list[str] if operator == "path" else list[annotation]
        elif operator == "isNull":
            value = bool
        fields.append(input_field(operator, value | None, DESCRIPTIONS[operator]))
    return fields


def _filter_type(name: str, annotation: Any, operators: tuple[str, ...]) -> Any:
    description = f"Tests of a {name} value; all that are given must pass."
    return define_input(
        new_class(f"{name}Filter"), f"{name}Filter", operator_fields(annotation, operators), description
    )
