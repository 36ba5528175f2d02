"""An operation from outside: who waits for it, how long it may take, and what ends it early."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from sqlmodel_strawberry.exceptions import ErrorCode, OperationEndedError, RequestError
from sqlmodel_strawberry.masking import UNAVAILABLE
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.tasks import begin, cancel, outcome

T = TypeVar("T")

PATIENCE = 1
"""After how many seconds of waiting for the database it is asked whether it is still there."""
SETTLE_SECONDS = 0.2
STOP_SECONDS = 0.5
"""How long to wait for the end of what was stopped. What takes longer ends behind the answer."""
LEFT_SECONDS = 5
"""How long a mutation may take to say what it did, once its statements are stopped."""


class DatabaseLostError(RequestError):
    """The server answers nobody any more: neither the operation's connection, nor a new one."""

    def __init__(self) -> None:
        super().__init__(ErrorCode.UNAVAILABLE, UNAVAILABLE)


async def supervised_query(work: Coroutine[Any, Any, T], session: Session, seconds: float) -> T:
    """What `work` returns. Whoever cancels this cancels its SQL.

    Raises:
        RequestError: TIMEOUT, after `seconds`, or UNAVAILABLE, where the database is lost; its SQL is cancelled.
    """
    task = begin(work)
    try:
        fault = await _fault(task, session, seconds)
    except asyncio.CancelledError:
        await _end(task, session, OperationEndedError())
        raise
    if fault is None:
        return task.result()
    await _end(task, session, fault)
    raise fault


async def supervised_mutation(work: Coroutine[Any, Any, T], session: Session, seconds: float) -> T:
    """What `work` returns. It goes on to its end when this is cancelled.

    After `seconds`, or where the database is lost, its statements fail: a write that has not come to its COMMIT is
    rolled back, and what was committed before is in the result.

    Raises:
        RequestError: TIMEOUT, where it waits for something other than the database for too long after that.
    """
    return await outcome(session.database.keep(_completed(work, session, seconds)))


async def _completed(work: Coroutine[Any, Any, T], session: Session, seconds: float) -> T:
    task = begin(work)
    try:
        fault = await _fault(task, session, seconds)
        if fault is not None:
            await _settle(task, session, fault)
    except asyncio.CancelledError:
        await _end(task, session, OperationEndedError())
        raise
    if task.done():
        return task.result()
    task.cancel()
    message = f"This took longer than {seconds:g} s, and may have been done: read before you repeat it."
    raise RequestError(ErrorCode.TIMEOUT, message)


async def _fault(task: asyncio.Future[Any], session: Session, seconds: float) -> RequestError | None:
    """Wait for the task. Why it must not go on, where it does not end."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    while not task.done():
        left = deadline - loop.time()
        if left <= 0:
            return RequestError(
                ErrorCode.TIMEOUT, f"This took longer than {seconds:g} s: ask for less, or try again later."
            )
        await asyncio.wait((task,), timeout=min(left, PATIENCE))
        if not task.done() and session.is_waiting and left > PATIENCE:
            # A lost server and a slow statement look the same from here, and only one of them answers others.
            answers = session.database.answers()
            await asyncio.wait((task, answers), return_when=asyncio.FIRST_COMPLETED)
            if not task.done() and not answers.result():
                return DatabaseLostError()
    return None


async def _settle(task: asyncio.Future[Any], session: Session, fault: RequestError) -> None:
    """Let a mutation say what it did. Only the loss of its server cuts a COMMIT."""
    await session.stop(fault, lost=isinstance(fault, DatabaseLostError))
    await asyncio.wait((task,), timeout=LEFT_SECONDS)
    while session.is_committing and not task.done():
        await session.stop(fault, lost=not await outcome(session.database.answers()))
        await asyncio.wait((task,), timeout=LEFT_SECONDS)


async def _end(task: asyncio.Future[Any], session: Session, reason: Exception) -> None:
    async def end() -> None:
        await session.stop(reason, lost=isinstance(reason, DatabaseLostError))
        # What waits for the database has its error, and ends in order. What waits for something else does not end.
        await asyncio.wait((task,), timeout=SETTLE_SECONDS)
        cancel(task)
        await asyncio.wait((task,))

    # In a task of its own: whoever waits here may be cancelled again.
    await asyncio.wait((session.database.keep(end()),), timeout=STOP_SECONDS)
