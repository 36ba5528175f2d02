"""Telling what an operation costs: in the response's `extensions` where the client asks, and to whoever observes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import Request

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.http.headers import values

HEADER = "X-GraphQL-Cost"
COST_HEADER = HEADER.lower().encode()


class CostMode(StrEnum):
    """What a client wants to know of the cost, by the header `X-GraphQL-Cost`."""

    REPORT = "report"
    """Run the operation, and tell what it cost."""
    VALIDATE = "validate"
    """Only check the operation and tell what it would cost at most."""


@dataclass(slots=True)
class CostReport:
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
    asked = [] if request is None else values(request.scope["headers"], COST_HEADER)
    if not asked:
        return None
    try:
        return CostMode(asked[0].decode("latin-1"))
    except ValueError:
        message = f"{HEADER} takes {' or '.join(CostMode)}."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message) from None
