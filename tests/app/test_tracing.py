"""Spans: which there are, how they hang together, and what they do not say."""

import logging
import time
from collections.abc import Sequence
from uuid import uuid4

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from sqlalchemy import URL, text

from app.main import create_app
from app.settings import Settings
from app.telemetry.application import Telemetry
from app.telemetry.tracing import EXPORT_SECONDS, Tracing, without_literals
from sqlmodel_strawberry import Database
from tests.app.identity_client import ADA, KEY, LOG_IN, REGISTER
from tests.app.telemetry_client import TEAMS, Told, add_teams

pytestmark = pytest.mark.usefixtures("cheap_passwords")

MILLISECOND = 1_000_000
TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


def named(spans: Sequence[ReadableSpan], name: str) -> ReadableSpan:
    (found,) = [span for span in spans if span.name == name]
    return found


def tree(spans: Sequence[ReadableSpan]) -> dict[str, list[str]]:
    """The names of the spans below each, in order of time."""
    names = {span.context.span_id: span.name for span in spans if span.context}
    below: dict[str, list[str]] = {}
    for span in sorted(spans, key=lambda span: span.start_time or 0):
        if span.parent is not None:
            below.setdefault(names.get(span.parent.span_id, "?"), []).append(span.name)
    return below


class TestSpans:
    async def test_of_a_query(self, told: Told, database: Database) -> None:
        await add_teams(database)
        await told.client.post(TEAMS)
        assert tree(told.spans) == {
            "POST": ["query"],
            "query": ["parse", "plan", "execute"],
            "execute": ["SELECT", "SELECT"],
        }
        assert len({span.context.trace_id for span in told.spans if span.context}) == 1

    async def test_each_is_within_its_parent(self, told: Told, database: Database) -> None:
        await told.client.post(TEAMS)
        times = {
            span.context.span_id: (span.start_time or 0, span.end_time or 0) for span in told.spans if span.context
        }
        checked = 0
        for span in told.spans:
            if span.parent is not None:
                (began, ended), (start, end) = times[span.parent.span_id], (span.start_time or 0, span.end_time or 0)
                # The clocks of the request's span and of the operation's are two.
                assert began - MILLISECOND <= start <= end <= ended + MILLISECOND
                checked += 1
        assert checked == 5

    async def test_what_they_say(self, told: Told, database: Database) -> None:
        await add_teams(database)
        await told.client.post(TEAMS)
        request, operation = named(told.spans, "POST"), named(told.spans, "query")
        assert request.kind is SpanKind.SERVER
        assert request.attributes == {"http.request.method": "POST", "http.response.status_code": 200}
        assert operation.kind is SpanKind.INTERNAL
        assert operation.attributes is not None
        assert operation.attributes.keys() == {
            "graphql.operation.name",
            "graphql.operation.type",
            "graphql.document.sha256",
            "graphql.outcome",
            "graphql.rows",
            "graphql.statements",
            "graphql.estimated_cost",
        }
        assert (operation.attributes["graphql.rows"], operation.attributes["graphql.statements"]) == (4, 2)
        statement = next(span for span in told.spans if span.name == "SELECT")
        assert statement.kind is SpanKind.CLIENT
        assert statement.attributes is not None
        assert statement.attributes["db.system.name"] == database.dialect
        assert statement.attributes["db.operation.name"] == "SELECT"
        assert str(statement.attributes["db.query.text"]).startswith(("SELECT team.", "SELECT page."))
        assert operation.resource.attributes["service.name"] == "sqlmodel-strawberry"

    async def test_of_what_fails(self, told: Told, database: Database) -> None:
        async with database.engine.begin() as connection:
            await connection.execute(text("DROP TABLE item"))
        await told.client.post("{ items { nodes { name } } }")
        operation, statement = named(told.spans, "query"), named(told.spans, "SELECT")
        assert (operation.status.status_code, statement.status.status_code) == (StatusCode.ERROR, StatusCode.ERROR)
        assert operation.attributes is not None
        assert operation.attributes["error.type"] == "INTERNAL_SERVER_ERROR"

    async def test_of_what_is_refused(self, told: Told) -> None:
        await told.client.post("{ nothing }")
        operation = named(told.spans, "GraphQL")
        assert operation.status.status_code is StatusCode.UNSET
        assert operation.attributes is not None
        assert operation.attributes["error.type"] == "GRAPHQL_VALIDATION_FAILED"
        assert tree(told.spans) == {"POST": ["GraphQL"], "GraphQL": ["parse"]}

    async def test_who_asked(self, told: Told) -> None:
        token = (await told.client.payload(REGISTER, a=ADA))["accessToken"]
        await told.client.post("{ viewer { username } }", token)
        operation = named(told.spans, "query")
        assert operation.attributes is not None
        assert operation.attributes["enduser.id"] == "user:1"

    async def test_probes_have_none(self, told: Told) -> None:
        for path in ("/live", "/metrics"):
            await told.client.http.get(path)
        assert told.spans == []


class TestTraceContext:
    async def test_the_sender_is_the_parent(self, told: Told) -> None:
        headers = {"traceparent": f"00-{TRACE}-{PARENT}-01"}
        await told.client.http.post("/graphql", json={"query": TEAMS}, headers=headers)
        request = named(told.spans, "POST")
        assert request.parent is not None
        assert f"{request.parent.span_id:016x}" == PARENT
        assert {f"{span.context.trace_id:032x}" for span in told.spans if span.context} == {TRACE}
        assert [line["trace_id"] for line in told.lines()] == [TRACE]

    async def test_what_the_sender_does_not_sample_is_not(self, told: Told) -> None:
        headers = {"traceparent": f"00-{TRACE}-{PARENT}-00"}
        await told.client.http.post("/graphql", json={"query": TEAMS}, headers=headers)
        assert told.spans == []

    @pytest.mark.parametrize("sent", ["", "00-0-0-01", f"00-{'0' * 32}-{PARENT}-01", "x" * 10_000, "ä"])
    async def test_a_forged_one_is_ignored(self, told: Told, sent: str) -> None:
        headers = {b"traceparent": sent.encode("latin-1")}
        response = await told.client.http.post("/graphql", json={"query": TEAMS}, headers=headers)
        assert response.status_code == 200
        assert named(told.spans, "POST").parent is None


class TestSecrets:
    async def test_are_in_no_span(self, told: Told, database: Database) -> None:
        secret = str(uuid4())
        registered = await told.client.payload(REGISTER, a=ADA | {"password": secret})
        await told.client.payload(LOG_IN, u="ada", p=secret)
        await told.client.post(f'{{ heroes(search: "{secret}") {{ nodes {{ name }} }} }}', registered["accessToken"])
        async with database.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE hero RENAME COLUMN name TO gone"))
        await told.client.post(f'{{ heroes(filter: {{name: {{eq: "{secret}"}}}}) {{ nodes {{ name }} }} }}')
        said = " ".join(span.to_json() for span in told.spans)
        assert said.count('"db.query.text"') > 5
        for each in (secret, ADA["email"].lower(), registered["accessToken"], registered["refreshToken"]):
            assert each not in said

    async def test_are_in_no_span_of_the_framework(
        self, told: Told, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        exporter, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        monkeypatch.setattr("opentelemetry.trace.get_tracer_provider", lambda: provider)
        secret = str(uuid4())
        query = {"query": TEAMS, "variables": f'{{"password": "{secret}"}}'}
        assert (await told.client.http.get("/graphql", params=query)).status_code == 200
        assert secret not in " ".join(span.to_json() for span in (*exporter.get_finished_spans(), *told.spans))

    @pytest.mark.parametrize(
        ("statement", "said"),
        [
            ("SELECT a FROM t1 WHERE b = 'it''s' AND c = 4.5", "SELECT a FROM t1 WHERE b = ? AND c = ?"),
            ("SELECT $1::INTEGER, ?, :name_1 LIMIT 5", "SELECT $1::INTEGER, ?, :name_1 LIMIT ?"),
            ("""SELECT "it's" FROM "t 1" WHERE 'a' = 'b'""", """SELECT "it's" FROM "t 1" WHERE ? = ?"""),
            ("SELECT " + "x" * 10_000, "SELECT " + "x" * 4089),
        ],
    )
    def test_literals_of_statements(self, statement: str, said: str) -> None:
        assert without_literals(statement) == said


class TestSettings:
    def test_off_unless_configured(self) -> None:
        telemetry = Telemetry(Settings())
        assert telemetry.tracing is None
        assert [each for each in telemetry.observers if isinstance(each, Tracing)] == []

    async def test_on_where_there_is_a_collector(
        self, database_url: URL, monkeypatch: pytest.MonkeyPatch, restored_logging: None
    ) -> None:
        exporters: list[tuple[str, InMemorySpanExporter]] = []

        def exporter(endpoint: str, timeout: float) -> InMemorySpanExporter:
            exporters.append((endpoint, InMemorySpanExporter()))
            return exporters[0][1]

        monkeypatch.setattr("app.telemetry.tracing.OTLPSpanExporter", exporter)
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/")
        monkeypatch.setenv("OTEL_SERVICE_NAME", "heroes")
        monkeypatch.setenv("DATABASE_URL", database_url.render_as_string(hide_password=False))
        monkeypatch.setenv("ACCESS_TOKEN_KEYS", KEY)
        app = create_app(Settings())
        async with app.router.lifespan_context(app):
            app.state.telemetry.tracing.request("POST", {}).__enter__().end()
        ((endpoint, made),) = exporters
        assert endpoint == "http://collector:4318/v1/traces"
        # The last ones are sent when the application ends.
        assert [span.resource.attributes["service.name"] for span in made.get_finished_spans()] == ["heroes"]

    async def test_a_collector_that_does_not_answer_harms_nobody(
        self, database: Database, caplog: pytest.LogCaptureFixture
    ) -> None:
        told = Told(otel_exporter_otlp_endpoint="http://127.0.0.1:9")
        with told.of(database), caplog.at_level(logging.CRITICAL):
            assert (await told.client.post(TEAMS)).status_code == 200
            began = time.monotonic()
            told.app.state.telemetry.tracing.close()
            assert time.monotonic() - began < EXPORT_SECONDS + 1
