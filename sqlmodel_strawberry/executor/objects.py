"""Small objects: what payloads, and pages of the search, have beside rows: made by calling their fields' resolvers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import (
    GraphQLObjectType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.executor.asked import TYPENAME, AskedField, Compilation, FallbackError
from sqlmodel_strawberry.executor.leaves import bad
from sqlmodel_strawberry.generated import BACKREF, RESOLVE

Make: TypeAlias = Callable[[Any], Any]
"""From what a resolver gives to what is shown."""


def maker_of(compilation: Compilation, asked: AskedField) -> Make:
    """How what a field's resolver gives is shown. Raises as `maker` does."""
    if asked.name == TYPENAME:
        return lambda _value: asked.parent_type.name
    return maker(compilation, asked.type, asked)


def maker(compilation: Compilation, type_: Any, above: AskedField) -> Make:
    """How values of a type are shown, with the fields asked below `above`.

    Raises:
        FallbackError: only graphql-core can do it.
    """
    if is_non_null_type(type_):
        return _not_null(maker(compilation, type_.of_type, above))
    if is_list_type(type_):
        item = maker(compilation, type_.of_type, above)
        return lambda values: None if values is None else [item(value) for value in values]
    if is_leaf_type(type_):
        coerce = type_.coerce_output_value
        return lambda value: None if value is None else _some(coerce(value))
    if is_abstract_type(type_):
        return _of_any(compilation, compilation.executor.schema.get_possible_types(type_), above)
    assert isinstance(type_, GraphQLObjectType)
    return _of_object(compilation, type_.name, above)


def _not_null(make: Make) -> Make:
    return lambda value: _some(make(value))


def _some(value: Any) -> Any:
    return bad() if value is None else value


def _of_any(compilation: Compilation, types: Sequence[GraphQLObjectType], above: AskedField) -> Make:
    makes = {type_.name: _of_object(compilation, type_.name, above) for type_ in types}
    return lambda value: None if value is None else makes[type(value).__strawberry_definition__.name](value)


def _of_object(compilation: Compilation, type_name: str, above: AskedField) -> Make:
    fields = compilation.fields(type_name, above)
    parts = [(asked.key, _composed(_read(asked), maker_of(compilation, asked))) for asked in fields]
    return lambda value: None if value is None else {key: make(value) for key, make in parts}


def _composed(read: Make, make: Make) -> Make:
    return lambda value: make(read(value))


def _read(asked: AskedField) -> Make:
    definition = asked.definition
    if definition is None:
        return lambda value: value
    written = definition.extensions.get(BACKREF)
    if (
        asked.form is not None
        or not isinstance(written, StrawberryField)
        or written.base_resolver
        or written.extensions
    ):
        raise FallbackError(f"{asked.coordinate} is hand-written, below what is no row")
    resolve = written.metadata.get(RESOLVE)
    if resolve is not None:
        return lambda value: resolve(value, None)
    return attrgetter(str(written.python_name))
