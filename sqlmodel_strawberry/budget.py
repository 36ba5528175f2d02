"""Paying for operations: what they may cost is taken from a budget before they run, the rest given back."""

from __future__ import annotations

import math
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from sqlmodel_strawberry.cost.amounts import STATEMENT_WEIGHT
from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError, RequestError

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import Context
    from sqlmodel_strawberry.execution import Result

REQUEST_COST = STATEMENT_WEIGHT
"""What a request costs at least, be its document valid or not: it is paid before that is parsed."""


class Allowance(NamedTuple):
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
    """Have the operation pay `cost` altogether.

    Raises:
        RefusedRequestError: 429 with `Retry-After`, there is not as much now.
        RequestError: COST_LIMIT_EXCEEDED, there never is.
    """
    if context.budget is None or cost <= context.charged:
        return
    allowance = context.allowance = await context.budget.take(context, cost - context.charged)
    if allowance is None or allowance.retry_after is None:
        context.charged = cost
    elif math.isinf(allowance.retry_after):
        message = f"This operation may cost {cost}, and at most {allowance.limit} can be saved up: ask for less."
        raise RequestError(ErrorCode.COST_LIMIT_EXCEEDED, message)
    else:
        seconds = max(1, math.ceil(allowance.retry_after))
        message = f"This operation may cost {cost}, and too much was asked for lately: try again in {seconds} s."
        raise RefusedRequestError(429, message, code=ErrorCode.RATE_LIMITED, headers={"Retry-After": str(seconds)})


async def pay_price(context: Context[Any], price: int) -> None:
    """Have the operation pay its price; where there is not as much, what every request costs. Raises as `pay`."""
    try:
        await pay(context, max(REQUEST_COST, price))
    except (RefusedRequestError, RequestError):
        with suppress(RefusedRequestError, RequestError):
            await pay(context, REQUEST_COST)
        raise


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
    cost = max(REQUEST_COST, actual.total)
    if cost < context.charged:
        context.allowance = await context.budget.give_back(context, context.charged - cost)
        context.charged = cost
