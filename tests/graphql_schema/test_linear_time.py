"""Documents and variables that attack: the code and status of each, before any SQL, in time linear in their length."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, GraphQLApp, Limits, RequestError, Schema
from sqlmodel_strawberry.documents.kept import InvalidDocumentError
from sqlmodel_strawberry.limits.variables import check_variables
from sqlmodel_strawberry.testing.statements import record_statements
from tests.attacks.documents import ATTACKS, VARIABLE_ATTACKS, Attack

GRAPHQL_JSON = "application/graphql-response+json"
BODY = 16 * 1024 * 1024

# What grows without being refused: nothing but its own length may cost.
VALID: dict[str, Callable[[int], str]] = {
    "aliases": lambda n: "{" + " ".join(f"a{i}:__typename" for i in range(n)) + "}",
    "lists": lambda n: "{heroes(filter:{age:{in:[" + "1 " * n + "]}}){totalCount}}",
    "objects": lambda n: "{heroes(filter:{and:[" + "{age:{eq:1}}" * n + "]}){totalCount}}",
    "operations": lambda n: "".join(f"query q{i}{{__typename}}" for i in range(n)),
    "variables": lambda n: (
        "query("
        + "".join(f"$v{i}:Int! " for i in range(n))
        + "){heroes(filter:{age:{in:["
        + "".join(f"$v{i} " for i in range(n))
        + "]}}){totalCount}}"
    ),
    "directives": lambda n: "{" + " ".join(f"a{i}:__typename@skip(if:true)" for i in range(n)) + "}",
    "a chain of fragments": lambda n: (
        "{...f0}"
        + "".join(f"fragment f{i} on Query{{a{i}:__typename ...f{i + 1}}}" for i in range(n // 8))
        + f"fragment f{n // 8} on Query{{__typename}}"
    ),
}
HUGE = 10**9
WITHOUT_LIMITS = Limits(
    document_bytes=HUGE, tokens=HUGE, operations=HUGE, fragments=HUGE, variables=HUGE, root_fields=HUGE, fields=HUGE,
    aliases=HUGE, directives=HUGE, list_inputs=HUGE, comparisons=HUGE, nesting=HUGE, cached_documents=0,
)  # fmt: skip


@pytest.fixture(scope="module")
def large_documents() -> Schema:
    """A schema that takes documents of any length, so that it is the other limits that stop them."""
    return create_schema(Limits(document_bytes=HUGE, tokens=HUGE, cached_documents=0))


@pytest.fixture(scope="module")
def without_limits() -> Schema:
    return create_schema(WITHOUT_LIMITS)


def judge(schema: Schema, document: str) -> None:
    with suppress(RequestError, InvalidDocumentError):
        schema.documents.get(document)


def judge_variables(value: Any) -> None:
    with suppress(RequestError):
        check_variables({"value": value}, Limits())


def cpu(run: Callable[[], None]) -> float:
    """Seconds of CPU, at best of three times."""
    times = []
    with without_collections():
        for _ in range(3):
            started = time.process_time()
            run()
            times.append(time.process_time() - started)
    return min(times)


@contextmanager
def without_collections() -> Iterator[None]:
    """Collections take as long as the heap is large, which says nothing of what is measured."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def assert_linear(work: Callable[[int], Callable[[], None]], size: int) -> None:
    """Four times the length takes some four times the time: sixteen times would be quadratic."""
    growth = []
    for _ in range(4):
        small, large = cpu(work(size)), cpu(work(4 * size))
        growth.append(large / max(small, 0.0002))
        if growth[-1] < 7:
            return
    pytest.fail(f"four times the length takes {growth} times the time")


class TestDocuments:
    @pytest.mark.parametrize("attack", [pytest.param(each, id=name) for name, each in ATTACKS.items()])
    async def test_are_refused(self, schema: Schema, seeded_database: Database, attack: Attack) -> None:
        app = FastAPI()
        app.include_router(GraphQLApp(schema, seeded_database, body_bytes=BODY), prefix="/graphql")
        transport = httpx.ASGITransport(app)
        with record_statements(seeded_database) as log:
            async with httpx.AsyncClient(transport=transport, base_url="http://api") as client:
                response = await client.post(
                    "/graphql", json={"query": attack.build(attack.size)}, headers={"accept": GRAPHQL_JSON}
                )
        answer = response.json()
        assert (response.status_code, "data" in answer) == (400, False)
        assert {error["extensions"]["code"] for error in answer["errors"]} == {attack.code}
        assert len(answer["errors"]) <= schema.limits.errors + 1
        assert len(response.content) < 4096 + len(attack.build(attack.size))
        assert (len(log), log.checkouts) == (0, 0)

    @pytest.mark.parametrize("attack", [pytest.param(each, id=name) for name, each in ATTACKS.items()])
    def test_take_time_in_proportion_to_their_length(self, large_documents: Schema, attack: Attack) -> None:
        assert_linear(lambda size: partial(judge, large_documents, attack.build(size)), attack.grown)

    @pytest.mark.parametrize("build", [pytest.param(each, id=name) for name, each in VALID.items()])
    def test_so_do_valid_ones(self, without_limits: Schema, build: Callable[[int], str]) -> None:
        without_limits.documents.get(build(100))
        assert_linear(lambda size: partial(judge, without_limits, build(size)), 150)


class TestVariables:
    @pytest.mark.parametrize("name", VARIABLE_ATTACKS)
    async def test_are_refused(self, schema: Schema, seeded_database: Database, name: str) -> None:
        app = FastAPI()
        app.include_router(GraphQLApp(schema, seeded_database, body_bytes=BODY), prefix="/graphql")
        attack = VARIABLE_ATTACKS[name]
        body = {
            "query": "query ($value: [ID!]!) { nodes(ids: $value) { id } }",
            "variables": {"value": attack.build(attack.size)},
        }
        with record_statements(seeded_database) as log:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://api") as client:
                response = await client.post("/graphql", json=body, headers={"accept": GRAPHQL_JSON})
        (error,) = response.json()["errors"]
        assert (response.status_code, error["extensions"]) == (400, {"code": "BAD_USER_INPUT"})
        assert error["message"].endswith(("send fewer at a time.", "nest less."))
        assert (len(log), log.checkouts) == (0, 0)

    @pytest.mark.parametrize("name", VARIABLE_ATTACKS)
    def test_take_time_in_proportion_to_their_length(self, name: str) -> None:
        build = VARIABLE_ATTACKS[name].build
        assert_linear(lambda size: partial(judge_variables, build(size)), 2000)
