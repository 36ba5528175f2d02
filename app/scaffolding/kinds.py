"""The types that fields of a new resource may have: what each is in Python, in the table, and in an operation."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A type. `sample` gives a value as JSON has it, another one for each number."""

    annotation: str
    imports: tuple[str, ...]
    sample: Callable[[int], Any]
    column: str | None = None


DAY = "from datetime import date"
MODULE = "app.models.columns"

KINDS: dict[str, Kind] = {
    "str": Kind("str", (), lambda n: f"Sample {n}"),
    "text": Kind("str", (), lambda n: f"Sample {n}"),
    "int": Kind("int", (), int),
    "bigint": Kind("int", ("from sqlalchemy import BigInteger",), str, "BigInteger"),
    "float": Kind("float", (), lambda n: n + 0.5),
    "bool": Kind("bool", (), lambda n: n % 2 == 1),
    "decimal": Kind("Decimal", ("from decimal import Decimal", f"from {MODULE} import ExactDecimal"), str),
    "date": Kind("date", (DAY,), lambda n: f"2026-01-{n:02}"),
    "datetime": Kind(
        "datetime",
        ("from datetime import datetime", f"from {MODULE} import UtcDateTime"),
        lambda n: f"2026-01-{n:02}T12:00:00+00:00",
        "UtcDateTime",
    ),
    "time": Kind("time", ("from datetime import time",), lambda n: f"12:{n:02}:00"),
    "uuid": Kind("UUID", ("from uuid import UUID",), lambda n: f"00000000-0000-0000-0000-{n:012}"),
    "enum": Kind("", ("from enum import StrEnum", f"from {MODULE} import text_enum"), str),
}
"""By the names that they are asked for by. What a decimal and an enum are in full is up to the field."""
