"""`build_schema`: resources in, a GraphQL schema out."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, get_named_type
from pydantic import BaseModel
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.building.lookups import list_field, lookup_field, node_fields
from sqlmodel_strawberry.building.outputs import define_resource
from sqlmodel_strawberry.cost.budget import Budget
from sqlmodel_strawberry.cost.declared import SERVICE_STATEMENTS
from sqlmodel_strawberry.cost.directives import COST, LIST_SIZE
from sqlmodel_strawberry.cost.hand_written import counted, price_of
from sqlmodel_strawberry.cost.prices import PRICE
from sqlmodel_strawberry.documents.kept import Documents
from sqlmodel_strawberry.documents.sources import DocumentSources
from sqlmodel_strawberry.documents.trusted import TrustedDocuments
from sqlmodel_strawberry.exceptions import DeclarationError, Problem
from sqlmodel_strawberry.fields.generated import BACKREF, define, install, new_class
from sqlmodel_strawberry.fields.unique_keys import RowName
from sqlmodel_strawberry.filters.inputs import ResourceFilters
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import HOP
from sqlmodel_strawberry.lists.aggregates import AggregateTypes
from sqlmodel_strawberry.lists.ordering import OrderTypes
from sqlmodel_strawberry.lists.types import ListTypes
from sqlmodel_strawberry.mutations.generic import mutation_fields
from sqlmodel_strawberry.mutations.idempotency import Idempotency, table_problems
from sqlmodel_strawberry.mutations.inputs import InputModel, define_input_model
from sqlmodel_strawberry.mutations.resource_mutation import MutationTypes
from sqlmodel_strawberry.mutations.services import service_fields
from sqlmodel_strawberry.mutations.user_errors import USER_ERROR_TYPES
from sqlmodel_strawberry.observing.records import Observer
from sqlmodel_strawberry.resources.registry import resolve
from sqlmodel_strawberry.resources.resource import Resource, graphql_name
from sqlmodel_strawberry.schema import Introspection, Schema
from sqlmodel_strawberry.union_search.fields import search_fields
from sqlmodel_strawberry.values.scalars import SCALARS


def build_schema(
    resources: Sequence[type],
    *,
    query: Sequence[type] = (),
    mutation: Sequence[object] = (),
    limits: Limits | None = None,
    idempotency: type | None = None,
    observers: Sequence[Observer] = (),
    introspection: Introspection = True,
    trusted_documents: TrustedDocuments | None = None,
    automatic_persisted_queries: bool = False,
    budget: Budget | None = None,
    compiled: bool = True,
) -> Schema:
    """Make the schema of these `@resource` classes.

    Args:
        query: classes with hand-written root fields (`@strawberry.field`).
        mutation: classes with hand-written mutations (`@mutation`, or `@strawberry.mutation`); an object stands for its
            class where its `@mutation`s are methods.
        limits: ceilings for every operation.
        idempotency: the table that remembers mutations by their Idempotency-Key; without it the header is refused.
        observers: functions that are told of each operation once it has ended.
        introspection: whether documents may ask for the schema itself, and errors suggest names of it; or a function
            that says so of a viewer.
        trusted_documents: documents that clients send by their ids, and whether others are refused.
        automatic_persisted_queries: whether clients may send the hash of a document that they sent before (Apollo's).
        budget: what operations are paid from, by what they cost.
        compiled: whether operations are compiled to plans; without it graphql-core runs all of them.

    Raises:
        DeclarationError: listing every mistake in the declarations.
        TrustedDocumentsError: listing every trusted document that is invalid, or over a limit.
    """
    limits, problems = limits or Limits(), list[Problem]()
    try:
        if idempotency is not None:
            problems.extend(table_problems(idempotency))
        resolved = resolve(resources, problems)
        built = _Build(resolved, limits, problems).schema(query, mutation)
    except Exception as error:
        # What follows from a mistake that is known already would only hide it.
        if problems and not isinstance(error, DeclarationError):
            raise DeclarationError(problems) from None
        raise
    documents = Documents(built._schema, limits)
    lifetime = timedelta(hours=limits.idempotency_hours)
    return Schema(
        built,
        resolved,
        limits,
        DocumentSources(documents, trusted_documents, automatic=automatic_persisted_queries),
        idempotency=Idempotency(idempotency, resolved, lifetime) if idempotency else None,
        observers=observers,
        introspection=introspection,
        budget=budget,
        compiled=compiled,
    )


class _Build:
    def __init__(self, resources: Sequence[Resource], limits: Limits, problems: list[Problem]) -> None:
        self.resources = resources
        self.limits = limits
        self.problems = problems
        self.query = new_class("Query")
        self.filters, self.orders = ResourceFilters(resources), OrderTypes(resources)
        self.lists = {each: self._list_types(each) for each in resources}
        self.inputs: dict[type, InputModel] = {}
        self.names = {each: RowName(each) for each in resources}

    def schema(self, query: Sequence[type], mutation: Sequence[object]) -> strawberry.Schema:
        self.filters.define()
        self.orders.define()
        for resource in self.resources:
            define_resource(resource, self.lists, self.problems)
            self.lists[resource].define()
        queries = self._root("Query", self._query_fields(), _hand_written(query))
        services = service_fields(mutation, self.resources, self.inputs, self.query, self.limits, self.problems)
        mutations = self._root("Mutation", self._mutation_fields(), chain(services, _hand_written(mutation)))
        define(self.query, "Query", queries, "Everything that can be read.")
        if self.problems:
            raise DeclarationError(self.problems)
        built = strawberry.Schema(
            query=self.query,
            mutation=define(new_class("Mutation"), "Mutation", mutations, "Everything that can be changed.")
            if mutations
            else None,
            types=USER_ERROR_TYPES if mutations else (),
            config=StrawberryConfig(name_converter=_Names(), scalar_map=SCALARS),
        )
        graphql = built._schema
        install(graphql)
        self._price_hand_written(graphql)
        graphql.directives = (*graphql.directives, COST, LIST_SIZE)
        _resolve_nodes(graphql, self.resources)
        _mark_hops(graphql, self.resources)
        return built

    def _price_hand_written(self, schema: GraphQLSchema) -> None:
        """Give a price to what has none, and count the rows that hand-written fields give."""
        resources = {each.name: each for each in self.resources}
        for type_ in schema.type_map.values():
            for name, field in type_.fields.items() if isinstance(type_, GraphQLObjectType) else ():
                definition = field.extensions.get(BACKREF)
                if PRICE in field.extensions or not isinstance(definition, StrawberryField):
                    continue
                default = SERVICE_STATEMENTS if type_ is schema.mutation_type else 1
                price = price_of(definition, field, schema, resources, self.limits, default)
                if price is not None:
                    field.extensions = {**field.extensions, PRICE: price}
                    field.resolve = counted(field, price, f"{type_.name}.{name}")

    def _root(
        self, root: str, generated: Iterable[StrawberryField], hand_written: Iterable[StrawberryField]
    ) -> list[StrawberryField]:
        fields = list(generated)
        names = {field.graphql_name for field in fields}
        for field in hand_written:
            name = field.graphql_name or graphql_name(str(field.python_name))
            if name in names:
                what = f"there is a field {name} already"
                self.problems.append(Problem(f"the hand-written field {name} of {root}", what, "rename it"))
            names.add(name)
            fields.append(field)
        return fields

    def _list_types(self, resource: Resource) -> ListTypes:
        filter_, order = self.filters.of(resource), self.orders.of(resource)
        made = new_class(f"{resource.name}Connection")
        return ListTypes(resource, made, filter_, order, AggregateTypes(resource), self.limits)

    def _query_fields(self) -> Iterator[StrawberryField]:
        for resource in self.resources:
            yield lookup_field(self.names[resource])
            yield list_field(self.lists[resource])
        yield from search_fields(self.resources, self.limits)
        yield from node_fields({resource.name: resource for resource in self.resources}, self.limits)

    def _mutation_fields(self) -> Iterator[StrawberryField]:
        resources = self.resources
        creates = {each: self._input(each, each.create, partial=False) for each in resources if each.create}
        updates = {each: self._input(each, each.update, partial=True) for each in resources if each.update}
        types = MutationTypes(resources, creates, updates, self.names, self.limits, self.query, self.problems)
        yield from mutation_fields(types)

    def _input(self, resource: Resource, model: type[BaseModel], *, partial: bool) -> InputModel:
        references = {name: target for name, target in resource.references.items() if name in model.model_fields}
        made = InputModel(model, new_class(model.__name__), references)
        define_input_model(made, resource, partial=partial)
        self.inputs[model] = made
        return made


class _Names(NameConverter):
    def from_enum_value(self, enum: StrawberryEnumDefinition, enum_value: EnumValue) -> str:
        return super().from_enum_value(enum, enum_value).upper()


def _hand_written(owners: Sequence[object]) -> Iterator[StrawberryField]:
    for owner in owners:
        cls = owner if isinstance(owner, type) else type(owner)
        definition = cls.__dict__.get("__strawberry_definition__")
        if isinstance(definition, StrawberryObjectDefinition):
            yield from definition.fields
        else:
            for name, member in vars(cls).items():
                if isinstance(member, StrawberryField):
                    field = copy.copy(member)
                    field.python_name = name
                    yield field


def _resolve_nodes(schema: GraphQLSchema, resources: Iterable[Resource]) -> None:
    """An interface finds the type of a row by its class: the resource's own, or the table's."""
    names: dict[type, str] = {}
    for resource in resources:
        names |= {resource.cls: resource.name, resource.model: resource.name}
    node = schema.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    node.resolve_type = lambda row, _info, _type: names.get(type(row))


def _mark_hops(schema: GraphQLSchema, resources: Iterable[Resource]) -> None:
    """Mark the fields that lead from anything but a root to a resource, whether generated or written by hand."""
    targets = {f"{each.name}{part}" for each in resources for part in ("", "Connection")} | {"Node"}
    roots = (schema.query_type, schema.mutation_type)
    for type_ in schema.type_map.values():
        if not isinstance(type_, GraphQLObjectType) or type_ in roots:
            continue
        for field in type_.fields.values():
            price = field.extensions.get(PRICE)
            if get_named_type(field.type).name in targets and (price is None or price.statements):
                field.extensions = {**field.extensions, HOP: True}
