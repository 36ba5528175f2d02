"""Whether a value fits its column, decided before SQL so that both databases refuse the same."""

from __future__ import annotations

import datetime as dt
import enum
import sys
from collections.abc import Sequence
from decimal import Context, Decimal
from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from sqlmodel import AutoString

from sqlmodel_strawberry.resources.resource import is_aware

WIDE = Context(prec=200)
"""Decimal arithmetic that rounds nothing a client can send."""

INTEGER_BITS: Sequence[tuple[type[sa.Integer], int]] = ((sa.BigInteger, 64), (sa.SmallInteger, 16), (sa.Integer, 32))


def fit(value: Any, type_: sa.types.TypeEngine[Any]) -> Any:
    """The value as the column stores it.

    Raises:
        ValueError: it does not fit; the message is for the client.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        limit = integer_limit(type_)
        if not -limit <= value < limit:
            raise ValueError("This number is too large.")
    elif isinstance(value, str):
        length = longest(type_)
        if len(value) > length:
            raise ValueError(f"This text is longer than {length} characters.")
    elif isinstance(value, Decimal):
        _check_decimal(value, type_)
    elif isinstance(value, dt.datetime):
        return _instant(value, type_)
    elif isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    elif isinstance(value, list | tuple | set | frozenset):
        return [fit(each, sa.types.NULLTYPE) for each in value]
    elif isinstance(value, enum.Enum) and _is_plain(type_):
        return fit(value.value, type_)
    return value


def fits_integer(value: int, type_: sa.types.TypeEngine[Any]) -> bool:
    """Whether an integer column of this type can hold the value."""
    limit = integer_limit(type_)
    return -limit <= value < limit


@cache
def integer_limit(type_: sa.types.TypeEngine[Any]) -> int:
    """The least number that is too large for an integer column of this type."""
    impl: Any = type_.impl_instance if isinstance(type_, sa.types.TypeDecorator) else type_
    bits = next((bits for base, bits in INTEGER_BITS if isinstance(impl, base)), 64)
    limit: int = 2 ** (bits - 1)
    return limit


@cache
def _is_plain(type_: sa.types.TypeEngine[Any]) -> bool:
    """Whether a column of text or numbers knows nothing of enums, whose members it stores by their values."""
    return isinstance(type_, sa.String | sa.Integer | AutoString) and not isinstance(type_, sa.Enum)


@cache
def longest(type_: sa.types.TypeEngine[Any]) -> int:
    """How long texts of a column of this type may be. The length of an enum is about its own values."""
    length = None if isinstance(type_, sa.Enum) else getattr(type_, "length", None)
    return sys.maxsize if length is None else length


def _check_decimal(value: Decimal, type_: sa.types.TypeEngine[Any]) -> None:
    if not value.is_finite():
        raise ValueError("This must be a finite number.")
    precision, scale = getattr(type_, "precision", None), getattr(type_, "scale", None)
    if precision is None:
        return
    scale = scale or 0
    units = WIDE.scaleb(value, scale)
    if units != WIDE.to_integral_value(units):
        raise ValueError(f"This has more than {scale} decimal places.")
    if abs(units) >= 10**precision:
        raise ValueError(f"This has more than {precision - scale} digits before the point.")


def _instant(value: dt.datetime, type_: sa.types.TypeEngine[Any]) -> dt.datetime:
    if isinstance(type_, sa.types.NullType) or value.tzinfo is None:
        return value
    utc = value.astimezone(dt.UTC)
    return utc if is_aware(type_) else utc.replace(tzinfo=None)
