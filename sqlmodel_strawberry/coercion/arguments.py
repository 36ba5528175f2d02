"""Arguments of fields as graphql-core coerces them (GraphQL specification, CoerceArgumentValues), by functions.

What has no variables in it is coerced once, and shared by all requests: it is for the engine's own functions, which
change nothing of it. Whatever is unusual is left to graphql-core.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    ListValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
)
from graphql.type import GraphQLArgument, GraphQLInputField
from graphql.utilities.coerce_input_value import coerce_input_literal

from sqlmodel_strawberry.coercion.variables import Coerce, UnusualError, default_of, out_type_of

Make: TypeAlias = Callable[[Mapping[str, Any]], Any]
"""Coerced variables → a value. Raises UnusualError, or anything, where graphql-core is to decide."""


class Part(NamedTuple):
    """One value of an input object, or of a field's arguments: of a variable, made by a function, or `value`."""

    out_name: str
    variable: str | None
    make: Make | None
    value: Any
    """For a variable: what is taken where it has no value; Undefined is nothing."""
    nullable: bool


class Arguments:
    """The arguments of a field of a document."""

    def __init__(self, field: GraphQLField, node: FieldNode) -> None:
        given = {each.name.value: each.value for each in node.arguments or ()}
        self.variables = frozenset(name for value in given.values() for name in _variables(value))
        """The names of those that decide on them."""
        self.make: Callable[[Mapping[str, Any]], dict[str, Any]] = _object(
            [part for name, each in field.args.items() for part in _part(name, each, given.get(name))]
        )
        """Them, of coerced variables. Raises where graphql-core is to decide."""


def _variables(node: ValueNode) -> Iterator[str]:
    if isinstance(node, VariableNode):
        yield node.name.value
    inner: Sequence[Any] = ()
    if isinstance(node, ListValueNode):
        inner = node.values
    elif isinstance(node, ObjectValueNode):
        inner = [field.value for field in node.fields]
    for each in inner:
        yield from _variables(each)


def _has_variables(node: ValueNode) -> bool:
    return next(_variables(node), None) is not None


def _part(name: str, definition: GraphQLArgument | GraphQLInputField, node: ValueNode | None) -> Iterator[Part]:
    out_name, nullable = definition.out_name or name, not isinstance(definition.type, GraphQLNonNull)
    absent = default_of(definition)
    if absent is Undefined and not nullable:
        absent = UnusualError
    if isinstance(node, VariableNode):
        yield Part(out_name, node.name.value, None, absent, nullable)
    elif node is not None:
        yield _given(out_name, node, definition.type, nullable=nullable)
    elif absent is not Undefined:
        yield Part(out_name, None, _unusual if absent is UnusualError else None, absent, nullable)


def _unusual(_variables: Mapping[str, Any]) -> Any:
    raise UnusualError


def _given(out_name: str, node: ValueNode, type_: GraphQLInputType, *, nullable: bool) -> Part:
    """A value that is no variable."""
    if _has_variables(node):
        return Part(out_name, None, _varying(node, type_), None, nullable)
    value = coerce_input_literal(node, type_)
    return Part(out_name, None, _unusual if value is Undefined else None, value, nullable)


def _varying(node: ValueNode, type_: GraphQLInputType) -> Make:
    bare: Any = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    if isinstance(bare, GraphQLList):
        return _list(node.values if isinstance(node, ListValueNode) else [node], bare.of_type)
    if isinstance(bare, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
        return _input_object(node, bare)
    # Inside of a scalar like JSON.
    return _unusual


def _list(nodes: Any, item_type: GraphQLInputType) -> Make:
    absent = UnusualError if isinstance(item_type, GraphQLNonNull) else None
    items = []
    for node in nodes:
        if isinstance(node, VariableNode):
            items.append(Part("", node.name.value, None, absent, absent is None))
        else:
            items.append(_given("", node, item_type, nullable=True))

    def values(variables: Mapping[str, Any]) -> list[Any]:
        return [_of_part(part, variables) for part in items]

    return values


def _of_part(part: Part, variables: Mapping[str, Any]) -> Any:
    _, variable, make, value, nullable = part
    if variable is not None:
        value = variables.get(variable, value)
        if value is UnusualError or (value is None and not nullable):
            raise UnusualError
        return value
    return value if make is None else make(variables)


def _input_object(node: ObjectValueNode, type_: GraphQLInputObjectType) -> Make:
    given = {each.name.value: each.value for each in node.fields}
    if not given.keys() <= type_.fields.keys() or (type_.is_one_of and len(given) != 1):
        return _unusual
    parts = [part for name, field in type_.fields.items() for part in _part(name, field, given.get(name))]
    return _object(parts, out_type_of(type_), is_one_of=type_.is_one_of)


def _object(parts: list[Part], out_type: Coerce | None = None, *, is_one_of: bool = False) -> Make:
    def values(variables: Mapping[str, Any]) -> Any:
        made = {}
        for out_name, variable, make, value, nullable in parts:
            if variable is not None:
                value = variables.get(variable, value)
                if value is Undefined:
                    continue
                if value is UnusualError or (value is None and not nullable):
                    raise UnusualError
            elif make is not None:
                value = make(variables)
            made[out_name] = value
        if is_one_of and (len(made) != 1 or None in made.values()):
            raise UnusualError
        return made if out_type is None else out_type(made)

    return values
