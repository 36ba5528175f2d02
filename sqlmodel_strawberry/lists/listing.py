"""What connection fields ask for: their arguments parsed and priced, once for all parents of a level."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import Arguments, ListSize, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.database.reading import Build, Shape
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.selections import Selected, subfields, with_columns
from sqlmodel_strawberry.filters.parse import FilterFields, FilterParser
from sqlmodel_strawberry.filters.recipes import Recipe, form_of, recipe_of
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.lists.aggregates import COUNT, AggregateTypes
from sqlmodel_strawberry.lists.ordering import Order, parse_order
from sqlmodel_strawberry.lists.pages import PAGING, Page, PageShape, cursor_tag, parse_page
from sqlmodel_strawberry.lists.searching import parse_search
from sqlmodel_strawberry.lists.selection import connection_selection
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements import aggregates, combined, reads
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure
from sqlmodel_strawberry.statements.joins import Join
from sqlmodel_strawberry.statements.orders import require_orderable
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.slots import Values
from sqlmodel_strawberry.statements.visibility import Access, require_readable

NOTHING: Mapping[str, Any] = {}
FORMS = 16
"""Forms of a field's filter that are kept."""
SHAPES = 16
"""Statements of one of them that are."""


class Filtered:
    """What filters of one form have in common: most that a field is given differ in values only."""

    def __init__(self, recipe: Recipe | None, scope: Scope, clauses: int) -> None:
        """The `scope` is without values."""
        self.recipe, self.scope, self.clauses = recipe, scope, clauses
        self._shapes: dict[Hashable, Shape] = {}

    def shape(self, variant: Hashable, build: Build, *parts: Hashable) -> Shape:
        """A statement; `variant` tells those apart that one listing has."""
        shape = self._shapes.get(variant)
        if shape is None or shape.parts != parts:
            # What rows are grouped by may be a variable, which has as many values as columns have orders.
            if len(self._shapes) >= SHAPES:
                self._shapes.clear()
            shape = self._shapes[variant] = Shape(build, *parts)
        return shape


class Kept:
    """What the listings of one field of a document are made of, whatever values they are given."""

    def __init__(self, selected: Selected, types: AggregateTypes) -> None:
        self.selection = connection_selection(selected, types.resource)
        self.measures = _measures(selected, types)
        self._filtered: dict[Hashable, Filtered] = {}
        self._paged: tuple[tuple[Any, ...], Page] | None = None
        self._pages = PageShape()

    def filtered(
        self, data: Mapping[str, Any], resource: Resource, read: Callable[[], FilterParser]
    ) -> tuple[Scope, Filtered]:
        """The scope of a filter. Raises as `FilterParser.parse`; `read` makes one of these."""
        sent: list[Any] = []
        form = form_of(data, sent)
        kept = self._filtered.get(form)
        values = None if kept is None or kept.recipe is None else kept.recipe.values(sent)
        if kept is not None and values is not None:
            return kept.scope.with_values(values), kept
        parser = read()
        scope = Scope.of(parser.parse(resource, data))
        recipe = recipe_of(data, sent, resource, parser.fields, scope.values) if kept is None else None
        made = Filtered(recipe, scope.slotted[0], parser.clauses)
        if recipe is not None:
            # As large as the limits of a filter let it be, since no value is in it.
            if len(self._filtered) >= FORMS:
                self._filtered.clear()
            self._filtered[form] = made
        return scope, made

    def page(self, order: Order, arguments: Arguments, parse: Callable[[PageShape], Page]) -> Page:
        """The page that `parse` makes of these arguments."""
        paging, paged = (order, *map(arguments.get, PAGING)), self._paged
        if paged is None or paged[0] != paging:
            paged = self._paged = paging, parse(self._pages)
        return paged[1]


@dataclass(slots=True)
class Listing:
    """A connection field of the document, its arguments parsed: the same for every parent of a level."""

    resource: Resource
    scope: Scope
    page: Page
    columns: tuple[Column, ...]
    joins: tuple[Join, ...]
    """The rows at the other end of relations that come with its own, where it stands below no list."""
    measures: tuple[Measure, ...]
    paged: bool
    """Whether its rows are asked for, and not only figures."""
    grouped: bool
    """Whether groups of its rows are."""
    of_all: bool
    """Whether it is of all rows of the resource, not of those that parents have."""
    clauses: int
    """Tests in its filter."""
    kept: Filtered = field(compare=False, repr=False)

    @property
    def is_combined(self) -> bool:
        """Whether the measures come with the page, or else with the first groups."""
        return self.of_all and bool(self.measures) and (self.paged or self.grouped)

    def rows(self) -> tuple[Shape, Values]:
        """The statement that fetches it of all rows of the resource, each behind the measures where there are any."""
        (scope, scope_values), (page, page_values) = self.scope.slotted, self.page.slotted
        parts = self.resource, scope, self.columns, self.joins, page
        if self.measures:
            shape = self.kept.shape("rows", combined.measured_page, *parts, self.measures)
        else:
            shape = self.kept.shape("rows", reads.page, *parts)
        return shape, {**scope_values, **page_values} if scope_values else page_values

    def figures(self) -> tuple[Shape, Values]:
        """The one that fetches its measures, of all rows."""
        scope, values = self.scope.slotted
        return self.kept.shape("figures", aggregates.all_measured, self.resource, scope, self.measures), values

    def groups(self, grouping: Grouping) -> tuple[Shape, Values]:
        """The one that fetches the largest of its groups, of all rows."""
        (scope, values), by, measures = self.scope.slotted, grouping.by, grouping.measures
        shape = self.kept.shape((by, measures), aggregates.grouped, self.resource, scope, by, measures)
        return shape, {**values, aggregates.FIRST: grouping.first}

    def measured_groups(self, grouping: Grouping) -> tuple[Shape, Values]:
        """The same with the listing's measures in front of each group."""
        (scope, values), by, measures = self.scope.slotted, grouping.by, grouping.measures
        parts = self.resource, scope, by, measures, self.measures
        shape = self.kept.shape(("measured", by, measures), combined.measured_groups, *parts)
        return shape, {**values, aggregates.FIRST: grouping.first}


@dataclass(frozen=True)
class Grouping:
    """A `groups` field of the document, its arguments parsed."""

    by: tuple[GroupKey, ...]
    measures: tuple[Measure, ...]
    first: int

    @cached_property
    def of(self) -> tuple[GroupKey | Measure, ...]:
        """What a group's row has the values of."""
        return (*self.by, *self.measures)


def connection_price(types: AggregateTypes, limits: Limits, *, of_all: bool) -> Price:
    """A statement for the page and one for the figures, each where something of it is selected.

    Of all rows, not those of a relation, figures come with the page, or else with the groups.
    """

    filters = FilterFields()

    def plan(arguments: Arguments, selected: Selected, access: Access) -> Listing:
        return _listing(types, arguments, selected, limits, filters, access, of_all=of_all)

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


def _listing(
    types: AggregateTypes,
    arguments: Arguments,
    selected: Selected,
    limits: Limits,
    filters: FilterFields,
    access: Access,
    *,
    of_all: bool,
) -> Listing:
    resource, kept = types.resource, selected.of(Kept, types)
    selection, measures, text, terms = kept.selection, kept.measures, arguments.get("search"), arguments.get("orderBy")
    search = parse_search(resource, text, limits) if text else None
    if search is None:
        order = selected.again("order", terms, lambda terms: parse_order(resource, terms, None, limits))
    else:
        order = parse_order(resource, terms, search, limits)

    def page_of(shapes: PageShape) -> Page:
        tag = selected.again("tag", order, lambda order: cursor_tag(resource, order))
        peeks = selection.page_info
        return parse_page(order, arguments, tag, limits, cursors=selection.cursors, peeks=peeks, shapes=shapes)

    page = kept.page(order, arguments, page_of)
    require_orderable(resource, order, access)
    data = arguments.get("filter") or NOTHING
    scope, filtered = kept.filtered(data, resource, lambda: FilterParser(limits, access, filters))
    if search is not None:
        scope = replace(scope, search=search, shape=None)
    columns = selection.columns
    if page.cursors:
        columns = selected.again("columns", order, lambda _: with_columns(resource, columns, page.cursor_columns))
    if measures and resource.policy.read_fields:
        _require_measurable(resource, measures, access)
    return Listing(
        resource,
        scope,
        page,
        columns,
        selection.joins,
        measures,
        selection.rows,
        selection.groups,
        of_all,
        filtered.clauses,
        filtered,
    )


def _page_share(asked: PricedField) -> Share:
    weight = asked.parent.weight if asked.parent else None
    size = weight.rows if isinstance(weight, ListingWeight) else 0
    return (Share(rows=1) + asked.below()).times(size)


PAGE_ROWS = Price(_page_share, statements=0)
"""`nodes` and `edges`: as many rows as the page of their connection has."""


def groups_price(types: AggregateTypes, limits: Limits) -> Price:
    """A statement, and as many rows as there may be groups."""

    def plan(arguments: Arguments, selected: Selected, access: Access) -> Grouping:
        return _grouping(types, arguments, selected, access, limits)

    def share(asked: PricedField) -> Share:
        return Share(rows=asked.weight, statements=1)

    size = ListSize(limits.default_page_size, ("first",))
    return Price(share, size=size, plan=Plan(plan, lambda grouping: grouping.first))


def _grouping(
    types: AggregateTypes, arguments: Arguments, selected: Selected, access: Access, limits: Limits
) -> Grouping:
    """What a `groups` field asks for.

    Raises:
        RequestError: BAD_USER_INPUT, where it is nothing or too much.
    """
    by = tuple(types.group_keys[each.name] for each in dict.fromkeys(arguments["by"]))
    first = bounded("first", arguments.get("first"), limits.page_size, limits.default_page_size)
    if not 1 <= len(by) <= limits.order_terms:
        raise RequestError(ErrorCode.BAD_USER_INPUT, f"`by` must name 1 to {limits.order_terms} fields.")
    require_readable(types.resource, [key.column for key in by], access)
    measures = selected.of(_group_measures, types)
    _require_measurable(types.resource, measures, access)
    return Grouping(by, measures, first)


def _group_measures(selected: Selected, types: AggregateTypes) -> tuple[Measure, ...]:
    fields = subfields(selected, selected.field_nodes, f"{types.resource.name}Group")
    return types.measures(selected, fields.get("aggregate", ()))


def _measures(selected: Selected, types: AggregateTypes) -> tuple[Measure, ...]:
    fields = subfields(selected, selected.field_nodes, f"{types.resource.name}Connection")
    measures = dict.fromkeys(types.measures(selected, fields.get("aggregate", ())))
    if "totalCount" in fields:
        measures[COUNT] = None
    return tuple(measures)


def _require_measurable(resource: Resource, measures: Sequence[Measure], access: Access) -> None:
    require_readable(resource, [measure.column for measure in measures if measure.column], access)
