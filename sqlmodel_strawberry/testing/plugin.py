"""The pytest plugin: an option, and fixtures for tests of an API. Those of a project come before these."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import URL, MetaData
from starlette.types import ASGIApp

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.http.app import GraphQLApp
from sqlmodel_strawberry.project import Project, ProjectError
from sqlmodel_strawberry.schema import Schema
from sqlmodel_strawberry.testing.client import Client
from sqlmodel_strawberry.testing.committed import OPTION, failing_plainly
from sqlmodel_strawberry.testing.rows import UninventedRowsError, Values, fill_tables
from sqlmodel_strawberry.testing.running import connected, run
from sqlmodel_strawberry.testing.statements import StatementLog, record_statements

AssertStatements = Callable[[int], AbstractContextManager[StatementLog]]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("sqlmodel-strawberry")
    group.addoption(
        OPTION, action="store_true", help="Write the committed files of the API anew: schema, relations, budgets."
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption(OPTION) and os.environ.get("CI", "").lower() in ("true", "1"):
        raise pytest.UsageError(f"{OPTION} writes what is to be compared: not in CI, where nothing could fail then")


@pytest.fixture(scope="session")
def api_update(pytestconfig: pytest.Config) -> bool:
    """Whether committed files are written instead of compared."""
    return bool(pytestconfig.getoption(OPTION))


@pytest.fixture(scope="session")
def api_project(pytestconfig: pytest.Config) -> Project:
    """What pyproject.toml says in `[tool.sqlmodel-strawberry]`."""
    with failing_plainly(ProjectError):
        return Project.find(pytestconfig.rootpath)


@pytest.fixture(scope="session")
def api_schema(api_project: Project) -> Schema:
    """The schema that pyproject.toml names."""
    with failing_plainly(ProjectError):
        return api_project.load_schema()


@pytest.fixture(scope="session")
def api_viewer() -> Any:
    """Whose eyes operations are measured through: a stranger's, unless a project has this fixture."""
    return None


@pytest.fixture(scope="session")
def api_values() -> Values:
    """`table.column` → the value in row 1, 2, … where invented ones do not do."""
    return {}


@pytest.fixture(scope="session")
def api_rows(api_schema: Schema, api_values: Values, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the tables of the schema, and invented rows in them; nobody stays connected to it."""
    path = tmp_path_factory.mktemp("api") / "rows.db"
    every: dict[int, MetaData] = {}
    for resource in api_schema.resources.values():
        every[id(resource.table.metadata)] = resource.table.metadata

    async def make() -> None:
        async with connected(_url(path)) as database:
            for metadata in every.values():
                async with database.engine.begin() as connection:
                    await connection.run_sync(metadata.create_all)
                await fill_tables(database, list(metadata.tables.values()), api_values)
            async with database.engine.connect() as connection:
                await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    with failing_plainly(UninventedRowsError):
        run(make())
    return path


@pytest.fixture
def api_database_url(api_rows: Path, tmp_path: Path) -> URL:
    """A database of this test: a copy of `api_rows`."""
    path = tmp_path / "api.db"
    shutil.copyfile(api_rows, path)
    return _url(path)


@pytest.fixture
def api_app(api_schema: Schema, api_database_url: URL, api_viewer: Any) -> ASGIApp:
    """An application with the schema at `/graphql`. A project that has one overrides this."""

    # A request's connections belong to its loop, of which each test may have its own.
    async def database() -> AsyncIterator[Database]:
        async with connected(api_database_url) as database:
            yield database

    async def viewer() -> Any:
        return api_viewer

    app = FastAPI()
    app.include_router(GraphQLApp(api_schema, database, viewer=viewer), prefix="/graphql")
    return app


@pytest.fixture
def api_client(api_app: ASGIApp) -> Client:
    """A client of `api_app`, over HTTP."""
    return Client(api_app)


@pytest.fixture
def assert_statements() -> AssertStatements:
    """`with assert_statements(3): …`: what runs inside of the block takes so many SQL statements."""

    @contextmanager
    def asserting(expected: int) -> Iterator[StatementLog]:
        with record_statements() as log:
            yield log
        log.assert_count(expected)

    return asserting


def _url(path: Path) -> URL:
    return URL.create("sqlite+aiosqlite", database=str(path))
