"""Walks over a built schema."""

from collections.abc import Iterable, Iterator

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
)

from sqlmodel_strawberry import Schema

Output = GraphQLObjectType | GraphQLInterfaceType


def named_types(schema: Schema) -> Iterator[GraphQLNamedType]:
    """The types of this API, without GraphQL's own."""
    for type_ in schema.graphql.type_map.values():
        if not is_introspection_type(type_) and not is_specified_scalar_type(type_):
            yield type_


def outputs(schema: Schema) -> Iterator[Output]:
    for type_ in named_types(schema):
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            yield type_


def inputs(schema: Schema) -> Iterator[GraphQLInputObjectType]:
    for type_ in named_types(schema):
        if isinstance(type_, GraphQLInputObjectType):
            yield type_


def enums(schema: Schema) -> Iterator[GraphQLEnumType]:
    for type_ in named_types(schema):
        if isinstance(type_, GraphQLEnumType):
            yield type_


def mutation_type(schema: Schema) -> GraphQLObjectType:
    assert schema.graphql.mutation_type is not None
    return schema.graphql.mutation_type


def query_type(schema: Schema) -> GraphQLObjectType:
    assert schema.graphql.query_type is not None
    return schema.graphql.query_type


def written(schema: Schema) -> set[GraphQLInputObjectType]:
    """The input types that a mutation takes, at any depth."""
    arguments = [taken.type for field in mutation_type(schema).fields.values() for taken in field.args.values()]
    return set(_within(map(get_named_type, arguments), set()))


def _within(types: Iterable[GraphQLNamedType], seen: set[str]) -> Iterator[GraphQLInputObjectType]:
    for type_ in types:
        if isinstance(type_, GraphQLInputObjectType) and type_.name not in seen:
            seen.add(type_.name)
            yield type_
            yield from _within([get_named_type(field.type) for field in type_.fields.values()], seen)
