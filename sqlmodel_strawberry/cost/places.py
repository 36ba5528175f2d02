"""The fields of an operation that make plans, and what is known of them whatever the variables are."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import Executor, FragmentDefinitionNode, GraphQLSchema, NonNullTypeNode
from graphql.execution.values import VariableValues

from sqlmodel_strawberry.coercion.arguments import Arguments
from sqlmodel_strawberry.cost.prices import Make, Price
from sqlmodel_strawberry.fields.asked import AskedField, AskedFields
from sqlmodel_strawberry.fields.selections import Selected


class Place:
    """A field, with all nodes of the document that ask for it."""

    def __init__(self, asked: AskedField, price: Price, selected: Selected, required: frozenset[str]) -> None:
        """`required` are the names of variables that always have a value."""
        assert price.plan is not None
        assert asked.definition is not None
        arguments = Arguments(asked.definition, asked.nodes[0])
        self.key = asked.plan_key
        """See `selection_key`."""
        self.selected = selected
        # Of others it has to be seen each time that the argument has a value.
        self.varies = bool(arguments.variables) if price.plan.by_arguments else not arguments.variables <= required
        """Whether variables decide on its plan."""
        self.arguments = arguments.make
        """Its arguments, of coerced variables. Raises where graphql-core is to decide."""
        self.make: Make = price.plan.make
        self.weight = price.plan.weight


@dataclass
class Places:
    """The fields of an operation, for one choice of what is skipped and included."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variable_values: VariableValues
    """Of the variables that choose."""
    required: frozenset[str] = frozenset()
    """The names of variables that always have a value."""
    asked: AskedFields = field(default_factory=AskedFields)
    _places: dict[Hashable, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, executor: Executor[Any], conditions: Sequence[str]) -> Places:
        """Those of an operation, with nothing else of its variables than what chooses."""
        values = executor.variable_values
        chosen = {name: values.coerced[name] for name in conditions if name in values.coerced}
        definitions = executor.operation.variable_definitions or ()
        required = frozenset(each.variable.name.value for each in definitions if isinstance(each.type, NonNullTypeNode))
        return cls(executor.schema, executor.fragment_definitions, VariableValues({}, chosen), required)

    def place(self, asked: AskedField, price: Price) -> Place:
        """The field, which is the same one at all places with the same nodes."""
        place = self._places.get(asked.plan_key)
        if place is None:
            selected = Selected(self, asked.nodes)
            place = self._places[asked.plan_key] = Place(asked, price, selected, self.required)
        return place
