"""The tree of an operation: a node for each field that is fetched, made once per document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLSchema, OperationType, get_named_type, get_nullable_type, is_list_type

from sqlmodel_strawberry.building.lookups import RESOURCES
from sqlmodel_strawberry.executor.compilation import Compilation, FallbackError
from sqlmodel_strawberry.executor.connection_parts import ConnectionPart, Edges, Nodes, PageInfos, Typename
from sqlmodel_strawberry.executor.connections import ToManyField
from sqlmodel_strawberry.executor.figures import Figures, GroupsPart
from sqlmodel_strawberry.executor.objects import maker_of
from sqlmodel_strawberry.executor.payloads import MutationField, PayloadPart
from sqlmodel_strawberry.executor.relations import ToOneField, WalkField
from sqlmodel_strawberry.executor.roots import (
    ListField,
    LookupField,
    LookupsField,
    QueryField,
    QuerySelection,
    RootTypename,
)
from sqlmodel_strawberry.executor.rows import Related, RowSelection, added_field
from sqlmodel_strawberry.executor.searches import HitsPart, SearchField
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField
from sqlmodel_strawberry.fields.forms import Part, Root, ToMany, ToOne, Walk, Written
from sqlmodel_strawberry.resources.resource import Resource


@dataclass(frozen=True, eq=False)
class MutationSelection:
    """What is selected of the mutation root."""

    fields: dict[str, MutationField | RootTypename]


class TreeBuilder:
    """Makes the nodes. Raises FallbackError where there is something that only graphql-core can run."""

    def __init__(self, schema: GraphQLSchema, compilation: Compilation) -> None:
        self._compilation = compilation
        self._resources: dict[str, Resource] = {each.name: each for each in schema.extensions[RESOURCES].values()}

    def root(self) -> QuerySelection | MutationSelection:
        """The tree of the operation."""
        fields = self._compilation.root_fields()
        if self._compilation.executor.operation.operation is OperationType.QUERY:
            return self._query(fields)
        return MutationSelection({asked.key: self._mutation(asked) for asked in fields})

    def _query(self, fields: Sequence[AskedField]) -> QuerySelection:
        return QuerySelection({asked.key: self._query_field(asked) for asked in fields})

    def _query_field(self, asked: AskedField) -> QueryField:
        if asked.name == TYPENAME:
            return RootTypename(asked)
        number = self._compilation.number()
        match asked.form:
            case Root.LOOKUP:
                resource = self._resource_of(asked)
                return LookupField(number, asked, {resource: self._rows(resource, asked, alone=True)})
            case Root.NODE | Root.NODES:
                is_list = asked.form is Root.NODES
                selections = {each: self._rows(each, asked, alone=not is_list) for each in self._resources.values()}
                return (LookupsField if is_list else LookupField)(number, asked, selections)
            case Root.LIST:
                resource = self._connected(asked)
                return ListField(number, asked, resource, self._parts(resource, asked))
            case Root.SEARCH:
                below = self._compilation.fields_below(asked)
                return SearchField(number, asked, [self._hits_part(each) for each in below])
        raise FallbackError(f"{asked.coordinate} is hand-written")

    def _rows(self, resource: Resource, above: AskedField, *, alone: bool = False) -> RowSelection:
        compilation = self._compilation
        fields = {asked.key: asked for asked in compilation.fields(resource.name, above)}
        related: dict[str, Related] = {}
        added = {}
        for key, asked in fields.items():
            match asked.form:
                case ToOne(relation):
                    selection = self._rows(relation.target, asked, alone=alone)
                    related[key] = ToOneField(compilation.number(), asked, relation, selection)
                case Walk(relation):
                    selection = self._rows(relation.target, asked)
                    related[key] = WalkField(compilation.number(), asked, relation, selection)
                case ToMany(relation):
                    parts = self._parts(relation.target, asked)
                    related[key] = ToManyField(compilation.number(), asked, relation.target, parts, relation, alone)
                case _ if asked.name != TYPENAME:
                    made = added_field(compilation, resource, asked)
                    if made is not None:
                        added[key] = made
        return RowSelection(resource, compilation.code, fields, related, added)

    def _parts(self, resource: Resource, above: AskedField) -> list[ConnectionPart]:
        return [self._part(resource, asked) for asked in self._compilation.fields_below(above)]

    def _part(self, resource: Resource, asked: AskedField) -> ConnectionPart:
        match asked.form:
            case Part.NODES:
                return Nodes(asked, self._rows(resource, asked))
            case Part.EDGES:
                fields = self._compilation.fields_below(asked)
                nodes = {each.key: self._rows(resource, each) for each in fields if each.form is Part.NODE}
                return Edges(asked, self._compilation.code, resource, fields, nodes)
            case Part.PAGE_INFO:
                return PageInfos(asked, self._compilation.code, resource, self._compilation.fields_below(asked))
            case Part.TOTAL_COUNT | Part.AGGREGATE:
                return Figures(self._compilation, asked)
            case Part.GROUPS:
                return GroupsPart(self._compilation, asked)
            case _ if asked.name == TYPENAME:
                return Typename(asked)
        raise FallbackError(f"{asked.coordinate} is hand-written")

    def _hits_part(self, asked: AskedField) -> HitsPart:
        if asked.form is Part.NODES:
            return HitsPart(asked, (), {asked.key: self._of_any(asked)}, None)
        if asked.form is Part.EDGES:
            fields = self._compilation.fields_below(asked)
            selections = {each.key: self._of_any(each) for each in fields if each.form is Part.NODE}
            return HitsPart(asked, fields, selections, None)
        return HitsPart(asked, (), {}, maker_of(self._compilation, asked))

    def _of_any(self, asked: AskedField) -> dict[Resource, RowSelection]:
        schema = self._compilation.executor.schema
        possible: Any = get_named_type(asked.type)
        resources = [self._resources[type_.name] for type_ in schema.get_possible_types(possible)]
        return {resource: self._rows(resource, asked) for resource in resources}

    def _mutation(self, asked: AskedField) -> MutationField | RootTypename:
        if asked.name == TYPENAME:
            return RootTypename(asked)
        if asked.form is not Written.MUTATION:
            raise FallbackError(f"{asked.coordinate} is hand-written")
        number = self._compilation.number()
        below = self._compilation.fields_below(asked)
        return MutationField(number, asked, {each.key: self._payload_part(each) for each in below})

    def _payload_part(self, asked: AskedField) -> PayloadPart:
        match asked.form:
            case Written.QUERY:
                return PayloadPart(asked, query=self._query(self._compilation.fields_below(asked)))
            case Written.ROWS:
                alone = not is_list_type(get_nullable_type(asked.type))
                return PayloadPart(asked, rows=self._rows(self._resource_of(asked), asked, alone=alone))
        return PayloadPart(asked, make=maker_of(self._compilation, asked))

    def _resource_of(self, asked: AskedField) -> Resource:
        return self._resources[get_named_type(asked.type).name]

    def _connected(self, asked: AskedField) -> Resource:
        return self._resources[get_named_type(asked.type).name.removesuffix("Connection")]
