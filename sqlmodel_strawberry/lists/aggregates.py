"""The GraphQL side of aggregates: types, which measures an operation selects, and their values."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import partial
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.prices import FREE
from sqlmodel_strawberry.fields.forms import Figure, Reference
from sqlmodel_strawberry.fields.generated import define, new_class, output_field
from sqlmodel_strawberry.fields.selections import Nodes, Operation, subfields
from sqlmodel_strawberry.filters.inputs import extremum_type, sum_type
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.aggregates import Aggregate, GroupKey, Measure, Measured, is_text, total
from sqlmodel_strawberry.statements.buckets import Bucket, parse_bucket
from sqlmodel_strawberry.values.ids import to_global_id
from sqlmodel_strawberry.values.scalars import JSON, BigInt

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
        yield _shown("count", int, Figure((COUNT,), int), f"How many {noun}.")
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
            figure = _average(column) if name == "avg" else _value(Measure(Aggregate(name), column), column)
            yield _shown(column.graphql_name, annotation, figure, column.description)

    def _group_type(self) -> Any:
        name = self.resource.name
        key_fields = [self._group_key_field(key) for key in self.group_keys.values()]
        description = f"What the {self.resource.list_name} of a group have in common; what was not asked `by` is null."
        key_type = define(new_class(f"{name}GroupKey"), f"{name}GroupKey", key_fields, description)
        fields = [
            output_field("key", key_type, lambda source, _info: source, "What they have in common.", price=FREE),
            output_field("aggregate", self.type, lambda source, _info: source, "Figures about the group.", price=FREE),
        ]
        return define(new_class(f"{name}Group"), f"{name}Group", fields, f"Some {self.resource.list_name} alike.")

    def _group_key_field(self, key: GroupKey) -> StrawberryField:
        column, name = key.column, group_key_name(key)
        target = self.resource.references.get(column.name)
        if target is not None:
            id_: Any = strawberry.ID
            resolve = partial(_reference, key, target)
            return output_field(name, id_ | None, resolve, column.description, form=Reference(column, target))
        figure = Figure((key,), column.shown_type)
        if key.bucket is not None:
            figure = Figure((key,), make=partial(parse_bucket, kind=column.annotation))
        return _shown(name, column.annotation | None, figure, column.description)


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


def _value(measure: Measure, column: Column) -> Figure:
    if measure.aggregate is Aggregate.DISTINCT:
        return Figure((measure,), int)
    if measure.aggregate is Aggregate.SUM and sum_type(column.annotation) is BigInt:
        return Figure((measure,), make=total)
    return Figure((measure,), str if is_text(measure) else column.shown_type)


def _average(column: Column) -> Figure:
    of = Measure(Aggregate.SUM, column), Measure(Aggregate.VALUES, column)
    if column.annotation is float:
        return Figure(of, make=lambda sum_, values: sum_ / values if values else None)
    add: Callable[[Any], Any] = total if sum_type(column.annotation) is BigInt else Decimal
    return Figure(of, make=lambda sum_, values: _mean(add(sum_), values) if values else None)


def _mean(sum_: Decimal | int, values: int) -> Decimal:
    # Divided here: databases round quotients differently, and SQLite has no exact ones.
    return (Decimal(sum_) / values).quantize(Decimal(1).scaleb(-AVERAGE_PLACES), ROUND_HALF_EVEN).normalize() + 0


def _shown(name: str, annotation: Any, figure: Figure, description: str | None) -> StrawberryField:
    """A field that shows a figure."""

    def resolve(source: Measured, _info: ResolveInfo) -> Any:
        # What was not grouped by is no part of a group's key.
        values = [source.get(each) for each in figure.of]
        return figure.make(*values) if figure.make else values[0]

    return output_field(name, annotation, resolve, description, form=figure)


def _reference(key: GroupKey, target: Resource, source: Measured, _info: ResolveInfo) -> str | None:
    value = source.get(key)
    return None if value is None else to_global_id(target, (value,))
