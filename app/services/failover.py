"""Counting in a storage that all processes share, and in this process while that is away."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from limits.errors import StorageError

logger = logging.getLogger(__name__)

C = TypeVar("C")
T = TypeVar("T")

AWAY_SECONDS = 5


class Failover(Generic[C]):
    """Two counters of one kind.

    Nobody may go on without end because the storage does not answer, and nobody waits for it again and again.
    """

    def __init__(self, shared: C, own: C) -> None:
        self.shared = shared
        self.own = own
        self._away_until = 0.0

    async def ask(self, ask: Callable[[C], Awaitable[T]]) -> T:
        """What the shared counter says, or while that does not answer, this process's own."""
        if time.monotonic() >= self._away_until:
            try:
                return await ask(self.shared)
            except StorageError:
                self._away_until = time.monotonic() + AWAY_SECONDS
                logger.warning("the storage of rate limits does not answer: counting in this process")
        return await ask(self.own)
