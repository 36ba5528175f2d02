"""The price of hand-written fields: declared, or the worst that their form admits."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from graphql import GraphQLField, GraphQLSchema, get_named_type, get_nullable_type, is_abstract_type, is_list_type
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.declared import DECLARED, DeclaredCost
from sqlmodel_strawberry.cost.prices import Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.limits import Limits


@dataclass(frozen=True)
class _Form:
    """What a field's declaration and type say of its cost."""

    statements: int
    rows: int
    together: bool
    """Whether its values for all parents come at one time."""
    shows_rows: bool
    is_list: bool

    def share(self, asked: PricedField) -> Share:
        below = asked.below()
        rows = (Share(rows=int(self.shows_rows)) + below).times(self.rows) if self.shows_rows else below
        if self.together:
            return Share(statements=self.statements) + rows
        # Its calls end when they like, so nothing below them is loaded together either.
        return Share(calls=self.statements) + rows.one_by_one()


def price_of(
    definition: StrawberryField,
    field: GraphQLField,
    schema: GraphQLSchema,
    rows_of: Collection[str],
    limits: Limits,
    default: int,
) -> Price | None:
    """The price of a hand-written field; None where it only reads an attribute.

    Whatever is `async` or gives rows is taken to run `default` statements for each parent, and a list to have a page.
    """
    resolver = definition.base_resolver
    if resolver is None:
        return None
    declared: DeclaredCost = definition.metadata.get(DECLARED, DeclaredCost())
    shows_rows = _shows_rows(field, schema, rows_of)
    is_list = is_list_type(get_nullable_type(field.type))
    is_async = inspect.iscoroutinefunction(resolver.wrapped_func)
    statements = declared.statements if declared.statements is not None else default * (is_async or shows_rows)
    rows = declared.rows if declared.rows is not None else limits.default_page_size if is_list else 1
    together = declared.batched or not (is_async or statements)
    form = _Form(statements, rows, together, shows_rows, is_list)
    return Price(form.share, statements=statements)


def counted(field: GraphQLField, price: Price, where: str) -> Callable[..., Any] | None:
    """The field's resolver, which counts the rows it gives and fails where they are more than its price admits."""
    form = getattr(price.share, "__self__", None)
    resolve: Callable[..., Any] | None = field.resolve
    if resolve is None or not isinstance(form, _Form) or not form.shows_rows:
        return resolve

    def count(found: Any, info: Any) -> Any:
        rows = list(found) if form.is_list and found is not None else [] if found is None else [found]
        if len(rows) > form.rows:
            raise RuntimeError(f"{where} gave {len(rows)} rows, but {form.rows} are declared: see @field(rows=)")
        info.context.show(len(rows))
        return rows if form.is_list and found is not None else found

    async def count_later(found: Awaitable[Any], info: Any) -> Any:
        return count(await found, info)

    @wraps(resolve)
    def counting(source: Any, info: Any, **arguments: Any) -> Any:
        found = resolve(source, info, **arguments)
        return count_later(found, info) if inspect.isawaitable(found) else count(found, info)

    return counting


def _shows_rows(field: GraphQLField, schema: GraphQLSchema, rows_of: Collection[str]) -> bool:
    named = get_named_type(field.type)
    types = schema.get_possible_types(named) if is_abstract_type(named) else [named]
    return any(each.name in rows_of for each in types)
