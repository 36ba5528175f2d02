"""The grace between SIGTERM and the end: load balancers see that /ready fails before connections are refused."""

import asyncio
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

REPEATED_SECONDS = 1
"""A service manager tells a whole group of processes, and a parent tells its workers again: that is one signal."""


@contextmanager
def grace(seconds: float, begin: Callable[[], None]) -> Iterator[None]:
    """Call `begin` on SIGTERM, and the server's own handler `seconds` later. A second signal ends the grace.

    Signals reach the main thread only: elsewhere this does nothing.
    """
    stop = signal.getsignal(signal.SIGTERM)
    if seconds == 0 or threading.current_thread() is not threading.main_thread() or not callable(stop):
        yield
        return
    loop, told = asyncio.get_running_loop(), 0.0

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal told
        if told == 0:
            told = time.monotonic()
            begin()
            loop.call_soon_threadsafe(loop.call_later, seconds, stop, number, None)
        elif time.monotonic() - told > REPEATED_SECONDS:
            stop(number, frame)

    signal.signal(signal.SIGTERM, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, stop)
