"""Orderings: `orderBy` as a client sends it → terms that end in the key, so that no two rows tie."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import strawberry

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.generated import define_input, input_field, new_class
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.lists.searching import Search
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.values.scalars import JSON


@strawberry.enum
class SortOrder(enum.Enum):
    """A direction, and where nulls go. Nulls are the largest values unless said."""

    ASC = "ASC"
    DESC = "DESC"
    ASC_NULLS_FIRST = "ASC_NULLS_FIRST"
    ASC_NULLS_LAST = "ASC_NULLS_LAST"
    DESC_NULLS_FIRST = "DESC_NULLS_FIRST"
    DESC_NULLS_LAST = "DESC_NULLS_LAST"

    @property
    def descending(self) -> bool:
        """Largest first."""
        return self.value.startswith("DESC")

    @property
    def nulls_first(self) -> bool:
        """Nulls come before all values."""
        return self in (SortOrder.DESC, SortOrder.ASC_NULLS_FIRST, SortOrder.DESC_NULLS_FIRST)


@dataclass(frozen=True)
class OrderTerm:
    """One value that rows are ordered by.

    `path` are to-one relations to follow first. Then comes a column of what they lead to, or, with `counted`, the
    number of rows at the other end of a to-many relation, or, with `search`, how well the row matches.
    """

    path: tuple[Relation, ...] = ()
    column: Column | None = None
    counted: Relation | None = None
    search: Search | None = None
    descending: bool = False
    nulls_first: bool = False

    @property
    def nullable(self) -> bool:
        """Whether the value can be null."""
        return bool(self.path) or (self.column is not None and self.column.nullable)

    @property
    def type(self) -> sa.types.TypeEngine[Any]:
        """The value's type."""
        return sa.Integer() if self.column is None else self.column.source.type

    @property
    def own_column(self) -> Column | None:
        """The ordered resource's own column, if it is one."""
        return None if self.path else self.column

    @property
    def name(self) -> str:
        """What the term is called in a cursor's tag."""
        last = f"{self.counted.name}#" if self.counted else self.column.name if self.column else "rank"
        way = ".".join([*(relation.name for relation in self.path), last, *(self.search.words if self.search else ())])
        return f"{way}{'-' if self.descending else '+'}{'<' if self.nulls_first else '>'}"


Order = tuple[OrderTerm, ...]


def key_order(resource: Resource) -> Order:
    """The order of a list that asks for none."""
    return tuple(OrderTerm(column=column) for column in resource.key)


def orderable(resource: Resource) -> Iterator[Column]:
    """The columns a client may order by. The key orders as `databaseId` or as its own field."""
    for column in resource.public_columns:
        if column.annotation is not JSON and not isinstance(column.source.type, sa.JSON | sa.ARRAY):
            yield column


def order_field_name(resource: Resource, column: Column) -> str:
    """The field a column is ordered by under: a single key hides behind `id`, so its order is `databaseId`'s."""
    return "databaseId" if resource.key == (column,) and column.name == "id" else column.graphql_name


def count_field_name(relation: Relation) -> str:
    """`heroesCount`."""
    return f"{relation.graphql_name}Count"


class OrderTypes:
    """The order input types of all resources. Made as empty classes first, since they refer to each other."""

    def __init__(self, resources: Sequence[Resource]) -> None:
        self._types = {each: new_class(f"{each.name}Order") for each in resources}

    def define(self) -> None:
        """Make all the types."""
        for resource, cls in self._types.items():
            fields = [
                input_field(order_field_name(resource, column), SortOrder | None, column.description)
                for column in orderable(resource)
            ]
            for relation in resource.relations.values():
                if relation.to_many:
                    described = f"How many {relation.target.list_name} there are."
                    fields.append(input_field(count_field_name(relation), SortOrder | None, described))
                else:
                    described = f"The {relation.target.field_name}'s values; null where there is none."
                    fields.append(input_field(relation.graphql_name, self._types[relation.target] | None, described))
            description = f"One thing to order {resource.list_name} by."
            define_input(cls, f"{resource.name}Order", fields, description, one_of=True)

    def of(self, resource: Resource) -> type:
        """`HeroOrder`."""
        return self._types[resource]


def parse_order(
    resource: Resource, terms: Sequence[Mapping[str, Any]] | None, search: Search | None, limits: Limits
) -> Order:
    """The terms of an `orderBy` value, the key at the end. A search that asks for no order gives the best match first.

    Raises:
        RequestError: BAD_USER_INPUT, where there are too many.
    """
    given = terms or ()
    if len(given) > limits.order_terms:
        message = f"`orderBy` may have {limits.order_terms} terms, not {len(given)}."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message)
    order = [_parse_term(resource, term, (), limits) for term in given]
    if search is not None and not order:
        order = [OrderTerm(search=search, descending=True)]
        return (*order, *key_order(resource))
    fixed = {term.own_column for term in order}
    # The tie-breaker runs the same way as what it breaks, so that an index on both can be read in either direction.
    descending = bool(order) and order[-1].descending
    keys = [OrderTerm(column=column, descending=descending) for column in resource.key if column not in fixed]
    return (*order, *keys)


def _parse_term(resource: Resource, data: Mapping[str, Any], path: tuple[Relation, ...], limits: Limits) -> OrderTerm:
    ((name, value),) = data.items()
    for relation in resource.relations.values():
        if relation.to_many and name == count_field_name(relation):
            return OrderTerm(path, None, relation, None, value.descending, value.nulls_first)
        if not relation.to_many and name == relation.graphql_name:
            if len(path) >= limits.depth:
                raise RequestError(ErrorCode.BAD_USER_INPUT, f"`orderBy` may follow {limits.depth} relations.")
            return _parse_term(relation.target, value, (*path, relation), limits)
    column = next(each for each in orderable(resource) if order_field_name(resource, each) == name)
    return OrderTerm(path, column, None, None, value.descending, value.nulls_first)
