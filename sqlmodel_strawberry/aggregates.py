"""The GraphQL side of aggregates: types, which measures an operation selects, and their values."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

import strawberry

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.prices import FREE
from sqlmodel_strawberry.filters.inputs import extremum_type, sum_type
from sqlmodel_strawberry.generated import define, new_class, output_field
from sqlmodel_strawberry.ids import to_global_id
from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.scalars import JSON, BigInt
from sqlmodel_strawberry.selections import Nodes, Operation, subfields
from sqlmodel_strawberry.statements.aggregates import Aggregate, GroupKey, Measure, Measured, total
from sqlmodel_strawberry.statements.buckets import Bucket, parse_bucket

AVERAGE_PLACES = 6
COUNT = Measure(Aggregate.COUNT)


def countable(resource: Resource) -> Iterator[Column]:
    """The columns that aggregates may reach: public ones with values that several rows can share."""
    for column in resource.public_columns:
        if resource.key != (column,) and column.annotation is not JSON and _is_single(column.annotation):
            yield column


class AggregateTypes:
    """`HeroAggregate`, `HeroGroup` and what they hold, for one resource; no groups where nothing can be shared."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.group_keys = {name: key for column in countable(resource) for name, key in _group_keys(column)}
        self.type: Any = define(
            new_class(f"{resource.name}Aggregate"),
            f"{resource.name}Aggregate",
            self._fields(),
            f"Figures about all the {resource.list_name} of a list, whatever page of it is shown.",
        )
        if self.group_keys:
            members: Any = enum.Enum(f"{resource.name}GroupField", {name: name for name in self.group_keys})  # type: ignore[misc]
            described = f"What {resource.list_name} can be grouped by."
            self.group_field: Any = strawberry.enum(members, description=described)
            self.group: Any = self._group_type()

    def measures(self, info: Operation, nodes: Nodes) -> tuple[Measure, ...]:
        """The measures that `aggregate { … }` selections need."""
        found: dict[Measure, None] = {}
        for name, selected in subfields(info, nodes, f"{self.resource.name}Aggregate").items():
            if name == "count":
                found[COUNT] = None
            elif name != "__typename":
                part = f"{self.resource.name}{name[0].upper()}{name[1:]}"
                for field in subfields(info, selected, part):
                    if field != "__typename":
                        found.update(dict.fromkeys(self._needed(name, field)))
        return tuple(found)

    def _needed(self, name: str, field: str) -> list[Measure]:
        column = next(each for each in countable(self.resource) if each.graphql_name == field)
        if name == "avg":
            return [Measure(Aggregate.SUM, column), Measure(Aggregate.VALUES, column)]
        return [Measure(Aggregate(name), column)]

    def _fields(self) -> Iterator[Any]:
        noun = self.resource.list_name
        yield output_field("count", int, lambda source, _info: source.values[COUNT], f"How many {noun}.")
        parts: Sequence[tuple[str, Callable[[Any], Any], str]] = (
            ("countDistinct", lambda annotation: int, "How many different values; nulls do not count."),
            ("min", extremum_type, "The smallest values."),
            ("max", extremum_type, "The largest values."),
            ("sum", sum_type, "The sums."),
            ("avg", average_type, f"The means, to {AVERAGE_PLACES} decimal places."),
        )
        for name, value_type, description in parts:
            fields = list(self._values(name, value_type))
            if fields:
                type_name = f"{self.resource.name}{name[0].upper()}{name[1:]}"
                part = define(new_class(type_name), type_name, fields, description)
                yield output_field(name, part, lambda source, _info: source, description, price=FREE)

    def _values(self, name: str, value_type: Callable[[Any], Any]) -> Iterator[Any]:
        for column in countable(self.resource):
            is_key = column in self.resource.key or column.name in self.resource.references
            annotation = value_type(column.annotation)
            if annotation is None or (is_key and name != "countDistinct"):
                continue
            annotation = int if name == "countDistinct" else annotation | None
            resolve = _average(column) if name == "avg" else _value(Measure(Aggregate(name), column))
            yield output_field(column.graphql_name, annotation, resolve, column.description)

    def _group_type(self) -> Any:
        name = self.resource.name
        key_fields = []
        for key in self.group_keys.values():
            field = group_key_name(key)
            annotation: Any = key.column.annotation
            target = self.resource.references.get(key.column.name)
            if target is not None:
                annotation = strawberry.ID
            key_fields.append(
                output_field(field, annotation | None, _group_value(self.resource, key), key.column.description)
            )
        description = f"What the {self.resource.list_name} of a group have in common; what was not asked `by` is null."
        key_type = define(new_class(f"{name}GroupKey"), f"{name}GroupKey", key_fields, description)
        fields = [
            output_field("key", key_type, lambda source, _info: source, "What they have in common.", price=FREE),
            output_field("aggregate", self.type, lambda source, _info: source, "Figures about the group.", price=FREE),
        ]
        return define(new_class(f"{name}Group"), f"{name}Group", fields, f"Some {self.resource.list_name} alike.")


def average_type(annotation: Any) -> Any | None:
    """What the mean of a column's values is: exact where the values are."""
    if annotation is float:
        return float
    return Decimal if sum_type(annotation) is not None else None


def group_key_name(key: GroupKey) -> str:
    """`createdAtMonth`."""
    return key.column.graphql_name + (key.bucket.value.capitalize() if key.bucket else "")


def _group_keys(column: Column) -> Iterator[tuple[str, GroupKey]]:
    kind = column.annotation
    if kind not in (dt.datetime, dt.date):
        yield column.name.upper(), GroupKey(column)
        return
    for bucket in Bucket:
        if kind is dt.datetime or bucket is not Bucket.HOUR:
            yield f"{column.name}_{bucket}".upper(), GroupKey(column, bucket)


def _is_single(annotation: Any) -> bool:
    return annotation in (BigInt, strawberry.ID) or isinstance(annotation, type)


def _value(measure: Measure) -> Callable[..., Any]:
    def resolve(source: Measured, _info: ResolveInfo) -> Any:
        value = source.values[measure]
        if measure.aggregate is Aggregate.SUM:
            value = total(value)
        # PostgreSQL sums 64-bit integers as NUMERIC.
        return int(value) if isinstance(value, Decimal) and sum_type(_annotation(measure)) is BigInt else value

    return resolve


def _annotation(measure: Measure) -> Any:
    return measure.column.annotation if measure.column else int


def _average(column: Column) -> Callable[..., Any]:
    sum_measure, count = Measure(Aggregate.SUM, column), Measure(Aggregate.VALUES, column)

    def resolve(source: Measured, _info: ResolveInfo) -> Any:
        sum_, values = total(source.values[sum_measure]), source.values[count]
        if not values:
            return None
        if column.annotation is float:
            return sum_ / values
        # Divided here: databases round quotients differently, and SQLite has no exact ones.
        return (Decimal(sum_) / values).quantize(Decimal(1).scaleb(-AVERAGE_PLACES), ROUND_HALF_EVEN).normalize() + 0

    return resolve


def _group_value(resource: Resource, key: GroupKey) -> Callable[..., Any]:
    target = resource.references.get(key.column.name)

    def resolve(source: Measured, _info: ResolveInfo) -> Any:
        value = source.key.get(key)
        if key.bucket is not None:
            return parse_bucket(value, key.column.annotation)
        return to_global_id(target, (value,)) if target is not None and value is not None else value

    return resolve
