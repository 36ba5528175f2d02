"""The header `X-GraphQL-Cost`, which tells what an operation costs with it or instead of it."""

import pytest
from httpx import AsyncClient

from tests.sqlmodel_strawberry.http.belfry import ECHO, GRAPHQL_JSON, JSON, RING, rung
from tests.sqlmodel_strawberry.http.conftest import Connect


async def test_report_comes_with_the_answer(http: AsyncClient) -> None:
    plain = (await http.post("/graphql", json={"query": ECHO})).json()
    told = (await http.post("/graphql", json={"query": ECHO}, headers={"X-GraphQL-Cost": "report"})).json()
    assert told.pop("extensions").keys() == {"cost"}
    assert told == plain


@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
async def test_validate_runs_nothing(http: AsyncClient, accept: str) -> None:
    headers = {"accept": accept, "x-graphql-cost": "validate"}
    response = await http.post("/graphql", json={"query": RING}, headers=headers)
    assert (response.status_code, rung) == (200, [])
    body = response.json()
    assert (body["data"], body["extensions"]["cost"].keys()) == (None, {"estimated"})


async def test_two_are_refused(http: AsyncClient) -> None:
    """Neither is guessed to be meant: one of them may say that nothing is to run."""
    headers = [("x-graphql-cost", "report"), ("x-graphql-cost", "validate")]
    body = (await http.post("/graphql", json={"query": RING}, headers=headers)).json()
    assert body == {
        "errors": [
            {
                "message": "X-GraphQL-Cost takes report or validate, and is sent once.",
                "extensions": {"code": "BAD_USER_INPUT"},
            }
        ]
    }
    assert rung == []


async def test_each_operation_of_a_batch_has_its_own(connect: Connect) -> None:
    http = connect(batch=2)
    response = await http.post("/graphql", json=[{"query": ECHO}, {"query": "{"}], headers={"x-graphql-cost": "report"})
    assert ["extensions" in each for each in response.json()] == [True, False]


async def test_another_value_is_refused(http: AsyncClient) -> None:
    headers = {"accept": GRAPHQL_JSON, "x-graphql-cost": "tell me"}
    response = await http.post("/graphql", json={"query": ECHO}, headers=headers)
    assert (response.status_code, response.json()["errors"][0]["extensions"]) == (400, {"code": "BAD_USER_INPUT"})
