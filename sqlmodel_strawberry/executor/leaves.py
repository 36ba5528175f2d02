"""Leaves: Python expressions of generated code that make JSON values of what the driver gives.

What an expression raises, or calls `bad` for, has graphql-core look at the value again, and say what is wrong with it.
"""

from __future__ import annotations

import datetime as dt
import enum
from binascii import b2a_base64
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson
from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLOutputType,
    GraphQLString,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)

from sqlmodel_strawberry.lists.ordering import Order
from sqlmodel_strawberry.lists.pages import cursor_tag
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.ids import to_global_id


class BadValueError(Exception):
    """A value that its field cannot show."""


def bad(value: Any = None) -> Any:
    """End the fast way."""
    raise BadValueError(value)


class Code:
    """The names that generated code may use, beside those of its rows."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"bad": bad, "b64": b2a_base64}
        self._known: dict[Any, str] = {}

    def name(self, value: Any, known_as: Any = None) -> str:
        """A name for a value; the same one for what is known as the same."""
        known_as = id(value) if known_as is None else known_as
        if known_as not in self._known:
            self._known[known_as] = f"g{len(self.names)}"
            self.names[self._known[known_as]] = value
        return self._known[known_as]

    def function(self, source: str) -> Any:
        """The function that this source defines as `make`."""
        names = dict(self.names)
        exec(compile(source, "<plan>", "exec"), names)
        return names["make"]


def leaf(code: Code, type_: GraphQLOutputType, value: str, kind: type | None) -> str:
    """What a field of a type shows of a value. `kind` is the type of what the driver gives, where that is known."""
    if is_non_null_type(type_):
        return f"({_not_null(code, type_.of_type, value, kind)} if {value} is not None else bad())"
    made = _not_null(code, type_, value, kind)
    return value if made == value else f"(None if {value} is None else {made})"


def _not_null(code: Code, type_: GraphQLOutputType, value: str, kind: type | None) -> str:
    if is_list_type(type_):
        return f"[{leaf(code, type_.of_type, 'each', None)} for each in {value}]"
    assert is_leaf_type(type_)
    if kind is not None:
        if (kind is str and (type_ is GraphQLString or type_.name == "Decimal")) or (
            kind is bool and type_ is GraphQLBoolean
        ):
            return value
        if type_ is GraphQLInt and kind is int:
            return f"({value} if -2147483648 <= {value} <= 2147483647 else bad({value}))"
        if type_ is GraphQLFloat and kind is float:
            # Of infinities and NaN the difference is NaN. What SQLite has written it may give back as an integer.
            return f"({value} * 1.0 if {value} - {value} == 0 else bad({value}))"
        if isinstance(type_, GraphQLEnumType) and issubclass(kind, enum.Enum):
            return f"{code.name(_names_of(type_, kind), (type_, kind))}[{value}]"
        if kind is Decimal and type_.name == "Decimal":
            return f"f'{{{value}:f}}'"
        if kind in (dt.date, UUID):
            return f"{code.name(type_.coerce_output_value, (type_, 'plain'))}({value})"
    return f"{code.name(_coerce(type_), type_)}({value})"


def _names_of(type_: GraphQLEnumType, kind: type[enum.Enum]) -> Mapping[Any, str]:
    return {member: type_.coerce_output_value(member) for member in kind}


def _coerce(type_: GraphQLLeafType) -> Any:
    coerce = type_.coerce_output_value

    def coerced(value: Any) -> Any:
        if isinstance(value, Exception):
            raise value
        made = coerce(value)
        return bad(value) if made is None else made

    return coerced


def global_id(code: Code, resource: Resource, values: Sequence[str]) -> str:
    """The id of the row whose key has these values. See `ids.to_global_id`, which does the same for any key."""
    if [column.python_type for column in resource.key] == [int]:
        return _encoded(orjson.dumps([resource.name]).decode(), values[0])
    return f"{code.name(to_global_id)}({code.name(resource)}, ({', '.join(values)},))"


def reference(code: Code, type_: GraphQLOutputType, target: Resource, value: str) -> str:
    """The global id of the row that a foreign key names."""
    absent = "bad()" if is_non_null_type(type_) else "None"
    return f"({absent} if {value} is None else {global_id(code, target, [value])})"


def cursor(code: Code, resource: Resource, order: Order, values: Sequence[str]) -> str:
    """The cursor of a row with these order values. See `pages.to_cursor`."""
    tag = cursor_tag(resource, order)
    if len(order) == 1 and _is_plain_integer(order[0].own_column):
        return _encoded(orjson.dumps([tag]).decode(), values[0])
    return f"{code.name(codec.encode)}(({tag!r}, {', '.join(values)}))"


def _is_plain_integer(column: Column | None) -> bool:
    return column is not None and column.python_type is int and not column.nullable


def _encoded(head: str, value: str) -> str:
    """What `codec.encode` makes of a text and an integer, of which no byte needs the two characters that URLs lack."""
    template = f"{head[:-1]},%d]".encode()
    return f"b64({template!r} % {value}).rstrip(b'=\\n').decode()"
