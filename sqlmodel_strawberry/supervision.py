"""An operation from outside: who waits for it, how long it may take, and what ends it early."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from sqlmodel_strawberry.exceptions import ErrorCode, OperationEndedError, RequestError
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.tasks import begin, outcome

T = TypeVar("T")

STOP_SECONDS = 0.5
"""How long to wait for the end of what was stopped. What takes longer ends behind the answer."""
LEFT_SECONDS = 5
"""How long a mutation may take to say what it did, once its statements are stopped."""


async def supervised_query(work: Coroutine[Any, Any, T], session: Session, seconds: float) -> T:
    """What `work` returns. Whoever cancels this cancels its SQL.

    Raises:
        RequestError: TIMEOUT, after `seconds`; its SQL is cancelled.
    """
    task = begin(work)
    try:
        await asyncio.wait((task,), timeout=seconds)
    except asyncio.CancelledError:
        await _end(task, session, OperationEndedError())
        raise
    if task.done():
        return task.result()
    late = overdue(seconds)
    await _end(task, session, late)
    raise late


async def supervised_mutation(work: Coroutine[Any, Any, T], session: Session, seconds: float) -> T:
    """What `work` returns. It goes on to its end when this is cancelled.

    After `seconds` its statements fail with TIMEOUT: a write that has not come to its COMMIT is rolled back, and what
    was committed before is in the result.

    Raises:
        RequestError: TIMEOUT, where it waits for something other than the database for too long after that.
    """
    return await outcome(session.database.keep(_bounded(work, session, seconds)))


async def _bounded(work: Coroutine[Any, Any, T], session: Session, seconds: float) -> T:
    task = begin(work)
    try:
        await asyncio.wait((task,), timeout=seconds)
        if not task.done():
            await session.stop(overdue(seconds))
            await asyncio.wait((task,), timeout=LEFT_SECONDS)
            while session.is_committing:
                await asyncio.wait((task,), timeout=LEFT_SECONDS)
    except asyncio.CancelledError:
        await _end(task, session, OperationEndedError())
        raise
    if task.done():
        return task.result()
    task.cancel()
    raise RequestError(
        ErrorCode.TIMEOUT, "The mutation took too long. It may have been done: read before you repeat it."
    )


async def _end(task: asyncio.Future[Any], session: Session, reason: Exception) -> None:
    async def end() -> None:
        await session.stop(reason)
        task.cancel()
        await asyncio.wait((task,))

    # In a task of its own: whoever waits here may be cancelled again.
    await asyncio.wait((session.database.keep(end()),), timeout=STOP_SECONDS)


def overdue(seconds: float) -> RequestError:
    """The error of an operation that took longer than it may."""
    return RequestError(ErrorCode.TIMEOUT, f"This took longer than {seconds:g} s. Ask for less, or try again later.")
