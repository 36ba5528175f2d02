"""Whose turn it is on the connection of an operation, one task at a time, and what an end of the operation means."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, ErrorCode, OperationEndedError, RequestError
from sqlmodel_strawberry.tasks import begin, hand_over

T = TypeVar("T")

UNKNOWN_OUTCOME = (
    "The connection broke while this was committed: it is done, or it is not. "
    "Read before you repeat it, or repeat it with the same Idempotency-Key."
)


class Turns:
    """`async with turns:` is a turn: what an end did to the block comes out as its reason.

    A turn may be taken without waiting, by setting `is_taken` and `running`, where `is_taken`, `waiting` and `is_over`
    are all false; it ends with `end`.
    """

    is_taken = False
    """Whether it is somebody's turn, or the connection is on its way back."""
    running: asyncio.Task[Any] | None = None
    """Whose turn it is: the task of one statement, or the one that writes."""
    waiting: deque[asyncio.Future[None]] | None = None
    """Of those who want a turn, the first one first."""
    is_over = False
    """Whether the operation has ended, and there are no more turns."""
    stopped: Exception | None = None
    lost = False
    is_committing = False
    """Whether a COMMIT has begun, or a statement that is committed with its end, and has not ended."""
    is_closed = False
    _waiters: set[asyncio.Future[Any]] | None = None
    """Of the statements that run, or wait for their turn, in tasks of their own."""

    async def __aenter__(self) -> None:
        if self.is_taken or self.waiting or self.is_over:
            await self.take()
        else:
            self.is_taken, self.running = True, asyncio.current_task()

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        reason = None if error is None else self.reason(error)
        self.end()
        if reason is not None:
            raise reason from error

    async def take(self) -> None:
        """Wait for a turn of the calling task.

        Raises:
            Exception: what the operation was ended by, before or meanwhile.
        """
        await self.pause()
        try:
            self.check_open()
        except Exception:
            self.end()
            raise
        self.running = asyncio.current_task()

    async def pause(self) -> None:
        """Wait until it is nobody's turn, and let nobody have one until `end`."""
        if self.is_taken or self.waiting:
            waiter = asyncio.get_running_loop().create_future()
            waiting = self.waiting = self.waiting or deque()
            waiting.append(waiter)
            try:
                await waiter
            except asyncio.CancelledError:
                waiting.remove(waiter)
                if waiting and not self.is_taken:
                    self.wake()
                raise
            waiting.remove(waiter)
        self.is_taken = True

    def end(self) -> None:
        """The turn has ended, or the pause."""
        self.is_taken = self.is_committing = False
        self.running = None
        if self.waiting:
            self.wake()

    def wake(self) -> None:
        """The first of those who wait goes on."""
        if self.waiting and not self.waiting[0].done():
            self.waiting[0].set_result(None)

    def stop(self, reason: Exception, lost: bool) -> None:
        """There are no more turns, for this reason, which is what comes of the one that there is."""
        self.stopped, self.lost, self.is_over = self.stopped or reason, lost, True
        # Who waits need not wait until the driver has told the server.
        for waiter in self._waiters or ():
            if not waiter.done():
                waiter.set_exception(reason)

    def check_open(self) -> None:
        """Raise what the operation was ended by."""
        if self.stopped is not None:
            raise self.stopped
        # An operation ends at its first error that no null can hold, while sibling fields still wait for their turn.
        # Their tasks end here. (By an error, not as cancelled ones: a loader would leave others waiting for ever.)
        if self.is_closed:
            raise OperationEndedError

    def can_be_cut(self, task: asyncio.Task[Any] | None) -> bool:
        """Whether it is this task's turn, and not that of a COMMIT, which ends by itself where the server is there."""
        return task is not None and self.running is task and (self.lost or not self.is_committing)

    def reason(self, error: BaseException) -> Exception | None:
        """What an error of the turn means, where it means something else."""
        cut = isinstance(error, asyncio.CancelledError)
        if not cut and not isinstance(error, DBAPIError | DatabaseUnavailableError):
            return None
        if cut and (self.stopped is None or self.running is None or self.running.uncancel() > 0):
            return None
        lost = cut or isinstance(error, DatabaseUnavailableError) or getattr(error, "connection_invalidated", False)
        if self.is_committing and lost:
            return RequestError(ErrorCode.UNAVAILABLE, UNKNOWN_OUTCOME)
        return None if self.stopped is error else self.stopped

    async def in_task_of_its_own(self, work: Coroutine[Any, Any, T]) -> T:
        """What `work` gives. To cancel this leaves it alone, and `stop` need not wait for it."""
        waiter = hand_over(begin(work))
        waiters = self._waiters = set() if self._waiters is None else self._waiters
        waiters.add(waiter)
        try:
            return await waiter
        finally:
            waiters.discard(waiter)
