"""A schema in which no field is non-null, so that no null bubbles and every error is told."""

from typing import Any

from graphql import GraphQLInterfaceType, GraphQLList, GraphQLNonNull, GraphQLObjectType, is_introspection_type

from sqlmodel_strawberry import Schema


def unbubbling(schema: Schema) -> Schema:
    """The schema itself, changed: build one for this."""
    for type_ in schema.graphql.type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not is_introspection_type(type_):
            for field in type_.fields.values():
                field.type = _nullable(field.type)
    return schema


def _nullable(type_: Any) -> Any:
    if isinstance(type_, GraphQLNonNull):
        return _nullable(type_.of_type)
    return GraphQLList(_nullable(type_.of_type)) if isinstance(type_, GraphQLList) else type_
