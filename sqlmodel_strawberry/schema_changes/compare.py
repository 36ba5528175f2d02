"""Comparing two versions of a schema, both in GraphQL's definition language."""

from __future__ import annotations

from collections.abc import Sequence

from graphql import GraphQLError, GraphQLSchema, build_schema, validate_schema

from sqlmodel_strawberry.client_documents.files import located
from sqlmodel_strawberry.schema_changes.applied import applied_changes
from sqlmodel_strawberry.schema_changes.change import Change, Level
from sqlmodel_strawberry.schema_changes.listed import listed_changes

_ORDER = [Level.BREAKING, Level.DANGEROUS, Level.SAFE]


class InvalidSchemaError(Exception):
    """A text that is no schema, in words."""


def read_schema(sdl: str) -> GraphQLSchema:
    """The schema of a text, for comparing and validating, not for running anything.

    Raises:
        InvalidSchemaError: the text is not GraphQL's definition language, or what it defines is not valid.
    """
    try:
        schema = build_schema(sdl)
    except (GraphQLError, TypeError) as error:
        raise InvalidSchemaError(_reason(error)) from None
    if errors := validate_schema(schema):
        raise InvalidSchemaError(_reason(errors[0]))
    return schema


def changes_between(old: GraphQLSchema, new: GraphQLSchema) -> Sequence[Change]:
    """What changed, the worst first, and then by coordinates.

    Both must come of `read_schema`: the directives of their elements are those of their text.
    """
    found = {*listed_changes(old, new), *applied_changes(old, new)}
    return sorted(found, key=lambda each: (_ORDER.index(each.level), each.coordinate, each.kind, each.message))


def _reason(error: GraphQLError | TypeError) -> str:
    """The first mistake, and where it is."""
    return located(error) if isinstance(error, GraphQLError) else str(error).split("\n\n", 1)[0]
