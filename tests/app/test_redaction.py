"""What is a secret, and where it is found."""

from typing import Any

import pytest
from graphql import parse
from pydantic import BaseModel, ValidationError

from app.current_request import CurrentRequest, current_request
from app.redaction import REDACTED, redacted
from app.redaction import without_secrets as without_secrets_in


def without_secrets(text: str) -> str:
    return str(without_secrets_in({"event": text, "number": 1})["event"])


@pytest.mark.parametrize(
    "name",
    ["password", "newPassword", "passwd", "secretName", "refreshToken", "access_token", "apiKey", "api_key", "OTP"],
)
def test_names_of_secrets(name: str) -> None:
    assert redacted({name: "value", "inside": [{name: {"deep": "value"}}]}, None) == {
        name: REDACTED,
        "inside": [{name: REDACTED}],
    }


@pytest.mark.parametrize("name", ["name", "username", "footprint", "passenger", "pinned", "key", "first"])
def test_other_names(name: str) -> None:
    assert redacted({name: "value"}, None) == {name: "value"}


@pytest.mark.parametrize(
    "document",
    [
        "query ($x: String) { a(password: $x) { b } }",
        "query ($x: String) { a(input: {token: {value: $x}}) { b } }",
        "query ($x: String) { a { b(secrets: [$x]) } }",
        "mutation ($x: String) { verifyToken(value: $x) { b } }",
        "query ($x: String) { ...F } fragment F on Query { a(password: $x) }",
        "query ($x: String) { a @only(token: $x) }",
    ],
)
def test_variables_that_the_document_gives_to_a_secret(document: str) -> None:
    assert redacted({"x": "value", "y": 1}, parse(document)) == {"x": REDACTED, "y": 1}


def test_variables_that_it_gives_to_something_below_a_secret() -> None:
    document = parse("query ($x: Int) { token(id: 1) { uses(first: $x) } }")
    assert redacted({"x": 5}, document) == {"x": 5}


class TestTexts:
    def test_secrets_of_headers(self) -> None:
        token = current_request.set(
            CurrentRequest(
                [
                    (b"authorization", b"Bearer abc.def"),
                    (b"cookie", b"a=first-one; b=other-one"),
                    (b"idempotency-key", b"key-1"),
                ],
                "1",
            )
        )
        text = "Bearer abc.def, first-one and 'other-one' by key-1"
        assert without_secrets(text) == f"Bearer {REDACTED}, {REDACTED} and '{REDACTED}' by {REDACTED}"
        current_request.reset(token)
        assert without_secrets(text) == text

    def test_a_value_that_pydantic_quotes(self) -> None:
        class Account(BaseModel):
            password: int
            names: dict[str, Any]

        with pytest.raises(ValidationError) as raised:
            Account.model_validate({"password": "hush, input_type=hush", "names": ["hush"]})
        text = without_secrets(str(raised.value))
        assert "hush" not in text
        assert text.count(REDACTED) == 2

    def test_values_that_postgres_quotes(self) -> None:
        told = "duplicate key\nDETAIL:  Key (email)=(ada@example.com) already exists.\nmore"
        assert without_secrets(told) == f"duplicate key\nDETAIL:  {REDACTED}"
        told = "no\nDETAIL:  Failing row contains (1, two\nlines, $argon2id$hash).\nHINT:  more"
        assert without_secrets(told) == f"no\nDETAIL:  {REDACTED}\nHINT:  more"
        told = "invalid input for query argument $1: 'hu (sh' (an integer is required)"
        assert without_secrets(told) == f"invalid input for query argument $1: {REDACTED} (an integer is required)"
