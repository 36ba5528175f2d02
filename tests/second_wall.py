"""A role that owns nothing, and databases that it connects to: PostgreSQL's policies hold for it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.row_level_security import grant, viewer_settings
from sqlmodel_strawberry import Database
from tests.databases import connected

WITHOUT_POLICIES = {"item", "idempotency_record"}
"""Tables that no policies of PostgreSQL stand behind: docs/row_level_security.md says which, and why."""

# Roles are of the server, which all test processes share.
ROLE = f"app_api_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
PASSWORD = "of-the-api"


async def make_role(connection: AsyncConnection, role: str = ROLE) -> None:
    """Make a role where there is none."""
    if not (await connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})).all():
        await connection.exec_driver_sql(f"CREATE ROLE \"{role}\" LOGIN PASSWORD '{PASSWORD}'")


async def let_in(url: URL) -> None:
    """Let the API's role use a migrated database, and copies of it."""
    async with connected(url) as owner, owner.engine.begin() as connection:
        await make_role(connection)
        await grant(connection, ROLE)


def as_api(url: URL) -> URL:
    """The address for the API's role."""
    return url.set(username=ROLE, password=PASSWORD)


@asynccontextmanager
async def behind_policies(url: URL, **options: Any) -> AsyncIterator[Database]:
    """A database that lets the API's role in, as that one sees it."""
    async with connected(as_api(url), viewer_settings=viewer_settings, **options) as database:
        yield database
