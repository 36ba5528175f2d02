"""The root `search`: one text looked for in several resources, answered as a connection over a union."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Union

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import FREE, Arguments, ListSize, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.fields.forms import Part, Root
from sqlmodel_strawberry.fields.generated import argument, define, new_class, output_field
from sqlmodel_strawberry.fields.selections import Selected
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.lists.connection import PageInfo
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.union_search.plans import SearchPlan, SearchWeight, plan_of, weight_of
from sqlmodel_strawberry.union_search.results import SearchResults


def search_fields(resources: Sequence[Resource], limits: Limits) -> list[StrawberryField]:
    """`search(text:, types:, first:, after:)`, where any resource is searchable."""
    searchable = [resource for resource in resources if resource.searchable]
    if not searchable:
        return []
    members: Any = enum.Enum("SearchType", {resource.name.upper(): resource.name for resource in searchable})  # type: ignore[misc]
    type_enum: Any = strawberry.enum(members, description="What can be searched.")

    def plan(arguments: Arguments, selected: Selected, _access: Access) -> SearchPlan:
        return plan_of(searchable, arguments, selected, limits)

    def share(asked: PricedField) -> Share:
        weight: SearchWeight = asked.weight
        return Share(statements=len(weight.resources) if weight.paged else 0) + asked.below()

    def resolve(_source: Any, info: ResolveInfo, **_arguments: Any) -> SearchResults:
        return SearchResults(info.context.plan(info), info.context)

    size = f"at most {limits.page_size}; {limits.default_page_size} unless said"
    arguments = [
        argument("text", str, "Words that must all be found, whatever their case."),
        argument("types", list[type_enum] | None, "Where to look; everywhere unless given."),
        argument("first", int | None, f"How many, {size}."),
        argument("after", str | None, "Only what comes after this cursor."),
    ]
    description = "What is found in several kinds of things, the best match first."
    size_ = ListSize(limits.default_page_size, ("first",), ("nodes", "edges"))
    price = Price(share, size=size_, plan=Plan(plan, weight_of))
    type_ = _connection_type(searchable)
    return [output_field("search", type_, resolve, description, arguments, price, Root.SEARCH)]


def _connection_type(searchable: Sequence[Resource]) -> Any:
    classes = tuple(resource.cls for resource in searchable)
    union: Any = Annotated[
        Union[classes],  # noqa: UP007
        strawberry.union("SearchResult", description="Anything that can be found by searching."),
    ]
    edge: Any = define(
        new_class("SearchEdge"),
        "SearchEdge",
        [
            output_field(
                "node", union, lambda hit, _info: hit.node, "What was found.", (), _part(_found_share), Part.NODE
            ),
            output_field("cursor", str, lambda hit, _info: hit.cursor, "Where it stands.", form=Part.CURSOR),
        ],
        "Something found and where it stands in the list.",
    )
    return define(
        new_class("SearchConnection"),
        "SearchConnection",
        [
            output_field(
                "edges", list[edge], _edges, "The page's hits and cursors.", (), _part(_edges_share), Part.EDGES
            ),
            output_field("nodes", list[union], _nodes, "The page's hits.", (), _part(_nodes_share), Part.NODES),
            output_field("pageInfo", PageInfo, _page_info, "Where the page stands.", (), FREE, Part.PAGE_INFO),
            output_field(
                "totalCount", int, _total_count, "How much was found.", (), Price(_count_share), Part.TOTAL_COUNT
            ),
        ],
        "What was found, the best match first.",
    )


def _part(share: Callable[[PricedField], Share]) -> Price:
    return Price(share, statements=0)


def _searched(asked: PricedField) -> SearchWeight:
    """The weight of the `search` that a field stands below."""
    while not isinstance(asked.weight, SearchWeight):
        assert asked.parent is not None
        asked = asked.parent
    return asked.weight


def _edges_share(asked: PricedField) -> Share:
    return Share(rows=_searched(asked).size) + asked.below()


def _nodes_share(asked: PricedField) -> Share:
    return Share(rows=_searched(asked).size) + _found_share(asked)


def _found_share(asked: PricedField) -> Share:
    """What is below all the page's rows together, which may be of any type."""
    weight = _searched(asked)
    return asked.below_any([asked.schema.type_map[each.name] for each in weight.resources], weight.size)


def _count_share(asked: PricedField) -> Share:
    return Share(statements=len(_searched(asked).resources))


def _edges(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.edges()


def _nodes(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.nodes()


def _page_info(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.page_info()


def _total_count(source: SearchResults, _info: ResolveInfo) -> Any:
    return source.total_count()
