"""Small objects: what payloads, and pages of the search, have beside rows: made by calling their fields' resolvers."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeAlias

from graphql import is_abstract_type, is_leaf_type, is_list_type, is_non_null_type
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.executor.compilation import Compilation, FallbackError
from sqlmodel_strawberry.executor.leaves import bad
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField
from sqlmodel_strawberry.fields.generated import BACKREF, RESOLVE

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
    absent = bad if is_non_null_type(type_) else _null
    bare = type_.of_type if is_non_null_type(type_) else type_
    if is_list_type(bare):
        item = maker(compilation, bare.of_type, above)
        return lambda values: absent() if values is None else list(map(item, values))
    if is_leaf_type(bare):
        coerce = bare.coerce_output_value
        return lambda value: absent() if value is None else _some(coerce(value))
    make = _maker_of_objects(compilation, bare, above)
    return lambda value: absent() if value is None else make(value)


def _null() -> None:
    return None


def _some(value: Any) -> Any:
    return bad() if value is None else value


def _maker_of_objects(compilation: Compilation, type_: Any, above: AskedField) -> Make:
    if is_abstract_type(type_):
        types = compilation.executor.schema.get_possible_types(type_)
        makes = {each.name: _maker_of_objects(compilation, each, above) for each in types}
        return lambda value: makes[type(value).__strawberry_definition__.name](value)
    fields = compilation.fields(type_.name, above)
    parts = [(asked.key, _composed(_read(asked), maker_of(compilation, asked))) for asked in fields]
    return lambda value: {key: make(value) for key, make in parts}


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
