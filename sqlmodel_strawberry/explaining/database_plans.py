"""EXPLAIN: how the database says that it runs a statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.database.queries import Results, compile_statement
from sqlmodel_strawberry.database.session import Session

EXPLAIN = {"postgresql": "EXPLAIN ", "sqlite": "EXPLAIN QUERY PLAN "}
SHOWN = 100
"""Values of a list that are shown of a parameter."""


class ExplainSession(Session):
    """Has the database explain statements, and runs none."""

    async def explain(self, text: str, arguments: Sequence[Any]) -> list[str]:
        """The lines that it answers, or what is wrong."""
        dialect, engine = self.database.dialect, self.database.engine.sync_engine
        results = Results(compile_statement(sa.text(EXPLAIN[dialect]), engine)[0])
        try:
            connection = await self._connection.for_reading(self.snapshot)
            rows = await connection._run(EXPLAIN[dialect] + text, tuple(arguments), results)
        except Exception as error:  # whatever it is, the operation that is explained was answered before
            return [f"The database does not explain it: {type(error).__name__}."]
        return [row[0] for row in rows] if dialect == "postgresql" else list(_indented(rows))


def _indented(rows: Sequence[Any]) -> Sequence[str]:
    """Of SQLite, whose rows tell the row that they are part of."""
    depths = {0: -1}
    lines = []
    for id_, parent, _, detail in rows:
        depths[id_] = depths.get(parent, -1) + 1
        lines.append("  " * depths[id_] + detail)
    return lines


def shown(value: Any) -> Any:
    """A parameter as JSON has it."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        values = [shown(each) for each in value[:SHOWN]]
        return [*values, f"… {len(value) - SHOWN} more"] if len(value) > SHOWN else values
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
