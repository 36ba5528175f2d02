"""Fields as an operation asks for them, merged: what the nodes of its tree are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import Executor, FieldNode, GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import (
    CollectedFields,
    FieldDetailsList,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.executor.leaves import Code
from sqlmodel_strawberry.fields.forms import FORM, Form
from sqlmodel_strawberry.fields.selections import selection_key

TYPENAME = "__typename"


class FallbackError(Exception):
    """The operation has a field that only graphql-core can run."""


@dataclass(frozen=True, eq=False)
class AskedField:
    """One response key of a selection, with the field that it shows and all nodes of the document that ask for it."""

    key: str
    parent_type: GraphQLObjectType
    definition: GraphQLField | None
    """None for `__typename`."""
    details: FieldDetailsList

    @property
    def name(self) -> str:
        """The field's name."""
        return self.details[0].node.name.value

    @property
    def coordinate(self) -> str:
        """`Hero.team`."""
        return f"{self.parent_type.name}.{self.name}"

    @cached_property
    def nodes(self) -> list[FieldNode]:
        """Where the document asks for it."""
        return [each.node for each in self.details]

    @cached_property
    def plan_key(self) -> Any:
        """Where `Context.plans` has what its price made of its arguments."""
        return selection_key(self.parent_type.name, self.nodes)

    @property
    def form(self) -> Form | None:
        """What it is, where it is generated."""
        return self.definition.extensions.get(FORM) if self.definition else None

    @property
    def type(self) -> Any:
        """What it shows."""
        assert self.definition is not None
        return self.definition.type

    def arguments(self, executor: Executor[Any]) -> dict[str, Any]:
        """Its arguments, coerced.

        Raises:
            GraphQLError: a variable is null, or absent, where a value must be.
        """
        assert self.definition is not None
        if not self.definition.args:
            return {}
        variables, hide = executor.variable_values, executor.hide_suggestions
        return get_argument_values(self.definition, self.nodes[0], variables, None, hide)

    def info(self, executor: Executor[Any]) -> ResolveInfo:
        """What resolvers get. The path has no indexes: it is of all places at once."""
        assert self.definition is not None
        return executor.build_resolve_info(self.definition, self.nodes, self.parent_type, self.path)

    @cached_property
    def path(self) -> Path:
        """Where it stands, without indexes."""
        return Path(None, self.key, self.parent_type.name)


class Compilation:
    """What the nodes of one operation's tree are made with."""

    def __init__(self, executor: Executor[Any]) -> None:
        self.executor = executor
        self.code = Code()
        self.nodes = 0
        """How many nodes keep what they fetch."""

    def number(self) -> int:
        """The number of a node more."""
        self.nodes += 1
        return self.nodes - 1

    def root_fields(self) -> list[AskedField]:
        """The fields of the operation itself."""
        executor = self.executor
        root = executor.schema.get_root_type(executor.operation.operation)
        assert root is not None
        collected = collect_fields(
            executor.schema, executor.fragments, executor.variable_values, root, executor.operation
        )
        return list(self._asked(root, collected))

    def fields(self, type_name: str, *above: AskedField) -> list[AskedField]:
        """The fields asked of an object type below these."""
        executor = self.executor
        type_ = executor.schema.type_map[type_name]
        assert isinstance(type_, GraphQLObjectType)
        details = [each for field in above for each in field.details]
        collected = collect_subfields(
            executor.schema, executor.fragments, executor.variable_values, executor.operation, type_, details
        )
        return list(self._asked(type_, collected))

    def fields_below(self, asked: AskedField) -> list[AskedField]:
        """The same, of the type that the field shows."""
        return self.fields(get_named_type(asked.type).name, asked)

    def _asked(self, type_: GraphQLObjectType, collected: CollectedFields) -> Iterator[AskedField]:
        grouped: GroupedFieldSet = collected.grouped_field_set
        for key, details in grouped.items():
            name = details[0].node.name.value
            definition = type_.fields.get(name)
            if definition is None and name != TYPENAME:
                raise FallbackError(f"{name} asks for the schema itself")
            yield AskedField(key, type_, definition, details)
