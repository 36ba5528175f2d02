"""Scalars of the API, and which GraphQL type a Python annotation becomes."""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
import types
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin
from uuid import UUID

import orjson
import sqlalchemy as sa
import strawberry
from graphql import GraphQLError, Undefined
from pydantic import BaseModel
from strawberry.types.scalar import ScalarDefinition
from typing_extensions import TypeAliasType

BigInt = NewType("BigInt", int)
JSON = NewType("JSON", object)

RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
INT64 = range(-(2**63), 2**63)


def parse_datetime(value: object) -> dt.datetime:
    """RFC 3339 with an offset, normalised to UTC so that both databases store the same instant."""
    if isinstance(value, str) and RFC_3339.fullmatch(value):
        try:
            return dt.datetime.fromisoformat(value.upper()).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            pass
    raise GraphQLError('DateTime wants RFC 3339 with an offset, such as "2026-01-31T12:00:00Z".')


def write_datetime(value: dt.datetime) -> str:
    """A naive value comes from a column without time zone, which holds UTC."""
    return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).isoformat()


def parse_date(value: object) -> dt.date:
    """An ISO 8601 calendar date."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError('Date wants a calendar date, such as "2026-01-31".')


def parse_time(value: object) -> dt.time:
    """A time of day without offset."""
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d:\d\d(\.\d{1,6})?", value, re.ASCII):
        try:
            return dt.time.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError('Time wants a time of day, such as "13:45:00".')


def parse_decimal(value: object) -> Decimal:
    """A string or an integer: a JSON number with a fraction has lost its exact value before it gets here."""
    if isinstance(value, str | int) and not isinstance(value, bool) and len(str(value)) <= 64:
        try:
            decimal = Decimal(value)
        except InvalidOperation:
            decimal = Decimal("NaN")
        if decimal.is_finite() and abs(decimal.adjusted()) <= 64:
            return decimal
    raise GraphQLError('Decimal wants a number in a string, such as "12.50".')


def parse_bigint(value: object) -> int:
    """An integer of 64 bits, in a string or as a number."""
    if isinstance(value, int) and not isinstance(value, bool) and value in INT64:
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value, re.ASCII) and int(value) in INT64:
        return int(value)
    raise GraphQLError('BigInt wants an integer of at most 64 bits in a string, such as "9007199254740993".')


def parse_uuid(value: object) -> UUID:
    """The 36-character form."""
    if isinstance(value, str) and len(value) == 36:
        try:
            return UUID(value)
        except ValueError:
            pass
    raise GraphQLError('UUID wants the form "123e4567-e89b-12d3-a456-426614174000".')


def parse_json(value: object) -> object:
    """Any JSON value; integers past 64 bits are refused, since they cannot be answered."""
    try:
        orjson.dumps(value, default=_variable)
        json.dumps(value, allow_nan=False, default=_variable)
    except (ValueError, TypeError, RecursionError):
        raise GraphQLError("JSON wants a JSON value with numbers of at most 64 bits.") from None
    return value


def _variable(value: object) -> None:
    """A variable inside a literal has no value yet when the literal is validated."""
    if value is not Undefined:
        raise TypeError(value)


def _scalar(name: str, description: str, url: str, parse: Any, write: Any = str) -> ScalarDefinition:
    definition = strawberry.scalar(
        name=name, description=description, specified_by_url=url, parse_value=parse, serialize=write
    )
    assert isinstance(definition, ScalarDefinition)
    return definition


SCALARS: Mapping[object, ScalarDefinition] = {
    dt.datetime: _scalar(
        "DateTime",
        "An instant: RFC 3339 with an offset.",
        "https://scalars.graphql.org/andimarek/date-time",
        parse_datetime,
        write_datetime,
    ),
    dt.date: _scalar(
        "Date",
        "A calendar date: ISO 8601.",
        "https://scalars.graphql.org/andimarek/local-date",
        parse_date,
        dt.date.isoformat,
    ),
    dt.time: _scalar(
        "Time",
        "A time of day without offset.",
        "https://scalars.graphql.org/andimarek/local-time",
        parse_time,
        dt.time.isoformat,
    ),
    Decimal: _scalar(
        "Decimal",
        "An exact decimal number in a string.",
        "https://www.w3.org/TR/xmlschema-2/#decimal",
        parse_decimal,
        lambda value: format(value, "f"),
    ),
    BigInt: _scalar("BigInt", "A 64-bit integer in a string.", "https://www.w3.org/TR/xmlschema-2/#long", parse_bigint),
    UUID: _scalar("UUID", "A universally unique identifier.", "https://www.rfc-editor.org/rfc/rfc9562", parse_uuid),
    JSON: _scalar(
        "JSON",
        "Any JSON value.",
        "https://www.rfc-editor.org/rfc/rfc8259",
        parse_json,
        lambda value: value.model_dump(mode="json") if isinstance(value, BaseModel) else value,
    ),
}

PLAIN: frozenset[object] = frozenset({bool, int, float, str, dt.datetime, dt.date, dt.time, Decimal, UUID})


class UnsupportedTypeError(TypeError):
    """An annotation that has no GraphQL type."""


def without_none(annotation: Any) -> Any:
    """`str | None` → `str`."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [member for member in get_args(annotation) if member is not type(None)]
        if len(rest) == 1:
            return rest[0]
    return annotation


def graphql_annotation(annotation: Any, column_type: sa.types.TypeEngine[Any] | None = None) -> Any:
    """The Strawberry annotation of a boundary model's field, None stripped.

    Raises:
        UnsupportedTypeError: the annotation says nothing that GraphQL can express.
    """
    annotation = without_none(annotation)
    origin = get_origin(annotation)
    if origin is Annotated:
        return graphql_annotation(get_args(annotation)[0], column_type)
    if isinstance(annotation, NewType) and annotation not in SCALARS:
        return graphql_annotation(annotation.__supertype__, column_type)
    if isinstance(annotation, TypeAliasType):
        return graphql_annotation(annotation.__value__, column_type)
    if origin is Literal:
        return graphql_annotation(type(get_args(annotation)[0]))
    if origin in (list, set, frozenset, tuple) and get_args(annotation):
        return list[graphql_annotation(get_args(annotation)[0])]  # type: ignore[misc]
    return _leaf(annotation, column_type)


def _leaf(annotation: Any, column_type: sa.types.TypeEngine[Any] | None) -> Any:
    if annotation is int and isinstance(column_type, sa.BigInteger):
        return BigInt
    if annotation in PLAIN or annotation in (BigInt, JSON):
        return annotation
    if annotation in (Any, object, dict, list) or get_origin(annotation) is dict:
        return JSON
    if isinstance(annotation, type):
        if issubclass(annotation, enum.Enum):
            return graphql_enum(annotation)
        if issubclass(annotation, BaseModel | dict):
            return JSON
        for plain in (str, int, float, Decimal):
            if issubclass(annotation, plain):
                return plain
    raise UnsupportedTypeError(f"{annotation!r} has no GraphQL type")


@cache
def graphql_enum(cls: type[enum.Enum]) -> Any:
    """A Python enum as GraphQL enum, with its docstring as description."""
    if len({name.upper() for name in cls.__members__}) < len(cls.__members__):
        raise UnsupportedTypeError(f"{cls!r} has names that differ in case only")
    return strawberry.enum(cls, description=own_docstring(cls))


def own_docstring(cls: type) -> str | None:
    """The docstring written on `cls` itself, without what dataclasses, enums and parents put there."""
    text = cls.__dict__.get("__doc__")
    if not text or text.startswith((f"{cls.__name__}(", "An enumeration.")):
        return None
    return "\n".join(line.strip() for line in text.strip().splitlines())
