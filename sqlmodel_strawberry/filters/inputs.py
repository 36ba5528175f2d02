"""The filter input types of resources: `HeroFilter`, and what a to-many relation offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.fields.generated import define_input, input_field, new_class
from sqlmodel_strawberry.fields.unique_keys import KEY_DESCRIPTIONS
from sqlmodel_strawberry.filters.operators import EQUALITY, ORDER, SCALAR_FILTERS, FilterTypes, operator_fields
from sqlmodel_strawberry.resources.resource import Column, Resource, with_article
from sqlmodel_strawberry.values.scalars import BigInt

COUNT_OPERATORS = tuple(operator for operator in (*EQUALITY, *ORDER) if operator != "isNull")


def filterable(resource: Resource) -> Mapping[str, tuple[Column, Any]]:
    """Field name → column and the type its tests take. Global ids and raw keys included, private columns never."""
    fields: dict[str, tuple[Column, Any]] = {}
    if len(resource.key) == 1:
        fields["id"] = (resource.key[0], strawberry.ID)
        if resource.key[0].public:
            fields["databaseId"] = (resource.key[0], resource.key[0].annotation)
    for column in resource.public_columns:
        annotation = strawberry.ID if column.name in resource.references else column.annotation
        fields.setdefault(column.graphql_name, (column, annotation))
    return fields


def sum_type(annotation: Any) -> Any | None:
    """What the sum of a column's values is; None where they cannot be added."""
    return {int: BigInt, BigInt: BigInt, Decimal: Decimal, float: float}.get(annotation)


def comparable(annotation: Any) -> bool:
    """Whether values of this type have a smallest and a largest."""
    return ORDER[0] in SCALAR_FILTERS.get(annotation, ("", ()))[1]


def extremum_type(annotation: Any) -> Any | None:
    """What the smallest of a column's values is; None where they have no order."""
    return annotation if comparable(annotation) else None


class ResourceFilters:
    """The filter types of all resources of a schema. Made as empty classes first, since they refer to each other."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._scalars = FilterTypes()
        self._filters = {each: new_class(f"{each.name}Filter") for each in resources}
        related = {relation.target for each in resources for relation in each.relations.values() if relation.to_many}
        self._relations = {each: new_class(f"{each.name}RelationFilter") for each in resources if each in related}

    def define(self) -> None:
        """Make all the types."""
        for resource, cls in self._filters.items():
            description = f"Which {resource.list_name}: all tests that are given must pass."
            define_input(cls, f"{resource.name}Filter", self._fields(resource), description)
        for resource, cls in self._relations.items():
            description = f"Tests of the {resource.list_name} at the other end; all that are given must pass."
            define_input(cls, f"{resource.name}RelationFilter", self._relation_fields(resource), description)

    def of(self, resource: Resource) -> type:
        """`HeroFilter`."""
        return self._filters[resource]

    def _fields(self, resource: Resource) -> Iterator[StrawberryField]:
        for name, (column, annotation) in filterable(resource).items():
            tests = self._scalars.of(annotation)
            if tests is not None:
                yield input_field(name, tests | None, column.description or KEY_DESCRIPTIONS.get(name))
        for relation in resource.relations.values():
            if relation.to_many:
                described = f"Tests of the {relation.target.list_name}."
                yield input_field(relation.graphql_name, self._relations[relation.target] | None, described)
            else:
                described = f"There is {with_article(relation.target.field_name)}, and it passes this."
                yield input_field(relation.graphql_name, self._filters[relation.target] | None, described)
        own: Any = self._filters[resource]
        yield input_field("and", list[own] | None, "All of these hold.")
        yield input_field("or", list[own] | None, "At least one of these holds; of none, none does.")
        yield input_field("not", own | None, "This does not hold.")

    def _relation_fields(self, resource: Resource) -> Iterator[StrawberryField]:
        own: Any = self._filters[resource]
        noun = resource.list_name
        yield input_field("some", own | None, f"Some of the {noun} pass.")
        yield input_field("every", own | None, f"All of the {noun} pass, as they do where there are none.")
        yield input_field("none", own | None, f"None of the {noun} pass.")
        of = input_field("of", own | None, f"Only these {noun}.")
        counts = [of, *operator_fields(int, COUNT_OPERATORS)]
        yield self._aggregate(resource, "Count", "count", counts, f"How many {noun} there are.")
        extremes = [of, *self._value_fields(resource, extremum_type)]
        if len(extremes) > 1:
            smallest = self._aggregate(resource, "Extremum", "min", extremes, f"The smallest value of the {noun}.")
            assert smallest.type_annotation is not None
            yield smallest
            yield input_field("max", smallest.type_annotation.raw_annotation, f"The largest value of the {noun}.")
        sums = [of, *self._value_fields(resource, sum_type)]
        if len(sums) > 1:
            yield self._aggregate(resource, "Sum", "sum", sums, f"The sum of the {noun}; null where there are none.")

    def _aggregate(
        self, resource: Resource, kind: str, name: str, fields: list[StrawberryField], description: str
    ) -> StrawberryField:
        type_name = f"{resource.name}{kind}Filter"
        made = define_input(new_class(type_name), type_name, fields, description)
        return input_field(name, made | None, description)

    def _value_fields(self, resource: Resource, value_type: Any) -> Iterator[StrawberryField]:
        for column in resource.public_columns:
            if column.name in resource.references or column in resource.key:
                continue
            annotation = value_type(column.annotation)
            if annotation is not None:
                yield input_field(column.graphql_name, self._scalars.of(annotation) | None, column.description)  # type: ignore[operator]
