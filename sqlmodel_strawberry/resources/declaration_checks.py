"""Mistakes in declarations that can be told at start-up: in mappers, inputs and names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from sqlalchemy.orm import Mapper

from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.resources.declaration import Declaration
from sqlmodel_strawberry.resources.resource import Column, Resource, graphql_name
from sqlmodel_strawberry.values.scalars import UnsupportedTypeError, graphql_annotation

MAPPER_EVENTS = ("before_insert", "after_insert", "before_update", "after_update", "before_delete", "after_delete")
RESERVED = {"databaseId", "and", "or", "not", "ancestors", "descendants"}
"""Names of fields, filters and arguments that the engine gives every resource."""


def mapper_problems(declaration: Declaration, mapper: Mapper[Any]) -> Iterator[Problem]:
    """What of a mapper writes would not do, which are statements of the engine's own."""
    where = declaration.where
    if mapper.inherits or mapper.polymorphic_on is not None:
        yield Problem(where, "inheritance mappings are not supported", "declare a resource on a table of its own")
    for name in MAPPER_EVENTS:
        if getattr(mapper.dispatch, name):
            mend = "do this in prepare=, in a service, or in a session event such as after_commit"
            yield Problem(where, f"a mapper event {name} would not run: writes are statements, not objects", mend)
    if mapper.version_id_col is not None and not _counts_up(mapper.version_id_generator):
        mend = "use the mapper's default generator, which counts up from 1"
        yield Problem(where, "the version column has a generator of its own", mend)
    for name in mapper.validators:
        mend = "validate in the boundary model, where Create and Update both see it"
        yield Problem(where, f"the @validates of {name} would not run", mend)


def _counts_up(generator: Any) -> bool:
    """Whether a mapper's generator of versions is the default one, which an UPDATE can do in SQL."""
    return callable(generator) and bool(generator(None) == 1) and bool(generator(41) == 42)


def input_problems(resource: Resource) -> Iterator[Problem]:
    """What of Create and Update cannot be written, and what must be written that they lack."""
    where = resource.declaration.where
    generated = resource.table.autoincrement_column
    for model in filter(None, (resource.create, resource.update)):
        for name, info in model.model_fields.items():
            yield from _input_field_problems(resource, model, name, info)
            column = resource.columns.get(name)
            if column and generated is not None and column.source is generated:
                what = f"{model.__name__} admits {name}, which the database generates"
                yield Problem(where, what, "drop it from the model")
    if resource.create and resource.prepare is None:
        for column in resource.columns.values():
            if (
                column is not resource.version
                and _must_be_given(column, generated)
                and column.name not in resource.create.model_fields
            ):
                what = f"no create can succeed: {column.name} is NOT NULL without default, and not in the Create model"
                yield Problem(where, what, "add it, give the column a default, set it in prepare=, or drop create=")
    if resource.update:
        for column in resource.key:
            if column.name in resource.update.model_fields and column.source is not generated:
                what = f"{resource.update.__name__} admits {column.name}, which identifies the row"
                yield Problem(where, what, "drop it from the model: a key does not change")


def _input_field_problems(resource: Resource, model: type[BaseModel], name: str, info: FieldInfo) -> Iterator[Problem]:
    where = resource.declaration.where
    column = resource.columns.get(name)
    if column is None and resource.prepare is None:
        what = f"{model.__name__} names {name}, which is no column of {resource.name}"
        yield Problem(where, what, "drop it, or turn it into columns with prepare=")
    try:
        graphql_annotation(info.annotation, column.source.type if column else None)
    except UnsupportedTypeError as error:
        yield Problem(where, f"{model.__name__}.{name}: {error}", "use a type of the table in docs/engine.md")


def _must_be_given(column: Column, generated: sa.Column[Any] | None) -> bool:
    source = column.source
    has_default = source.default is not None or source.server_default is not None
    return not (source.nullable or has_default or source is generated)


def name_problems(resource: Resource) -> Iterator[Problem]:
    """Fields that would silently take the place of others: in the type, its filter or its order."""
    names = [column.graphql_name for column in resource.public_columns if resource.key != (column,)]
    names += [graphql_name(name) for name in resource.public.model_computed_fields]
    names += [relation.graphql_name for relation in resource.relations.values()]
    counts = {f"{relation.graphql_name}Count" for relation in resource.relations.values() if relation.to_many}
    for name in sorted(set(names)):
        if name == "id" or name in RESERVED or name in counts or names.count(name) > 1:
            what = f"a field {name} is made by the engine, or twice"
            yield Problem(resource.declaration.where, what, "rename the column or the relationship, or hide it")
