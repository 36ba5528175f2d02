"""Taking connections of SQLAlchemy's pool, and giving them back, without a greenlet where nothing has to be waited for.

A pool's methods may connect, ping or roll back, which takes one greenlet each, and those cost more than a small query.
Where a usable connection lies idle, and nobody else listens, nothing of that happens.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, PoolProxiedConnection
from sqlalchemy.pool.base import ResetStyle
from sqlalchemy.util import greenlet_spawn

from sqlmodel_strawberry.drivers import others_listen


async def take(engine: Engine, seconds: float) -> PoolProxiedConnection:
    """A connection of the engine's pool, a new one where none is idle, which may take `seconds`.

    Raises:
        Exception: whatever keeps a connection from being had.
    """
    pool = engine.pool
    if _is_idle(pool) and not others_listen(pool.dispatch, "checkout", engine.name):
        return pool.connect()
    async with asyncio.timeout(seconds):
        return await greenlet_spawn(engine.raw_connection)


async def give_back(connection: PoolProxiedConnection, engine: Engine) -> None:
    """Give a connection back that has no transaction open."""
    pool = engine.pool
    lent: Any = connection
    if _has_place(pool, lent) and not others_listen(pool.dispatch, "checkin", engine.name):
        lent._close_special(transaction_reset=True)
    else:
        await greenlet_spawn(connection.close)


def _is_idle(pool: Any) -> bool:
    """Whether a connection is idle, the next one to be taken, that needs neither to be pinged nor to be made anew."""
    if not isinstance(pool, AsyncAdaptedQueuePool) or pool._pre_ping:
        return False
    queue: Any = pool._pool
    idle = queue._queue._queue
    if not idle:
        return False
    record = idle[-1 if queue.use_lifo else 0]
    if record._is_hard_or_soft_invalidated():
        return False
    if pool._recycle > -1 and time.time() - record.starttime > pool._recycle:
        return False
    is_closed = getattr(record.driver_connection, "is_closed", None)  # aiosqlite has none
    return is_closed is None or not is_closed()


def _has_place(pool: Any, lent: Any) -> bool:
    """Whether the connection goes back as it is, to stay."""
    return (
        isinstance(pool, AsyncAdaptedQueuePool)
        and not pool.dispatch.reset
        and pool._reset_on_return is not ResetStyle.reset_commit
        and not pool._pool.full()
        and not lent._connection_record.finalize_callback
    )
