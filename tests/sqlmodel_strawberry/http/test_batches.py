"""Batches: off by default, bounded when on, each operation with a context and a session of its own."""

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import insert

from sqlmodel_strawberry import Context, Database, RefusedRequestError, Session
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.http.belfry import (
    ECHO,
    GRAPHQL_JSON,
    RING,
    SCHEMA,
    belfry,
    client,
    contexts,
    rung,
)
from tests.sqlmodel_strawberry.http.conftest import Connect
from tests.sqlmodel_strawberry.workshop import Guild, workshop

ACCEPT = {"accept": GRAPHQL_JSON}


def ring(name: str) -> dict[str, Any]:
    return {"query": "mutation ($name: String!) { ring(name: $name) }", "variables": {"name": name}}


@pytest.fixture
def http(connect: Connect) -> AsyncClient:
    return connect(batch=3)


class TestOff:
    async def test_a_list_is_no_request(self, connect: Connect) -> None:
        for batch in ([], [ring("a")], [ring("a"), ring("b")]):
            response = await connect().post("/graphql", json=batch, headers=ACCEPT)
            assert response.status_code == 400
            assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]
        assert rung == []


class TestOn:
    async def test_answers_come_in_the_order_of_the_requests(self, http: AsyncClient) -> None:
        batch = [ring("a"), {"query": ECHO}, ring("b")]
        response = await http.post("/graphql", json=batch, headers=ACCEPT)
        assert (response.status_code, response.headers["content-type"]) == (200, f"{GRAPHQL_JSON}; charset=utf-8")
        assert response.json() == [{"data": {"ring": "a"}}, {"data": {"echo": "Ding"}}, {"data": {"ring": "b"}}]
        assert rung == ["a", "b"]

    async def test_every_operation_has_a_context_and_a_session(self, http: AsyncClient) -> None:
        await http.post("/graphql", json=[ring("a"), ring("b"), {"query": ECHO}])
        assert len({id(context) for context in contexts}) == 3
        assert len({id(context.session) for context in contexts}) == 3
        assert len({id(context.loaders) for context in contexts}) == 3

    async def test_a_single_request_is_none(self, http: AsyncClient) -> None:
        assert (await http.post("/graphql", json=ring("a"))).json() == {"data": {"ring": "a"}}

    @pytest.mark.parametrize(
        "batch",
        [
            [],
            [ring(name) for name in "abcd"],
            [1, 2],
            [ring("a"), None],
            [ring("a"), {"query": 5}],
            [[ring("a")]],
            [ring("a"), []],
        ],
    )
    async def test_nothing_runs_of_what_is_no_batch(self, http: AsyncClient, batch: list[Any]) -> None:
        response = await http.post("/graphql", json=batch, headers=ACCEPT)
        assert response.status_code == 400
        assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]
        assert rung == []

    async def test_one_that_is_refused_leaves_alone_the_others(self, http: AsyncClient) -> None:
        response = await http.post("/graphql", json=[{"query": "{ nope }"}, ring("a"), {"query": "{"}])
        codes = [[error["extensions"]["code"] for error in each.get("errors", ())] for each in response.json()]
        assert codes == [["GRAPHQL_VALIDATION_FAILED"], [], ["GRAPHQL_PARSE_FAILED"]]
        assert response.status_code == 200
        assert rung == ["a"]

    async def test_one_that_the_schema_refuses_is_answered_in_its_place(
        self, http: AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        execute = SCHEMA.execute

        async def refuse_b(request: Any, context: Context[Any]) -> Any:
            context.response_headers["X-Left"] = str(len(rung))
            if request.variables["name"] == "b":
                raise RefusedRequestError(429, "Too often.")
            return await execute(request, context)

        monkeypatch.setattr(SCHEMA, "execute", refuse_b)
        response = await http.post("/graphql", json=[ring("a"), ring("b"), ring("c")])
        refused = {"errors": [{"message": "Too often.", "extensions": {"code": "BAD_USER_INPUT"}}]}
        assert response.json() == [{"data": {"ring": "a"}}, refused, {"data": {"ring": "c"}}]
        assert response.headers["x-left"] == "1"
        assert rung == ["a", "c"]

    async def test_a_key_would_be_of_all_of_them(self, http: AsyncClient) -> None:
        headers = ACCEPT | {"idempotency-key": "6f1c3a52-7d6b-4b8e-9a57-0d8f3c2b1a90"}
        response = await http.post("/graphql", json=[ring("a"), ring("b")], headers=headers)
        assert response.status_code == 400
        assert rung == []


class TestDatabase:
    NAMES = "{ guilds { nodes { name } } }"
    FOUND = {"data": {"guilds": {"nodes": [{"name": "Iron"}]}}}  # noqa: RUF012

    async def test_connections_are_taken_one_after_the_other(self, make_database: MakeDatabase) -> None:
        database = await make_database(workshop.metadata)
        async with database.write() as session:
            session.add(Guild(name="Iron"))
        http = client(belfry(database, batch=10))
        response = await http.post("/graphql", json=[{"query": self.NAMES}] * 10)
        assert response.json() == [self.FOUND] * 10
        assert database.engine.pool.checkedin() == 1  # type: ignore[attr-defined]

    async def test_a_session_of_a_test_is_of_all_operations(self, make_database: MakeDatabase) -> None:
        database: Database = await make_database(workshop.metadata)
        async with database.engine.connect() as connection:
            await connection.execute(insert(Guild).values(name="Iron"))
            http = client(belfry(database, batch=2, session=lambda: Session(database, connection)))
            response = await http.post("/graphql", json=[{"query": self.NAMES}] * 2)
            assert response.json() == [self.FOUND] * 2
            await connection.rollback()
        response = await client(belfry(database)).post("/graphql", json={"query": self.NAMES})
        assert response.json() == {"data": {"guilds": {"nodes": []}}}


async def test_one_by_get_is_none(http: AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": f"[{RING}]"}, headers=ACCEPT)
    assert response.status_code == 400
    assert rung == []
