"""Waiting until something has taken long, and ending it. Most ends before, and costs less than with its own timer."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any, Protocol, Self

_WAITING: dict[tuple[asyncio.AbstractEventLoop, float], Waiting] = {}


class Impatient(Protocol):
    """Something that may take long."""

    def lose_patience(self) -> None:
        """It did."""


class Waiting(dict[Any, float]):
    """What is waited for in one loop, and until when: the first to begin is the first to have taken long."""

    is_timed = False

    def __init__(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self.loop, self.seconds = loop, seconds

    def look_after(self, seconds: float) -> None:
        """See then who has waited for too long."""
        self.is_timed = True
        self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        now = self.loop.time()
        try:
            while self and (first := next(iter(self.items())))[1] <= now:
                del self[first[0]]
                first[0].lose_patience()
        finally:
            self.is_timed = False
            if self:
                self.look_after(next(iter(self.values())) - now)


def wait(impatient: Impatient, loop: asyncio.AbstractEventLoop, seconds: float) -> Waiting:
    """Have it told after so many seconds, unless it is taken out of what this returns."""
    waiting = _WAITING.get((loop, seconds))
    if waiting is None:
        waiting = _begin(loop, seconds)
    waiting[impatient] = loop.time() + seconds
    if not waiting.is_timed:
        waiting.look_after(seconds)
    return waiting


def _begin(loop: asyncio.AbstractEventLoop, seconds: float) -> Waiting:
    for key in [each for each in _WAITING if each[0].is_closed()]:
        del _WAITING[key]
    made = _WAITING[loop, seconds] = Waiting(loop, seconds)
    return made


class Watch:
    """`with` one, the block is ended where it must not go on, as `asyncio.timeout` does after a time.

    It begins to look once the block has taken as long as its patience: until then it costs no more than being waited
    for. Subclasses say what they look for. What they find is raised, instead of the cancellation.
    """

    loop: asyncio.AbstractEventLoop
    """The one that runs."""
    _known_loop: asyncio.AbstractEventLoop | None = None
    """The same, where it is known before the block begins. Python looks for it by a call of the system."""
    _seconds: float
    """How long the block may take."""
    _patience: float
    """For how long of that nobody looks."""
    _looking: asyncio.Task[None] | None = None
    _fault: Exception | None = None
    _prevails = True
    """Whether a fault is raised even where the block has come to an end by itself."""

    def __enter__(self) -> Self:
        task = asyncio.current_task(self._known_loop)
        assert task is not None
        self.loop = loop = task.get_loop()
        self._task, self._cancelling, self._is_cancelled = task, task.cancelling(), False
        waiting = _WAITING.get((loop, self._patience))
        if waiting is not None and waiting.is_timed:
            # Most come where others wait, or did just now, and a call takes longer than to join them.
            waiting[self] = loop.time() + self._patience
            self._waiting = waiting
        else:
            self._waiting = wait(self, loop, self._patience)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        self._waiting.pop(self, None)
        if self._looking is not None:
            self._looking.cancel()
        if self._fault is None:
            return
        # Somebody else may have cancelled the task too: that is not ours to take back.
        others = self._task.uncancel() if self._is_cancelled else self._task.cancelling()
        if others <= self._cancelling if kind is asyncio.CancelledError else self._prevails:
            raise self._fault from error

    def lose_patience(self) -> None:
        """See `Impatient`."""
        self._looking = self.loop.create_task(self._look())

    async def _look(self) -> None:
        """End the block as soon as there is a reason."""
        raise NotImplementedError

    def _end(self, fault: Exception) -> None:
        self._fault, self._is_cancelled = fault, True
        self._task.cancel()
