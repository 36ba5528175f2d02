"""How the database means to run a statement, or ran it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.testing.statements import Statement


@dataclass(frozen=True)
class Step:
    """One step that reads a table: PostgreSQL's node, or SQLite's line of `EXPLAIN QUERY PLAN`.

    `read` rows were looked at; nobody counts them on SQLite.
    """

    text: str
    table: str
    index: str | None
    is_scan: bool
    """Whether the table is read from one end, not from where a condition says. On PostgreSQL: in no order at all."""
    read: int = 0


@dataclass(frozen=True)
class Plan:
    """A statement and the steps that read tables."""

    statement: Statement
    text: str
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return f"{self.statement}\n{self.text}"

    @property
    def scanned(self) -> set[str]:
        return {step.table for step in self.steps if step.is_scan}

    @property
    def indexes(self) -> set[str]:
        return {step.index for step in self.steps if step.index}

    @property
    def read(self) -> int:
        """Rows looked at in all tables."""
        return sum(step.read for step in self.steps)

    @property
    def sorts(self) -> bool:
        """Whether what was read is sorted: on SQLite, not even by a part of its order."""
        return '"Sort"' in self.text or "USE TEMP B-TREE FOR ORDER BY" in self.text


async def explain(database: Database, statement: Statement, *, analyze: bool = False) -> Plan:
    """The plan of a statement with its own parameters. With `analyze` it runs, and rows are counted."""
    async with database.engine.connect() as connection:
        if database.dialect == "sqlite":
            found = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement.sql}", statement.parameters)
            lines = list(found.scalars("detail"))
            return Plan(statement, "\n".join(lines), tuple(_lines(lines)))
        words = "ANALYZE, FORMAT JSON" if analyze else "FORMAT JSON"
        found = await connection.exec_driver_sql(f"EXPLAIN ({words}) {statement.sql}", statement.parameters)
        value = found.scalar_one()
        root = (json.loads(value) if isinstance(value, str) else value)[0]["Plan"]
        return Plan(statement, json.dumps(root, indent=1), tuple(_nodes(root)))


def _lines(lines: list[str]) -> Iterator[Step]:
    for line in lines:
        how, _, rest = line.partition(" ")
        if how in ("SCAN", "SEARCH") and "VIRTUAL TABLE" not in rest and not rest.startswith("("):
            index = rest.partition("INDEX ")[2].split(" ")[0] or None
            yield Step(line, rest.split(" ")[0], index, how == "SCAN")


def _nodes(node: dict[str, Any], table: str = "") -> Iterator[Step]:
    kind, table = node["Node Type"], node.get("Relation Name", table)
    children = node.get("Plans", ())
    if "Scan" in kind and kind not in ("Subquery Scan", "Function Scan", "CTE Scan"):
        seen = (node.get("Actual Rows", 0) + node.get("Rows Removed by Filter", 0)) * node.get("Actual Loops", 0)
        yield Step(kind, table, node.get("Index Name"), kind == "Seq Scan", round(seen))
    for child in children:
        yield from _nodes(child, table)
