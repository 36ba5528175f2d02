"""Makes an operation smaller as long as something stays true of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from typing import Any

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

from tests.differential.worlds import Case

TRIES = 300
LISTS = ("selections", "directives", "arguments", "fields", "values")


async def shrunk(schema: GraphQLSchema, case: Case, holds: Callable[[Case], Awaitable[bool]]) -> Case:
    """The smallest operation found of which `holds`."""
    tries, found = 0, True
    while found:
        found = False
        for document in _smaller(parse(case.operation.text)):
            if tries > TRIES:
                return case
            less = _case(schema, case, document)
            if less is None:
                continue
            tries += 1
            if await holds(less):
                case, found = less, True
                break
    return case


def _case(schema: GraphQLSchema, case: Case, document: DocumentNode) -> Case | None:
    """The case with a smaller document, None where that is not valid."""
    whole = _without_unused(document)
    if not whole.definitions or validate(schema, whole):
        return None
    names = {
        each.variable.name.value
        for definition in whole.definitions
        if isinstance(definition, OperationDefinitionNode)
        for each in definition.variable_definitions or ()
    }
    variables = {name: value for name, value in case.operation.variables.items() if name in names}
    text = " ".join(print_ast(whole).split())
    return replace(case, operation=replace(case.operation, text=text, variables=variables))


def _smaller(document: DocumentNode) -> Iterator[DocumentNode]:
    """The document without one of its nodes, the largest first."""
    places = sorted(_places(document, ()), key=lambda place: len(place[0]))
    for path, name, index in places:
        if less := _without(document, path, name, index):
            yield less


def _without(node: Any, path: tuple[Any, ...], name: str, index: int) -> Any:
    """A copy of the node without one of the items of a list, None where that may not be empty. Nodes are frozen."""
    if not path:
        items = list(getattr(node, name))
        del items[index]
        return replace(node, **{name: tuple(items)}) if items or name != "selections" else None
    step, *rest = path
    value = getattr(node, step)
    if isinstance(value, Node):
        less = _without(value, tuple(rest), name, index)
        return less and replace(node, **{step: less})
    position, *rest = rest
    less = _without(value[position], tuple(rest), name, index)
    return less and replace(node, **{step: (*value[:position], less, *value[position + 1 :])})


def _places(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str, int]]:
    """Where there is something to leave out: the way to a node, a list of its, and a position in that."""
    for name in node.keys:
        value = getattr(node, name)
        if isinstance(value, tuple | list):
            for index, each in enumerate(value):
                if name in LISTS or name == "definitions":
                    yield path, name, index
                yield from _places(each, (*path, name, index))
        elif isinstance(value, Node):
            yield from _places(value, (*path, name))


class _Uses(Visitor):
    """The variables and fragments that are used."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()
        self.fragments: set[str] = set()

    def enter_variable_definition(self, *_: Any) -> Any:
        return self.SKIP

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.variables.add(node.name.value)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.fragments.add(node.name.value)


def _without_unused(document: DocumentNode) -> DocumentNode:
    """The document without fragments and variables that nothing uses any more."""
    while True:
        uses = _Uses()
        visit(document, uses)
        kept = [
            each
            for each in document.definitions
            if not isinstance(each, FragmentDefinitionNode) or each.name.value in uses.fragments
        ]
        if len(kept) == len(document.definitions):
            break
        document = DocumentNode(definitions=tuple(kept))
    return DocumentNode(definitions=tuple(_declaring(each, uses.variables) for each in document.definitions))


def _declaring(definition: DefinitionNode, used: set[str]) -> DefinitionNode:
    if not isinstance(definition, OperationDefinitionNode):
        return definition
    kept = [each for each in definition.variable_definitions or () if each.variable.name.value in used]
    return replace(definition, variable_definitions=tuple(kept))
