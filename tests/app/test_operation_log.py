"""The line of each operation, the id of each request, and what is in no line."""

import logging
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response
from sqlalchemy import text

from app.telemetry.operation_log import LEVELS
from sqlmodel_strawberry import Database, Outcome
from tests.app.identity_client import ADA, LOG_IN, REFRESH, REGISTER, VIEWER
from tests.app.telemetry_client import TEAMS, Told, add_teams, application

pytestmark = pytest.mark.usefixtures("cheap_passwords")

FIELDS: dict[str, Any] = {
    "event": "operation",
    "level": "info",
    "logger": "app.operations",
    "operation": "Teams",
    "type": "query",
    "document": sha256(TEAMS.encode()).hexdigest(),
    "trusted": False,
    "viewer": None,
    "statements": 2,
    "rows": 4,
    "cost": 24,
    "fallback": None,
    "outcome": "ok",
    "code": None,
    "error_ids": [],
}


class TestTheLine:
    async def test_exactly_what_it_says(self, told: Told, database: Database) -> None:
        await add_teams(database)
        await told.client.post(TEAMS, first=2)
        (line,) = told.lines()
        assert line.keys() - FIELDS.keys() == {"estimated_cost", "seconds", "timestamp", "request_id", "trace_id"}
        assert line["estimated_cost"] >= line["cost"]
        assert {name: line[name] for name in FIELDS} == FIELDS
        assert 0 < line["seconds"] < 30

    async def test_who_asked(self, told: Told) -> None:
        token = (await told.client.payload(REGISTER, a=ADA))["accessToken"]
        await told.client.post(VIEWER, token)
        registration, viewer = told.lines()
        assert registration["type"] == "mutation"
        assert viewer["viewer"] == "user:1"

    async def test_why_it_was_interpreted(self, told: Told) -> None:
        await told.client.post("{ viewer { username } }")
        await told.client.post("{ viewer { nothing } }")
        assert [line["fallback"] for line in told.lines()] == ["Query.viewer is hand-written", None]

    async def test_one_for_each_operation_of_a_batch(self, database: Database) -> None:
        with application(max_batch=3).of(database) as told:
            await told.client.http.post(
                "/graphql", json=[{"query": f"query Q{n} {{ viewer {{ username }} }}"} for n in (1, 2, 3)]
            )
            lines = told.lines()
        assert [line["operation"] for line in lines] == ["Q1", "Q2", "Q3"]
        assert len({line["request_id"] for line in lines}) == 1


class TestOutcome:
    @pytest.mark.parametrize(
        ("query", "outcome", "level", "code"),
        [
            ("{", "refused", "info", "GRAPHQL_PARSE_FAILED"),
            ("{ nothing }", "refused", "info", "GRAPHQL_VALIDATION_FAILED"),
            ("{ teams(first: 1000) { nodes { id } } }", "refused", "info", "BAD_USER_INPUT"),
            ("{ items { nodes { name } } }", "error", "error", "INTERNAL_SERVER_ERROR"),
        ],
    )
    async def test_of_what_fails(
        self, told: Told, database: Database, query: str, outcome: str, level: str, code: str
    ) -> None:
        async with database.engine.begin() as connection:
            await connection.execute(text("DROP TABLE item"))
        answer = (await told.client.post(query)).json()
        (line,) = told.lines()
        assert (line["outcome"], line["level"], line["code"]) == (outcome, level, code)
        assert line["error_ids"] == [
            error["extensions"]["errorId"] for error in answer["errors"] if "errorId" in error["extensions"]
        ]

    async def test_of_what_takes_too_long(self, database: Database) -> None:
        with application(operation_timeout=1e-6).of(database) as told:
            await told.client.post(TEAMS)
            (line,) = told.lines()
        assert (line["outcome"], line["level"], line["code"]) == ("timeout", "warning", "TIMEOUT")

    async def test_without_a_database(self, told: Told) -> None:
        nowhere = Database.connect("postgresql+asyncpg://app:s3cret@/app?host=/nowhere")
        with told.of(nowhere):
            await told.client.post(TEAMS)
            log = told.log()
        assert '"outcome":"unavailable","code":"UNAVAILABLE"' in log
        assert "s3cret" not in log

    def test_every_outcome_has_a_level(self) -> None:
        assert LEVELS.keys() == set(Outcome)


class TestRequests:
    async def test_the_id_of_a_request_is_in_its_lines_and_in_the_answer(self, told: Told) -> None:
        response = await told.client.http.post("/graphql", json={"query": "{"}, headers={"X-Request-Id": "a.b-c_1"})
        (line,) = told.lines()
        assert response.headers["x-request-id"] == line["request_id"] == "a.b-c_1"

    @pytest.mark.parametrize("sent", ["", "x" * 65, 'a"b', "a b", "ä"])
    async def test_an_id_that_may_not_be_written_down_is_replaced(self, told: Told, sent: str) -> None:
        headers = {b"X-Request-Id": sent.encode("latin-1")}
        response = await told.client.http.post("/graphql", json={"query": "{"}, headers=headers)
        (line,) = told.lines()
        assert response.headers["x-request-id"] == line["request_id"]
        assert len(line["request_id"]) == 32

    async def test_each_has_an_id_of_its_own(self, told: Told) -> None:
        for _ in range(3):
            await told.client.post("{")
        assert len({line["request_id"] for line in told.lines()}) == 3

    @pytest.mark.parametrize(
        ("method", "path", "body", "status"),
        [
            ("POST", "/graphql", b"5", 400),
            ("DELETE", "/graphql", b"", 405),
            ("POST", "/nowhere", b"", 404),
        ],
    )
    async def test_what_is_refused_before_any_operation(
        self, told: Told, method: str, path: str, body: bytes, status: int
    ) -> None:
        headers = {"Content-Type": "application/json"}
        await told.client.http.request(method, f"{path}?password=hushhush", content=body, headers=headers)
        (line,) = told.lines("app.requests")
        assert (line["event"], line["level"]) == ("request", "info")
        assert (line["method"], line["path"], line["status"]) == (method, path, status)
        assert told.figures("http_responses_total") == {(str(status),): 1}

    async def test_a_path_is_one_word(self, told: Told) -> None:
        await told.client.http.get("/nowhere%0A%22/" + "x" * 500)
        (line,) = told.lines("app.requests")
        assert line["path"] == "/nowhere%0A%22/" + "x" * 85

    async def test_a_forged_token(self, told: Told) -> None:
        await told.client.post(VIEWER, "forged.token.value")
        log = told.log()
        assert '"status":401' in log
        assert "forged" not in log

    async def test_probes_are_no_news(self, told: Told) -> None:
        await told.client.http.get("/live")
        await told.client.http.get("/metrics")
        assert told.lines("app.requests") == []


class TestSecrets:
    @pytest.fixture(params=[False, True], ids=["usual", "with variables"])
    def telling(self, request: pytest.FixtureRequest, database: Database) -> Iterator[Told]:
        with application(log_variables=request.param).of(database) as told:
            yield told

    async def test_passwords_and_tokens_of_a_login(self, telling: Told) -> None:
        secret = f"correct {uuid4()}"
        registered = await telling.client.payload(REGISTER, a=ADA | {"password": secret})
        logged_in = await telling.client.payload(LOG_IN, u="ada", p=secret)
        await telling.client.payload(LOG_IN, u="ada", p=f"not {secret}")
        await telling.client.payload(REFRESH, t=logged_in["refreshToken"])
        await telling.client.post(VIEWER, logged_in["accessToken"])
        log = telling.log()
        assert log.count('"event":"operation"') == 5
        tokens = [payload[name] for payload in (registered, logged_in) for name in ("accessToken", "refreshToken")]
        for each in [secret, *tokens]:
            assert each not in log

    async def test_where_the_database_fails(self, telling: Told, database: Database) -> None:
        async with database.engine.begin() as connection:
            await connection.execute(text('ALTER TABLE "user" RENAME COLUMN hashed_password TO gone'))
        secret, name = str(uuid4()), f"n{uuid4().hex[:20]}"
        account = {"email": f"{name}@example.com", "username": name, "password": secret}
        given = f'{{email: "{name}@x.example", username: "{name}", password: "{secret}"}}'
        literal = REGISTER.replace("($a: UserRegister!)", "").replace("$a", given)
        token = str(uuid4())
        responses = [
            await telling.client.post(REGISTER, a=account),
            await telling.client.post(literal),
            await telling.client.post(LOG_IN, u=name, p=secret),
            await telling.client.post(VIEWER, token),
        ]
        assert [codes(response) for response in responses[:3]] == [["INTERNAL_SERVER_ERROR"]] * 3
        log = telling.log()
        assert log.count('"exception"') == 3
        assert secret not in log
        assert token not in log
        assert "[parameters:" not in log

    async def test_in_what_an_exception_says(self, telling: Told, monkeypatch: pytest.MonkeyPatch) -> None:
        secret = f'it\'s "quoted" {uuid4()}'

        async def check(self: Any, given: str, *_: Any) -> None:
            raise ValueError(f"cannot hash {given} or {given!r}")

        monkeypatch.setattr("app.services.passwords.PasswordHasher.hash", check)
        response = await telling.client.post(REGISTER, a=ADA | {"password": secret})
        log = telling.log()
        assert codes(response) == ["INTERNAL_SERVER_ERROR"]
        assert "cannot hash [redacted] or" in log
        assert secret[-36:] not in log


def codes(response: Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


class TestVariables:
    async def test_are_in_the_line_only_where_wanted(self, told: Told) -> None:
        await told.client.post(TEAMS, first=2)
        (line,) = told.lines()
        assert "variables" not in line

    async def test_without_secrets(self, database: Database) -> None:
        with application(log_variables=True).of(database) as told:
            await told.client.post(LOG_IN, u="ada", p="hushhush")
            await told.client.post(
                TEAMS, first=2, account={"name": "ada", "Password": ["hush"], "deep": [{"apiKey": 5}]}
            )
            first, second = told.lines()
        assert first["variables"] == {"u": "ada", "p": "[redacted]"}
        assert second["variables"] == {
            "first": 2,
            "account": {"name": "ada", "Password": "[redacted]", "deep": [{"apiKey": "[redacted]"}]},
        }

    async def test_bounded(self, database: Database) -> None:
        deep: Any = "deep"
        for _ in range(50):
            deep = [deep]
        with application(log_variables=True).of(database) as told:
            await told.client.post(TEAMS, first=2, deep=deep)
            await told.client.post(TEAMS, first=2, long="x" * 5000)
            deep_line, long_line = told.lines()
        assert "[too deep]" in str(deep_line["variables"])
        assert list(long_line["variables"]) == ["[too long]"]


async def test_a_quiet_log_has_no_lines_of_what_is_well(database: Database) -> None:
    with application(log_level="WARNING").of(database) as told:
        await told.client.post(TEAMS)
        assert told.log() == ""
    assert logging.getLogger("app.operations").level == logging.NOTSET
