"""Paying for operations: what they may cost is taken from a budget before they run, the rest given back."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlmodel_strawberry.cost.amounts import STATEMENT_WEIGHT
from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError, RequestError

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import Context
    from sqlmodel_strawberry.operations.execution import Result

REQUEST_COST = STATEMENT_WEIGHT
"""What a request costs at least, be its document valid or not: it is paid before that is parsed."""


@dataclass(slots=True)
class Allowance:
    """What is left of a budget."""

    limit: int
    """The most there can be."""
    remaining: int
    reset: float
    """Seconds until it is full again."""
    retry_after: float | None = None
    """Nothing was taken: seconds until there is what the operation costs altogether; infinity where there never is."""


class Budget(Protocol):
    """Who may spend how much. `context.asker` and `context.request` say who it is."""

    async def take(self, context: Context[Any], cost: int) -> Allowance | None:
        """Take `cost`, or nothing where there is less. None where nothing limits this one."""

    async def give_back(self, context: Context[Any], cost: int) -> Allowance | None:
        """Put back what was taken and not needed."""


async def pay(context: Context[Any], cost: int) -> None:
    """Have the operation pay `cost` altogether; where there is not as much, what every request costs.

    Raises:
        RefusedRequestError: 429 with `Retry-After`, there is not as much now.
        RequestError: COST_LIMIT_EXCEEDED, there never is.
    """
    cost = cost if cost > REQUEST_COST else REQUEST_COST
    if context.budget is None or cost <= context.charged:
        return
    allowance = context.allowance = await context.budget.take(context, cost - context.charged)
    if allowance is None or allowance.retry_after is None:
        context.charged = cost
        return
    if cost > REQUEST_COST:
        with suppress(RefusedRequestError, RequestError):
            await pay(context, REQUEST_COST)
    raise _refused(cost, allowance.limit, allowance.retry_after)


def _refused(cost: int, limit: int, retry_after: float) -> RefusedRequestError | RequestError:
    if math.isinf(retry_after):
        message = f"This operation may cost {cost}, and at most {limit} can be saved up: ask for less."
        return RequestError(ErrorCode.COST_LIMIT_EXCEEDED, message)
    seconds = max(1, math.ceil(retry_after))
    message = f"This operation may cost {cost}, and too much was asked for lately: try again in {seconds} s."
    return RefusedRequestError(429, message, code=ErrorCode.RATE_LIMITED, headers={"Retry-After": str(seconds)})


async def settle(context: Context[Any], result: Result) -> None:
    """Have what was refused before it had a price pay what every request costs, and give back what was not come to.

    With errors an operation keeps its price: time-outs are not for free.

    Raises:
        RefusedRequestError: 429, there is not as much now.
    """
    if context.budget is None:
        return
    if context.charged < REQUEST_COST:
        with suppress(RequestError):
            await pay(context, REQUEST_COST)
    actual = result.cost.actual if result.cost else None
    if actual is None or result.errors:
        return
    cost = actual.rows + STATEMENT_WEIGHT * actual.statements
    if cost < REQUEST_COST:
        cost = REQUEST_COST
    if cost < context.charged:
        context.allowance = await context.budget.give_back(context, context.charged - cost)
        context.charged = cost
