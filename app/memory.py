"""What stays in memory for good: the garbage collector need not look at it again and again."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager

THRESHOLDS = 50_000, 20, 50
"""Of the collector's generations. A large answer is tens of thousands of objects; requests leave no garbage in cycles
(tests/app/test_cycles.py), so that what Python's own thresholds look for ten times in each is never there."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def frozen_after(seconds: float | None) -> Iterator[None]:
    """After so many seconds of the block, take what there is then out of garbage collection; with None never.

    By then caches hold what requests ask for again and again. To look for garbage once more before that may take 0.1 s.
    """
    if seconds is None:
        yield
        return
    timer = asyncio.get_running_loop().call_later(seconds, _freeze)
    try:
        yield
    finally:
        timer.cancel()


def _freeze() -> None:
    gc.collect()
    gc.freeze()
