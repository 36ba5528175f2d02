"""What no answer may hold: text of exceptions and of SQL, names that only the database knows, what is others'."""

from __future__ import annotations

import re

import orjson

from tests.attacks.exchange import STRANGER, Answer, Sent
from tests.attacks.world import CANARY, KEY, ORIGIN, PASSWORD, SECRET

UNMASKED = re.compile(
    r"Traceback|File \\?\"|\.py\b|site-packages|sqlalchemy|aiosqlite|asyncpg|psycopg|SQLSTATE|sqlite3|"
    r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE) [a-z\"]|Error\(|errorId|"
    r"postgresql\+|sqlite\+|hashed_password|key_hash|token_hash|deleted_at|idempotency_record|login_session|\$argon2"
)
SUGGESTION = "Did you mean"
HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def assert_tells_nothing(sent: Sent, answer: Answer, *, plans: bool = False) -> None:
    """Fail where the answer says what its reader should not know. What the reader sent may come back.

    With `plans` it may have one, whose SQL was asked for: beside that it says no more than others.
    """
    text = _without_sql(answer) if plans else answer.body.decode()
    assert plans or '"batches"' not in text
    found = [match[0] for match in UNMASKED.finditer(text) if match[0].encode() not in sent.body]
    assert not found, text
    for secret in (KEY, SECRET.decode(), PASSWORD):
        assert secret not in text
    assert CANARY not in text or CANARY.encode() in sent.body or sent.who == "admin", text
    assert sent.who != STRANGER or SUGGESTION not in text, text
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers
    origin = answer.headers.get("access-control-allow-origin")
    assert origin in (None, ORIGIN)
    if answer.json is not None and "errors" in answer.json:
        assert HEADERS.items() <= answer.headers.items()


def _without_sql(answer: Answer) -> str:
    told = answer.json
    for batch in told.get("extensions", {}).get("plan", {}).get("batches", ()):
        for statement in batch["statements"]:
            del statement["sql"]
            statement.pop("explain", None)
    return orjson.dumps(told).decode()
