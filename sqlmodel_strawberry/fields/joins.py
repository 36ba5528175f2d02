"""Which relations come with the rows that lead there, by one statement.

Rows below a list do without: those of several parents have much in common, which is read sooner by itself, and once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import GraphQLObjectType

from sqlmodel_strawberry.fields.asked import TYPENAME
from sqlmodel_strawberry.fields.forms import FORM, Form, GlobalId, Reference, Stored, ToOne
from sqlmodel_strawberry.fields.selections import Nodes, Operation, Selected, columns_of, subfields
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.joins import Join


def joins_of(operation: Operation, resource: Resource, fields: Mapping[str, Nodes]) -> tuple[Join, ...]:
    """Those of these fields of a resource that lead to one row, of which nothing but values is selected.

    What leads on, or is made by a function, is fetched by a statement of its own, once however many rows lead there.
    """
    return tuple(sorted(_joins(operation, resource, fields), key=lambda join: join.relation.name))


def joins_below(selected: Selected, resource: Resource) -> tuple[Join, ...]:
    """Those of a field that shows rows of the resource."""
    return joins_of(selected, resource, subfields(selected, selected.field_nodes, resource.name))


def brings(plan: Any, form: Form | None) -> bool:
    """Whether a plan of rows joins those that a field of this form shows."""
    plans = plan if isinstance(plan, list) else [plan]
    joins = [join for each in plans for join in getattr(each, "joins", ())]
    return isinstance(form, ToOne) and any(join.relation is form.relation for join in joins)


def _joins(operation: Operation, resource: Resource, fields: Mapping[str, Nodes]) -> Iterator[Join]:
    for name, nodes in fields.items():
        form = _form(operation, resource, name)
        if not isinstance(form, ToOne) or not form.relation.leads_to_one:
            continue
        target = form.relation.target
        below = subfields(operation, nodes, target.name).keys() - {TYPENAME}
        if all(isinstance(_form(operation, target, each), Stored | GlobalId | Reference) for each in below):
            yield Join(form.relation, columns_of(operation, target, nodes))


def _form(operation: Operation, resource: Resource, name: str) -> object:
    type_ = operation.schema.type_map[resource.name]
    assert isinstance(type_, GraphQLObjectType)
    field = type_.fields.get(name)
    return None if field is None else field.extensions.get(FORM)
