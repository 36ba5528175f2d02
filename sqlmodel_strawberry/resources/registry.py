"""Declarations + mapper → resources, with every mistake found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper, configure_mappers

from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.resources.declaration import DECLARATION, Declaration
from sqlmodel_strawberry.resources.declaration_checks import input_problems, mapper_problems, name_problems
from sqlmodel_strawberry.resources.policy_checks import policy_problems
from sqlmodel_strawberry.resources.relations import link
from sqlmodel_strawberry.resources.resource import KEY_TYPES, Column, Resource
from sqlmodel_strawberry.resources.uniqueness import are_unique
from sqlmodel_strawberry.values.scalars import UnsupportedTypeError, graphql_annotation


def resolve(classes: Sequence[type], problems: list[Problem]) -> list[Resource]:
    """Make the resources of a schema, adding every mistake in every declaration to `problems`."""
    declarations: list[Declaration] = []
    for cls in classes:
        declaration = cls.__dict__.get(DECLARATION)
        if declaration is None:
            problems.append(Problem(cls.__qualname__, "is not a resource", "decorate it with @resource(Table, …)"))
        else:
            declarations.append(declaration)
    configure_mappers()
    resources = [resource for each in declarations if (resource := _resource(each, problems))]
    by_model: dict[type, Resource] = {}
    names: dict[str, Resource] = {}
    for resource in resources:
        if names.setdefault(resource.name, resource).model is not resource.model:
            what = f"another table is called {resource.name} too"
            problems.append(Problem(resource.declaration.where, what, "rename one of the classes"))
        if resource.model in by_model:
            where = resource.declaration.where
            problems.append(Problem(where, "the table has another resource already", "keep one of them"))
        by_model[resource.model] = resource
    for resource in resources:
        link(resource, by_model, problems)
        problems.extend(name_problems(resource))
    for resource in resources:
        problems.extend(policy_problems(resource, resources))
    return resources


def _resource(declaration: Declaration, problems: list[Problem]) -> Resource | None:
    mapper: Any = sa.inspect(declaration.table, raiseerr=False)
    if not isinstance(mapper, Mapper) or not isinstance(mapper.local_table, sa.Table):
        what = f"{declaration.table.__name__} is not a mapped table"
        problems.append(Problem(declaration.where, what, "give the class with table=True, or a declarative class"))
        return None
    problems.extend(mapper_problems(declaration, mapper))
    columns = {column.name: column for column in _columns(declaration, mapper, problems)}
    by_source = {column.source: column for column in columns.values()}
    key = tuple(by_source[source] for source in mapper.local_table.primary_key.columns)
    for column in key:
        if not issubclass(column.python_type, KEY_TYPES):
            what = f"the key {column.name} has the type {column.source.type!r}, which makes no id"
            problems.append(Problem(declaration.where, what, "use an integer, text, UUID, decimal, date or enum key"))
    unique = tuple(_unique(declaration, columns, problems))
    resource = Resource(declaration.table.__name__, declaration, mapper.local_table, columns, key, unique)
    resource.searchable = tuple(_searchable(resource, problems))
    if resource.list_name == resource.field_name:
        what = f"the lookup and the list would both be called {resource.list_name}"
        problems.append(Problem(declaration.where, what, 'say what several are called: plural="…"'))
    problems.extend(input_problems(resource))
    return resource


def _columns(declaration: Declaration, mapper: Mapper[Any], problems: list[Problem]) -> Iterator[Column]:
    fields = declaration.public.model_fields
    sources = {name: property_.columns[0] for name, property_ in mapper.column_attrs.items()}
    for name, info in fields.items():
        source = sources.get(name)
        if not isinstance(source, sa.Column):
            what = f"{declaration.public.__name__} names {name}, which is no column of {declaration.table.__name__}"
            mend = "rename it, drop it, make it a @computed_field, or write a custom field"
            problems.append(Problem(declaration.where, what, mend))
            continue
        try:
            annotation = graphql_annotation(info.annotation, source.type)
        except UnsupportedTypeError as error:
            what = f"{declaration.public.__name__}.{name}: {error}"
            problems.append(Problem(declaration.where, what, "use a type of the table in docs/engine.md"))
            continue
        yield Column(name, source, bool(source.nullable), True, annotation, info.description)
    for name, source in sources.items():
        if name not in fields and isinstance(source, sa.Column):
            yield Column(name, source, bool(source.nullable), False, None)


def _unique(
    declaration: Declaration, columns: dict[str, Column], problems: list[Problem]
) -> Iterator[tuple[Column, ...]]:
    for group in declaration.unique:
        unknown = [name for name in group if name not in columns or not columns[name].public]
        if unknown:
            what = f"unique names {', '.join(unknown)}, which {declaration.public.__name__} does not show"
            problems.append(Problem(declaration.where, what, "name public columns only"))
            continue
        found = tuple(columns[name] for name in group)
        if not are_unique([column.source for column in found]):
            what = f"{', '.join(group)} is declared unique, but the table has no unique constraint or index on it"
            problems.append(Problem(declaration.where, what, "add one to the table, or drop it from unique="))
            continue
        yield found


def _searchable(resource: Resource, problems: list[Problem]) -> Iterator[Column]:
    for name in resource.declaration.searchable:
        column = resource.columns.get(name)
        if column is None or not column.public or column.annotation is not str:
            what = f"searchable names {name}, which is no text that {resource.public.__name__} shows"
            problems.append(Problem(resource.declaration.where, what, "name public text columns only"))
        else:
            yield column
