"""What is told of an operation by whoever explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from sqlmodel_strawberry.cost.amounts import Cost


@dataclass(frozen=True)
class FieldPart:
    """What is fetched for a field."""

    path: str
    """Response keys from the root, such as `teams.nodes.heroes`."""
    coordinate: str
    """`Team.heroes`."""
    shows: str
    """`rows`, `page`, `figures`, `groups` or `count`; `write` of a mutation, whose statements depend on its input."""


@dataclass(frozen=True)
class ExplainedStatement:
    """A statement. What was measured is None where nothing ran."""

    sql: str
    """With placeholders: parameters are not told."""
    keys: int | None = None
    """How many keys it was for; None where it takes no keys."""
    rows: int | None = None
    """How many the database gave, with those that only tell whether more follow; None of what a mutation runs."""
    seconds: float | None = None
    parameters: Sequence[Any] | None = None
    """In the order of the placeholders, as JSON has them; None where nobody asked for them."""
    plan: Sequence[str] | None = None
    """Lines of the database's own EXPLAIN; None where nobody asked for it, and where there is none."""

    def to_json(self) -> dict[str, Any]:
        """How `extensions.plan` shows it."""
        shown: dict[str, Any] = {"sql": self.sql, "keys": self.keys, "rows": self.rows}
        shown["milliseconds"] = _milliseconds(self.seconds)
        if self.parameters is not None:
            shown["parameters"] = list(self.parameters)
        if self.plan is not None:
            shown["explain"] = list(self.plan)
        return shown


@dataclass(frozen=True)
class Batch:
    """What is fetched together: by one loader, or for one list of the root."""

    level: int
    """1 for the fields of the root, 2 for those of their rows, and so on."""
    fields: Sequence[FieldPart]
    """None of them where a hand-written field ran the statements, and where graphql-core runs the operation."""
    statements: Sequence[ExplainedStatement]
    """None where all keys are known already."""

    def to_json(self) -> dict[str, Any]:
        """How `extensions.plan` shows it."""
        fields = [vars(field) for field in self.fields]
        return {"level": self.level, "fields": fields, "statements": [each.to_json() for each in self.statements]}


@dataclass(frozen=True)
class Explanation:
    """How an operation is run, or would be."""

    name: str | None
    type: str
    """`query` or `mutation`."""
    fallback: str | None
    """Why graphql-core runs it, and nothing is known of its statements before; None where it is compiled."""
    depth: int
    """How many relations it follows, one inside the other."""
    estimated: Cost | None
    """The most that it can cost; None where it is refused before that is known."""
    errors: Sequence[GraphQLError]
    """Why it is refused; where it ran, its errors."""
    batches: Sequence[Batch]
    """In the order of levels. What was not run is told as for lists of several rows: there may be none when it runs, or
    a single one, which has a statement of its own, or they may be known already."""
    actual: Cost | None = None
    """What it came to, where it ran."""
    seconds: float | None = None

    @property
    def is_refused(self) -> bool:
        """Whether it never runs: a variable is missing, or it asks for too much."""
        return bool(self.errors) and self.actual is None

    def to_json(self) -> dict[str, Any]:
        """The value of `extensions.plan`: all but the errors."""
        costs = {"estimated": self.estimated, "actual": self.actual}
        return {
            "operation": self.name,
            "type": self.type,
            "fallback": self.fallback,
            "depth": self.depth,
            "cost": {name: cost and cost.to_json() for name, cost in costs.items()},
            "milliseconds": _milliseconds(self.seconds),
            "batches": [batch.to_json() for batch in self.batches],
        }


def _milliseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds * 1000, 3)
