"""The arguments of connection fields, parsed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel_strawberry.cost.prices import Arguments
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.selections import Selected, subfields, with_columns
from sqlmodel_strawberry.filters.parse import FilterFields, FilterParser
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.lists.aggregates import AggregateTypes
from sqlmodel_strawberry.lists.kept import Kept
from sqlmodel_strawberry.lists.listing import Grouping, Listing
from sqlmodel_strawberry.lists.ordering import parse_order
from sqlmodel_strawberry.lists.pages import Page, PageShape, cursor_tag, parse_page
from sqlmodel_strawberry.lists.searching import parse_search
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.aggregates import Measure
from sqlmodel_strawberry.statements.orders import require_orderable
from sqlmodel_strawberry.statements.visibility import Access, require_readable

NOTHING: Mapping[str, Any] = {}


def parse_listing(
    types: AggregateTypes,
    arguments: Arguments,
    selected: Selected,
    limits: Limits,
    filters: FilterFields,
    access: Access,
    *,
    of_all: bool,
) -> Listing:
    """What a connection field asks for; `of_all` says that its rows are not those of parents.

    Raises:
        RequestError: BAD_USER_INPUT, what is wrong with its arguments; UNAUTHENTICATED or FORBIDDEN, where the viewer
            may not filter, order or measure by what is named.
    """
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


def parse_grouping(
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


def _require_measurable(resource: Resource, measures: Sequence[Measure], access: Access) -> None:
    require_readable(resource, [measure.column for measure in measures if measure.column], access)
