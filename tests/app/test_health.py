"""/live and /ready: what a load balancer asks, and what keeps the application from serving."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import URL

from app import migrate
from app.main import create_app
from app.settings import Settings

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")


@asynccontextmanager
async def client(url: URL | str, **settings: int) -> AsyncIterator[AsyncClient]:
    """The running application, with its start and end, over no network."""
    address = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    app = create_app(Settings(database_url=address, pool_timeout=1, **settings))  # type: ignore[arg-type]
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


async def test_a_migrated_database_is_ready(database_url: URL) -> None:
    async with client(database_url) as http:
        for path, status in (("/live", "live"), ("/ready", "ready")):
            response = await http.get(path)
            assert (response.status_code, response.json()) == (200, {"status": status})


async def test_an_empty_database_is_not_ready(empty_url: URL) -> None:
    async with client(empty_url) as http:
        response = await http.get("/ready")
        expected = {"status": "not ready", "migrations": f"at none, not at {migrate.current_head()}"}
        assert (response.status_code, response.json()) == (503, expected)
        assert (await http.get("/live")).status_code == 200


async def test_it_becomes_ready_when_the_migrations_ran(empty_url: URL) -> None:
    async with client(empty_url) as http:
        assert (await http.get("/ready")).status_code == 503
        await migrate.upgrade(empty_url.render_as_string(hide_password=False))
        assert (await http.get("/ready")).status_code == 200


async def test_a_database_behind_the_newest_migration_is_not_ready(database_url: URL) -> None:
    await migrate.downgrade(database_url.render_as_string(hide_password=False), "-1")
    async with client(database_url) as http:
        assert (await http.get("/ready")).status_code == 503


@pytest.mark.parametrize(
    "address",
    ["sqlite+aiosqlite:///missing/folder/app.db", "postgresql+asyncpg://app:s3cret@/app?host=/nowhere"],
    ids=["sqlite", "postgres"],
)
async def test_without_a_database_it_lives_and_tells_nothing(address: str) -> None:
    async with client(address) as http:
        response = await http.get("/ready")
        assert (response.status_code, response.json()) == (503, {"status": "not ready", "database": "unreachable"})
        assert (await http.get("/live")).status_code == 200


async def test_workers_that_want_too_many_connections_are_told(
    database_url: URL, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "app"):
        async with client(database_url, workers=50, pool_size=4, max_overflow=6):
            pass
    warnings = [record.getMessage() for record in caplog.records if record.name == "app.database"]
    told = any("50 × (4 + 6) = 500 connections" in warning for warning in warnings)
    assert told is (database_url.get_backend_name() == "postgresql"), warnings


async def test_the_engine_is_of_one_run_of_the_application(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/app.db"))
    assert not hasattr(app.state, "database")
    seen = []
    for _ in range(2):
        async with app.router.lifespan_context(app):
            seen.append(app.state.database)
    assert seen[0] is not seen[1]
