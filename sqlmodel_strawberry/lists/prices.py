"""The prices of connections and their parts."""

from __future__ import annotations

from typing import NamedTuple

from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import Arguments, ListSize, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.fields.selections import Selected
from sqlmodel_strawberry.filters.parse import FilterFields
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.lists.aggregates import AggregateTypes
from sqlmodel_strawberry.lists.asking import parse_grouping, parse_listing
from sqlmodel_strawberry.lists.listing import Grouping, Listing
from sqlmodel_strawberry.statements.visibility import Access


def connection_price(types: AggregateTypes, limits: Limits, *, of_all: bool) -> Price:
    """A statement for the page and one for the figures, each where something of it is selected.

    Of all rows, not those of a relation, figures come with the page, or else with the groups.
    """

    filters = FilterFields()

    def plan(arguments: Arguments, selected: Selected, access: Access) -> Listing:
        return parse_listing(types, arguments, selected, limits, filters, access, of_all=of_all)

    def share(asked: PricedField) -> Share:
        weight: ListingWeight = asked.weight
        return Share(statements=weight.statements) + asked.below()

    def weigh(listing: Listing) -> ListingWeight:
        alone = bool(listing.measures) and not listing.is_combined
        return ListingWeight(listing.page.size, listing.paged + alone, listing.clauses)

    size = ListSize(limits.default_page_size, ("first", "last"), ("nodes", "edges"))
    return Price(share, size=size, plan=Plan(plan, weigh))


class ListingWeight(NamedTuple):
    """What the price of a connection depends on."""

    rows: int
    """Of a page."""
    statements: int
    clauses: int


def _page_share(asked: PricedField) -> Share:
    weight = asked.parent.weight if asked.parent else None
    size = weight.rows if isinstance(weight, ListingWeight) else 0
    return (Share(rows=1) + asked.below()).times(size)


PAGE_ROWS = Price(_page_share, statements=0)
"""`nodes` and `edges`: as many rows as the page of their connection has."""


def groups_price(types: AggregateTypes, limits: Limits) -> Price:
    """A statement, and as many rows as there may be groups."""

    def plan(arguments: Arguments, selected: Selected, access: Access) -> Grouping:
        return parse_grouping(types, arguments, selected, access, limits)

    def share(asked: PricedField) -> Share:
        return Share(rows=asked.weight, statements=1)

    size = ListSize(limits.default_page_size, ("first",))
    return Price(share, size=size, plan=Plan(plan, lambda grouping: grouping.first))
