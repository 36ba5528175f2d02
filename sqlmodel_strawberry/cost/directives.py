"""The prices of fields as directives of the schema, in the terms of the GraphQL Cost Directives specification.

https://ibm.github.io/graphql-specs/cost-spec.html
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    BooleanValueNode,
    ConstArgumentNode,
    ConstDirectiveNode,
    ConstListValueNode,
    ConstValueNode,
    DirectiveLocation,
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLDirective,
    GraphQLField,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLString,
    IntValueNode,
    NameNode,
    StringValueNode,
)

from sqlmodel_strawberry.cost.amounts import STATEMENT_WEIGHT
from sqlmodel_strawberry.cost.prices import PRICE, ListSize, Price

_NAMES = GraphQLList(GraphQLNonNull(GraphQLString))

COST = GraphQLDirective(
    "cost",
    [DirectiveLocation.FIELD_DEFINITION],
    {"weight": GraphQLArgument(GraphQLNonNull(GraphQLString), description="How many rows its statements count for.")},
    description="What a field costs beside its rows: its statements, which are the same for one parent and for many.",
)
LIST_SIZE = GraphQLDirective(
    "listSize",
    [DirectiveLocation.FIELD_DEFINITION],
    {
        "assumedSize": GraphQLArgument(GraphQLInt, description="How long it is where no argument says."),
        "slicingArguments": GraphQLArgument(_NAMES, description="The arguments that say how long it is."),
        "sizedFields": GraphQLArgument(_NAMES, description="The subfields that are so long, where it is no list."),
        "requireOneSlicingArgument": GraphQLArgument(
            GraphQLBoolean, default_value=True, description="Whether one of these arguments must be given."
        ),
    },
    description="How long a list is at most.",
)


def applied(field: GraphQLField) -> Iterator[ConstDirectiveNode]:
    """The directives of a field."""
    price: Price | None = field.extensions.get(PRICE)
    if price is not None and price.statements:
        weight = STATEMENT_WEIGHT * price.statements
        yield _directive("cost", weight=StringValueNode(value=str(weight)))
    if price is not None and price.size is not None:
        yield _directive("listSize", **_list_size(price.size))


def _list_size(size: ListSize) -> dict[str, ConstValueNode]:
    values: dict[str, ConstValueNode] = {"assumedSize": IntValueNode(value=str(size.assumed))}
    if size.arguments:
        values["slicingArguments"] = _names(size.arguments)
    if size.fields:
        values["sizedFields"] = _names(size.fields)
    return values | {"requireOneSlicingArgument": BooleanValueNode(value=False)}


def _names(names: tuple[str, ...]) -> ConstListValueNode:
    return ConstListValueNode(values=tuple(StringValueNode(value=name) for name in names))


def _directive(name: str, **arguments: ConstValueNode) -> ConstDirectiveNode:
    nodes = tuple(ConstArgumentNode(name=NameNode(value=key), value=value) for key, value in arguments.items())
    return ConstDirectiveNode(name=NameNode(value=name), arguments=nodes)
