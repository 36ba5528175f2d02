"""The status of an answer: that of the stable specification, or by setting that of its newer drafts."""

import logging
from typing import Any

import pytest
from httpx import AsyncClient

from sqlmodel_strawberry import Context, Request, Result
from tests.sqlmodel_strawberry.http.belfry import ECHO, GRAPHQL_JSON, JSON, RING, SCHEMA, rung
from tests.sqlmodel_strawberry.http.conftest import Connect

VARIABLE = "query ($text: String!) { echo(text: $text) }"
# What is sent; its status under JSON and under GRAPHQL_JSON; the status of the draft under both.
CASES: dict[str, tuple[dict[str, Any], int, int, int]] = {
    "answered": ({"query": ECHO}, 200, 200, 200),
    "done": ({"query": RING}, 200, 200, 200),
    "does not parse": ({"query": "{"}, 200, 400, 400),
    "is not valid": ({"query": "{ nope }"}, 200, 400, 422),
    "too many tokens": ({"query": "{ " + "a " * 2000 + "}"}, 200, 400, 422),
    "no such operation": ({"query": ECHO, "operationName": "Nope"}, 200, 400, 422),
    "variables of the wrong type": ({"query": VARIABLE, "variables": {"text": 5}}, 200, 400, 422),
    "variables missing": ({"query": VARIABLE}, 200, 400, 422),
    "no query": ({"qeury": ECHO}, 400, 400, 422),
    "variables of the wrong shape": ({"query": VARIABLE, "variables": [7]}, 400, 400, 422),
}


@pytest.mark.parametrize(("request_", "json", "graphql_json", "draft"), CASES.values(), ids=CASES)
async def test_an_operation(
    connect: Connect, request_: dict[str, Any], json: int, graphql_json: int, draft: int
) -> None:
    for http, accept, status in (
        (connect(), JSON, json),
        (connect(), GRAPHQL_JSON, graphql_json),
        (connect(draft_status_codes=True), JSON, draft),
        (connect(draft_status_codes=True), GRAPHQL_JSON, draft),
    ):
        response = await http.post("/graphql", json=request_, headers={"accept": accept})
        assert response.status_code == status
        # The data is there exactly where the operation ran.
        assert ("data" in response.json()) is (draft < 300)
        assert ("errors" in response.json()) is (draft >= 300)


async def test_what_ran_in_part(connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    expected = {(False, JSON): 200, (False, GRAPHQL_JSON): 200, (True, JSON): 200, (True, GRAPHQL_JSON): 294}
    for (draft, accept), status in expected.items():
        with caplog.at_level(logging.CRITICAL):
            http = connect(draft_status_codes=draft)
            response = await http.post("/graphql", json={"query": "{ crack }"}, headers={"accept": accept})
        assert (response.status_code, response.headers["content-type"]) == (status, f"{accept}; charset=utf-8")
        assert response.json()["data"] == {"crack": None}
        assert "secret" not in response.text


async def test_the_draft_tells_by_the_media_type_that_a_refusal_is_a_graphql_response(connect: Connect) -> None:
    http: AsyncClient = connect(draft_status_codes=True)
    for body, status in ((b"{", 400), (b"5", 422), (b'{"query": "{"}', 400), (b'{"query": "{ x }"}', 422)):
        response = await http.post("/graphql", content=body, headers={"accept": JSON, "content-type": JSON})
        assert (response.status_code, response.headers["content-type"]) == (status, f"{GRAPHQL_JSON}; charset=utf-8")
    response = await http.get("/graphql", params={"query": RING})
    assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert rung == []


class TestUnavailable:
    GONE = Result({"echo": None}, [{"message": "Gone.", "extensions": {"code": "UNAVAILABLE"}}])
    PART = Result({"echo": "Ding", "b": None}, GONE.errors)

    @pytest.fixture
    def answers(self, monkeypatch: pytest.MonkeyPatch) -> list[Result]:
        """What the schema is made to answer, one after the other."""
        answers: list[Result] = []

        async def execute(_request: Request, _context: Context[Any]) -> Result:
            return answers.pop(0)

        monkeypatch.setattr(SCHEMA, "execute", execute)
        return answers

    @pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
    @pytest.mark.parametrize("draft", [False, True])
    async def test_nothing_could_be_answered(
        self, connect: Connect, answers: list[Result], accept: str, draft: bool
    ) -> None:
        answers[:] = [self.GONE]
        http = connect(draft_status_codes=draft)
        response = await http.post("/graphql", json={"query": ECHO}, headers={"accept": accept})
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert response.json() == self.GONE.to_json()

    async def test_a_part_is_an_answer(self, connect: Connect, answers: list[Result]) -> None:
        answers[:] = [self.PART]
        response = await connect().post("/graphql", json={"query": ECHO})
        assert (response.status_code, response.json()) == (200, self.PART.to_json())
        assert "retry-after" not in response.headers

    async def test_of_a_batch_all_of_it(self, connect: Connect, answers: list[Result]) -> None:
        for given, status in (([self.GONE, self.GONE], 503), ([self.GONE, self.PART], 200)):
            answers[:] = given
            response = await connect(batch=2).post("/graphql", json=[{"query": ECHO}] * 2)
            assert response.status_code == status
            assert response.json() == [each.to_json() for each in given]
