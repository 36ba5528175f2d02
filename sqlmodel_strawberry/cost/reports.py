"""Telling what an operation costs: in the response's `extensions` where the client asks, and to whoever observes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.http.headers import chosen

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


def cost_mode(sent: bytes) -> CostMode:
    """What the header's value asks for.

    Raises:
        RequestError: BAD_USER_INPUT, where that is nothing.
    """
    return chosen(CostMode, HEADER, sent)
