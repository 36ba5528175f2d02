"""Filters that differ in values only are read by their values, to what they would be read to at length."""

from collections.abc import Hashable
from decimal import Decimal
from typing import Any

import pytest

from sqlmodel_strawberry import Limits, Schema
from sqlmodel_strawberry.filters.parse import FilterFields, FilterParser
from sqlmodel_strawberry.filters.recipes import Recipe, form_of, recipe_of
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.values.ids import to_global_id

FIELDS = FilterFields()


def read_at_length(schema: Schema, data: dict[str, Any]) -> Scope:
    parser = FilterParser(Limits(), Access("sqlite"), FIELDS)
    return Scope.of(parser.parse(schema.resources["Thing"], data))


class Found:
    """How a filter is read, and its form."""

    def __init__(self, recipe: Recipe, form: Hashable) -> None:
        self._recipe, self._form = recipe, form

    def values(self, data: Any) -> tuple[Any, ...] | None:
        """What is bound for another, where it is of the same form."""
        sent: list[Any] = []
        return self._recipe.values(sent) if form_of(data, sent) == self._form else None


def recipe(schema: Schema, data: dict[str, Any]) -> Found | None:
    sent: list[Any] = []
    form = form_of(data, sent)
    found = recipe_of(data, sent, schema.resources["Thing"], FIELDS, read_at_length(schema, data).values)
    return None if found is None else Found(found, form)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"n": {"lt": 3}}, {"n": {"lt": 4}}),
        ({"title": {"eq": "a", "startsWith": "b"}}, {"title": {"eq": "%", "startsWith": "_%"}}),
        ({"title": {"ilike": "a%"}}, {"title": {"ilike": "b_"}}),
        ({"price": {"gte": Decimal("1.5")}}, {"price": {"gte": Decimal("2.25")}}),
        ({"n": {"in": [1, 2]}}, {"n": {"in": [2**40, 3, 4]}}),
        ({"n": {"lt": 3}, "subtitle": {"isNull": True}}, {"n": {"lt": 4}, "subtitle": {"isNull": True}}),
        ({"or": [{"n": {"eq": 1}}, {"not": {"n": {"eq": 2}}}]}, {"or": [{"n": {"eq": 3}}, {"not": {"n": {"eq": 4}}}]}),
        ({"maker": {"name": {"eq": "a"}}}, {"maker": {"name": {"eq": "b"}}}),
        ({"reviews": {"some": {"stars": {"gt": 1}}}}, {"reviews": {"some": {"stars": {"gt": 5}}}}),
        ({"isNew": {"eq": True}}, {"isNew": {"eq": False}}),
        ({}, {}),
    ],
)
def test_values_are_those_that_are_read_at_length(schema: Schema, first: Any, second: Any) -> None:
    found = recipe(schema, first)
    assert found is not None
    kept, wanted = read_at_length(schema, first).slotted[0], read_at_length(schema, second)
    values = found.values(second)
    assert values == wanted.values
    assert kept.with_values(values) == wanted
    assert kept.with_values(values).slotted == wanted.slotted
    assert hash(kept.with_values(values)) == hash(kept.with_values(wanted.values))


def test_ids_are_those_of_their_resource(schema: Schema) -> None:
    maker, label = (schema.resources[name] for name in ("Maker", "Label"))
    found = recipe(schema, {"makerId": {"eq": to_global_id(maker, (1,))}})
    assert found is not None
    assert found.values({"makerId": {"eq": to_global_id(maker, (7,))}}) == (7,)
    assert found.values({"makerId": {"eq": to_global_id(label, ("7",))}}) is None
    assert found.values({"makerId": {"eq": "?"}}) is None


@pytest.mark.parametrize(
    "other",
    [
        {"n": {"lte": 3}},
        {"n": {"lt": 3, "gt": 1}},
        {"n": {"lt": None}},
        {"n": {"lt": 2**40}},
        {"pieces": {"lt": 3}},
        {"n": {"lt": Decimal("3.5")}},
        {},
        {"and": [{"n": {"lt": 3}}]},
    ],
)
def test_another_form_and_what_does_not_fit_are_read_at_length(schema: Schema, other: Any) -> None:
    found = recipe(schema, {"n": {"lt": 3}})
    assert found is not None
    assert found.values({"n": {"lt": 5}}) == (5,)
    assert found.values(other) is None


def test_a_decimal_that_is_rounded_is_read_at_length(schema: Schema) -> None:
    found = recipe(schema, {"price": {"lt": Decimal("1.00")}})
    assert found is not None
    assert found.values({"price": {"lt": Decimal("1.005")}}) is None
    assert recipe(schema, {"price": {"lt": Decimal("1.005")}}) is None


@pytest.mark.parametrize(
    "data",
    [
        {"data": {"eq": {"a": 1}}},
        {"data": {"eq": {"and": [1, {"b": [2]}], "or": [[None]]}}},
        {"reviews": {"count": {"gt": 1}}},
        {"reviews": {"max": {"stars": {"gt": 1}}}},
    ],
)
def test_documents_and_figures_are_read_at_length(schema: Schema, data: Any) -> None:
    assert recipe(schema, data) is None
