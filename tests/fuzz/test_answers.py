"""What is sought in the answers is found where it is."""

import json
from typing import Any

import pytest

from tests.fuzz.answers import CANARY, Tally, check_answer


def error(message: str = "No.", **extensions: str) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": "BAD_USER_INPUT", **extensions}}]}


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {"data": {}}),
        (400, {"data": {}}),
        (200, {}),
        (200, {"errors": []}),
        (200, {"data": {}, "more": 1}),
        (200, {"data": {"hero": {"name": f"{CANARY} 5"}}}),
        (200, {"data": {"user": {"name": "$argon2id$v=19"}}}),
        (200, error(code="INTERNAL_SERVER_ERROR")),
        (200, error(code="SOMETHING")),
        (200, error(errorId="1")),
        (200, error("UNIQUE constraint failed: hero.name")),
        (200, error("SELECT hero.id FROM hero")),
        (200, error("no such column: hashed_password")),
        (200, error("In /app/main.py")),
        (200, {"data": {"createHero": {"userErrors": [{"message": "secret_name is too long"}]}}}),
    ],
)
def test_what_may_not_be_is_found(status: int, answer: Any) -> None:
    with pytest.raises(AssertionError):
        check_answer(status, json.dumps(answer))


@pytest.mark.parametrize("answer", [error(), error("Log in to read `email`."), {"data": {"hero": {"name": "SELECT"}}}])
def test_what_may_be_is_not(answer: Any) -> None:
    assert check_answer(200, json.dumps(answer)) == answer


def test_refusals_are_no_successes() -> None:
    tally = Tally()
    tally.count({"data": {}})
    tally.count(error())
    tally.count({"data": {"createHero": {"userErrors": [{"code": "CONFLICT"}]}}})
    assert (tally.answered, tally.fitting, tally.succeeded) == (3, 2, 1)
    assert dict(tally.refused) == {"BAD_USER_INPUT": 1, "CONFLICT": 1}
