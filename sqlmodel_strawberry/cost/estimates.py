"""The estimate of an operation: what it can cost at most, and the plans of its fields."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphql import Executor, GraphQLError

from sqlmodel_strawberry.cost.amounts import NOTHING, Cost
from sqlmodel_strawberry.cost.asked import Pricing, Selections
from sqlmodel_strawberry.cost.ceilings import check_ceilings
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import Context


@dataclass(frozen=True)
class Estimate:
    """What an operation can cost at most."""

    cost: Cost
    plans: Mapping[Hashable, Any]
    """For `Context.plan`."""
    errors: Sequence[GraphQLError]
    """Why the operation must not run: an argument is wrong, or it costs too much."""


def estimate(
    executor: Executor[Any], context: Context[Any], limits: Limits, known: Selections | None = None
) -> Estimate:
    """Price an operation with its variables, and check all arguments that have to do with the database.

    `known` remembers what is selected, for operations that differ by their arguments only.
    """
    pricing = Pricing(executor, context, limits, {} if known is None else known)
    try:
        return _estimate(pricing, limits)
    finally:
        pricing.forget()


def _estimate(pricing: Pricing, limits: Limits) -> Estimate:
    try:
        roots = pricing.roots()
    except GraphQLError as error:  # of a directive on a root field
        return Estimate(Cost(), {}, [error])
    except RecursionError:
        message = "This operation nests too deeply: split it."
        return Estimate(Cost(), {}, [RequestError(ErrorCode.DEPTH_LIMIT_EXCEEDED, message)])
    cost = sum((root.share for root in roots), NOTHING).alone()
    errors = pricing.errors
    if not errors:
        try:
            check_ceilings(cost, roots, limits)
        except GraphQLError as error:
            errors = [error]
    return Estimate(cost, pricing.plans, errors)
