"""What declarations say of the cost of what is written by hand."""

from __future__ import annotations

from dataclasses import dataclass

DECLARED = "declared-cost"
SERVICE_STATEMENTS = 10
"""What a mutation of a service runs at most, unless it says otherwise."""


@dataclass(frozen=True)
class DeclaredCost:
    """What `@field` says; None where it says nothing."""

    statements: int | None = None
    rows: int | None = None
    batched: bool = False
