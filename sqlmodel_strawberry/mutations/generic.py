"""The generated mutations of every resource: the table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.fields.unique_keys import upsert_keys
from sqlmodel_strawberry.mutations.children import Children
from sqlmodel_strawberry.mutations.create import Create, CreateMany
from sqlmodel_strawberry.mutations.delete import Delete, DeleteMany, Restore
from sqlmodel_strawberry.mutations.links import Links
from sqlmodel_strawberry.mutations.nested import Nested, why_not
from sqlmodel_strawberry.mutations.resource_mutation import MutationTypes, ResourceMutation
from sqlmodel_strawberry.mutations.update import Update, UpdateMany
from sqlmodel_strawberry.mutations.upsert import Upsert
from sqlmodel_strawberry.resources.resource import Relation, Resource

RESERVED = {"id", "patch", "expectedVersion", "clientMutationId"}


def mutation_fields(types: MutationTypes) -> Iterator[StrawberryField]:
    """The root fields."""
    for resource in types.resources:
        for mutation in _mutations(resource, types):
            yield mutation.field()


def _mutations(resource: Resource, types: MutationTypes) -> Iterator[ResourceMutation]:
    """A resource that can neither be created nor updated cannot be deleted either."""
    nested = list(_nested(resource, types))
    if resource.create:
        yield Create(resource, types, nested)
        yield CreateMany(resource, types)
    if resource.update:
        yield Update(resource, types, nested)
        yield UpdateMany(resource, types)
    if upsert_keys(resource):
        yield Upsert(resource, types)
    if resource.create or resource.update:
        yield Delete(resource, types)
        yield DeleteMany(resource, types)
        if resource.deleted_at:
            yield Restore(resource, types)


def _nested(resource: Resource, types: MutationTypes) -> Iterator[Nested]:
    for name in resource.declaration.nested:
        relation = resource.relations.get(name)
        if relation is None:
            _problem(resource, types, f"nested names {name}, which is no relation of it", "name it in relations= too")
            continue
        reasons = list(why_not(relation))
        if relation.graphql_name in RESERVED | {resource.field_name}:
            reasons.append(("has the name of another field of the input", "rename the relationship"))
        for what, mend in reasons:
            _problem(resource, types, f"nested names {name}, which {what}", mend)
        if not reasons:
            yield _nest(relation, types)


def _nest(relation: Relation, types: MutationTypes) -> Nested:
    target = relation.target
    if relation.through is not None:
        return Links(relation, types.names[target], types.creates.get(target), types.limits)
    alike = [each for each in relation.source.relations.values() if each.target is target and each.to_many]
    where = relation.source.name + (
        f"{relation.graphql_name[0].upper()}{relation.graphql_name[1:]}" if alike[1:] else ""
    )
    create = types.creates[target]
    return Children(relation, create, f"{create.model.__name__}In{where}", types.limits)


def _problem(resource: Resource, types: MutationTypes, what: str, mend: str) -> None:
    types.problems.append(Problem(resource.declaration.where, what, mend))
