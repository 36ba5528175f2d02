"""Ceilings: an operation that may cost too much is refused before it runs, with where it costs most."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphql import GraphQLError

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits


def check_ceilings(cost: Cost, roots: Sequence[PricedField], limits: Limits) -> None:
    """Refuse an operation over a ceiling.

    Raises:
        GraphQLError: COST_LIMIT_EXCEEDED, at the field that costs most.
    """
    if cost.rows > limits.rows:
        worst = _worst(roots, lambda asked: asked.share.rows)
        message = (
            f"This operation may show or write {cost.rows} rows, and {limits.rows} are allowed. Most of them come with "
            f"{_where(worst)}: ask for a smaller page there, or nest less."
        )
        raise _over(message, worst)
    if cost.statements > limits.statements:
        worst = _worst(roots, lambda asked: asked.share.statements + asked.share.calls)
        message = (
            f"This operation may run {cost.statements} SQL statements, and {limits.statements} are allowed. Most of "
            f"them come with {_where(worst)}: ask for fewer relations and figures there, or send several operations."
        )
        raise _over(message, worst)


def _over(message: str, worst: PricedField) -> GraphQLError:
    return worst.located(RequestError(ErrorCode.COST_LIMIT_EXCEEDED, message))


def _worst(fields: Sequence[PricedField], measure: Callable[[PricedField], int]) -> PricedField:
    """The deepest field that still has most of the cost: below it no single one does."""
    worst = max(fields, key=measure)
    for below in worst.below_it:
        # `measure` is per parent, so fields below are compared with each other, and with having nothing below.
        if measure(below) > 1 and 2 * measure(below) > sum(map(measure, worst.below_it)):
            return _worst([below], measure)
    return worst


def _where(priced: PricedField) -> str:
    return f"`{'.'.join(priced.path)}` ({priced.asked.coordinate})"
