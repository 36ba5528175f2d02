"""Taking connections of SQLAlchemy's pool, and giving them back, without what would be done for nothing.

A pool's methods may connect, ping or roll back, which takes a greenlet each, and make a proxy of each connection, which
all together costs more than a small query. Where a usable connection lies idle, and nobody else listens, it is handed
over as it is. The pool knows of it all the same: how many are out, how many may be, who waits for one.
"""

from __future__ import annotations

import asyncio
import logging
import time
import weakref
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, PoolProxiedConnection
from sqlalchemy.pool.base import ResetStyle, _ConnectionFairy
from sqlalchemy.util import greenlet_spawn

from sqlmodel_strawberry.database.drivers import LISTENERS

REST_SECONDS = 0.02
"""How long a snapshot is left open that nobody reads any more: as much, and at most twice as much."""


class ConnectionPool:
    """An engine's pool. What it has are SQLAlchemy's records: places in the pool, each with a connection.

    An idle connection may rest in the snapshot of its last operation, which the next one ends with the message that
    begins its own. Where none comes, `end_snapshot` is called with the record.
    """

    def __init__(self, engine: Engine, end_snapshot: Callable[[Any], object]) -> None:
        self._engine = engine
        self._end_snapshot = end_snapshot
        self._resting: dict[Any, int] = {}
        """The records of connections that rest, each with the sweep after which it began to."""
        self._sweeps = 0
        self._swept_by: asyncio.AbstractEventLoop | None = None
        """The loop that is about to end snapshots."""
        listeners = LISTENERS[engine.name]
        self._ours = ("checkout" in listeners) + ("checkin" in listeners)
        self._pool: Any = None
        self._queue: Any = None
        """None where connections are not to be taken out of it."""
        self._idle: Any = None
        """The records in the queue. `_next` is the place of the one that comes next."""
        self._next, self._size = 0, 0

    async def take(self, seconds: float) -> PoolProxiedConnection:
        """A connection by the pool's own ways, a new one where none is idle, which may take `seconds`.

        Raises:
            Exception: whatever keeps a connection from being had.
        """
        async with asyncio.timeout(seconds):
            return await greenlet_spawn(self._engine.raw_connection)

    def take_idle(self) -> Any | None:
        """The record that is the next one to be taken, where it needs neither to be pinged nor to be made anew."""
        pool: Any = self._engine.pool
        if pool is not self._pool:
            self._learn(pool)
        idle = self._idle
        if not idle:
            return None
        record = idle[self._next]
        connection, since = record.dbapi_connection, record.starttime
        if (
            connection is None
            or pool._invalidate_time > since
            or record._soft_invalidate_time > since
            or (pool._recycle > -1 and time.time() - since > pool._recycle)
        ):
            return None
        is_closed = getattr(connection._connection, "is_closed", None)  # aiosqlite has none
        if (is_closed is not None and is_closed()) or self._is_watched(pool):
            return None
        if self._resting:
            self._resting.pop(record, None)
        return idle.pop() if self._next else idle.popleft()

    def rest(self, record: Any, pool: Any) -> bool:
        """Give back a record whose connection has a snapshot open, but for a while. False where it cannot rest."""
        if self._queue is None or self._queue._getters or not self.put_back(record, pool):
            return False
        self._resting[record] = self._sweeps
        loop = asyncio.get_running_loop()
        if self._swept_by is not loop:
            self._swept_by = loop
            loop.call_later(REST_SECONDS, self._sweep)
        return True

    def _sweep(self) -> None:
        """End the snapshots that rested when this was done the last time, and rest still."""
        for record, since in list(self._resting.items()):
            if since == self._sweeps:
                continue
            del self._resting[record]
            # It may have been taken by the pool's own ways, or disposed of.
            if self._idle and record in self._idle:
                self._idle.remove(record)
                self._end_snapshot(record)
        self._sweeps += 1
        self._swept_by = asyncio.get_running_loop() if self._resting else None
        if self._swept_by is not None:
            self._swept_by.call_later(REST_SECONDS, self._sweep)

    def put_back(self, record: Any, pool: Any, proxy: Any = None) -> bool:
        """Give a record back to the pool of which it was taken. It has no transaction open but one that may `rest`.

        False where the pool must do more than that, and nothing was done.
        """
        if (
            pool is not self._pool
            or self._queue is None
            or 0 < self._size <= len(self._idle)
            or record.finalize_callback
            or (proxy is not None and self._is_watched(pool))
        ):
            return False
        if proxy is not None:
            proxy._close_special(transaction_reset=True)
        elif self._queue._getters:
            record.checkin(_fairy_was_created=False)
        else:
            self._idle.append(record)
        return True

    def _learn(self, pool: Any) -> None:
        """The engine has a new pool: its first, or one after it was disposed."""
        self._pool = pool
        self._queue = self._idle = None
        plain = isinstance(pool, AsyncAdaptedQueuePool) and not pool._pre_ping
        if plain and pool._reset_on_return is not ResetStyle.reset_commit:
            queue: Any = pool._pool
            self._queue, self._next = queue._queue, -1 if queue.use_lifo else 0
            self._idle, self._size = self._queue._queue, self._queue.maxsize

    def _is_watched(self, pool: Any) -> bool:
        """Whether others listen to its events, or its log."""
        events = pool.dispatch
        out, back, reset = events.checkout, events.checkin, events.reset
        return (
            len(out.listeners) + len(out.parent_listeners) + len(back.listeners) + len(back.parent_listeners)
            > self._ours
            or bool(reset.listeners or reset.parent_listeners)
            or pool.logger.isEnabledFor(logging.DEBUG)
        )


def proxied(record: Any, pool: Any) -> PoolProxiedConnection:
    """The connection of a record that was taken, as the pool would have handed it out."""
    proxy: Any = _ConnectionFairy(pool, record.dbapi_connection, record, pool._should_log_debug())
    proxy._counter = 1
    # By this the proxy is told from others of the record, and found lost. (SQLAlchemy too gives it a callback.)
    record.fairy_ref = weakref.ref(proxy, _ignore)
    return proxy  # type: ignore[no-any-return]


def _ignore(_reference: object) -> None:
    pass
