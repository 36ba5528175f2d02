"""How a filter was read: those that differ from it in values only, as most do, need no more than their values."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from sqlmodel_strawberry.filters.parse import FilterFields
from sqlmodel_strawberry.filters.patterns import check_pattern, pattern_of
from sqlmodel_strawberry.filters.ranges import fitted_test, is_exact
from sqlmodel_strawberry.filters.tree import Quantifier, Test
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.comparisons import COMPARISONS, bound_value
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.fitting import fits_integer
from sqlmodel_strawberry.values.ids import from_global_id

Read: TypeAlias = Callable[[Any], Any]
"""What a client sent → what is bound. Raises anything where it has to be read at length."""
ON_PATTERNS = ("like", "ilike")
QUANTIFIERS = frozenset(Quantifier)


class UnreadableError(Exception):
    """Something that is read at length each time."""


class Recipe:
    """How to read the values of filters of one form."""

    def __init__(self, reads: list[Read]) -> None:
        self._reads = reads

    def values(self, sent: list[Any]) -> tuple[Any, ...] | None:
        """What is bound for a filter of this form, in the order of its tests; None where something is unusual."""
        try:
            return tuple([read(each) for read, each in zip(self._reads, sent, strict=True)])
        except Exception:
            # Whatever it is, to read it at length says what is wrong.
            return None


def recipe_of(
    data: Mapping[str, Any], sent: list[Any], resource: Resource, fields: FilterFields, values: tuple[Any, ...]
) -> Recipe | None:
    """How this filter, for which `values` are bound, was read; None where others of its form may be read otherwise."""
    try:
        recipe = Recipe(list(_reads(data, resource, fields)))
    except UnreadableError:
        return None
    return recipe if recipe.values(sent) == values else None


def form_of(data: Mapping[str, Any], sent: list[Any]) -> Hashable:
    """A filter without the values of its tests, which are added to `sent`."""
    form: list[Any] = []
    for name, value in data.items():
        kind = type(value)
        form.append(name)
        if kind is dict:
            form.append(form_of(value, sent))
        elif kind is list and name in ("and", "or"):
            # In a JSON document these are names like any other.
            form.append(tuple([form_of(each, sent) if type(each) is dict else type(each) for each in value]))
        elif name == "isNull" or value is None:
            form.append(value)
        else:
            form.append(kind)
            sent.append(value)
    return tuple(form)


def _reads(data: Mapping[str, Any], resource: Resource, fields: FilterFields) -> Iterator[Read]:
    if resource.policy.read_fields:
        raise UnreadableError  # what may be tested depends on who asks
    for name, value in data.items():
        if name in ("and", "or"):
            for each in value:
                yield from _reads(each, resource, fields)
            continue
        if name == "not":
            yield from _reads(value, resource, fields)
            continue
        field = fields[resource][name]
        if field.column is not None and not field.is_json:
            yield from [_read(field.column, field.target, operator) for operator in value if operator != "isNull"]
        elif field.relation is None:
            raise UnreadableError
        elif not field.relation.to_many:
            yield from _reads(value, field.relation.target, fields)
        elif value.keys() <= QUANTIFIERS:
            for each in value.values():
                yield from _reads(each, field.relation.target, fields)
        else:
            raise UnreadableError


def _read(column: Column, target: Resource | None, operator: str) -> Read:
    type_, is_compared = column.source.type, operator in COMPARISONS or operator == "ne"
    bare = operator.removeprefix("i")

    def read(value: Any) -> Any:
        kind = type(value)
        if kind is str and target is None and operator not in ON_PATTERNS:
            return value if is_compared else pattern_of(bare, value)
        fits = fits_integer if kind is int else is_exact if kind is Decimal else None
        if fits is not None and is_compared and target is None and fits(value, type_):
            return value
        if kind is list:
            value = tuple(value)
        if operator in ON_PATTERNS:
            check_pattern(value)
        test = Test(operator, value)
        found = fitted_test(type_, test) if target is None else Test(operator, _keys(target, value))
        if not isinstance(found, Test) or found.operator != operator:
            raise UnreadableError
        return bound_value(found, type_)

    return read


def _keys(target: Resource, value: Any) -> Any:
    try:
        if isinstance(value, tuple):
            return tuple([from_global_id(each, target)[0] for each in value])
        return from_global_id(value, target)[0]
    except codec.MalformedError as error:
        raise UnreadableError from error
