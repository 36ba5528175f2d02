"""What of a schema an operation uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLSchema,
    GraphQLType,
    InlineFragmentNode,
    ObjectFieldNode,
    ObjectValueNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    Visitor,
    get_named_type,
    is_abstract_type,
    type_from_ast,
    visit,
)


@dataclass(frozen=True)
class Usage:
    """The schema coordinates that an operation depends on."""

    certain: frozenset[str]
    """What its text names, with the types of what it selects and gives."""
    possible: frozenset[str]
    """What its variables may hold: the fields and values of input types, which are known only when it is sent."""


def usage_of(schema: GraphQLSchema, document: DocumentNode) -> Usage:
    """What the operations of a document use of the schema that it is valid for."""
    info = TypeInfo(schema)
    visitor = _Uses(schema, info)
    visit(document, TypeInfoVisitor(info, visitor))
    return Usage(frozenset(visitor.certain), frozenset(visitor.possible))


class _Uses(Visitor):
    def __init__(self, schema: GraphQLSchema, info: TypeInfo) -> None:
        super().__init__()
        self.schema = schema
        self.info = info
        self.certain: set[str] = set()
        self.possible: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent, field = self.info.get_parent_type(), self.info.get_field_def()
        if parent is None or field is None:
            return
        # Who asks an interface for a field asks each of its types for it.
        owners = [parent, *(self.schema.get_possible_types(parent) if is_abstract_type(parent) else ())]
        names = [f"{each.name}.{node.name.value}" for each in owners]
        given = [argument.name.value for argument in node.arguments or ()]
        self.certain.update([parent.name, get_named_type(field.type).name, *names])
        self.certain.update(f"{name}({argument}:)" for name in names for argument in given)

    def enter_inline_fragment(self, node: InlineFragmentNode, *_: object) -> None:
        self._named(self.info.get_type())

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: object) -> None:
        self.certain.add(node.type_condition.name.value)

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        name = node.name.value
        self.certain.update([f"@{name}", *(f"@{name}({each.name.value}:)" for each in node.arguments or ())])

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> None:
        type_ = type_from_ast(self.schema, node.type)
        if type_ is not None:
            self._named(type_)
            self.possible.update(_within(get_named_type(type_)))

    def enter_object_value(self, node: ObjectValueNode, *_: object) -> None:
        self._named(self.info.get_input_type())

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> None:
        self._member(self.info.get_parent_input_type(), node.name.value)

    def enter_enum_value(self, node: EnumValueNode, *_: object) -> None:
        self._member(self.info.get_input_type(), node.value)

    def _named(self, type_: GraphQLType | None) -> None:
        if type_ is not None:
            self.certain.add(get_named_type(type_).name)

    def _member(self, owner: GraphQLType | None, name: str) -> None:
        if owner is not None:
            self.certain.add(f"{get_named_type(owner).name}.{name}")


def _within(type_: GraphQLNamedType) -> Iterable[str]:
    """The coordinates of all that a value of an input type can name."""
    seen: set[str] = set()
    ahead = [type_]
    while ahead:
        type_ = ahead.pop()
        if type_.name not in seen:
            seen.add(type_.name)
            yield type_.name
            yield from _members(type_)
            if isinstance(type_, GraphQLInputObjectType):
                ahead.extend(get_named_type(field.type) for field in type_.fields.values())


def _members(type_: GraphQLNamedType) -> Iterator[str]:
    if isinstance(type_, GraphQLInputObjectType):
        yield from (f"{type_.name}.{name}" for name in type_.fields)
    elif isinstance(type_, GraphQLEnumType):
        yield from (f"{type_.name}.{name}" for name in type_.values)
