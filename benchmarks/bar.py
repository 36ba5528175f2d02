"""What this project promises of its speed, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.results import Results
from benchmarks.workload import QUERIES


@dataclass(frozen=True)
class Line:
    """One promise, and what was found."""

    promise: str
    found: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        return self.found >= self.limit if self.at_least else self.found <= self.limit

    def __str__(self) -> str:
        return f"{'met   ' if self.met else 'MISSED'} {self.promise}: {self.found:.3f} ({self.bound} {self.limit:.3f})"

    @property
    def bound(self) -> str:
        """Which way the limit is meant."""
        return "at least" if self.at_least else "at most"


def bar(results: Results) -> list[Line]:
    """Every line that what was measured has figures for."""
    return [line for query in results.queries for line in (*_floor(results, query), *_peers(results, query))]


def _floor(results: Results, query: str) -> Iterator[Line]:
    name = query.upper()
    if query in ("q2", "q3", "q4") and (ratio := results.ratio("ours", "floor", query)):
        yield Line(f"{name} CPU, times the floor's", ratio, 1.3)
    if query in ("q1", "q5", "m1"):
        ours, floor = results.median("ours", query, "cpu"), results.median("floor", query, "cpu")
        if ours is not None and floor is not None:
            yield Line(f"{name} CPU, ms beyond the floor's", ours - floor, 0.1)
    if ratio := results.ratio("ours", "floor", query, "database_cpu"):
        yield Line(f"{name} database CPU, times the floor's", ratio, 1.1)
    if 16 in results.in_flight and (ratio := _tail(results, query)):
        yield Line(f"{name} p99 at 16 in flight, times p50", ratio, 3)


def _peers(results: Results, query: str) -> Iterator[Line]:
    name = query.upper()
    if ratio := results.ratio("postgraphile", "ours", query):
        if not QUERIES[query].writes:
            yield Line(f"{name} CPU of PostGraphile, times ours", ratio, 2, at_least=True)
        elif query == "m1":
            yield Line(f"{name} CPU of PostGraphile, times ours", ratio, 1, at_least=True)
    if query in ("q1", "q2", "q3", "q4") and (ratio := results.ratio("naive", "ours", query)):
        yield Line(f"{name} CPU of naive Strawberry, times ours", ratio, 25, at_least=True)


def _tail(results: Results, query: str) -> float | None:
    p50, p99 = (results.median("ours", query, figure, 16) for figure in ("p50", "p99"))
    return p99 / p50 if p50 and p99 else None
