"""Relation depth: how many edges of the graph are followed one inside the other."""

from __future__ import annotations

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.type import is_interface_type, is_object_type

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits

HOP = "relation-hop"
"""Extension of a GraphQLField that follows an edge of the graph."""


def check_depth(schema: GraphQLSchema, document: DocumentNode, limits: Limits) -> None:
    """Refuse a document that nests relations too deeply.

    One visit per fragment, so the time is linear in the document. Unknown fields and fragments, and fragments that
    spread themselves, are left to validation.

    Raises:
        RequestError: DEPTH_LIMIT_EXCEEDED.
    """
    depths = _Depths(schema, document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            root = schema.get_root_type(definition.operation)
            depth = depths.of(definition.selection_set, root)
            if depth > limits.depth:
                message = f"This operation follows {depth} relations one inside the other; {limits.depth} are allowed."
                raise RequestError(ErrorCode.DEPTH_LIMIT_EXCEEDED, message, definition)


class _Depths:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._known: dict[str, int] = {}

    def of(self, selection_set: SelectionSetNode, parent: GraphQLNamedType | None) -> int:
        if not selection_set.selections:
            # graphql-core parses this, though the specification's grammar does not have it.
            raise RequestError(
                ErrorCode.GRAPHQL_PARSE_FAILED, "Select at least one field between { and }.", selection_set
            )
        deepest = 0
        for selection in selection_set.selections:
            if isinstance(selection, FieldNode):
                depth = self._field(selection, parent)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                inner = self._schema.get_type(condition.name.value) if condition else parent
                depth = self.of(selection.selection_set, inner)
            elif isinstance(selection, FragmentSpreadNode):
                depth = self._fragment(selection.name.value)
            deepest = max(deepest, depth)
        return deepest

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> int:
        if node.selection_set is None:
            return 0
        field = parent.fields.get(node.name.value) if is_object_type(parent) or is_interface_type(parent) else None
        if field is None:
            return self.of(node.selection_set, None)
        return int(HOP in field.extensions) + self.of(node.selection_set, get_named_type(field.type))

    def _fragment(self, name: str) -> int:
        if name not in self._known:
            self._known[name] = 0
            fragment = self._fragments.get(name)
            if fragment is not None:
                condition = self._schema.get_type(fragment.type_condition.name.value)
                self._known[name] = self.of(fragment.selection_set, condition)
        return self._known[name]
