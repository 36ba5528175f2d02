"""What stands before the endpoint, and how the endpoint is, as the settings say."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from pydantic import ValidationError

from app.main import create_app
from app.middleware import middleware
from app.settings import Settings
from sqlmodel_strawberry import GraphQLApp
from tests.sqlmodel_strawberry.http.belfry import RING, SCHEMA, rung, without_database

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")

NAME = {"query": "{ __typename }"}
LONG = {"query": "{ __schema { types { name description } } }"}
PAGE = "https://app.example"


def client(**settings: Any) -> AsyncClient:
    """A small API behind what these settings put before it."""
    app = FastAPI(middleware=middleware(Settings(**settings)))
    app.include_router(GraphQLApp(SCHEMA, without_database()), prefix="/graphql")
    return AsyncClient(transport=ASGITransport(app), base_url="http://api.example")


@asynccontextmanager
async def whole_client(tmp_path: Path, **settings: Any) -> AsyncIterator[AsyncClient]:
    """This application, with these settings."""
    app = create_app(Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/app.db", **settings))
    async with app.router.lifespan_context(app):
        yield AsyncClient(transport=ASGITransport(app), base_url="http://api.example")


async def post(http: AsyncClient, body: Any = NAME, **headers: str) -> Response:
    return await http.post("/graphql", json=body, headers={name.replace("_", "-"): headers[name] for name in headers})


class TestHosts:
    @pytest.mark.parametrize(
        ("allowed", "host"),
        [
            ("api.example", "api.example"),
            ("api.example", "API.example:8000"),
            ("API.example, other.example", "other.example"),
            ("api.example:8000", "api.example:8000"),
            ("127.0.0.1", "127.0.0.1:8000"),
            ("[::1]", "[::1]:8000"),
            ("[::1]:8000", "[::1]:8000"),
            ("", "anything.example"),
        ],
    )
    async def test_allowed(self, allowed: str, host: str) -> None:
        async with client(allowed_hosts=allowed) as http:
            assert (await post(http, host=host)).status_code == 200

    @pytest.mark.parametrize(
        ("allowed", "host"),
        [
            ("api.example", "evil.example"),
            ("api.example", "api.example.evil.example"),
            ("api.example", "www.api.example"),
            ("api.example", "xapi.example"),
            ("api.example", "api.example."),
            ("api.example", "api.example:80:80"),
            ("api.example", "api.example@evil.example"),
            ("api.example", "evil.example, api.example"),
            ("api.example", "api.example:port"),
            ("api.example", ""),
            ("api.example:8000", "api.example"),
            ("api.example:8000", "api.example:8001"),
            ("[::1]", "[::2]"),
            ("[::1]", "["),
        ],
    )
    async def test_refused(self, allowed: str, host: str) -> None:
        async with client(allowed_hosts=allowed) as http:
            response = await post(http, host=host)
            assert response.status_code == 421
            assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]
            assert "evil" not in response.text

    async def test_two_hosts_are_none(self) -> None:
        async with client(allowed_hosts="api.example") as http:
            headers = [("host", "api.example"), ("host", "api.example")]
            assert (await http.post("/graphql", json=NAME, headers=headers)).status_code == 421

    async def test_probes_know_no_name(self, tmp_path: Path) -> None:
        async with whole_client(tmp_path, allowed_hosts="api.example") as http:
            assert (await http.get("/live", headers={"host": "10.0.0.7:8000"})).status_code == 200
            assert (await http.get("/ready", headers={"host": "10.0.0.7:8000"})).status_code == 503

    @pytest.mark.parametrize("allowed", ["*", "*.example", "https://api.example", "api.example/x", "a b", "::1"])
    def test_what_is_no_host(self, allowed: str) -> None:
        with pytest.raises(ValidationError, match="a host is a name or an address"):
            Settings(allowed_hosts=allowed)  # type: ignore[arg-type]


class TestOrigins:
    PREFLIGHT = {  # noqa: RUF012
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }

    async def test_nobody_by_default(self) -> None:
        async with client() as http:
            for response in (
                await post(http, origin=PAGE),
                await http.options("/graphql", headers={"origin": PAGE, **self.PREFLIGHT}),
            ):
                assert not [name for name in response.headers if name.startswith("access-control")]

    async def test_who_is_listed(self) -> None:
        async with client(cors_origins=f"https://other.example, {PAGE}") as http:
            preflight = await http.options("/graphql", headers={"origin": PAGE, **self.PREFLIGHT})
            response = await post(http, origin=PAGE)
            refused = await post(http, [], origin=PAGE)
        assert preflight.status_code == 200
        assert preflight.headers["access-control-allow-origin"] == PAGE
        assert "authorization" in preflight.headers["access-control-allow-headers"].lower()
        assert [each.status_code for each in (response, refused)] == [200, 400]
        for each in (response, refused):
            assert each.headers["access-control-allow-origin"] == PAGE
            assert "access-control-allow-credentials" not in each.headers
            assert "Retry-After" in each.headers["access-control-expose-headers"]
            assert "Origin" in each.headers["vary"]

    @pytest.mark.parametrize(
        "origin", ["https://app.example.evil.example", "http://app.example", "https://app.example:444", "null", "*"]
    )
    async def test_nobody_else(self, origin: str) -> None:
        async with client(cors_origins=PAGE) as http:
            assert "access-control-allow-origin" not in (await post(http, origin=origin)).headers
            preflight = await http.options("/graphql", headers={"origin": origin, **self.PREFLIGHT})
            assert preflight.status_code == 400
            assert "access-control-allow-origin" not in preflight.headers

    @pytest.mark.parametrize("origins", ["*", "app.example", f"{PAGE}/", f"{PAGE}/x", "https://*.example", "null"])
    def test_what_is_no_origin(self, origins: str) -> None:
        with pytest.raises(ValidationError, match="an origin is a scheme and a host"):
            Settings(cors_origins=origins)  # type: ignore[arg-type]

    @pytest.mark.parametrize("type_", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
    async def test_what_a_page_may_send_without_asking_never_runs(self, type_: str) -> None:
        rung.clear()
        async with client() as http:
            response = await http.post(
                "/graphql", content=json.dumps({"query": RING}), headers={"content-type": type_, "origin": PAGE}
            )
        assert response.status_code == 415
        assert rung == []


class TestCompression:
    async def test_of_long_answers(self) -> None:
        async with client() as http:
            long, plain, short = (
                await post(http, LONG, accept_encoding="gzip"),
                await post(http, LONG, accept_encoding="identity"),
                await post(http, accept_encoding="gzip"),
            )
        assert long.headers["content-encoding"] == "gzip"
        assert int(long.headers["content-length"]) < len(plain.content) / 2
        assert long.json() == plain.json()
        assert "content-encoding" not in plain.headers
        assert "content-encoding" not in short.headers
        assert "Accept-Encoding" in long.headers["vary"]
        assert "Accept-Encoding" in plain.headers["vary"]

    async def test_from_another_size_on(self) -> None:
        async with client(compress_bytes=10) as http:
            assert (await post(http, accept_encoding="gzip")).headers["content-encoding"] == "gzip"

    async def test_none(self) -> None:
        async with client(compress_bytes="") as http:
            assert "content-encoding" not in (await post(http, LONG, accept_encoding="gzip")).headers

    async def test_a_compressed_body_is_not_read(self) -> None:
        async with client() as http:
            bomb = gzip.compress(b'{"query": "{ __typename }"}'.ljust(1_000_000))
            headers = {"content-type": "application/json", "content-encoding": "gzip"}
            assert (await http.post("/graphql", content=bomb, headers=headers)).status_code == 415


class TestEndpoint:
    async def test_it_has_what_stands_before_it(self, tmp_path: Path) -> None:
        async with whole_client(tmp_path, allowed_hosts="api.example", cors_origins=PAGE) as http:
            response = await post(http, LONG, origin=PAGE, accept_encoding="gzip")
            assert response.headers["access-control-allow-origin"] == PAGE
            assert response.headers["content-encoding"] == "gzip"
            assert (await post(http, host="evil.example")).status_code == 421

    async def test_nobody_is_sent_to_another_host(self, tmp_path: Path) -> None:
        async with whole_client(tmp_path) as http:
            response = await http.get("/graphql/", headers={"host": "evil.example"})
            assert (response.status_code, response.json()) == (404, {"detail": "Not Found"})

    async def test_bytes(self, tmp_path: Path) -> None:
        async with whole_client(tmp_path, max_body_bytes=30) as http:
            assert [(await post(http, {"query": "{ a }" + " " * n})).status_code for n in (0, 30)] == [200, 413]

    async def test_seconds(self, tmp_path: Path) -> None:
        async def body() -> AsyncIterator[bytes]:
            yield b" "
            await asyncio.sleep(30)

        async with whole_client(tmp_path, body_timeout=0.05) as http:
            headers = {"content-type": "application/json"}
            assert (await http.post("/graphql", content=body(), headers=headers)).status_code == 408

    async def test_batches(self, tmp_path: Path) -> None:
        for limit, status in ((0, 400), (1, 400), (2, 200)):
            async with whole_client(tmp_path, max_batch=limit) as http:
                assert (await post(http, [NAME, NAME])).status_code == status

    async def test_status_codes_of_the_draft(self, tmp_path: Path) -> None:
        for draft, status in ((False, 400), (True, 422)):
            async with whole_client(tmp_path, draft_status_codes=draft) as http:
                accept = "application/graphql-response+json"
                assert (await post(http, {"query": "{ nope }"}, accept=accept)).status_code == status
