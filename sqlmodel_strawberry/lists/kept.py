"""What the listings of a field have in common, whatever values they are given: kept as long as its document is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from sqlmodel_strawberry.cost.prices import Arguments
from sqlmodel_strawberry.database.reading import Build, Shape
from sqlmodel_strawberry.fields.selections import Selected, subfields
from sqlmodel_strawberry.filters.parse import FilterParser
from sqlmodel_strawberry.filters.recipes import Recipe, form_of, recipe_of
from sqlmodel_strawberry.lists.aggregates import COUNT, AggregateTypes
from sqlmodel_strawberry.lists.ordering import Order
from sqlmodel_strawberry.lists.pages import PAGING, Page, PageShape
from sqlmodel_strawberry.lists.selection import connection_selection
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.aggregates import Measure
from sqlmodel_strawberry.statements.scopes import Scope

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


def _measures(selected: Selected, types: AggregateTypes) -> tuple[Measure, ...]:
    fields = subfields(selected, selected.field_nodes, f"{types.resource.name}Connection")
    measures = dict.fromkeys(types.measures(selected, fields.get("aggregate", ())))
    if "totalCount" in fields:
        measures[COUNT] = None
    return tuple(measures)
