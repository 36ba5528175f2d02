"""Changes of what is said about elements that stay: deprecations, `@oneOf`, `@specifiedBy`, directives like `@cost`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from graphql import (
    DirectiveNode,
    GraphQLInputObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    OperationType,
    print_ast,
    specified_directives,
)

from sqlmodel_strawberry.schema_changes.change import Change, Level
from sqlmodel_strawberry.schema_changes.elements import Element, elements

Applied: TypeAlias = Mapping[str, Sequence[DirectiveNode]]
"""The directives of an element by their names. Those of the specification are attributes of elements."""

# Where one of these grows, an operation that selects the element may come over a limit.
_AMOUNTS = {"cost": "weight", "listSize": "assumedSize"}
_SPECIFIED = {directive.name for directive in specified_directives}


def applied_changes(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[Change]:
    """Those of elements that both schemas have, and of the types that operations start from."""
    after = elements(new)
    for coordinate, was in elements(old).items():
        now = after.get(coordinate)
        if now is not None:
            yield from _deprecation(coordinate, was, now)
            yield from _of_types(coordinate, was, now)
            yield from _directives(coordinate, _applied(was), _applied(now))
    yield from _roots(old, new)


def _deprecation(coordinate: str, was: Element, now: Element) -> Iterator[Change]:
    before, after = getattr(was, "deprecation_reason", None), getattr(now, "deprecation_reason", None)
    if before is None and after is not None:
        yield Change(coordinate, "DEPRECATION_ADDED", Level.SAFE, f"{coordinate} is deprecated: {after}")
    elif before is not None and after is None:
        message = f"{coordinate} is not deprecated any more."
        yield Change(coordinate, "DEPRECATION_REMOVED", Level.SAFE, message)
    elif before != after:
        message = f"{coordinate} is deprecated for another reason: {after}"
        yield Change(coordinate, "DEPRECATION_REASON_CHANGED", Level.SAFE, message)


def _of_types(coordinate: str, was: Element, now: Element) -> Iterator[Change]:
    if isinstance(was, GraphQLInputObjectType) and isinstance(now, GraphQLInputObjectType):
        if now.is_one_of and not was.is_one_of:
            message = f"{coordinate} takes exactly one of its fields now."
            yield Change(coordinate, "ONE_OF_ADDED", Level.BREAKING, message)
        elif was.is_one_of and not now.is_one_of:
            message = f"{coordinate} takes any number of its fields now."
            yield Change(coordinate, "ONE_OF_REMOVED", Level.SAFE, message)
    if isinstance(was, GraphQLScalarType) and isinstance(now, GraphQLScalarType):
        before, after = was.specified_by_url, now.specified_by_url
        if before != after:
            message = f"{coordinate} is specified by {after or 'nothing'}, not by {before or 'nothing'} any more."
            yield Change(coordinate, "SPECIFIED_BY_CHANGED", Level.DANGEROUS, message)


def _directives(coordinate: str, was: Applied, now: Applied) -> Iterator[Change]:
    for name in sorted({*was, *now}):
        before, after = was.get(name, ()), now.get(name, ())
        # Nodes differ by where they stand, too.
        if _shown(before) != _shown(after):
            level = _level(name, before, after)
            message = f"{coordinate} had {_shown(before) or 'none'}, and has {_shown(after) or 'none'} now."
            yield Change(coordinate, "APPLIED_DIRECTIVE_CHANGED", level, message)


def _applied(element: Element) -> Applied:
    nodes = [element.ast_node, *getattr(element, "extension_ast_nodes", ())]
    found: dict[str, tuple[DirectiveNode, ...]] = {}
    for node in nodes:
        for directive in getattr(node, "directives", None) or ():
            name = directive.name.value
            if name not in _SPECIFIED:
                found[name] = (*found.get(name, ()), directive)
    return found


def _shown(directives: Sequence[DirectiveNode]) -> str:
    return " ".join(map(print_ast, directives))


def _level(name: str, before: Sequence[DirectiveNode], after: Sequence[DirectiveNode]) -> Level:
    """Of a directive that nothing is known of, the worst is assumed that valid operations could meet."""
    amount = _AMOUNTS.get(name)
    was, now = _arguments(before), _arguments(after)
    if amount is None:
        return Level.DANGEROUS
    is_less = _number(now.pop(amount, "0")) <= _number(was.pop(amount, "0"))
    return Level.SAFE if is_less and (not now or now == was) else Level.DANGEROUS


def _arguments(directives: Sequence[DirectiveNode]) -> dict[str, str]:
    return {each.name.value: print_ast(each.value) for directive in directives for each in directive.arguments or ()}


def _number(value: str) -> float:
    try:
        return float(value.strip('"'))
    except ValueError:
        return 0


def _roots(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[Change]:
    for operation in OperationType:
        was, now = old.get_root_type(operation), new.get_root_type(operation)
        if was is not None and (now is None or now.name != was.name):
            message = f"A {operation.value} does not start from {was.name} any more."
            yield Change(was.name, "ROOT_TYPE_CHANGED", Level.BREAKING, message)
