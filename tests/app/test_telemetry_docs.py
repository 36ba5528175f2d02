"""docs/observability.md lists what the application says, and no more."""

from prometheus_client.metrics import MetricWrapperBase

from app.telemetry.metrics import Metrics
from app.telemetry.operation_log import line_of
from app.telemetry.tracing import attributes_of, attributes_of_statement
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, OperationRecord, Request
from tests.app.telemetry_client import TEAMS
from tests.documents import Page, code

PAGE = Page.read("docs/observability.md")
OF_ALL_LINES = {"event", "request_id", "trace_id", "level", "logger", "timestamp"}


async def recorded(database: Database) -> OperationRecord:
    """An operation of which everything is known."""
    records: list[OperationRecord] = []
    schema = create_schema(observers=[records.append])
    await schema.execute(Request(TEAMS, {}), Context(database.session(), None))
    return records[0]._replace(code="TIMEOUT", principal="user:1")


async def test_every_field_of_a_line(seeded_database: Database) -> None:
    said = {name for row in PAGE.section("The log").table() for name in code(row[0])}
    assert said == line_of(await recorded(seeded_database)).keys() | OF_ALL_LINES | {"variables"}


def test_every_metric() -> None:
    made = [each for each in vars(Metrics()).values() if isinstance(each, MetricWrapperBase)]
    assert PAGE.section("Metrics").table() == [
        [
            f"`{each._name}{'_total' if each._type == 'counter' else ''}`",
            each._type,
            ", ".join(f"`{label}`" for label in each._labelnames),
            each._documentation,
        ]
        for each in made
    ]


async def test_every_attribute_of_a_span(seeded_database: Database) -> None:
    request, operation, steps, statement = (code(row[2]) for row in PAGE.section("Traces").table())
    record = await recorded(seeded_database)
    assert request == ["http.request.method", "http.response.status_code"]
    assert operation == list(attributes_of(record))
    assert steps == []
    assert statement == list(attributes_of_statement(record.statements[0], record.dialect))
