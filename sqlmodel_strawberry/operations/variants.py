"""The variants of an operation, which differ by what is skipped and included: a tree and estimates for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    DocumentNode,
    Executor,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from sqlmodel_strawberry.cost.estimates import Estimates, Recent
from sqlmodel_strawberry.cost.places import Places
from sqlmodel_strawberry.executor.compilation import FallbackError
from sqlmodel_strawberry.executor.operation import CompiledOperation
from sqlmodel_strawberry.limits import Limits

KEPT_VARIANTS = 8
"""Variants of one operation that are kept, of those that differ by what is skipped and included."""


class Variant:
    """An operation for one choice of what is skipped and included."""

    def __init__(self, tree: CompiledOperation | str, estimates: Estimates) -> None:
        self.tree = None if isinstance(tree, str) else tree
        """What runs it; None where graphql-core does."""
        self.fallback = tree if isinstance(tree, str) else None
        """Why that is."""
        self.estimates = estimates


class Variants:
    """Those of an operation."""

    def __init__(
        self, ast: DocumentNode, operation: OperationDefinitionNode, limits: Limits, recent: Recent, *, compiled: bool
    ) -> None:
        self._conditions = tuple(sorted(_conditions(ast, operation)))
        self._limits = limits
        self._recent = recent
        self._compiled = compiled
        self._kept: dict[tuple[Any, ...], Variant] = {}
        self.only: Variant | None = None
        """That of an operation in which nothing is skipped or included, where it is kept."""

    def known(self, variables: Mapping[str, Any]) -> Variant | None:
        """The variant for these variables, coerced, where it is kept."""
        return self._kept.get(self._chosen(variables)) if self._conditions else self.only

    def make(self, executor: Executor[Any]) -> Variant:
        """The variant for the variables of an executor."""
        variables = executor.variable_values.coerced
        variant = self.known(variables)
        if variant is None:
            places = Places.of(executor, self._conditions)
            estimates = Estimates(places, self._limits, self._recent)
            try:
                tree = CompiledOperation(executor, places.asked) if self._compiled else "plans are off"
                variant = Variant(tree, estimates)
            except FallbackError as reason:
                variant = Variant(str(reason), estimates)
            except GraphQLError:
                return Variant("a directive's variable is null", estimates)
            if len(self._kept) >= KEPT_VARIANTS:
                self._kept.clear()
            self._kept[self._chosen(variables)] = variant
            self.only = None if self._conditions else variant
        return variant

    def _chosen(self, variables: Mapping[str, Any]) -> tuple[Any, ...]:
        return tuple(variables.get(name) for name in self._conditions)


def _conditions(ast: DocumentNode, operation: OperationDefinitionNode) -> set[str]:
    """The variables that decide what is skipped and included."""
    fragments = {each.name.value: each for each in ast.definitions if isinstance(each, FragmentDefinitionNode)}
    found: set[str] = set()
    for selections in _reachable(operation.selection_set, fragments):
        for node in selections.selections:
            for directive in node.directives or ():
                for argument in directive.arguments or ():
                    if isinstance(argument.value, VariableNode):
                        found.add(argument.value.name.value)
    return found


def _reachable(
    selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[SelectionSetNode]:
    waiting: list[SelectionSetNode] = [selections]
    seen: set[str] = set()
    while waiting:
        current = waiting.pop()
        yield current
        nodes: Sequence[Any] = current.selections
        for node in nodes:
            if isinstance(node, FragmentSpreadNode):
                if node.name.value not in seen:
                    seen.add(node.name.value)
                    waiting.append(fragments[node.name.value].selection_set)
            elif node.selection_set is not None:
                waiting.append(node.selection_set)
