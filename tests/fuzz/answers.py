"""What must be true of every answer of the server, whoever asked and whatever was asked."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from app.models import metadata
from sqlmodel_strawberry import ErrorCode

CANARY = "canary"
"""It is in what nobody may read: in passwords, and in heroes' secret names."""
HIDDEN = "@hidden.example"
"""It is in what only admins may read: the addresses of other users than the customer who asks."""

CODES = frozenset(ErrorCode) - {ErrorCode.INTERNAL_SERVER_ERROR}
SECRETS = re.compile(
    rf"\$argon2|Traceback|/site-packages/|\w\.py\b|(sqlite\+|postgresql)\S*://|{CANARY}", re.IGNORECASE
)
# The API speaks of fields in camel case: names with an underscore are those of the database.
COLUMNS = {column.name for table in metadata.tables.values() for column in table.columns if "_" in column.name}
TABLES = {name for name in metadata.tables if "_" in name}
INSIDE = re.compile(
    r"\b(SELECT\b.*\bFROM|INSERT INTO|UPDATE\b.*\bSET|DELETE FROM|sqlalchemy|sqlite3?|asyncpg|aiosqlite|pydantic"
    rf"|psycopg|IntegrityError|OperationalError|constraint|{'|'.join(sorted(COLUMNS | TABLES))})\b",
    re.DOTALL,
)


UNFITTING = frozenset(
    {
        ErrorCode.BAD_USER_INPUT,
        ErrorCode.GRAPHQL_PARSE_FAILED,
        ErrorCode.GRAPHQL_VALIDATION_FAILED,
        ErrorCode.DOCUMENT_LIMIT_EXCEEDED,
        ErrorCode.DEPTH_LIMIT_EXCEEDED,
        ErrorCode.COST_LIMIT_EXCEEDED,
    }
)
"""Of operations that are none of the API's: they are refused for what they are, and not for what is in the database."""


@dataclass
class Tally:
    """How many operations were answered, and how."""

    answered: int = 0
    succeeded: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def fitting(self) -> int:
        """How many were operations of the API, whatever came of them."""
        return self.answered - sum(self.refused[code] for code in UNFITTING)

    def count(self, answer: Any) -> None:
        """One more answer. A write that was refused by `userErrors` has no success."""
        self.answered += 1
        reasons = [_reason(error) for error in answer.get("errors") or _user_errors(answer.get("data"))]
        self.succeeded += not reasons
        self.refused.update(reasons[:1])

    def __str__(self) -> str:
        share = self.succeeded / max(self.answered, 1)
        refused = ", ".join(f"{count} {reason}" for reason, count in self.refused.most_common())
        return f"{self.succeeded} of {self.answered} operations ({share:.0%}) valid and successful; refused: {refused}"


def check_answer(status: int, text: str) -> Any:
    """The answer, which is one of GraphQL that tells nothing. A refusal has stable codes and its reason."""
    assert status < 500, (status, text)
    found = SECRETS.search(text)
    assert not found, (found, text)
    answer = json.loads(text)
    for each in answer if isinstance(answer, list) else [answer]:
        _check_shape(each, status)
    return answer


def _check_shape(answer: Any, status: int) -> None:
    assert isinstance(answer, dict), answer
    assert answer.keys() <= {"data", "errors", "extensions"}, answer
    assert "data" in answer or "errors" in answer, answer
    assert status == 200 or answer.get("errors"), answer
    errors = answer.get("errors", [{"message": "", "extensions": {"code": ErrorCode.BAD_USER_INPUT}}])
    assert errors, answer
    for error in errors:
        assert error.keys() <= {"message", "locations", "path", "extensions"}, error
        assert error["extensions"]["code"] in CODES, error
        assert "errorId" not in error["extensions"], error
        check_message(error["message"])
    for error in _user_errors(answer.get("data")):
        check_message(error.get("message") or "")


def check_message(message: str) -> None:
    """It says nothing of what is inside."""
    found = INSIDE.search(message)
    assert not found, (found, message)


def _user_errors(data: Any) -> list[dict[str, Any]]:
    payloads = data.values() if isinstance(data, dict) else ()
    return [error for payload in payloads if isinstance(payload, dict) for error in payload.get("userErrors") or []]


def _reason(error: dict[str, Any]) -> str:
    return str(error.get("extensions", error).get("code", "refused"))
