"""Fields as an operation asks for them, merged: what prices are made of, and the nodes of a tree."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graphql import Executor, FieldNode, GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type
from graphql.execution.collect_fields import FieldDetailsList, collect_fields, collect_subfields
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from sqlmodel_strawberry.cost.prices import PRICE
from sqlmodel_strawberry.fields.forms import FORM, Form
from sqlmodel_strawberry.fields.selections import selection_key

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import ResolveInfo

TYPENAME = "__typename"


@dataclass(frozen=True, eq=False)
class AskedField:
    """One response key of a selection, with the field that it shows and all nodes of the document that ask for it."""

    key: str
    parent_type: GraphQLObjectType
    definition: GraphQLField | None
    """None for `__typename`, and what asks for the schema itself."""
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
    def plan_key(self) -> Hashable:
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

    @cached_property
    def may_cost(self) -> bool:
        """Whether it has a price, or something below it may have one."""
        field = self.definition
        return field is not None and (PRICE in field.extensions or not is_leaf_type(get_named_type(field.type)))

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


class AskedFields:
    """Those of an operation for one choice of what is skipped and included, each selection merged once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, list[AskedField]] = {}

    def of(self, executor: Executor[Any], type_: GraphQLObjectType, above: AskedField | None) -> list[AskedField]:
        """The fields asked of an object type below a field, or of the operation (GraphQL specification, CollectFields).

        Raises:
            GraphQLError: a variable that decides what is skipped or included is null.
        """
        key = selection_key(type_.name, () if above is None else above.nodes)
        fields = self._known.get(key)
        if fields is None:
            fields = self._known[key] = _merged(executor, type_, above)
        return fields


def _merged(executor: Executor[Any], type_: GraphQLObjectType, above: AskedField | None) -> list[AskedField]:
    of, hide = (executor.schema, executor.fragments, executor.variable_values), executor.hide_suggestions
    if above is None:
        collected = collect_fields(*of, type_, executor.operation, hide_suggestions=hide)
    else:
        collected = collect_subfields(*of, executor.operation, type_, above.details, hide_suggestions=hide)
    return [
        AskedField(key, type_, type_.fields.get(details[0].node.name.value), details)
        for key, details in collected.grouped_field_set.items()
    ]
