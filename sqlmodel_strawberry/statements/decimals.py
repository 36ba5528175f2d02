"""Exact decimals as text, as they are shown: PostgreSQL's driver takes longer to make a Decimal than a row."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class DecimalText(sa.types.TypeDecorator[str]):
    """The digits of a decimal, without an exponent. `kind` is the type of what the database gives, if not text."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, kind: sa.types.TypeEngine[Any] | None = None) -> None:
        super().__init__()
        self.kind = kind

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], str | None] | None:
        """What writes the decimals that `kind` makes."""
        if self.kind is None:
            return None
        made = self.kind.dialect_impl(dialect).result_processor(dialect, coltype)
        return lambda value: written(made(value) if made else value)


def written(value: Decimal | None) -> str | None:
    """A decimal as fetched rows have it."""
    return None if value is None else format(value, "f")


def as_text(value: sa.ColumnElement[Any], dialect: str) -> sa.ColumnElement[str]:
    """An exact decimal as a statement selects it. PostgreSQL writes it as Python would."""
    if dialect == "postgresql":
        return sa.cast(value, DecimalText())
    return sa.type_coerce(value, DecimalText(value.type))
