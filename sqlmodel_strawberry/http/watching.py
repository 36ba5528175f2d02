"""Clients that do not say what they want, or go before they are answered (ASGI, http.disconnect)."""

import asyncio

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from sqlmodel_strawberry.exceptions import ErrorCode, RefusedRequestError
from sqlmodel_strawberry.operations.patience import Watch, wait

# Most requests have ended by then, and cost no more than one timer.
UNWATCHED_SECONDS = 0.05


class RequestWatch(Watch):
    """`with RequestWatch(receive, seconds) as watch:` cancels the block when the body is late, or the client goes.

    The body is read in the block, and `watch.has_body()` says when that is done: from then on whatever comes of
    `receive` is the end.

    Raises:
        RefusedRequestError: 408, instead of the cancellation: the body did not arrive within `seconds`.
        ClientDisconnect: likewise.
    """

    _waits = True
    _prevails = False

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive = receive
        self._seconds = seconds
        self._patience = seconds if seconds < UNWATCHED_SECONDS else UNWATCHED_SECONDS

    def has_body(self) -> None:
        """All that the client has to say is there."""
        self._waits = False
        if self._looking is not None:
            self._looking.cancel()
            self._waiting = wait(self, self.loop, UNWATCHED_SECONDS)

    async def _look(self) -> None:
        if self._waits:
            await asyncio.sleep(self._seconds - self._patience)
            message = f"The body did not arrive within {self._seconds:g} seconds."
            self._end(RefusedRequestError(408, message, code=ErrorCode.TIMEOUT))
        # With the body behind it there is one message left, so whatever else comes is no reason to ask again.
        elif (await self._receive())["type"] == "http.disconnect":
            self._end(ClientDisconnect())
