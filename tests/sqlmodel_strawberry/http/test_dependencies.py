"""What a dependency of the endpoint raises is a GraphQL response, whatever it is."""

import logging
from typing import Annotated, Any

import pytest
from fastapi import Header, HTTPException
from httpx import AsyncClient, Response
from sqlalchemy.exc import OperationalError

from sqlmodel_strawberry import Context, ErrorCode, RefusedRequestError, Request, Result
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from tests.sqlmodel_strawberry.http.belfry import ECHO, GRAPHQL_JSON, JSON, RING, SCHEMA, rung
from tests.sqlmodel_strawberry.http.conftest import Connect

LATER = {"Retry-After": "17"}
REFUSALS: list[tuple[Exception, int, str, str, dict[str, str]]] = [
    (
        RefusedRequestError(401, "Log in.", code=ErrorCode.UNAUTHENTICATED),
        *(401, "UNAUTHENTICATED", "Log in.", {"www-authenticate": "Bearer"}),
    ),
    (
        RefusedRequestError(
            401, "Log in.", code=ErrorCode.UNAUTHENTICATED, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
        ),
        *(401, "UNAUTHENTICATED", "Log in.", {"www-authenticate": 'Bearer error="invalid_token"'}),
    ),
    (
        RefusedRequestError(429, "Too often.", code=ErrorCode.RATE_LIMITED, headers=LATER),
        *(429, "RATE_LIMITED", "Too often.", {"retry-after": "17"}),
    ),
    (
        RefusedRequestError(503, "Closing.", code=ErrorCode.UNAVAILABLE),
        *(503, "UNAVAILABLE", "Closing.", {"retry-after": "1"}),
    ),
    (RefusedRequestError(400, "No."), 400, "BAD_USER_INPUT", "No.", {}),
    (HTTPException(401, "Who?"), 401, "UNAUTHENTICATED", "Who?", {"www-authenticate": "Bearer"}),
    (HTTPException(403, "Not you."), 403, "FORBIDDEN", "Not you.", {}),
    (HTTPException(429, headers=LATER), 429, "RATE_LIMITED", "Too Many Requests", {"retry-after": "17"}),
    (HTTPException(404, {"no": "text"}), 404, "BAD_USER_INPUT", "Not Found", {}),
    (HTTPException(500, "Sorry."), 500, "INTERNAL_SERVER_ERROR", "Sorry.", {}),
]


def raising(error: BaseException) -> Any:
    """A dependency that raises it."""

    def dependency() -> None:
        raise error

    return dependency


@pytest.mark.parametrize("accept", [GRAPHQL_JSON, JSON])
@pytest.mark.parametrize("place", ["viewer", "session", "dependencies"])
@pytest.mark.parametrize(("error", "status", "code", "message", "headers"), REFUSALS)
async def test_a_refusal(
    connect: Connect,
    error: Exception,
    status: int,
    code: str,
    message: str,
    headers: dict[str, str],
    place: str,
    accept: str,
) -> None:
    dependency = raising(error)
    http = connect(**{place: [dependency] if place == "dependencies" else dependency})
    response = await http.post("/graphql", json={"query": RING}, headers={"accept": accept})
    assert response.status_code == status
    assert response.headers["content-type"] == f"{accept}; charset=utf-8"
    assert response.json() == {"errors": [{"message": message, "extensions": {"code": code}}]}
    assert headers.items() <= dict(response.headers).items()
    assert rung == []


async def test_what_a_dependency_needs_and_is_not_sent(connect: Connect) -> None:
    def tenant(x_tenant: Annotated[int, Header()]) -> int:
        return x_tenant

    http = connect(viewer=tenant)
    assert (await http.post("/graphql", json={"query": ECHO}, headers={"x-tenant": "7"})).status_code == 200
    for headers in ({}, {"x-tenant": "s3cret"}):
        response = await http.post("/graphql", json={"query": ECHO}, headers=headers)
        assert response.status_code == 400
        assert response.json() == {
            "errors": [{"message": "Missing or wrong: header x-tenant.", "extensions": {"code": "BAD_USER_INPUT"}}]
        }


async def test_what_the_schema_refuses_and_says_beside_it(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    async def execute(_request: Request, context: Context[Any]) -> Result:
        context.response_headers.update({"X-RateLimit-Remaining": "0", "Retry-After": "1"})
        raise RefusedRequestError(429, "Too often.", code=ErrorCode.RATE_LIMITED, headers=LATER)

    monkeypatch.setattr(SCHEMA, "execute", execute)
    response = await connect().post("/graphql", json={"query": ECHO})
    assert (response.status_code, response.headers["x-ratelimit-remaining"]) == (429, "0")
    assert response.headers["retry-after"] == "17"
    assert response.json() == {"errors": [{"message": "Too often.", "extensions": {"code": "RATE_LIMITED"}}]}


class TestWhatIsNotExpected:
    async def test_a_bug_is_masked(self, connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.CRITICAL):
            response = await connect(viewer=raising(RuntimeError("s3cret"))).post("/graphql", json={"query": RING})
        self._assert_masked(response, 500, "INTERNAL_SERVER_ERROR")

    @pytest.mark.parametrize(
        "error", [DatabaseUnavailableError("s3cret"), OperationalError("s3cret", {}, OSError("s3cret"))]
    )
    async def test_a_database_that_is_gone(
        self, connect: Connect, error: Exception, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.CRITICAL):
            response = await connect(viewer=raising(error)).post("/graphql", json={"query": RING})
        self._assert_masked(response, 503, "UNAVAILABLE")
        assert response.headers["retry-after"] == "1"

    @staticmethod
    def _assert_masked(response: Response, status: int, code: str) -> None:
        assert response.status_code == status
        assert "s3cret" not in response.text
        (error,) = response.json()["errors"]
        assert error["extensions"].keys() == {"code", "errorId"}
        assert error["extensions"]["code"] == code
        assert rung == []


async def test_a_request_that_is_none_costs_no_dependency(connect: Connect) -> None:
    http: AsyncClient = connect(viewer=raising(AssertionError("resolved")))
    for response in (
        await http.post("/graphql", content=b"5", headers={"content-type": JSON}),
        await http.post("/graphql", content=b"{}", headers={"content-type": "text/plain"}),
        await http.put("/graphql", json={"query": ECHO}),
        await http.get("/graphql", headers={"accept": "text/html"}),
    ):
        assert response.status_code < 500
