"""Tasks that outlive whoever waits for them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

T = TypeVar("T")


def begin(work: Awaitable[T]) -> asyncio.Future[T]:
    """A task whose error is nothing to warn of where nobody waits for it any more."""
    task = asyncio.ensure_future(work)
    task.add_done_callback(retrieve)
    return task


async def outcome(task: asyncio.Future[T], last_act: asyncio.Future[None] | None = None) -> T:
    """What the task gives. To cancel the wait does not cancel the task.

    Whoever waits goes on a turn of the event loop sooner where the task itself sets `last_act`, as its name says.
    """
    if not task.done():
        waiter: asyncio.Future[None] = task.get_loop().create_future() if last_act is None else last_act
        task.add_done_callback(lambda _: None if waiter.done() else waiter.set_result(None))
        await waiter
    return task.result()


def hand_over(task: asyncio.Future[T]) -> asyncio.Future[T]:
    """A future of what the task gives. To cancel it, or to fail it early, leaves the task alone."""
    waiter: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    waiter.add_done_callback(retrieve)

    def ended(task: asyncio.Future[T]) -> None:
        if waiter.done():
            return
        if task.cancelled():
            waiter.cancel()
        elif (error := task.exception()) is not None:
            waiter.set_exception(error)
        else:
            waiter.set_result(task.result())

    task.add_done_callback(ended)
    return waiter


def cancel(task: asyncio.Future[Any]) -> None:
    """Cancel a task, once: a second time would cut how it ends, which is to tell PostgreSQL to end the statement."""
    if not isinstance(task, asyncio.Task) or not task.cancelling():
        task.cancel()


def retrieve(future: asyncio.Future[Any]) -> None:
    """A done callback: an error counts as seen."""
    if not future.cancelled():
        future.exception()
