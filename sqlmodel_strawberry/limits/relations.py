"""Relation depth: how many edges of the graph are followed one inside the other."""

from __future__ import annotations

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.measuring import Measured


def check_relations(measured: Measured, limits: Limits) -> None:
    """Refuse an operation that nests relations too deeply.

    Raises:
        RequestError: DEPTH_LIMIT_EXCEEDED.
    """
    for operation, size in measured.operations:
        if size.relations > limits.depth:
            message = (
                f"This operation follows {size.relations} relations one inside the other; {limits.depth} are allowed: "
                "split it."
            )
            raise RequestError(ErrorCode.DEPTH_LIMIT_EXCEEDED, message, operation)
