"""Fixtures of every test: real databases of both dialects, made in milliseconds from migrated templates."""

import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, MetaData, make_url
from sqlmodel.main import default_registry as registry

from app.migrate import upgrade
from app.seed import seed
from sqlmodel_strawberry.database.engine import Database
from tests import skips
from tests.databases import Databases, MakeDatabase, PostgresDatabases, SqliteDatabases, connected, filled
from tests.postgres import TEMPORARY, Cluster

pytest_plugins = ["pytester", "sqlmodel_strawberry.testing.plugin"]

# Far from UTC, so that whatever takes the server's time zone for UTC is found out.
SERVER_SETTINGS = {"timezone": "Pacific/Chatham", "autovacuum": "off", "max_wal_size": "128MB", "min_wal_size": "32MB"}
POSTGRES_URL = pytest.StashKey[URL]()

# Examples talk to databases: their time says nothing. A failure prints the blob that reproduces it.
_PROFILE: dict[str, Any] = {"deadline": None, "print_blob": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", **_PROFILE, max_examples=30)
settings.register_profile("ci", **_PROFILE, max_examples=100, derandomize=False, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(skips)
    if not hasattr(config, "workerinput"):
        # Being told to end is like ^C: what was started is stopped.
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_collection_finish() -> None:
    # A table of a test's would be one of the application's, and missing from the databases that migrations made.
    strangers = {mapper.class_ for mapper in registry.mappers if not mapper.class_.__module__.startswith("app.")}
    if strangers:
        raise pytest.UsageError(f"give these a registry of their own: {sorted(map(str, strangers))}")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """xdist, in the controller: each worker is told where the one server is. (xdist has no types.)"""
    node.workerinput["postgres_url"] = _postgres_url(node.config).render_as_string(hide_password=False)


def _postgres_url(config: pytest.Config) -> URL:
    """The server of this test run, started when it is first asked for and stopped with the run."""
    if POSTGRES_URL not in config.stash:
        if hasattr(config, "workerinput"):
            config.stash[POSTGRES_URL] = make_url(config.workerinput["postgres_url"])
        else:
            cluster = Cluster(SERVER_SETTINGS, parent=_place_for_data())
            config.add_cleanup(cluster.close)
            cluster.start()
            config.stash[POSTGRES_URL] = cluster.url()
    return config.stash[POSTGRES_URL]


def _place_for_data() -> Path:
    """Memory where there is plenty: a database is 300 files, and on some disks making those takes long."""
    memory = Path("/dev/shm")
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3:
        return memory
    return TEMPORARY


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Whatever depends on this runs once per dialect."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
async def databases(
    dialect: str, pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Databases]:
    """Makes databases of the dialect."""
    made: Databases
    if dialect == "sqlite":
        made = SqliteDatabases(tmp_path_factory.mktemp("databases"))
    else:
        made = PostgresDatabases(_postgres_url(pytestconfig), os.environ.get("PYTEST_XDIST_WORKER", "main"))
    yield made
    await made.close()


@pytest.fixture(scope="session")
async def template_url(databases: Databases) -> AsyncIterator[URL]:
    """A database that the real migrations made, to copy from; nobody stays connected to it."""
    async with databases.temporary() as url:
        await upgrade(url.render_as_string(hide_password=False))
        yield url


@pytest.fixture
async def empty_url(databases: Databases) -> AsyncIterator[URL]:
    """An empty database of this test."""
    async with databases.temporary() as url:
        yield url


@pytest.fixture
async def database_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    """A migrated database of this test, without rows."""
    async with databases.temporary(template_url) as url:
        yield url


@pytest.fixture
async def database(database_url: URL) -> AsyncIterator[Database]:
    """A migrated database of this test, without rows."""
    async with connected(database_url) as connected_database:
        yield connected_database


@pytest.fixture(scope="session")
async def seeded_database(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    """The seed of the application's tables, shared by all tests of this process: it refuses writes."""
    async with filled(databases, template_url, seed) as url, connected(url, read_only=True) as shared:
        yield shared


@pytest.fixture
async def make_database(databases: Databases) -> AsyncIterator[MakeDatabase]:
    """`await make_database(metadata)`: a database of this test with the tables of `metadata`, and no others."""
    async with AsyncExitStack() as stack:

        async def make(metadata: MetaData) -> Database:
            made = await stack.enter_async_context(connected(await stack.enter_async_context(databases.temporary())))
            async with made.engine.begin() as connection:
                await connection.run_sync(metadata.create_all)
            return made

        yield make
