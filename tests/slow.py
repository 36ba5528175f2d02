"""Statements that take for ever, and commits that take long, on both databases."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from sqlalchemy import Connection, event, text
from sqlalchemy.util import await_only

from sqlmodel_strawberry.database.engine import Database

SLOW = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


class Beginning(asyncio.Event):
    """Tells that something has begun. What never begins fails its test, instead of hanging there."""

    async def wait(self) -> Literal[True]:
        async with asyncio.timeout(30):
            return await super().wait()


@contextmanager
def slow_statements(database: Database, marker: str) -> Iterator[asyncio.Event]:
    """Inside of the block every statement that has `marker` in it takes for ever; the event tells when one began."""
    engine = database.engine.sync_engine
    began = Beginning()

    def slow(
        _connection: Connection, _cursor: Any, sql: str, parameters: Any, _context: Any, _many: bool
    ) -> tuple[str, Any]:
        if marker not in sql:
            return sql, parameters
        began.set()
        return SLOW[database.dialect], ()

    event.listen(engine, "before_cursor_execute", slow, retval=True)
    try:
        yield began
    finally:
        event.remove(engine, "before_cursor_execute", slow)


@contextmanager
def slow_commits(database: Database, seconds: float) -> Iterator[asyncio.Event]:
    """Inside of the block every COMMIT takes `seconds`; the event tells when one began."""
    began = Beginning()

    def slow(_connection: Connection) -> None:
        began.set()
        await_only(asyncio.sleep(seconds))

    event.listen(database.engine.sync_engine, "commit", slow)
    try:
        yield began
    finally:
        event.remove(database.engine.sync_engine, "commit", slow)


async def sleepers(database: Database) -> int:
    """How many of the slow statements the PostgreSQL server runs right now for this database."""
    async with database.engine.connect() as connection:
        running = "datname = current_database() AND state = 'active' AND query = :query"
        sql = text(f"SELECT pid FROM pg_stat_activity WHERE {running}")
        return len((await connection.execute(sql, {"query": SLOW["postgresql"]})).all())
