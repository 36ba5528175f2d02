"""Alembic from Python: the functions behind `app db`, `/ready` and the tests' databases.

Errors: `alembic.util.CommandError` where Alembic refuses, and whatever the driver raises.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).parent.parent
VERSIONS = ROOT / "migrations" / "versions"


async def upgrade(url: str, revision: str = "head") -> None:
    """Migrate up to `revision`."""
    await _run(url, lambda config: command.upgrade(config, revision))


async def downgrade(url: str, revision: str) -> None:
    """Migrate down to `revision`; "base" undoes everything, "-1" the last one."""
    await _run(url, lambda config: command.downgrade(config, revision))


async def check(url: str) -> None:
    """Raise CommandError where the models say something that the migrations do not."""
    await _run(url, command.check)


async def revision(url: str, message: str, *, data: bool = False) -> None:
    """Write a new migration: of the schema, filled in by comparing the models, or an empty one for data."""
    folder = str(VERSIONS / ("data" if data else "schema"))

    def write(config: Config) -> None:
        command.revision(config, message, autogenerate=not data, version_path=folder)

    await _run(url, write)


@cache
def current_head() -> str | None:
    """The newest revision that this code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def applied_revision(connection: Connection) -> str | None:
    """The revision that a database is at; None before the first migration."""
    return MigrationContext.configure(connection).get_current_revision()


async def connected(url: str, work: Callable[[Connection], None]) -> None:
    """Call `work` with a connection that is fit for migrating."""
    engine = create_async_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(work)
    finally:
        await engine.dispose()


async def _run(url: str, work: Callable[[Config], None]) -> None:
    def with_config(connection: Connection) -> None:
        config = _config()
        config.attributes["connection"] = connection
        work(config)

    await connected(url, with_config)


def _config() -> Config:
    return Config(ROOT / "alembic.ini")


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    # The driver must not commit before DDL, and a rebuilt table must not cascade; the pragma is void in a transaction.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
