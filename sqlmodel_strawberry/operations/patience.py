"""Waiting until something has taken long. Most does not, and costs less so than with a timer of its own."""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

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
