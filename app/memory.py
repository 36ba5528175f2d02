"""What stays in memory for good: neither the garbage collector nor the processor need look for it again and again."""

import asyncio
import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

THRESHOLDS = 50_000, 20, 50
"""Of the collector's generations. A large answer is tens of thousands of objects; requests leave no garbage in cycles
(tests/app/test_cycles.py), so that what Python's own thresholds look for ten times in each is never there."""
MAPS, LARGE_PAGES = Path("/proc/self/maps"), Path("/sys/kernel/mm/transparent_hugepage/enabled")
PAGE = 2 * 1024 * 1024
MADV_COLLAPSE = 25


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
    # It takes 0.1 s, in which requests are answered.
    Thread(target=collapse, daemon=True).start()


def collapse() -> int:
    """Have what is in memory now put into large pages; how many bytes were. Linux 6.1 can, unless it is told never to.

    What a request needs is spread over a heap of 20,000 small pages, and where each is has to be found out anew
    whenever the processor did something else: a few per cent of its time. The bytes themselves are no more than before.
    """
    collapsed = 0
    # Other systems have no such files, and no such function.
    with suppress(OSError, AttributeError):
        if "[never]" in LARGE_PAGES.read_text():
            return 0
        madvise = ctypes.CDLL(None).madvise
        for begin, end in _heap():
            size = end - begin
            if madvise(ctypes.c_void_p(begin), ctypes.c_size_t(size), MADV_COLLAPSE) == 0:
                collapsed += size
    return collapsed


def _heap() -> Iterator[tuple[int, int]]:
    """The spans of memory that Python's objects are in, as far as they fill large pages (proc(5), maps)."""
    for line in MAPS.read_text().splitlines():
        span, permissions, _offset, _device, _inode, *name = line.split(maxsplit=5)
        if permissions == "rw-p" and name in ([], ["[heap]"]):
            begin, end = (int(each, 16) for each in span.split("-"))
            begin, end = -(-begin // PAGE) * PAGE, end // PAGE * PAGE
            if begin < end:
                yield begin, end
