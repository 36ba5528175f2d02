"""Spans for OpenTelemetry: of each request, its operations, their steps, and their SQL statements."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from threading import Thread

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, format_trace_id
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from sqlmodel_strawberry import OperationRecord, Outcome, StatementRecord, Step

EXPORT_SECONDS = 3
STATEMENT_CHARACTERS = 4096
LITERAL = re.compile(r"""("[^"]*")|'(?:[^']|'')*'|(?<![\w$.])\d+(?:\.\d+)?\b""")
FAILURES = (Outcome.ERROR, Outcome.TIMEOUT, Outcome.UNAVAILABLE)
METHODS = ("GET", "HEAD", "POST", "OPTIONS")

Attributes = Mapping[str, str | int]


def otlp(endpoint: str) -> SpanProcessor:
    """Sends spans, in batches, to the collector at this address (OTLP over HTTP)."""
    return BatchSpanProcessor(OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=EXPORT_SECONDS))


class Tracing:
    """Makes the spans. Those of an operation are made when it has ended, of its record."""

    def __init__(self, service: str, processor: SpanProcessor) -> None:
        self._provider = TracerProvider(resource=Resource.create({SERVICE_NAME: service}), shutdown_on_exit=False)
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer("app")
        self._propagator = TraceContextTextMapPropagator()

    @contextmanager
    def request(self, method: str, headers: Mapping[str, str]) -> Iterator[Span]:
        """The span of a request, below that of whoever sent it (W3C Trace Context)."""
        method = method if method in METHODS else "_OTHER"
        with self._tracer.start_as_current_span(
            method,
            context=self._propagator.extract(headers),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": method},
            # What exceptions say is not for everybody.
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            yield span

    def __call__(self, operation: OperationRecord) -> None:
        """Make the spans of an operation, below that of its request."""
        made, failed = Spans(self._tracer, operation), operation.outcome in FAILURES
        below = made.add(name_of(operation), 0, operation.seconds, attributes_of(operation), failed=failed)
        if below is None:
            return
        of_statements = below
        for step in operation.steps:
            of_step = made.add(str(step.step), step.began, step.seconds, below=below)
            if step.step is Step.EXECUTE and of_step is not None:
                of_statements = of_step
        for each in operation.statements:
            attributes = attributes_of_statement(each, operation.dialect)
            made.add(
                each.kind, each.began, each.seconds, attributes, failed=each.failed, below=of_statements, client=True
            )

    def close(self) -> None:
        """Send what was not sent yet, as far as that takes no longer than EXPORT_SECONDS."""
        closing = Thread(target=self._provider.shutdown, daemon=True)
        closing.start()
        closing.join(EXPORT_SECONDS)


class Spans:
    """Makes spans of what has happened already."""

    def __init__(self, tracer: trace.Tracer, operation: OperationRecord) -> None:
        self._tracer = tracer
        self._started_at = operation.started_at

    def add(
        self,
        name: str,
        began: float,
        seconds: float,
        attributes: Attributes | None = None,
        *,
        failed: bool = False,
        below: Context | None = None,
        client: bool = False,
    ) -> Context | None:
        """A span below another, or below the current one. None where the trace is not sampled."""
        span = self._tracer.start_span(
            name,
            below,
            SpanKind.CLIENT if client else SpanKind.INTERNAL,
            attributes,
            start_time=self._nanoseconds(began),
        )
        if not span.is_recording():
            return None
        if failed:
            span.set_status(Status(StatusCode.ERROR))
        span.end(self._nanoseconds(began + seconds))
        return trace.set_span_in_context(span)

    def _nanoseconds(self, began: float) -> int:
        return int((self._started_at + began) * 1e9)


def trace_id(span: Span) -> str:
    """By which all spans of a request are found."""
    return format_trace_id(span.get_span_context().trace_id)


def name_of(operation: OperationRecord) -> str:
    """The name of a span is one of few, so that no stranger chooses it (OpenTelemetry, GraphQL server spans)."""
    known = [operation.type, operation.name] if operation.trusted else [operation.type]
    return " ".join(filter(None, known)) or "GraphQL"


def attributes_of(operation: OperationRecord) -> Attributes:
    """What the span of an operation says. Variables and the document are not in it."""
    said = {
        "graphql.operation.name": operation.name,
        "graphql.operation.type": operation.type,
        "graphql.document.sha256": operation.document_hash,
        "graphql.outcome": str(operation.outcome),
        "graphql.rows": operation.rows,
        "graphql.statements": operation.statement_count,
        "graphql.estimated_cost": operation.estimated.total if operation.estimated else None,
        "enduser.id": operation.principal,
        "error.type": operation.code,
    }
    return {name: value for name, value in said.items() if value is not None}


def attributes_of_statement(statement: StatementRecord, dialect: str) -> Attributes:
    """What the span of a statement says (OpenTelemetry, database client spans)."""
    return {
        "db.system.name": dialect,
        "db.operation.name": statement.kind,
        "db.query.text": without_literals(statement.text),
    }


@lru_cache(maxsize=512)
def without_literals(statement: str) -> str:
    """A statement with `?` for each value that somebody wrote into it."""
    return LITERAL.sub(lambda match: match[1] or "?", statement[:STATEMENT_CHARACTERS])
