"""Key and order values ↔ opaque text: what global ids and cursors are made of."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import enum
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from sqlmodel_strawberry.resources.resource import python_type
from sqlmodel_strawberry.values.fitting import fit, integer_limit

MAX_EXPONENT = 64
STANDARD = str.maketrans("-_", "+/")
"""From the alphabet of URLs to that of base64."""


class MalformedError(ValueError):
    """Text that this server did not write."""


def encode(values: Sequence[Any]) -> str:
    """URL-safe text without padding. The values are a tag followed by column values."""
    text = orjson.dumps([_plain(value) for value in values])
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def decode(text: str) -> list[Any]:
    """The plain values that `encode` wrote, to be given to `restore` column by column.

    Raises:
        MalformedError: the text is forged or damaged.
    """
    try:
        plain = text.translate(STANDARD) if "-" in text or "_" in text else text
        padded = plain + "=" * (-len(text) % 4)
        values = orjson.loads(binascii.a2b_base64(padded, strict_mode=True))
    except (binascii.Error, ValueError, UnicodeEncodeError) as error:
        raise MalformedError(text) from error
    if not isinstance(values, list) or not values:
        raise MalformedError(text)
    return values


def restore(value: Any, type_: sa.types.TypeEngine[Any]) -> Any:
    """One plain value as the Python value of its column.

    Raises:
        MalformedError: the value does not fit the column.
    """
    kind = python_type(type_)
    try:
        restored: Any = value if type(value) is kind is int else _restore(value, kind)
        if kind in (dt.datetime, Decimal):
            restored = fit(restored, type_)
    except (ValueError, TypeError, KeyError, InvalidOperation, OverflowError) as error:
        raise MalformedError(str(value)) from error
    if kind is int and not -integer_limit(type_) <= restored < integer_limit(type_):
        raise MalformedError(str(value))
    if kind is str and ("\0" in restored or len(restored) > 10_000):
        raise MalformedError(str(value))
    return restored


def _plain(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.name
    if isinstance(value, Decimal):
        return format(value, "f")  # as fetched rows have it
    if isinstance(value, UUID):
        return str(value)  # asyncpg's UUIDs are a subclass that orjson does not take
    return value


def _restore(value: Any, kind: type) -> Any:
    if kind in (int, str, bool, float) and type(value) is kind:
        return value
    if not isinstance(value, str):
        raise TypeError(value)
    if issubclass(kind, enum.Enum):
        return kind[value]
    if kind is dt.datetime:
        # SQLite gives instants back without their time zone, which is always UTC.
        instant = dt.datetime.fromisoformat(value)
        return instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)
    if kind in (dt.date, dt.time):
        return kind.fromisoformat(value)
    if kind is UUID:
        return UUID(value)
    if kind is Decimal and abs(Decimal(value).adjusted()) <= MAX_EXPONENT:
        return Decimal(value)
    raise TypeError(value)
