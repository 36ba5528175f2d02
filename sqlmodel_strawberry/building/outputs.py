"""The output type of a resource: the mirror of its Public model, its edges, its hand-written fields."""

from __future__ import annotations

import copy
import enum
import inspect
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.building.trees import tree_fields
from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import Arguments, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.fields.forms import Form, GlobalId, OfRow, Reference, Stored, ToMany, ToOne
from sqlmodel_strawberry.fields.generated import define, output_field
from sqlmodel_strawberry.fields.selections import Selected
from sqlmodel_strawberry.lists.connection import RelatedTo, Source
from sqlmodel_strawberry.lists.types import ListTypes
from sqlmodel_strawberry.loading.rows import joined, missing_attribute
from sqlmodel_strawberry.resources.declaration import REQUIRES
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource, graphql_name, python_type
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.values.ids import to_global_id
from sqlmodel_strawberry.values.scalars import UnsupportedTypeError, graphql_annotation, own_docstring, without_none


@strawberry.interface
class Node:
    """Anything with a global id (Relay's Object Identification)."""

    id: strawberry.ID = strawberry.field(description="The opaque global id.")


def define_resource(resource: Resource, lists: Mapping[Resource, ListTypes], problems: list[Problem]) -> None:
    """Turn the declared class into the Strawberry type of the resource."""
    fields = {str(field.graphql_name): field for field in _fields(resource, lists, problems)}
    for name, custom in resource.declaration.custom_fields.items():
        _add_custom_field(resource, name, custom, fields, problems)
    cls: Any = resource.cls
    cls.is_type_of = staticmethod(_is_row_of(resource))
    cls.__getattr__ = missing_attribute(resource)
    define(cls, resource.name, fields.values(), own_docstring(cls) or own_docstring(resource.public))
    cls.__strawberry_definition__.interfaces.append(Node.__strawberry_definition__)  # type: ignore[attr-defined]


def _fields(
    resource: Resource, lists: Mapping[Resource, ListTypes], problems: list[Problem]
) -> Iterator[StrawberryField]:
    yield _id_field(resource)
    if len(resource.key) == 1 and resource.key[0].public:
        yield _database_id_field(resource)
    for column in resource.public_columns:
        if column.graphql_name not in ("id", "databaseId"):
            yield _column_field(resource, column)
    yield from _computed_fields(resource, problems)
    for relation in resource.relations.values():
        resource.requirements[relation.graphql_name] = tuple(resource.columns[name] for name in relation.local)
        if relation.to_many:
            yield _to_many_field(relation, lists[relation.target])
        else:
            yield _to_one_field(relation)
    yield from tree_fields(resource, lists[resource].limits)


def _id_field(resource: Resource) -> StrawberryField:
    names = [column.name for column in resource.key]
    resource.requirements["id"] = resource.key

    def resolve(row: Any, _info: ResolveInfo) -> str:
        return to_global_id(resource, tuple(getattr(row, name) for name in names))

    return output_field("id", strawberry.ID, resolve, "The opaque global id.", form=GlobalId(resource))


def _database_id_field(resource: Resource) -> StrawberryField:
    (column,) = resource.key
    resource.requirements["databaseId"] = resource.key
    resolve = _attribute(column.name)
    return output_field("databaseId", column.annotation, resolve, "The raw key of the row.", form=Stored(column))


def _column_field(resource: Resource, column: Column) -> StrawberryField:
    resource.requirements[column.graphql_name] = (column,)
    annotation: Any = column.annotation
    resolve: Callable[..., Any] = _attribute(column.name)
    form: Form = Stored(column)
    target = resource.references.get(column.name)
    if target is not None:
        annotation, resolve = strawberry.ID, _reference(column.name, target)
        form = Reference(column, target)
    else:
        wanted = without_none(resource.public.model_fields[column.name].annotation)
        stored = python_type(column.source.type)
        if isinstance(wanted, type) and issubclass(wanted, enum.Enum) and stored is not wanted:
            resolve, form = _enum_attribute(column.name, wanted), OfRow.COMPUTED
    description = column.description
    if column.name in resource.policy.read_fields:
        description = f"{description or ''} Null for whoever may not read it.".strip()
        annotation = annotation | None
    elif column.nullable:
        annotation = annotation | None
    return output_field(column.graphql_name, annotation, resolve, description, form=form)


def _computed_fields(resource: Resource, problems: list[Problem]) -> Iterator[StrawberryField]:
    for name, info in resource.public.model_computed_fields.items():
        try:
            annotation = graphql_annotation(info.return_type)
        except UnsupportedTypeError as error:
            what = f"the computed field {resource.public.__name__}.{name}: {error}"
            problems.append(Problem(resource.declaration.where, what, "annotate what it returns"))
            continue
        if without_none(info.return_type) is not info.return_type:
            annotation = annotation | None
        getter = info.wrapped_property
        compute = getter.fget if isinstance(getter, property) else getter.func
        assert compute is not None
        description = info.description or inspect.getdoc(compute)
        resolve = _computed(compute)
        yield output_field(graphql_name(name), annotation, resolve, description, form=OfRow.COMPUTED)


def _to_one_field(relation: Relation) -> StrawberryField:
    description = relation.description or f"The {relation.target.field_name} of this {relation.source.field_name}."

    def resolve(row: Any, info: ResolveInfo) -> Any:
        context = info.context
        columns = context.plan(info)
        found = joined(row, relation, columns)
        if found is not None:
            context.show(int(found[0] is not None))
            return found[0]
        key = tuple(getattr(row, name) for name in relation.local)
        if None in key:
            return None
        future: Awaitable[Any] = context.loaders.related(relation, columns).load(key)
        return future

    def plan(_arguments: Arguments, selected: Selected, _access: Access) -> tuple[Column, ...]:
        return selected.columns(relation.target)

    def share(asked: PricedField) -> Share:
        return Share(rows=1, statements=int(not asked.comes_with_its_rows)) + asked.below()

    price, form = Price(share, plan=Plan(plan, lambda _: None)), ToOne(relation)
    return output_field(relation.graphql_name, relation.target.cls | None, resolve, description, (), price, form)


def _to_many_field(relation: Relation, target: ListTypes) -> StrawberryField:
    description = relation.description or f"The {relation.target.list_name} of this {relation.source.field_name}."

    def source(row: Any, info: ResolveInfo) -> Source:
        key = tuple(getattr(row, name) for name in relation.local)
        return RelatedTo(info.context, relation, key, info.path)

    return target.field(relation.graphql_name, description, source, ToMany(relation))


def _add_custom_field(
    resource: Resource,
    name: str,
    custom: StrawberryField,
    fields: dict[str, StrawberryField],
    problems: list[Problem],
) -> None:
    public_name = custom.graphql_name or graphql_name(name)
    where = f"{resource.declaration.where}, field {name}"
    if public_name in fields:
        problems.append(Problem(where, f"{public_name} is a generated field already", "rename the custom field"))
        return
    requires = custom.metadata.get(REQUIRES)
    if requires is not None:
        unknown = [each for each in requires if each not in resource.columns or not resource.columns[each].public]
        if unknown:
            what = f"requires {', '.join(unknown)}, which {resource.public.__name__} does not show"
            problems.append(Problem(where, what, "name public columns: outputs do not reach others"))
            return
        resource.requirements[public_name] = tuple(resource.columns[each] for each in requires)
    copied = copy.copy(custom)
    copied.graphql_name = public_name
    fields[public_name] = copied


def _is_row_of(resource: Resource) -> Callable[[Any, Any], bool]:
    # Hand-written resolvers may return objects of the table class.
    classes = (resource.cls, resource.model)
    return lambda row, _info: isinstance(row, classes)


def _attribute(name: str) -> Callable[..., Any]:
    return lambda row, _info: getattr(row, name)


def _computed(compute: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda row, _info: compute(row)


def _reference(name: str, target: Resource) -> Callable[..., Any]:
    def resolve(row: Any, _info: ResolveInfo) -> str | None:
        value = getattr(row, name)
        return None if value is None else to_global_id(target, (value,))

    return resolve


def _enum_attribute(name: str, cls: type[enum.Enum]) -> Callable[..., Any]:
    def resolve(row: Any, _info: ResolveInfo) -> enum.Enum | None:
        value = getattr(row, name)
        return None if value is None else cls(value)

    return resolve
