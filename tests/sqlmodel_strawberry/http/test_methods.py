"""Methods: POST for everything, GET and HEAD for what only reads, and no other."""

import pytest
from httpx import AsyncClient

from tests.sqlmodel_strawberry.http.belfry import ECHO, GRAPHQL_JSON, JSON, RING, belfry, client, rung, without_database
from tests.sqlmodel_strawberry.http.conftest import Connect

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
REFUSED_CODE = [{"code": "BAD_USER_INPUT"}]


class TestGet:
    async def test_a_query(self, http: AsyncClient) -> None:
        response = await http.get("/graphql", params={"query": ECHO})
        assert (response.status_code, response.json()) == (200, {"data": {"echo": "Ding"}})
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-content-type-options"] == "nosniff"

    @pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
    async def test_a_mutation(self, http: AsyncClient, accept: str) -> None:
        response = await http.get("/graphql", params={"query": RING}, headers={"accept": accept})
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
        assert response.headers["content-type"] == f"{accept}; charset=utf-8"
        assert [error["extensions"] for error in response.json()["errors"]] == REFUSED_CODE
        assert rung == []

    async def test_head_is_get_without_the_body(self, http: AsyncClient) -> None:
        for query, status in ((ECHO, 200), (RING, 405), ("", 400)):
            response = await http.head("/graphql", params={"query": query}, headers={"accept": GRAPHQL_JSON})
            assert (response.status_code, response.content) == (status, b"")
            same = await http.get("/graphql", params={"query": query}, headers={"accept": GRAPHQL_JSON})
            assert response.headers == same.headers
        assert rung == []

    async def test_of_several_operations_the_one_that_is_named(self, http: AsyncClient) -> None:
        query = f"query Read {ECHO} mutation Write {RING.removeprefix('mutation')}"
        for name, status in (("Read", 200), ("Write", 405)):
            response = await http.get("/graphql", params={"query": query, "operationName": name})
            assert response.status_code == status
        assert rung == []

    async def test_a_body_of_a_get_is_no_request(self, http: AsyncClient) -> None:
        response = await http.request("GET", "/graphql", json={"query": RING}, headers={"accept": GRAPHQL_JSON})
        assert response.status_code == 400
        assert rung == []


class TestOtherMethods:
    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "QUERY", "BREW", "post"])
    async def test_are_refused(self, http: AsyncClient, method: str) -> None:
        response = await client_request(http, method)
        assert (response["status"], response["allow"]) == (405, "GET, HEAD, POST")
        assert rung == []

    async def test_options_are_told(self, http: AsyncClient) -> None:
        response = await http.options("/graphql")
        assert (response.status_code, response.headers["allow"], response.content) == (204, "GET, HEAD, POST", b"")

    async def test_the_refusal_is_a_graphql_response(self, http: AsyncClient) -> None:
        response = await http.put("/graphql", json={"query": RING})
        assert response.headers["content-type"] == f"{JSON}; charset=utf-8"
        assert [error["extensions"] for error in response.json()["errors"]] == REFUSED_CODE

    async def test_another_route_may_have_them(self) -> None:
        app = belfry(without_database())

        @app.put("/graphql")
        def put() -> str:
            return "put"

        assert (await client(app).put("/graphql")).json() == "put"


async def client_request(http: AsyncClient, method: str) -> dict[str, str | int]:
    """httpx writes methods in capitals; what a server gets is what was sent."""
    request = http.build_request("POST", "/graphql", json={"query": RING})
    request.method = method
    response = await http.send(request)
    return {"status": response.status_code, "allow": response.headers["allow"]}


class TestExplorer:
    async def test_browsers_get_a_page(self, http: AsyncClient) -> None:
        response = await http.get("/graphql", headers=BROWSER)
        assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"].split("; ")
        assert (await http.get("/graphql?tab=2", headers=BROWSER)).headers["content-type"].startswith("text/html")

    async def test_not_for_a_request(self, http: AsyncClient) -> None:
        response = await http.get("/graphql", params={"query": ECHO}, headers=BROWSER)
        assert response.json() == {"data": {"echo": "Ding"}}
        response = await http.post("/graphql", json={"query": ECHO}, headers=BROWSER)
        assert response.json() == {"data": {"echo": "Ding"}}

    async def test_not_for_other_clients(self, http: AsyncClient) -> None:
        for accept in ("*/*", JSON, GRAPHQL_JSON, "text/html;q=0", "application/text/html"):
            response = await http.get("/graphql", headers={"accept": accept})
            assert response.status_code >= 400, accept
            assert response.json()["errors"]

    async def test_without_it(self, connect: Connect) -> None:
        response = await connect(explorer=False).get("/graphql", headers=BROWSER)
        assert (response.status_code, response.headers["content-type"]) == (400, f"{JSON}; charset=utf-8")
        assert (await connect(explorer=False).get("/graphql", headers={"accept": "text/html"})).status_code == 406
