"""What operations do to a pool."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.database.queries import Query
from sqlmodel_strawberry.database.session import Session
from tests.slow import SLOW

ONE = Query(sa.select(sa.literal(1)))
on_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")


async def read(database: Database, *, snapshot: bool = False, statements: int = 1) -> Any:
    """What an operation's session reads, and gives its connection back."""
    session = database.session()
    session.snapshot = snapshot
    try:
        for _ in range(statements):
            assert [tuple(row) for row in await session.read(ONE)] == [(1,)]
        return session._connection.current and session._connection.current.driver
    finally:
        await session.close()


def held(database: Database) -> int:
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


async def slow(session: Session) -> Any:
    return await session.read(Query(sa.text(SLOW[session.database.dialect])))
