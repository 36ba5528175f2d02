"""The application's database: made from the settings, and asked whether it is fit to serve."""

import asyncio
import logging

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.migrate import applied_revision, current_head
from app.row_level_security import is_active, viewer_settings
from app.settings import Settings
from sqlmodel_strawberry import Database

logger = logging.getLogger(__name__)

READY_SECONDS = 2
NOT_TOLD = "policies hold for the role of DATABASE_URL, but ROW_LEVEL_SECURITY is off"
NOT_ACTIVE = "ROW_LEVEL_SECURITY is on, but no policies hold for the role of DATABASE_URL: it must not own the tables"


def connect(settings: Settings) -> Database:
    """The engine and its pool. Nothing is opened before the first statement."""
    return Database.connect(
        settings.database_url,
        pool_size=settings.pool_size,
        max_overflow=settings.max_overflow,
        pool_timeout=settings.pool_timeout,
        pool_recycle=settings.pool_recycle,
        pool_pre_ping=settings.pool_pre_ping,
        prepared_statements=settings.prepared_statements,
        statement_timeout=settings.statement_timeout,
        lock_timeout=settings.lock_timeout,
        slow_statement=settings.slow_statement,
        viewer_settings=viewer_settings if settings.row_level_security else None,
    )


async def readiness(database: Database) -> dict[str, str]:
    """What keeps the application from serving, by name: empty when nothing does."""
    # To cancel what waits for a lost server takes as long as it waits: it ends behind the answer.
    asked = database.keep(_problems(database))
    await asyncio.wait((asked,), timeout=READY_SECONDS)
    if not asked.done():
        asked.cancel()
        logger.warning("the database does not answer, or no connection is free")
        return {"database": f"no answer within {READY_SECONDS} s"}
    try:
        return asked.result()
    except Exception as error:  # whatever it is, there is no database to serve from
        logger.warning("the database does not answer: %s: %s", type(error).__name__, error)
        return {"database": "unreachable"}


async def _problems(database: Database) -> dict[str, str]:
    async with database.engine.connect() as connection:
        applied = await connection.run_sync(applied_revision)
        if applied != current_head():
            return {"migrations": f"at {applied or 'none'}, not at {current_head()}"}
        if database.dialect == "postgresql":
            expected, active = database.viewer_settings is not None, await is_active(connection)
            if active != expected:
                return {"row_level_security": NOT_TOLD if active else NOT_ACTIVE}
    return {}


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
