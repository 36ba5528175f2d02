"""schemathesis, told what this application admits."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import requests
import schemathesis
from graphql import build_schema
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.graphql.checks import GraphQLServerError
from schemathesis.specs.graphql.schemas import GraphQLSchema
from schemathesis.specs.openapi.checks import response_schema_conformance

from app.migrate import ROOT
from tests.fuzz.answers import HIDDEN, Tally, check_answer
from tests.fuzz.fitting import Fitting
from tests.fuzz.live import Live
from tests.fuzz.values import register_scalars

POSITIVE, NEGATIVE = schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE
ACCEPT = ("application/graphql-response+json", "application/json", "*/*")
Check = Callable[..., bool | None]


def run_operations(live: Live, root: str, roles: Sequence[str], count: int, tally: Tally) -> None:
    """Send random operations of all fields of `root`, fitted to what the API admits, and judge each answer."""
    schema = _schema(live)
    fitting = Fitting(build_schema((ROOT / "schema.graphql").read_text()), live)

    @schema.hook("map_body")
    def _fit(_context: Any, body: Any) -> Any:
        return fitting.fit(body)

    _send(live, schema, root, roles, count, POSITIVE, _counting(tally))


def run_invalid(live: Live, root: str, roles: Sequence[str], count: int) -> None:
    """Send operations with one mistake each: all of them are refused."""
    _send(live, _schema(live), root, roles, count, NEGATIVE, _refused)


def _schema(live: Live) -> GraphQLSchema:
    """The schema as the server itself tells it."""
    register_scalars()
    schema = schemathesis.graphql.from_url(f"{live.address}/graphql", headers=dict(live.headers["admin"]))
    schema.config.generation.update(graphql_allow_null=False)
    return schema


def _send(
    live: Live, schema: GraphQLSchema, root: str, roles: Sequence[str], count: int, mode: Any, judge: Check
) -> None:
    cases = [schema[root][name].as_strategy(generation_mode=mode) for name in schema[root]]
    session = requests.Session()

    @settings(max_examples=count, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(cases).flatmap(lambda each: each), st.sampled_from(roles), st.sampled_from(ACCEPT))
    def send(case: Any, role: str, accept: str) -> None:
        headers = {"Accept": accept, **live.headers[role]}
        response = case.call_and_validate(headers=headers, session=session, checks=[_is_whole, judge])
        assert role == "admin" or HIDDEN not in response.text, response.text

    with session:
        send()


def _is_whole(context: Any, response: Any, case: Any) -> None:
    """No server error, and what GraphQL answers with. schemathesis takes our refusals for errors of the server."""
    with suppress(GraphQLServerError):
        not_a_server_error(context, response, case)
    with suppress(GraphQLServerError):
        response_schema_conformance(context, response, case)


def _counting(tally: Tally) -> Check:
    def is_safe(_context: Any, response: Any, _case: Any) -> None:
        tally.count(check_answer(response.status_code, response.text))

    return is_safe


def _refused(_context: Any, response: Any, case: Any) -> None:
    answer = check_answer(response.status_code, response.text)
    # A field without arguments has nothing to be mistaken in: schemathesis sends it as it is.
    if case.meta.generation.mode is NEGATIVE:
        assert "data" not in answer, answer
