"""The elements of a schema by their coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from graphql import (
    GraphQLArgument,
    GraphQLDirective,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_introspection_type,
    is_specified_directive,
    is_specified_scalar_type,
)

Member: TypeAlias = GraphQLField | GraphQLArgument | GraphQLInputField | GraphQLEnumValue
Element: TypeAlias = GraphQLNamedType | GraphQLDirective | Member


def elements(schema: GraphQLSchema) -> dict[str, Element]:
    """Everything that a schema defines itself, by schema coordinates."""
    found: dict[str, Element] = {}
    for type_ in schema.type_map.values():
        if not is_introspection_type(type_) and not is_specified_scalar_type(type_):
            found[type_.name] = type_
            found.update(_members(type_))
    for directive in schema.directives:
        if not is_specified_directive(directive):
            found[f"@{directive.name}"] = directive
            found.update({f"@{directive.name}({name}:)": each for name, each in directive.args.items()})
    return found


def _members(type_: GraphQLNamedType) -> Iterator[tuple[str, Member]]:
    match type_:
        case GraphQLObjectType() | GraphQLInterfaceType():
            for name, field in type_.fields.items():
                yield f"{type_.name}.{name}", field
                for argument, each in field.args.items():
                    yield f"{type_.name}.{name}({argument}:)", each
        case GraphQLInputObjectType():
            for name, input_field in type_.fields.items():
                yield f"{type_.name}.{name}", input_field
        case GraphQLEnumType():
            for name, value in type_.values.items():
                yield f"{type_.name}.{name}", value
