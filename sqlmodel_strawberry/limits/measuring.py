"""What a document asks for, measured once for all rules, in time linear in its length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TokenKind,
    ValueNode,
    get_named_type,
    get_nullable_type,
)
from graphql.type import (
    introspection_types,
    is_interface_type,
    is_list_type,
    is_object_type,
)

HOP = "relation-hop"
"""Extension of a GraphQLField that follows an edge of the graph."""

INTROSPECTION = {"__schema": introspection_types["__Schema"], "__type": introspection_types["__Type"]}
"""The fields of every query that tell of the schema itself."""

COUNTED = ("fields", "aliases", "directives", "introspection_lists")
"""What adds up over the fragments wherever they are spread."""

MOST = 1_000_000_000
"""Where counting stops: fragments that double each other count beyond any use."""


@dataclass(frozen=True, slots=True)
class Size:
    """What an operation or a fragment selects, each fragment counted as often as it is spread."""

    fields: int = 0
    top_fields: int = 0
    """The fields that are no other field's."""
    aliases: int = 0
    directives: int = 0
    introspection_lists: int = 0
    """The lists of types, fields, arguments and so on that it asks of the schema itself."""
    nesting: int = 0
    """The selection sets one inside the other."""
    relations: int = 0
    """The relations followed one inside the other."""


@dataclass(slots=True)
class Measured:
    """A document and its figures."""

    ast: DocumentNode
    tokens: int = 0
    """All of them, comments too: what it takes in memory goes by this."""
    longest_name: int = 0
    operations: list[tuple[OperationDefinitionNode, Size]] = field(default_factory=list)
    fragments: list[FragmentDefinitionNode] = field(default_factory=list)
    values: list[ValueNode] = field(default_factory=list)
    """The literals of all arguments and defaults."""
    introspection: list[FieldNode] = field(default_factory=list)
    """Where it asks for `__schema` or `__type`."""
    empty: SelectionSetNode | None = None
    """A selection set without selections."""


def measure(schema: GraphQLSchema, ast: DocumentNode) -> Measured:
    """Measure a parsed document. What validation will refuse, such as unknown names and circles, counts as nothing."""
    measured = Measured(ast)
    _measure_tokens(measured)
    measured.fragments = [each for each in ast.definitions if isinstance(each, FragmentDefinitionNode)]
    own: dict[str, _Own] = {}
    for fragment in measured.fragments:
        condition = schema.get_type(fragment.type_condition.name.value)
        own[fragment.name.value] = _measure_definition(schema, measured, fragment, condition)
    totals: dict[str, Size] = {}
    for name in _innermost_first(own):
        totals[name] = own[name].total(totals)
    for definition in ast.definitions:
        if isinstance(definition, OperationDefinitionNode):
            root = schema.get_root_type(definition.operation)
            size = _measure_definition(schema, measured, definition, root).total(totals)
            measured.operations.append((definition, size))
    return measured


def _measure_tokens(measured: Measured) -> None:
    token = measured.ast.loc.start_token if measured.ast.loc else None
    while token is not None:
        measured.tokens += 1
        if token.kind is TokenKind.NAME:
            measured.longest_name = max(measured.longest_name, token.end - token.start)
        token = token.next


class _Spread(NamedTuple):
    name: str
    nesting: int
    relations: int
    is_top: bool


@dataclass(slots=True)
class _Own:
    """What stands in a definition itself, and which fragments it spreads where."""

    fields: int = 0
    top_fields: int = 0
    aliases: int = 0
    directives: int = 0
    introspection_lists: int = 0
    nesting: int = 0
    relations: int = 0
    spreads: list[_Spread] = field(default_factory=list)

    def total(self, known: dict[str, Size]) -> Size:
        """With all fragments; one that is not known is unknown, or part of a circle."""
        inner = [(spread, known[spread.name]) for spread in self.spreads if spread.name in known]
        sums = {
            name: min(MOST, getattr(self, name) + sum(getattr(size, name) for _, size in inner)) for name in COUNTED
        }
        return Size(
            **sums,
            top_fields=min(MOST, self.top_fields + sum(size.top_fields for spread, size in inner if spread.is_top)),
            nesting=max([self.nesting, *(spread.nesting + size.nesting for spread, size in inner)]),
            relations=max([self.relations, *(spread.relations + size.relations for spread, size in inner)]),
        )


class _Place(NamedTuple):
    """Where a selection set stands."""

    type: GraphQLNamedType | None
    nesting: int = 1
    relations: int = 0
    is_top: bool = True


def _measure_definition(
    schema: GraphQLSchema,
    measured: Measured,
    definition: OperationDefinitionNode | FragmentDefinitionNode,
    type_: GraphQLNamedType | None,
) -> _Own:
    own = _Own()
    _count_directives(own, measured, definition.directives)
    for variable in definition.variable_definitions or ():
        _count_directives(own, measured, variable.directives)
        if variable.default_value is not None:
            measured.values.append(variable.default_value)
    pending = [(definition.selection_set, _Place(type_))]
    while pending:
        selection_set, place = pending.pop()
        own.nesting = max(own.nesting, place.nesting)
        own.relations = max(own.relations, place.relations)
        if not selection_set.selections:
            measured.empty = measured.empty or selection_set
        for selection in selection_set.selections:
            _count_directives(own, measured, selection.directives)
            if isinstance(selection, FieldNode):
                _count_field(own, measured, selection, place)
                if selection.selection_set is not None:
                    pending.append((selection.selection_set, _below(own, selection, place)))
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                inner_type = schema.get_type(condition.name.value) if condition else place.type
                inner = _Place(inner_type, place.nesting + 1, place.relations, place.is_top)
                pending.append((selection.selection_set, inner))
            elif isinstance(selection, FragmentSpreadNode):
                spread = _Spread(selection.name.value, place.nesting, place.relations, place.is_top)
                own.spreads.append(spread)
    return own


def _count_field(own: _Own, measured: Measured, node: FieldNode, place: _Place) -> None:
    own.fields += 1
    own.top_fields += place.is_top
    own.aliases += node.alias is not None
    if node.arguments:
        measured.values.extend(argument.value for argument in node.arguments)
    if node.name.value in INTROSPECTION:
        measured.introspection.append(node)


def _below(own: _Own, node: FieldNode, place: _Place) -> _Place:
    """The place of what is selected below a field."""
    name, parent = node.name.value, place.type
    if name in INTROSPECTION:
        return _Place(INTROSPECTION[name], place.nesting + 1, place.relations, is_top=False)
    found = parent.fields.get(name) if is_object_type(parent) or is_interface_type(parent) else None
    if found is None or parent is None:
        return _Place(None, place.nesting + 1, place.relations, is_top=False)
    own.introspection_lists += parent.name in introspection_types and is_list_type(get_nullable_type(found.type))
    return _Place(get_named_type(found.type), place.nesting + 1, place.relations + (HOP in found.extensions), False)


def _count_directives(own: _Own, measured: Measured, directives: Sequence[DirectiveNode] | None) -> None:
    for directive in directives or ():
        own.directives += 1
        measured.values.extend(argument.value for argument in directive.arguments or ())


def _innermost_first(own: dict[str, _Own]) -> Iterator[str]:
    """The fragments, each behind those that it spreads. Not by recursion: chains may be longer than the stack."""
    seen: set[str] = set()
    for root in own:
        path = [] if root in seen else [(root, iter(own[root].spreads))]
        seen.add(root)
        while path:
            name, spreads = path[-1]
            following = next((each.name for each in spreads if each.name in own and each.name not in seen), None)
            if following is None:
                path.pop()
                yield name
            else:
                seen.add(following)
                path.append((following, iter(own[following].spreads)))
