"""Figures for Prometheus. How many series there are does not depend on what strangers send."""

import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from sqlalchemy.pool import QueuePool

from sqlmodel_strawberry import Database, ErrorCode, OperationRecord, Outcome

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
"""Where several workers keep their figures, so that each of them can tell those of all. Set before they start."""
OTHER = "other"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
COUNTS = (0, 1, 2, 3, 5, 10, 20, 50, 100)
ROWS = (0, 1, 10, 100, 1_000, 10_000)
COSTS = (10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
KINDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
COMPILED, INTERPRETED = "compiled", "interpreted"
SERIES = 1000
CODES = frozenset(map(str, ErrorCode))


class Series(NamedTuple):
    """What each operation of a name, a type and an outcome is counted in."""

    seconds: Histogram
    statements: Histogram
    rows: Histogram


class Metrics:
    """The figures of one application, in this process and, with several workers, in the others too."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = registry = CollectorRegistry()
        self.operation_seconds = Histogram(
            "graphql_operation_seconds",
            "Seconds that operations took.",
            ("operation", "type", "outcome"),
            buckets=SECONDS,
            registry=registry,
        )
        self.operation_statements = Histogram(
            "graphql_operation_statements",
            "SQL statements that operations ran.",
            ("operation",),
            buckets=COUNTS,
            registry=registry,
        )
        self.operation_rows = Histogram(
            "graphql_operation_rows",
            "Rows in the lists of answers, and rows written.",
            ("operation",),
            buckets=ROWS,
            registry=registry,
        )
        self.estimated_cost = Histogram(
            "graphql_operation_estimated_cost",
            "What operations could cost at most.",
            ("operation",),
            buckets=COSTS,
            registry=registry,
        )
        self.operations = Counter(
            "graphql_operations",
            "Operations that ran: compiled, or interpreted and why.",
            ("operation", "way", "reason"),
            registry=registry,
        )
        self.errors = Counter(
            "graphql_errors", "Top-level errors and refusals, limits among them, by code.", ("code",), registry=registry
        )
        self.statement_seconds = Histogram(
            "graphql_statement_seconds",
            "Seconds that SQL statements of operations took, by their first word.",
            ("kind",),
            buckets=SECONDS,
            registry=registry,
        )
        self.batch_keys = Histogram(
            "graphql_loader_batch_keys",
            "Keys that loaders fetched with one statement.",
            buckets=COUNTS,
            registry=registry,
        )
        self.responses = Counter("http_responses", "Responses of the application.", ("status",), registry=registry)
        self.pool_size = self._gauge("database_pool_size", "Connections that the pool keeps.")
        self.pool_checked_out = self._gauge("database_pool_checked_out", "Connections in use.")
        self.pool_overflow = self._gauge("database_pool_overflow", "Connections open beyond the size of the pool.")
        self._keep_series()

    def __call__(self, operation: OperationRecord) -> None:
        """Count an operation."""
        name = (operation.name if operation.trusted else None) or OTHER
        series = self._series_of(name, operation.type or OTHER, operation.outcome)
        series.seconds.observe(operation.seconds)
        series.statements.observe(operation.statement_count)
        series.rows.observe(operation.rows)
        if operation.estimated is not None:
            self._estimated(name).observe(operation.estimated.total)
        if operation.has_run:
            self._operations(name, operation.fallback).inc()
        for code in operation.codes:
            self.errors.labels(code if code in CODES else OTHER).inc()
        for statement in operation.statements:
            self._statement_seconds(statement.kind).observe(statement.seconds)
        for keys in operation.batches:
            self.batch_keys.observe(keys)

    def responded(self, status: int) -> None:
        """Count a response."""
        self._responses(status).inc()

    # To look a series up takes longer than to count. There are few: see above.
    def _keep_series(self) -> None:
        keep = lru_cache(maxsize=SERIES)
        self._series_of = keep(self._find_series)
        self._estimated = keep(self.estimated_cost.labels)
        self._operations = keep(
            lambda name, fallback: self.operations.labels(name, INTERPRETED if fallback else COMPILED, fallback or "")
        )
        self._statement_seconds = keep(lambda kind: self.statement_seconds.labels(kind if kind in KINDS else OTHER))
        self._responses = keep(lambda status: self.responses.labels(str(status)))

    def _find_series(self, name: str, type_: str, outcome: Outcome) -> Series:
        return Series(
            self.operation_seconds.labels(name, type_, str(outcome)),
            self.operation_statements.labels(name),
            self.operation_rows.labels(name),
        )

    def measure_pool(self, database: Database) -> None:
        """Look how many connections there are now."""
        pool = database.engine.pool
        if isinstance(pool, QueuePool):
            self.pool_size.set(pool.size())
            self.pool_checked_out.set(pool.checkedout())
            # It counts from the connections that it has not opened yet.
            self.pool_overflow.set(max(0, pool.overflow()))

    def text(self) -> bytes:
        """All figures, in Prometheus' text format."""
        directory = os.environ.get(DIRECTORY)
        if directory is None:
            return generate_latest(self.registry)
        forget_dead_workers(Path(directory))
        registry = CollectorRegistry()
        MultiProcessCollector(registry, directory)  # type: ignore[no-untyped-call]
        return generate_latest(registry)

    def _gauge(self, name: str, documentation: str) -> Gauge:
        return Gauge(name, documentation, registry=self.registry, multiprocess_mode="livesum")


def forget_dead_workers(directory: Path) -> None:
    """Drop what killed workers left of how many connections they have now."""
    for path in directory.glob("gauge_live*_*.db"):
        pid = int(path.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            mark_process_dead(pid, str(directory))  # type: ignore[no-untyped-call]
