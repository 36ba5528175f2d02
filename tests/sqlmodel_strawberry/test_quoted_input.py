"""What a client sent is not quoted back: error messages end up in logs and trackers, and inputs hold passwords."""

import pytest

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, Request, Schema
from tests.graphql_schema.viewers import ADMIN

SECRET = "difference engine"
REGISTER = "mutation ($input: RegisterInput!) { register(input: $input) { userErrors { code } } }"
ACCOUNT = {"email": "ada@example.com", "username": "ada", "password": SECRET}


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


@pytest.mark.parametrize(
    "account",
    [
        {**ACCOUNT, "role": "ADMIN"},
        {"password": SECRET},
        SECRET,
        {**ACCOUNT, "username": [SECRET]},
        {**ACCOUNT, "email": {"password": SECRET}},
    ],
)
async def test_not_from_variables(schema: Schema, database: Database, account: object) -> None:
    request = Request(REGISTER, {"input": {"account": account}})
    result = await schema.execute(request, Context(database.session(), ADMIN))
    assert result.errors
    assert {error["extensions"]["code"] for error in result.errors} == {"BAD_USER_INPUT"}
    assert SECRET not in str(result.errors)
    assert all(".account" in error["message"] for error in result.errors)


@pytest.mark.parametrize("fields", ["role: ADMIN", "email: 5, username: true"])
async def test_not_from_literals(schema: Schema, database: Database, fields: str) -> None:
    document = f'mutation {{ register(input: {{account: {{password: "{SECRET}", {fields}}}}}) {{ __typename }} }}'
    result = await schema.execute(Request(document, {}), Context(database.session(), ADMIN))
    assert {error["extensions"]["code"] for error in result.errors} == {"GRAPHQL_VALIDATION_FAILED"}
    assert SECRET not in str(result.errors)
