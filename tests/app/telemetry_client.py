"""The whole application, and what it says of what it does."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import StringIO
from typing import Any

import structlog
from fastapi import FastAPI
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from prometheus_client.parser import text_string_to_metric_families

from app.logging import HANDLER, configure_logging
from app.main import create_app
from app.settings import Settings
from app.telemetry.application import Telemetry
from sqlmodel_strawberry import Database
from tests.app import rows
from tests.app.identity_client import KEY, IdentityClient

METRICS_TOKEN = "0123456789abcdef"
TEAMS = "query Teams($first: Int) { teams(first: $first) { nodes { name heroes(first: 2) { nodes { name } } } } }"

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@contextmanager
def kept_logging() -> Iterator[None]:
    """Let the application set up logging: afterwards it is as pytest had it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


class Told:
    """An application, a client of it, and its lines, figures and spans."""

    def __init__(self, **settings: Any) -> None:
        given = {"access_token_keys": KEY, "log_format": "json", "metrics_token": METRICS_TOKEN}
        self.settings = Settings(**given | settings)
        self._exporter = InMemorySpanExporter()
        with kept_logging():
            collected = (
                SimpleSpanProcessor(self._exporter) if self.settings.otel_exporter_otlp_endpoint is None else None
            )
            telemetry = Telemetry(self.settings, collected)
            self.app: FastAPI = create_app(self.settings, telemetry)
        self.client = IdentityClient(self.app)
        self._before: Samples = {}

    @contextmanager
    def of(self, database: Database) -> Iterator["Told"]:
        """Let a test use it, with a database of its own."""
        self._exporter.clear()
        self.app.state.database = database
        with kept_logging():
            configure_logging(self.settings)
            self._written = StringIO()
            (handler,) = [each for each in logging.getLogger().handlers if each.get_name() == HANDLER]
            assert isinstance(handler, logging.StreamHandler)
            handler.setStream(self._written)
            self._before = self._samples()
            yield self

    def log(self) -> str:
        """What was written since the last look."""
        text = self._written.getvalue()
        self._written.seek(0)
        self._written.truncate()
        return text

    def lines(self, logger: str = "app.operations") -> list[dict[str, Any]]:
        """The lines of one logger since the last look."""
        lines = [json.loads(line) for line in self.log().splitlines()]
        return [line for line in lines if line["logger"] == logger]

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self._exporter.get_finished_spans())

    def figures(self, name: str) -> dict[tuple[str, ...], float]:
        """By the values of their labels, how much the samples of this name rose in this test."""
        rose = {key: value - self._before.get(key, 0) for key, value in self._samples().items() if key[0] == name}
        return {tuple(value for _, value in labels): by for (_, labels), by in rose.items() if by}

    def size(self) -> int:
        """How many samples there are."""
        return len(self._samples())

    def _samples(self) -> Samples:
        metrics = self.app.state.telemetry.metrics
        families = text_string_to_metric_families(metrics.text().decode()) if metrics else ()
        return {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in families
            for sample in family.samples
        }


@cache
def application(**settings: Any) -> Told:
    """The application with these settings, made once: making it takes longer than a test."""
    return Told(**settings)


async def add_teams(database: Database) -> None:
    """Two teams with a hero each."""
    async with database.write() as session:
        session.add_all([rows.team("Team 1", id=1), rows.team("Team 2", id=2)])
        await session.flush()
        session.add_all([rows.hero("Hero 1", team_id=1), rows.hero("Hero 2", team_id=2)])
