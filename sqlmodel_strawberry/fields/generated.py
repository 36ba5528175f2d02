"""Strawberry types made at start-up, with fields whose resolvers graphql-core calls directly."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterable
from keyword import iskeyword
from typing import Any

import strawberry
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from sqlmodel_strawberry.cost.prices import PRICE, Price
from sqlmodel_strawberry.fields.forms import FORM, Form
from sqlmodel_strawberry.values.scalars import own_docstring

Resolver = Callable[..., Any]

RESOLVE = "resolve"
BACKREF = "strawberry-definition"


def output_field(
    name: str,
    annotation: Any,
    resolve: Resolver | None,
    description: str | None,
    arguments: Iterable[StrawberryArgument] = (),
    price: Price | None = None,
    form: Form | None = None,
) -> StrawberryField:
    """A field of an output type. `resolve(source, info, **arguments)` gets arguments as graphql-core coerced them."""
    field = StrawberryField(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(annotation, namespace={}),
        description=description,
        metadata={RESOLVE: resolve, PRICE: price, FORM: form},
    )
    field.arguments = list(arguments)
    return field


def argument(name: str, annotation: Any, description: str) -> StrawberryArgument:
    """An argument without default: what is absent stays absent."""
    return StrawberryArgument(
        python_name=name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(annotation, namespace={}),
        description=description,
    )


def input_field(name: str, annotation: Any, description: str | None) -> StrawberryField:
    """A field of an input type. A nullable one may be absent, and has no `= null` in the schema."""
    return StrawberryField(
        python_name=f"{name}_" if iskeyword(name) else name,
        graphql_name=name,
        type_annotation=StrawberryAnnotation(annotation, namespace={}),
        description=description,
        default=UNSET,
    )


def define(cls: type, name: str, fields: Iterable[StrawberryField], description: str | None) -> Any:
    """Make `cls` a Strawberry type with exactly these fields, whatever it was before."""
    return strawberry.type(_with_fields(cls, fields), name=name, description=description)


def define_input(
    cls: type, name: str, fields: Iterable[StrawberryField], description: str | None, *, one_of: bool = False
) -> Any:
    """Make `cls` a Strawberry input type with exactly these fields."""
    return strawberry.input(_with_fields(cls, fields), name=name, description=description, one_of=one_of or None)


def new_class(name: str) -> type:
    """A class to define."""
    return type(name, (), {})


def _with_fields(cls: type, fields: Iterable[StrawberryField]) -> type:
    for stale in ("__strawberry_definition__", "__dataclass_fields__"):
        if stale in cls.__dict__:
            delattr(cls, stale)
    cls.__annotations__ = {}
    for field in map(copy.copy, fields):
        assert field.python_name
        if field.type_annotation is not None:
            cls.__annotations__[field.python_name] = field.type_annotation.raw_annotation
        setattr(cls, field.python_name, field)
    return cls


def install(schema: GraphQLSchema) -> None:
    """Give graphql-core the resolvers of generated fields, and docstrings to what has no other description."""
    for type_ in schema.type_map.values():
        strawberry_type = type_.extensions.get(BACKREF)
        if type_.description is None and strawberry_type is not None and hasattr(strawberry_type, "origin"):
            type_.description = own_docstring(strawberry_type.origin)
        if isinstance(type_, GraphQLEnumType) and isinstance(strawberry_type, StrawberryEnumDefinition):
            for name, value in type_.values.items():
                value.description = value.description or f"{name.replace('_', ' ').capitalize()}."
        if isinstance(type_, GraphQLInputObjectType) and isinstance(strawberry_type, StrawberryObjectDefinition):
            # Strawberry checks this when it coerces; graphql-core also validates and prints it, once it knows.
            type_.is_one_of = bool(strawberry_type.is_one_of)
        if not isinstance(type_, GraphQLObjectType):
            continue
        for field in type_.fields.values():
            definition = field.extensions.get(BACKREF)
            if not isinstance(definition, StrawberryField):
                continue
            resolve = definition.metadata.get(RESOLVE)
            if resolve is not None:
                field.resolve = resolve
            for extension in (PRICE, FORM):
                value = definition.metadata.get(extension)
                if value is not None:
                    field.extensions = {**field.extensions, extension: value}
            if field.description is None and definition.base_resolver is not None:
                field.description = inspect.getdoc(definition.base_resolver.wrapped_func)
