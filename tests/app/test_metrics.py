"""Figures: what they count, who may read them, and how few they are."""

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pytest
from httpx import AsyncClient, ConnectError
from pydantic import SecretStr, ValidationError
from sqlalchemy import URL

from app.migrate import upgrade
from app.settings import Settings
from app.telemetry.application import Telemetry
from app.telemetry.metrics import forget_dead_workers
from sqlmodel_strawberry import Database
from tests.app.telemetry_client import METRICS_TOKEN, TEAMS, Told, add_teams, application
from tests.servers import serving

BEARER = {"Authorization": f"Bearer {METRICS_TOKEN}"}


class TestFigures:
    async def test_of_an_operation(self, told: Told, database: Database) -> None:
        await add_teams(database)
        await told.client.post(TEAMS)
        assert told.figures("graphql_operation_seconds_count") == {("other", "ok", "query"): 1}
        assert told.figures("graphql_operation_statements_sum") == {("other",): 2}
        assert told.figures("graphql_operation_rows_sum") == {("other",): 4}
        assert told.figures("graphql_operation_estimated_cost_count") == {("other",): 1}
        assert told.figures("graphql_statement_seconds_count") == {("SELECT",): 2}
        assert told.figures("graphql_loader_batch_keys_count") == {(): 1}
        assert told.figures("graphql_loader_batch_keys_sum") == {(): 2}
        assert told.figures("http_responses_total") == {("200",): 1}
        assert told.figures("graphql_errors_total") == {}

    async def test_of_what_is_compiled_and_what_is_interpreted(self, told: Told, database: Database) -> None:
        for query in (TEAMS, TEAMS, "{ viewer { username } }", "{ __schema { description } }"):
            await told.client.post(query)
        for refused in ("{", "{ nothing }", "{ teams(first: 1000) { nodes { id } } }"):
            await told.client.post(refused)
        assert told.figures("graphql_operations_total") == {
            ("other", "", "compiled"): 2,
            ("other", "Query.viewer is hand-written", "interpreted"): 1,
            ("other", "__schema asks for the schema itself", "interpreted"): 1,
        }

    async def test_of_what_is_over_a_limit(self, told: Told) -> None:
        await told.client.post("{ teams { nodes { " + "heroes { nodes { team { " * 8 + "id" + "}}}" * 8 + "}}}")
        await told.client.post("#" * 20_000)
        await told.client.post("{ teams(first: 1000) { nodes { id } } }")
        assert told.figures("graphql_errors_total") == {
            ("DEPTH_LIMIT_EXCEEDED",): 1,
            ("DOCUMENT_LIMIT_EXCEEDED",): 1,
            ("BAD_USER_INPUT",): 1,
        }
        assert sum(told.figures("graphql_operation_seconds_count").values()) == 3

    async def test_documents_that_are_registered_by_name(self, database: Database, tmp_path: Path) -> None:
        manifest = tmp_path / "manifest.json"
        manifest.write_text(json.dumps({"one": TEAMS, "two": "{ viewer { username } }"}))
        told = Told(trusted_documents="prefer", trusted_documents_manifest=manifest)
        with told.of(database):
            for body in ({"documentId": "one"}, {"query": TEAMS}, {"documentId": "two"}, {"query": f"{TEAMS} "}):
                await told.client.http.post("/graphql", json=body)
            assert told.figures("graphql_operation_seconds_count") == {
                ("Teams", "ok", "query"): 2,
                ("other", "ok", "query"): 2,
            }
            assert [span.name for span in told.spans if span.name.startswith("query")] == [
                "query Teams",
                "query Teams",
                "query",
                "query",
            ]

    async def test_strangers_add_no_series(self, told: Told) -> None:
        await told.client.post("query Known { viewer { username } }")
        before = told.size()
        for number in range(50):
            name = f"N{uuid4().hex}"
            document = ("query %s { viewer { username } }", "query %s {", "query %s { %s }")[number % 3]
            body = {"query": document.replace("%s", name), "operationName": name}
            await told.client.http.post("/graphql", json=body, headers={"X-Request-Id": name})
            await told.client.http.request("GET", f"/{name}")
        assert told.size() - before < 100
        before = told.size()
        for _ in range(10):
            await told.client.post(f"query N{uuid4().hex} {{ viewer {{ username }} }}")
            await told.client.post(f"query N{uuid4().hex} {{")
        assert told.size() == before


class TestPool:
    async def test_connections_in_use(self, told: Told, database_url: URL) -> None:
        database = Database.connect(database_url, pool_size=2, max_overflow=3)
        with told.of(database):
            connections = [await database.engine.connect() for _ in range(3)]
            text = (await told.client.http.get("/metrics", headers=BEARER)).text
            for connection in connections:
                await connection.close()
        await database.dispose()
        assert "database_pool_size 2.0" in text
        assert "database_pool_checked_out 3.0" in text
        assert "database_pool_overflow 1.0" in text

    async def test_are_looked_at_while_the_application_runs(self, database: Database) -> None:
        telemetry = Telemetry(Settings(metrics_token=SecretStr(METRICS_TOKEN)))
        assert telemetry.metrics is not None
        connection = await database.engine.connect()
        async with telemetry.running(database):
            await asyncio.sleep(0)
            assert "database_pool_checked_out 1.0" in telemetry.metrics.text().decode()
        await connection.close()


class TestWhoMayRead:
    @pytest.mark.parametrize(
        "authorization", [None, "", METRICS_TOKEN, f"Bearer {METRICS_TOKEN}x", f"bearer{METRICS_TOKEN}", "Bearer ä"]
    )
    async def test_nobody_without_the_token(self, told: Told, authorization: str | None) -> None:
        headers = {} if authorization is None else {b"Authorization": authorization.encode("latin-1")}
        response = await told.client.http.get("/metrics", headers=headers)
        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
        assert "graphql" not in response.text

    async def test_whoever_has_it(self, told: Told) -> None:
        response = await told.client.http.get("/metrics", headers=BEARER)
        assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, "text/plain")

    async def test_without_a_token_there_are_none(self, database: Database) -> None:
        with application(metrics_token="").of(database) as told:
            assert (await told.client.http.get("/metrics")).status_code == 404
            assert told.app.state.telemetry.metrics is None

    def test_a_token_is_long(self) -> None:
        with pytest.raises(ValidationError, match="at least 16") as raised:
            Settings(metrics_token="short-one")  # type: ignore[arg-type]
        assert "short-one" not in str(raised.value)


async def test_each_worker_tells_the_figures_of_all(tmp_path: Path) -> None:
    # The folder that they share goes with the test, which kills the server.
    settings = {"WORKERS": "2", "METRICS_TOKEN": METRICS_TOKEN, "TMPDIR": str(tmp_path)}
    url = URL.create("sqlite+aiosqlite", database=str(tmp_path / "app.db"))
    await upgrade(url.render_as_string())
    async with serving(url, tmp_path, **settings) as (_server, http):
        await until(http, workers=2)
        for _ in range(20):
            await http.post("/graphql", json={"query": "{ viewer { username } }"}, headers={"Connection": "close"})
        assert await figure(http, 'graphql_operation_seconds_count{operation="other",outcome="ok",type="query"}') == 20


async def until(http: AsyncClient, workers: int) -> None:
    """Wait until so many have looked at their pools, of five connections each."""
    async with asyncio.timeout(60):
        while True:
            with suppress(ConnectError):
                if await figure(http, "database_pool_size") == 5 * workers:
                    return
            await asyncio.sleep(0.1)


async def figure(http: AsyncClient, name: str) -> float:
    text = (await http.get("/metrics", headers=BEARER)).text
    (found,) = [line.rpartition(" ")[2] for line in text.splitlines() if line.startswith(name)]
    return float(found)


def test_what_killed_workers_left_is_forgotten(tmp_path: Path) -> None:
    gone, here = tmp_path / f"gauge_livesum_{2**22 + 1}.db", tmp_path / f"gauge_livesum_{os.getpid()}.db"
    counted = tmp_path / f"histogram_{2**22 + 1}.db"
    for path in (gone, here, counted):
        path.touch()
    forget_dead_workers(tmp_path)
    assert [path.exists() for path in (gone, here, counted)] == [False, True, True]
