"""Clients that do not say what they want, or go before they are answered (ASGI, http.disconnect)."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError
from sqlmodel_strawberry.operations.patience import wait

# Most requests have ended by then, and cost no more than one timer.
UNWATCHED_SECONDS = 0.05


class RequestWatch:
    """`with RequestWatch(receive, seconds) as watch:` cancels the block when the body is late, or the client goes.

    It does so as `asyncio.timeout` does after a time. The body is read in the block, and `watch.has_body()` says when
    that is done: from then on whatever comes of `receive` is the end.

    Raises:
        RefusedRequestError: 408, instead of the cancellation: the body did not arrive within `seconds`.
        ClientDisconnect: likewise.
    """

    _watcher: asyncio.Task[None] | None = None
    _timer: asyncio.TimerHandle | None = None
    _fault: Exception | None = None
    _waits = True

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._seconds = seconds

    def __enter__(self) -> Self:
        self._loop = loop = asyncio.get_running_loop()
        task = asyncio.current_task(loop)
        assert task is not None
        self._task, self._cancelling = task, task.cancelling()
        seconds = self._seconds if self._seconds < UNWATCHED_SECONDS else UNWATCHED_SECONDS
        self._waiting = wait(self, loop, seconds)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._waiting.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
        if self._watcher is not None:
            self._watcher.cancel()
        # Somebody else may have cancelled the task too: that is not ours to take back.
        if self._fault is not None and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise self._fault from error

    def has_body(self) -> None:
        """All that the client has to say is there."""
        self._waits = False
        if self._timer is not None:
            self._timer.cancel()
            self._waiting = wait(self, self._loop, UNWATCHED_SECONDS)

    def lose_patience(self) -> None:
        """See `Impatient`."""
        if self._waits:
            self._timer = self._loop.call_later(max(0, self._seconds - UNWATCHED_SECONDS), self._late)
        else:
            self._watcher = asyncio.create_task(self._watch())

    def _late(self) -> None:
        message = f"The body did not arrive within {self._seconds:g} seconds."
        self._end(RefusedRequestError(408, message, code=ErrorCode.TIMEOUT))

    async def _watch(self) -> None:
        # With the body behind it there is one message left, so whatever else comes is no reason to ask again.
        if (await self._receive())["type"] == "http.disconnect":
            self._end(ClientDisconnect())

    def _end(self, fault: Exception) -> None:
        self._fault = fault
        self._task.cancel()
