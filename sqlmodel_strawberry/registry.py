"""Declarations + mapper → resources, with every mistake found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from sqlalchemy.orm import Mapper, RelationshipProperty, configure_mappers
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.visitors import iterate

from sqlmodel_strawberry.declaration import DECLARATION, Declaration
from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.policy_checks import policy_problems
from sqlmodel_strawberry.resource import KEY_TYPES, Column, ForeignKey, Relation, Resource, graphql_name
from sqlmodel_strawberry.scalars import UnsupportedTypeError, graphql_annotation

MAPPER_EVENTS = ("before_insert", "after_insert", "before_update", "after_update", "before_delete", "after_delete")
RESERVED = {"databaseId", "and", "or", "not", "ancestors", "descendants"}
"""Names of fields, filters and arguments that the engine gives every resource."""


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
        _link(resource, by_model, problems)
        problems.extend(_name_problems(resource))
    for resource in resources:
        problems.extend(policy_problems(resource, resources))
    return resources


def _resource(declaration: Declaration, problems: list[Problem]) -> Resource | None:
    mapper: Any = sa.inspect(declaration.table, raiseerr=False)
    if not isinstance(mapper, Mapper) or not isinstance(mapper.local_table, sa.Table):
        what = f"{declaration.table.__name__} is not a mapped table"
        problems.append(Problem(declaration.where, what, "give the class with table=True, or a declarative class"))
        return None
    problems.extend(_mapper_problems(declaration, mapper))
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
    problems.extend(_input_problems(resource))
    return resource


def _mapper_problems(declaration: Declaration, mapper: Mapper[Any]) -> Iterator[Problem]:
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
        if not _has_unique_index(found):
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


def _has_unique_index(columns: tuple[Column, ...]) -> bool:
    table = columns[0].source.table
    assert isinstance(table, sa.Table)
    wanted = {column.source for column in columns}
    if len(columns) == 1 and (columns[0].source.unique or set(table.primary_key.columns) == wanted):
        return True
    indexes = [set(index.columns) for index in table.indexes if index.unique]
    constraints = [set(each.columns) for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
    return wanted in indexes or wanted in constraints or set(table.primary_key.columns) == wanted


def _input_problems(resource: Resource) -> Iterator[Problem]:
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


def _link(resource: Resource, by_model: dict[type, Resource], problems: list[Problem]) -> None:
    """Foreign keys and relations, once every resource is known."""
    by_table = {other.table: other for other in by_model.values()}
    places = {source: place for place, source in enumerate(resource.table.columns)}
    for constraint in sorted(resource.table.foreign_key_constraints, key=lambda each: places[each.elements[0].parent]):
        target = by_table.get(constraint.referred_table)
        if target is None:
            continue
        columns = [resource.column_named(element.parent) for element in constraint.elements]
        target_columns = [target.column_named(element.column) for element in constraint.elements]
        if None in columns or None in target_columns:
            continue
        key = ForeignKey(tuple(filter(None, columns)), target, tuple(filter(None, target_columns)))
        resource.foreign_keys.append(key)
        if len(columns) == 1 and key.target_columns == target.key:
            resource.references[key.columns[0].name] = target
    mapper: Mapper[Any] = sa.inspect(resource.model)
    relationships = mapper.relationships
    for name in resource.declaration.relations:
        if name not in relationships:
            known = ", ".join(sorted(relationships.keys())) or "none"
            what = f"{resource.name} has no relationship {name}"
            problems.append(Problem(resource.declaration.where, what, f"the mapper knows: {known}"))
        elif name in resource.public.model_fields:
            what = f"{name} is a relation and a field of {resource.public.__name__}"
            problems.append(Problem(resource.declaration.where, what, "drop it from the Public model: it is an edge"))
        else:
            relation = _relation(resource, relationships[name], by_model, problems)
            if relation is not None:
                resource.relations[name] = relation


def _name_problems(resource: Resource) -> Iterator[Problem]:
    """Fields that would silently take the place of others: in the type, its filter or its order."""
    names = [column.graphql_name for column in resource.public_columns if resource.key != (column,)]
    names += [graphql_name(name) for name in resource.public.model_computed_fields]
    names += [relation.graphql_name for relation in resource.relations.values()]
    counts = {f"{relation.graphql_name}Count" for relation in resource.relations.values() if relation.to_many}
    for name in sorted(set(names)):
        if name == "id" or name in RESERVED or name in counts or names.count(name) > 1:
            what = f"a field {name} is made by the engine, or twice"
            yield Problem(resource.declaration.where, what, "rename the column or the relationship, or hide it")


def _relation(
    resource: Resource,
    relationship: RelationshipProperty[Any],
    by_model: dict[type, Resource],
    problems: list[Problem],
) -> Relation | None:
    where, name = resource.declaration.where, relationship.key
    target = by_model.get(relationship.mapper.class_)
    if target is None:
        model = relationship.mapper.class_.__name__
        what = f"the relation {name} leads to {model}, which has no resource in this schema"
        problems.append(Problem(where, what, f"add a resource for {model} to build_schema, or drop {name}"))
        return None
    through = relationship.secondary
    pairs = list(relationship.synchronize_pairs if through is not None else relationship.local_remote_pairs or ())
    secondary_pairs = list(relationship.secondary_synchronize_pairs or ())
    if not _joins_only(relationship.primaryjoin, pairs) or (
        through is not None
        and (not isinstance(through, sa.Table) or not _joins_only(relationship.secondaryjoin, secondary_pairs))
    ):
        what = f"the relation {name} joins on more than its foreign key"
        problems.append(Problem(where, what, "write a custom field for it, or a plain relationship"))
        return None
    locals_ = [resource.column_named(local) for local, _ in pairs]
    assert all(locals_)
    return Relation(
        name=name,
        source=resource,
        target=target,
        to_many=bool(relationship.uselist),
        local=tuple(column.name for column in locals_ if column),
        remote=tuple(remote for _, remote in pairs),  # type: ignore[misc]
        through=through if isinstance(through, sa.Table) else None,
        through_on=tuple((link, column) for column, link in secondary_pairs),  # type: ignore[misc]
        description=relationship.doc,
    )


def _joins_only(condition: Any, pairs: Sequence[tuple[Any, Any]]) -> bool:
    """Whether a join condition is nothing but the equality of these column pairs."""
    if condition is None:
        return False
    expected = {frozenset((_identity(left), _identity(right))) for left, right in pairs}
    found = set()
    for part in iterate(condition):
        if isinstance(part, BinaryExpression):
            if part.operator is not operators.eq:
                return False
            found.add(frozenset((_identity(part.left), _identity(part.right))))
    return found == expected


def _identity(column: Any) -> tuple[str, str]:
    """Relationships annotate the columns in their joins, so these compare by name."""
    return column.table.fullname, column.name
