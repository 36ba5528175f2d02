"""Coroutines in tests that are none: whichever plugin runs asynchronous tests, or none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import URL

from sqlmodel_strawberry.database.engine import Database

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, in a loop of its own. A thread has it: there may be a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@asynccontextmanager
async def connected(url: str | URL) -> AsyncIterator[Database]:
    """The database at `url`, for as long as the block takes: connections belong to the loop that made them."""
    database = Database.connect(url, slow_statement=None)
    try:
        yield database
    finally:
        await database.dispose()
