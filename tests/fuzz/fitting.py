"""Makes random documents such as the API admits: with ids of rows that are there, pages within bounds, one of `@oneOf`.

hypothesis-graphql knows the types of a schema, and nothing of what they are for: of what it makes as it is, next to
nothing gets as far as the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from zlib import crc32

from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    ListValueNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    ValueNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
    print_ast,
)

from tests.fuzz.live import Live
from tests.fuzz.values import Values

HOPS = 3
MOST_ITEMS = 3
TYPENAME = FieldNode(name=NameNode(value="__typename"))
USER_ERRORS = FieldNode(
    name=NameNode(value="userErrors"),
    selection_set=SelectionSetNode(
        selections=tuple(FieldNode(name=NameNode(value=name)) for name in ("code", "message", "path"))
    ),
)
# Of documents, as they come; and of the values of the others, left as they are.
WILD_DOCUMENTS, WILD_VALUES = 0.1, 0.01

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


@dataclass
class Fitting:
    """Fits one document. The same one always becomes the same: Hypothesis repeats and shrinks it."""

    schema: GraphQLSchema
    live: Live
    rng: Random = field(default_factory=Random)

    def fit(self, document: DocumentNode) -> DocumentNode:
        """The document itself, at times."""
        self.rng = Random(crc32(print_ast(document).encode(errors="surrogatepass")))
        self.values = Values(self.live, self.rng)
        if self.rng.random() < WILD_DOCUMENTS:
            return document
        return DocumentNode(definitions=tuple(map(self._operation, document.definitions)))

    def _operation(self, node: object) -> OperationDefinitionNode:
        assert isinstance(node, OperationDefinitionNode)
        root = self.schema.get_root_type(node.operation)
        assert root is not None
        selections = self._selections(node.selection_set, root, HOPS)
        if node.operation is OperationType.MUTATION:
            selections = SelectionSetNode(selections=tuple(map(_with_errors, selections.selections)))
        return OperationDefinitionNode(operation=node.operation, selection_set=selections)

    def _selections(self, node: SelectionSetNode, type_: GraphQLNamedType, hops: int) -> SelectionSetNode:
        fitted = [fitted for each in node.selections if (fitted := self._selection(each, type_, hops))]
        return SelectionSetNode(selections=tuple(fitted) or (TYPENAME,))

    def _selection(self, node: SelectionNode, parent: GraphQLNamedType, hops: int) -> SelectionNode | None:
        if isinstance(node, InlineFragmentNode):
            on = self.schema.type_map[node.type_condition.name.value] if node.type_condition else parent
            selections = self._selections(node.selection_set, on, hops)
            return InlineFragmentNode(type_condition=node.type_condition, selection_set=selections)
        assert isinstance(node, FieldNode)
        if node.name.value == "__typename" or not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return node
        found = parent.fields[node.name.value]
        type_ = get_named_type(found.type)
        below = hops - (self._is_row(parent) and not is_leaf_type(type_))
        if below < 0:
            return None
        inner = self._selections(node.selection_set, type_, below) if node.selection_set else None
        arguments = self._arguments(node.arguments or (), found.args, type_)
        return FieldNode(alias=node.alias, name=node.name, arguments=arguments, selection_set=inner)

    def _is_row(self, type_: GraphQLNamedType) -> bool:
        return type_.name in self.live.ids

    def _arguments(
        self, nodes: Sequence[ArgumentNode], known: dict[str, GraphQLArgument], type_: GraphQLNamedType
    ) -> tuple[ArgumentNode, ...]:
        given = {node.name.value: node for node in nodes}
        optional = [name for name in given if not is_required_argument(known[name])]
        unwanted = {name for name in optional if self.rng.random() < 0.5} | self._other_ways(optional)
        ordered = bool({"orderBy", "search", "text"} & (given.keys() - unwanted))
        cursors = self.live.cursors.get(type_.name.removesuffix("Connection"), ())
        if ordered or not cursors:
            unwanted |= {"after", "before"}
        fitted = []
        for name, node in given.items():
            if name in unwanted or (isinstance(node.value, NullValueNode) and name in optional):
                continue
            if name in ("after", "before"):
                value: ValueNode = self.values.text(self.rng.choice(cursors))
            else:
                value = self._value(node.value, known[name].type, (name, type_.name))
            fitted.append(ArgumentNode(name=node.name, value=value))
        return tuple(fitted)

    def _other_ways(self, names: Sequence[str]) -> set[str]:
        """A page goes forwards, backwards, or to a place."""
        if "last" not in names:
            return set()
        ways = ({"last", "before", "offset"}, {"first", "after", "offset"}, {"last", "before", "after"})
        return self.rng.choice(ways)

    def _value(self, node: ValueNode, type_: object, path: tuple[str, ...]) -> ValueNode:
        nullable = get_nullable_type(type_)  # type: ignore[call-overload]
        if is_list_type(nullable):
            items = node.values if isinstance(node, ListValueNode) else (node,)
            some = [each for each in items if not isinstance(each, NullValueNode)][:MOST_ITEMS]
            return ListValueNode(values=tuple(self._value(each, nullable.of_type, path) for each in some))
        if isinstance(nullable, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
            return self._object(node, nullable, path)
        if isinstance(nullable, GraphQLEnumType) or self.rng.random() < WILD_VALUES:
            return node
        return self.values.fit(node, nullable.name, path)

    def _object(self, node: ObjectValueNode, type_: GraphQLInputObjectType, path: tuple[str, ...]) -> ObjectValueNode:
        fields = [each for each in node.fields if not isinstance(each.value, NullValueNode)]
        if type_.is_one_of:
            fields = [self.rng.choice(fields)] if fields else [self._leaf(type_)]
        elif type_.name.endswith("Filter"):
            fields = self.rng.sample(fields, min(len(fields), 2))
        return ObjectValueNode(
            fields=tuple(
                ObjectFieldNode(name=each.name, value=self._value(each.value, found.type, (name, type_.name, *path)))
                for each in fields
                if (name := each.name.value) and (found := type_.fields[name])
                if is_required_input_field(found) or name != "clientMutationId" or self.rng.random() < 0.2
            )
        )

    def _leaf(self, type_: GraphQLInputObjectType) -> ObjectFieldNode:
        """One of the fields that are no objects, in the hope that there is one."""
        kinds = {name: get_named_type(each.type) for name, each in type_.fields.items()}
        name = self.rng.choice([name for name, kind in kinds.items() if not isinstance(kind, GraphQLInputObjectType)])
        kind = kinds[name]
        value: ValueNode = StringValueNode(value="")
        if isinstance(kind, GraphQLEnumType):
            value = EnumValueNode(value=self.rng.choice(list(kind.values)))
        return ObjectFieldNode(name=NameNode(value=name), value=value)


def _with_errors(node: SelectionNode) -> SelectionNode:
    """A mutation that also tells why nothing was written."""
    assert isinstance(node, FieldNode)
    assert node.selection_set is not None
    selections = SelectionSetNode(selections=(*node.selection_set.selections, USER_ERRORS))
    return FieldNode(alias=node.alias, name=node.name, arguments=node.arguments, selection_set=selections)
