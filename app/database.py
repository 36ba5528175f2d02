"""The application's database: made from the settings, and asked whether it is fit to serve."""

import asyncio
import logging

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.migrate import applied_revision, current_head
from app.settings import Settings
from sqlmodel_strawberry.database import Database

logger = logging.getLogger(__name__)

READY_SECONDS = 2


def connect(settings: Settings) -> Database:
    """The engine and its pool. Nothing is opened before the first statement."""
    return Database.connect(
        settings.database_url,
        pool_size=settings.pool_size,
        max_overflow=settings.max_overflow,
        pool_timeout=settings.pool_timeout,
        pool_recycle=settings.pool_recycle,
        pool_pre_ping=settings.pool_pre_ping,
        statement_timeout=settings.statement_timeout,
        lock_timeout=settings.lock_timeout,
        slow_statement=settings.slow_statement,
    )


async def readiness(database: Database) -> dict[str, str]:
    """What keeps the application from serving, by name: empty when nothing does."""
    # To cancel what waits for a lost server takes as long as it waits: it ends behind the answer.
    asked = database.keep(_applied(database))
    await asyncio.wait((asked,), timeout=READY_SECONDS)
    if not asked.done():
        asked.cancel()
        logger.warning("the database does not answer, or no connection is free")
        return {"database": f"no answer within {READY_SECONDS} s"}
    try:
        applied = asked.result()
    except Exception as error:  # whatever it is, there is no database to serve from
        logger.warning("the database does not answer: %s: %s", type(error).__name__, error)
        return {"database": "unreachable"}
    if applied != current_head():
        return {"migrations": f"at {applied or 'none'}, not at {current_head()}"}
    return {}


async def _applied(database: Database) -> str | None:
    async with database.engine.connect() as connection:
        return await connection.run_sync(applied_revision)


async def warn_of_too_many_connections(database: Database, settings: Settings) -> None:
    """Log a warning where all workers' pools together could ask for more connections than the server has."""
    if database.dialect != "postgresql":
        return
    wanted = settings.workers * (settings.pool_size + settings.max_overflow)
    try:
        async with asyncio.timeout(READY_SECONDS), database.engine.connect() as connection:
            available = await _connections(connection)
    except Exception as error:  # /ready reports it, for as long as it lasts
        logger.warning("cannot ask the database for its max_connections: %s", type(error).__name__)
        return
    if wanted > available:
        logger.warning(
            "WORKERS × (POOL_SIZE + MAX_OVERFLOW) is %d × (%d + %d) = %d connections, but the server has %d",
            settings.workers,
            settings.pool_size,
            settings.max_overflow,
            wanted,
            available,
        )


async def _connections(connection: AsyncConnection) -> int:
    statement = text(
        "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
    )
    return int((await connection.execute(statement)).scalar_one())
