"""Clients that go before they are answered (ASGI, http.disconnect)."""

import asyncio
from types import TracebackType
from typing import Self

from starlette.requests import ClientDisconnect
from starlette.types import Receive

# Most operations have ended by then, and never pay for being watched over.
UNWATCHED_SECONDS = 0.05


class ClientWatch:
    """`with ClientWatch(receive):` cancels the block when the client goes, as `asyncio.timeout` does after a time.

    The body of the request must have been read.

    Raises:
        ClientDisconnect: instead of the cancellation.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._watcher: asyncio.Task[None] | None = None
        self._gone = False

    def __enter__(self) -> Self:
        task = asyncio.current_task()
        assert task is not None
        self._task = task
        self._cancelling = task.cancelling()
        self._timer = asyncio.get_running_loop().call_later(UNWATCHED_SECONDS, self._begin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._watcher is not None:
            self._watcher.cancel()
        # Somebody else may have cancelled the task too: that is not ours to take back.
        if self._gone and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise ClientDisconnect from error

    def _begin(self) -> None:
        self._watcher = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        # With the body behind it there is one message left, so whatever else comes is no reason to ask again.
        if (await self._receive())["type"] == "http.disconnect":
            self._gone = True
            self._task.cancel()
