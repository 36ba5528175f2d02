"""The schema in GraphQL's definition language, with what graphql-core does not print: the directives of its fields."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    DocumentNode,
    GraphQLObjectType,
    GraphQLSchema,
    ObjectTypeDefinitionNode,
    lexicographic_sort_schema,
    parse,
    print_ast,
    print_schema,
)

from sqlmodel_strawberry.cost.directives import applied


def print_sdl(schema: GraphQLSchema) -> str:
    """Sorted, ending in a newline."""
    text = print_schema(lexicographic_sort_schema(schema)) + "\n"
    parts, done = [], 0
    for end, directives in _insertions(schema, parse(text)):
        parts += [text[done:end], directives]
        done = end
    return "".join([*parts, text[done:]])


def _insertions(schema: GraphQLSchema, document: DocumentNode) -> Iterator[tuple[int, str]]:
    """Where the definition of a field ends, and the directives that are to follow; in the order of the text."""
    for definition in document.definitions:
        if not isinstance(definition, ObjectTypeDefinitionNode):
            continue
        type_ = schema.type_map[definition.name.value]
        assert isinstance(type_, GraphQLObjectType)
        for node in definition.fields or ():
            assert node.loc is not None
            directives = "".join(f" {print_ast(each)}" for each in applied(type_.fields[node.name.value]))
            if directives:
                yield node.loc.end, directives
