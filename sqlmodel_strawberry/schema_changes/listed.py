"""What graphql-core's comparison of schemas lists, by coordinates: it tells them only inside of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphql import BreakingChangeType, DangerousChangeType, GraphQLSchema
from graphql.utilities import SafeChangeType, find_schema_changes

from sqlmodel_strawberry.schema_changes.change import Change, Level

_COORDINATE = r"@?\w+(?:\.\w+)?(?:\(\w+:\))?"
_SENTENCES = [
    (re.compile(pattern), coordinate)
    for pattern, coordinate in (
        (r"Standard scalar (\w+) was removed", r"\1"),
        (r"\w+ was (?:added to|removed from) union type (\w+)", r"\1"),
        (r"\w+ added to interfaces implemented by (\w+)", r"\1"),
        (r"[A-Z_]+ was (?:added to|removed from) (@\w+)", r"\1"),
        (r"Repeatable flag was (?:added to|removed from) (@\w+)", r"\1"),
        (r"Description of argument (\w+\.\w+)\((\w+)\) has", r"\1(\2:)"),
        (r"Description of (@\w+)\(\w+\) has", r"\1"),
        (rf"Description of (?:field |input-field |enum value )?({_COORDINATE}) has", r"\1"),
        (rf"(?:(?:Field|Argument|Enum value|Directive|(?:A|An) \w+ (?:field|argument)) )?({_COORDINATE}) \w+", r"\1"),
    )
]
_LEVELS = {
    SafeChangeType: Level.SAFE,
    DangerousChangeType: Level.DANGEROUS,
    BreakingChangeType: Level.BREAKING,
}


def listed_changes(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[Change]:
    """The changes that graphql-core finds: types, fields, arguments, values, defaults, descriptions, definitions of
    directives. What is inside of something new or removed is not told one by one."""
    for found in find_schema_changes(old, new):
        coordinate, kind = coordinate_in(found.description), found.type.name
        # The sentence would end in the whole of the new description.
        message = f"{coordinate} is described in other words." if kind == "DESCRIPTION_CHANGED" else found.description
        yield Change(coordinate, kind, _LEVELS[type(found.type)], message)


def coordinate_in(sentence: str) -> str:
    """The coordinate that a sentence of graphql-core is about."""
    for pattern, coordinate in _SENTENCES:
        if match := pattern.match(sentence):
            return match.expand(coordinate)
    raise AssertionError(f"no coordinate in: {sentence}")
