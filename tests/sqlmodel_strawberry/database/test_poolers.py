"""Behind a pooler of transactions (PgBouncer) nothing may be left on a connection of the server."""

import re
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy import URL

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database
from tests.graphql_schema.operations import answer

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")

QUERY = '{ teams(filter: {name: {ne: "x"}}) { nodes { name heroes(first: 2) { nodes { name } } } } }'
CREATE = 'mutation { createTeam(input: {team: {name: "A", headquarters: "B"}}) { team { name } userErrors { code } } }'
PREPARED = sa.text("SELECT name FROM pg_prepared_statements")


@pytest.fixture
async def pooled(database_url: URL) -> AsyncIterator[Database]:
    database = Database.connect(database_url, prepared_statements=False, pool_size=1, max_overflow=0)
    yield database
    await database.dispose()


async def left_behind(database: Database) -> list[str]:
    async with database.engine.connect() as connection:
        return [name for (name,) in await connection.execute(PREPARED)]


async def test_operations_leave_no_statement_that_another_could_meet(pooled: Database) -> None:
    schema = create_schema()
    for _ in range(3):
        assert await answer(schema, pooled, QUERY) is not None
    assert (await answer(schema, pooled, CREATE))["createTeam"]["userErrors"] == []
    # What is prepared at the moment asks for itself.
    assert [name for name in await left_behind(pooled) if not re.fullmatch(r"__asyncpg_[0-9a-f-]{36}__", name)] == []


async def test_no_parameter_is_sent_that_pgbouncer_would_refuse(pooled: Database) -> None:
    async with pooled.engine.connect() as connection:
        shown = [
            (await connection.execute(sa.text(f"SHOW {name}"))).scalar() for name in ("statement_timeout", "TimeZone")
        ]
    assert shown == ["0", "UTC"]


async def test_connections_of_their_own_keep_theirs(database_url: URL) -> None:
    database = Database.connect(database_url, pool_size=1, max_overflow=0)
    await answer(create_schema(), database, QUERY)
    assert await left_behind(database)
    async with database.engine.connect() as connection:
        assert (await connection.execute(sa.text("SHOW statement_timeout"))).scalar() == "10s"
    await database.dispose()
