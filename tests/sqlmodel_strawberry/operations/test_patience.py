"""Who takes long is told, once and in time; whoever has ended is not."""

import asyncio
from typing import Any

from sqlmodel_strawberry.operations.patience import wait

SECONDS = 0.04


class Watch:
    """Notes when it lost patience."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def lose_patience(self) -> None:
        """See `Impatient`."""
        self.times.append(asyncio.get_running_loop().time())


async def test_each_waits_as_long() -> None:
    loop = asyncio.get_running_loop()
    began, watches = [], [Watch() for _ in range(3)]
    for watch in watches:
        began.append(loop.time())
        wait(watch, loop, SECONDS)
        await asyncio.sleep(SECONDS / 4)
    await asyncio.sleep(2 * SECONDS)
    for watch, start in zip(watches, began, strict=True):
        (told,) = watch.times
        assert told - start >= SECONDS * 0.9


async def test_what_has_ended_is_not_told() -> None:
    loop = asyncio.get_running_loop()
    ended, goes_on = Watch(), Watch()
    wait(ended, loop, SECONDS).pop(ended)
    waiting = wait(goes_on, loop, SECONDS)
    await asyncio.sleep(3 * SECONDS)
    assert (ended.times, len(goes_on.times), len(waiting)) == ([], 1, 0)


async def test_others_wait_for_another_time() -> None:
    loop = asyncio.get_running_loop()
    soon, late = Watch(), Watch()
    waiting = wait(late, loop, 60)
    wait(soon, loop, SECONDS)
    await asyncio.sleep(3 * SECONDS)
    assert (len(soon.times), late.times) == (1, [])
    waiting.pop(late)


async def test_an_error_of_one_is_not_that_of_others() -> None:
    class Broken(Watch):
        def lose_patience(self) -> None:
            raise ZeroDivisionError

    loop, seen = asyncio.get_running_loop(), list[Any]()
    loop.set_exception_handler(lambda _, context: seen.append(context["exception"]))
    watch = Watch()
    wait(Broken(), loop, SECONDS)
    wait(watch, loop, SECONDS)
    await asyncio.sleep(3 * SECONDS)
    assert (len(watch.times), [type(each) for each in seen]) == (1, [ZeroDivisionError])


def test_a_loop_of_its_own() -> None:
    """What waited in a loop that is closed is forgotten."""

    async def work() -> int:
        watch = Watch()
        wait(watch, asyncio.get_running_loop(), SECONDS)
        await asyncio.sleep(3 * SECONDS)
        return len(watch.times)

    assert [asyncio.run(work()) for _ in range(2)] == [1, 1]
