"""Telling what an operation costs: in the response's `extensions` where the client asks, and to whoever observes."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from starlette.requests import Request

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.http.headers import values

HEADER = "X-GraphQL-Cost"


class CostMode(StrEnum):
    """What a client wants to know of the cost, by the header `X-GraphQL-Cost`."""

    REPORT = "report"
    """Run the operation, and tell what it cost."""
    VALIDATE = "validate"
    """Only check the operation and tell what it would cost at most."""


class CostReport(NamedTuple):
    """What an operation was priced at, and what it came to. `actual` is None where it did not run."""

    estimated: Cost
    actual: Cost | None = None

    def to_json(self) -> dict[str, dict[str, int]]:
        """The value of `extensions.cost`."""
        shown = {"estimated": self.estimated.to_json()}
        return shown | {"actual": self.actual.to_json()} if self.actual else shown


def cost_mode(request: Request | None) -> CostMode | None:
    """What the header asks for; None where it is not there.

    Raises:
        RequestError: BAD_USER_INPUT, where it is anything else.
    """
    asked = [] if request is None else values(request.scope["headers"], HEADER.lower().encode())
    if not asked:
        return None
    try:
        return CostMode(asked[0].decode("latin-1"))
    except ValueError:
        message = f"{HEADER} takes {' or '.join(CostMode)}."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message) from None
