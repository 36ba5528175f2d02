"""What an operation really costs, counted while it runs."""

from __future__ import annotations

from sqlmodel_strawberry.cost.amounts import Cost

TALLY = "tally"
"""Key in `Connection.info`: whose statements run on a connection."""


class Tally:
    """Rows shown and written, and SQL statements run, so far. Transaction control is no statement."""

    rows = 0
    statements = 0

    @property
    def cost(self) -> Cost:
        """The sum."""
        return Cost(self.rows, self.statements)
