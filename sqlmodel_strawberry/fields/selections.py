"""What an operation selects below a field: which subfields, and so which columns."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionNode,
)
from graphql.execution.values import VariableValues, get_directive_values
from graphql.type import is_abstract_type

from sqlmodel_strawberry.resources.resource import Column, Resource

T = TypeVar("T")
V = TypeVar("V")
Nodes = Sequence[FieldNode]
KEPT = 64
"""How many things made of one selection are kept: some have to do with arguments too."""


class Operation(Protocol):
    """What selections are collected by: a resolver's `info` has it, and a field that is priced before any runs."""

    @property
    def schema(self) -> GraphQLSchema: ...

    @property
    def fragments(self) -> Mapping[str, FragmentDefinitionNode]: ...

    @property
    def variable_values(self) -> VariableValues: ...


class ResolvedField(Operation, Protocol):
    """What a resolver's `info` has."""

    @property
    def field_nodes(self) -> Nodes: ...


def selection_key(parent_type: str, nodes: Nodes) -> Hashable:
    """Names a field of the document with what is selected below it; equal for all parents of one level."""
    return (parent_type, *map(id, nodes))


def subfields(info: Operation, nodes: Nodes, type_name: str) -> dict[str, list[FieldNode]]:
    """The fields selected on an object type below these nodes, by field name, whatever their aliases.

    Follows fragments and obeys `@skip` and `@include`, as CollectFields of the GraphQL specification does.
    """
    object_type = info.schema.type_map[type_name]
    assert isinstance(object_type, GraphQLObjectType)
    found: dict[str, list[FieldNode]] = {}
    for node in nodes:
        if node.selection_set:
            for field in _collect(info, node.selection_set.selections, object_type, set()):
                found.setdefault(field.name.value, []).append(field)
    return found


def _collect(
    info: Operation, selections: Sequence[SelectionNode], object_type: GraphQLObjectType, seen: set[str]
) -> Iterator[FieldNode]:
    for selection in selections:
        if not _included(info, selection):
            continue
        if isinstance(selection, FieldNode):
            yield selection
        elif isinstance(selection, InlineFragmentNode):
            if selection.type_condition is None or _applies(info, selection.type_condition.name.value, object_type):
                yield from _collect(info, selection.selection_set.selections, object_type, seen)
        elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
            seen.add(selection.name.value)
            fragment = info.fragments[selection.name.value]
            if _applies(info, fragment.type_condition.name.value, object_type):
                yield from _collect(info, fragment.selection_set.selections, object_type, seen)


def _included(info: Operation, node: SelectionNode) -> bool:
    if not node.directives:
        return True
    skip = get_directive_values(GraphQLSkipDirective, node, info.variable_values)
    if skip and skip["if"]:
        return False
    include = get_directive_values(GraphQLIncludeDirective, node, info.variable_values)
    return not (include and not include["if"])


def _applies(info: Operation, condition: str, object_type: GraphQLObjectType) -> bool:
    if condition == object_type.name:
        return True
    type_ = info.schema.type_map[condition]
    return is_abstract_type(type_) and info.schema.is_sub_type(type_, object_type)


class KeptSelections(Generic[T]):
    """What is made of the selections of fields, kept as long as their documents are."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[weakref.ref[FieldNode], T]] = {}

    def get(self, info: ResolvedField, make: Callable[[], T]) -> T:
        """What `make` gives of a field's selection. Where variables decide on it, it is made each time."""
        node = info.field_nodes[0]
        kept = self._kept.get(id(node))
        if kept is not None:
            return kept[1]
        made = make()
        if len(info.field_nodes) == 1 and not _may_vary(info, node, set()):
            self._keep(node, made)
        return made

    def _keep(self, node: FieldNode, made: T) -> None:
        kept, place = self._kept, id(node)
        # By identity: nodes that are equal may stand in documents with other fragments.
        kept[place] = weakref.ref(node, lambda _: kept.pop(place, None)), made


def _may_vary(info: Operation, node: FieldNode | InlineFragmentNode | FragmentDefinitionNode, seen: set[str]) -> bool:
    for selection in node.selection_set.selections if node.selection_set else ():
        if selection.directives:
            return True
        below: Any = selection
        if isinstance(selection, FragmentSpreadNode):
            name = selection.name.value
            below = None if name in seen else info.fragments[name]
            seen.add(name)
        if below is not None and _may_vary(info, below, seen):
            return True
    return False


class Selected:
    """What is selected below a field, for one choice of what is skipped and included. What is made of it is kept."""

    def __init__(self, operation: Operation, nodes: Nodes) -> None:
        self.schema = operation.schema
        self.fragments = operation.fragments
        self.variable_values = operation.variable_values
        self.field_nodes = nodes
        self._kept: dict[Hashable, Any] = {}
        self._columns: dict[Resource, tuple[Column, ...]] = {}
        self._last: dict[str, tuple[Any, Any]] = {}

    def of(self, make: Callable[..., T], *arguments: Hashable) -> T:
        """What `make` gives of it, with these arguments: made once."""
        key = (make, *arguments)
        kept = self._kept.get(key)
        if kept is None:
            kept = make(self, *arguments)
            if len(self._kept) < KEPT:
                self._kept[key] = kept
        found: T = kept
        return found

    def again(self, name: str, value: V, make: Callable[[V], T]) -> T:
        """What `make` gives of a value, made anew where that is not the very same as the last time."""
        kept = self._last.get(name)
        if kept is None or kept[0] is not value:
            kept = self._last[name] = value, make(value)
        found: T = kept[1]
        return found

    def columns(self, resource: Resource) -> tuple[Column, ...]:
        """See `columns_of`."""
        kept = self._columns.get(resource)
        if kept is None:
            kept = self._columns[resource] = columns_of(self, resource, self.field_nodes)
        return kept


def columns_of(info: Operation, resource: Resource, nodes: Nodes) -> tuple[Column, ...]:
    """The columns that the selected fields of a resource read, in the table's order."""
    return _sorted(resource, _required(resource, subfields(info, nodes, resource.name)))


def with_columns(resource: Resource, columns: Iterable[Column], more: Iterable[Column]) -> tuple[Column, ...]:
    """Both, in the table's order."""
    return _sorted(resource, {*columns, *more})


def columns_for(resource: Resource, fields: Iterable[str], more: Iterable[Column]) -> tuple[Column, ...]:
    """The columns that these fields read and others, in the table's order."""
    return _sorted(resource, {*_required(resource, fields), *more})


def _required(resource: Resource, fields: Iterable[str]) -> set[Column]:
    required: set[Column] = set()
    for name in fields:
        if name != "__typename":
            required.update(resource.requirements.get(name, resource.public_columns))
    return required


def _sorted(resource: Resource, required: set[Column]) -> tuple[Column, ...]:
    # A statement has to select something, so a row of which nothing is asked is fetched by its key.
    return tuple(column for column in resource.columns.values() if column in required) or resource.key
