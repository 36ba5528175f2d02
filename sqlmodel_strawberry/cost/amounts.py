"""Amounts of cost: of a whole operation, and the share of one field in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

STATEMENT_WEIGHT = 10
"""Rows that one SQL statement counts for where a cost has to be a single number."""


class Cost(NamedTuple):
    """Rows that an answer shows and an operation writes, and the SQL statements that it runs."""

    rows: int = 0
    statements: int = 0

    @property
    def total(self) -> int:
        """Both as one number: what a budget is charged."""
        return self.rows + STATEMENT_WEIGHT * self.statements

    def to_json(self) -> dict[str, int]:
        """How `extensions.cost` shows it."""
        return {"rows": self.rows, "statements": self.statements, "cost": self.total}


@dataclass(frozen=True)
class Share:
    """What a field and all below it cost, as far as it depends on how many parents there are."""

    rows: int = 0
    """Rows for each parent."""
    statements: int = 0
    """Statements for all parents of a level together."""
    calls: int = 0
    """Statements for each parent again: of fields that do not load their level at once."""

    def __add__(self, other: Share) -> Share:
        return Share(self.rows + other.rows, self.statements + other.statements, self.calls + other.calls)

    def times(self, count: int) -> Share:
        """The same below a list of so many rows; nothing where there are none."""
        return Share(self.rows * count, self.statements, self.calls * count) if count else NOTHING

    def one_by_one(self) -> Share:
        """The same where the parents are not loaded together, so that nothing below them is."""
        return Share(self.rows, 0, self.statements + self.calls)

    def alone(self) -> Cost:
        """What it costs one parent."""
        return Cost(self.rows, self.statements + self.calls)


NOTHING = Share()


def among(shares: Sequence[Share], count: int) -> Share:
    """The most that `count` rows cost where each may be of any of several types, given the share of a row of each."""
    if not count or not shares:
        return NOTHING
    statements = sorted((share.statements for share in shares), reverse=True)
    return Share(
        rows=count * max(share.rows for share in shares),
        statements=sum(statements[:count]),
        calls=count * max(share.calls for share in shares),
    )
