"""An operation from outside: who waits for it, how long it may take, and what ends it early."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.operations.masking import UNAVAILABLE
from sqlmodel_strawberry.operations.patience import Watch
from sqlmodel_strawberry.tasks import outcome

T = TypeVar("T")

PATIENCE = 1
"""After how many seconds of waiting for the database it is asked whether it is still there. Nobody watches before."""
SETTLE_SECONDS = 0.2
"""How long a query may take to end in order, once its statements are stopped."""
LEFT_SECONDS = 5
"""How long a mutation may take to say what it did, once its statements are stopped."""


class DatabaseLostError(RequestError):
    """The server answers nobody any more: neither the operation's connection, nor a new one."""

    def __init__(self) -> None:
        super().__init__(ErrorCode.UNAVAILABLE, UNAVAILABLE)


def supervised_mutation(
    work: Coroutine[Any, Any, T], session: Session, seconds: float
) -> tuple[asyncio.Future[T], asyncio.Future[None]]:
    """A task for what `work` returns, and its last act. It goes on to its end whoever stops waiting for it.

    After `seconds`, or where the database is lost, its statements fail: a write that has not come to its COMMIT is
    rolled back, and what was committed before is in the result. The task raises

        RequestError: TIMEOUT, where it waits for something other than the database for too long after that.
    """
    loop = session.loop or asyncio.get_running_loop()
    last_act: asyncio.Future[None] = loop.create_future()
    return session.database.keep(_completed(work, session, seconds, last_act), loop), last_act


async def _completed(
    work: Coroutine[Any, Any, T], session: Session, seconds: float, last_act: asyncio.Future[None]
) -> T:
    try:
        with MutationWatch(session, seconds):
            return await work
    finally:
        if not last_act.done():
            last_act.set_result(None)


class QueryWatch(Watch):
    """`with QueryWatch(session, seconds):` ends the block when it is late, or the database is lost.

    Its SQL is cancelled then.

    Raises:
        RequestError: why it ended: TIMEOUT, after `seconds`, or UNAVAILABLE.
    """

    def __init__(self, session: Session, seconds: float) -> None:
        self.session = session
        self._known_loop = session.loop
        self._seconds = seconds
        self._patience = seconds if seconds < PATIENCE else PATIENCE

    async def _look(self) -> None:
        await self._stop(await self._find_fault())

    async def _find_fault(self) -> RequestError:
        """Why the block must not go on, as soon as there is a reason."""
        now = self.loop.time
        deadline = now() + self._seconds - self._patience
        while (left := deadline - now()) > 0:
            if self.session.is_waiting:
                # A lost server and a slow statement look the same from here, and only one of them answers others.
                answers = self.session.database.answers()
                await asyncio.wait((answers,), timeout=left)
                if answers.done() and not answers.result():
                    return DatabaseLostError()
            await asyncio.sleep(max(0, min(deadline - now(), PATIENCE)))
        return RequestError(
            ErrorCode.TIMEOUT, f"This took longer than {self._seconds:g} s: ask for less, or try again later."
        )

    async def _stop(self, fault: RequestError) -> None:
        self._fault = fault
        await self.session.stop(fault, lost=isinstance(fault, DatabaseLostError))
        # What waits for the database has its error, and ends in order. What waits for something else does not end.
        await asyncio.sleep(SETTLE_SECONDS)
        self._end(fault)


class MutationWatch(QueryWatch):
    """The same for a mutation, which says what it did. Only the loss of its server cuts a COMMIT."""

    async def _stop(self, fault: RequestError) -> None:
        session = self.session
        await session.stop(fault, lost=isinstance(fault, DatabaseLostError))
        await asyncio.sleep(LEFT_SECONDS)
        while session.is_committing:
            await session.stop(fault, lost=not await outcome(session.database.answers()))
            await asyncio.sleep(LEFT_SECONDS)
        message = f"This took longer than {self._seconds:g} s, and may have been done: read before you repeat it."
        self._end(RequestError(ErrorCode.TIMEOUT, message))
