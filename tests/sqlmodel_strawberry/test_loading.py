"""A level of keys is loaded by one statement, and answered at one time."""

import asyncio
from typing import Any

import pytest

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.loading import Key, Loader


class Calls:
    """A fetch that records what it was asked for."""

    def __init__(self, error: Exception | None = None) -> None:
        self.batches: list[list[int]] = []
        self.error = error

    async def fetch(self, keys: list[Key]) -> list[Any]:
        self.batches.append([number for (number,) in keys])
        await asyncio.sleep(0.001)
        if self.error:
            raise self.error
        return [number * 10 for (number,) in keys]


async def after(turns: int, loader: Loader, number: int) -> Any:
    for _ in range(turns):
        await asyncio.sleep(0)
    return await loader.load((number,))


async def test_loads_of_neighbouring_turns_share_a_statement() -> None:
    calls = Calls()
    loader = Loader(calls.fetch, Tally(), int)
    found = await asyncio.gather(*[after(turns, loader, turns) for turns in range(4)])
    assert (found, calls.batches) == ([0, 10, 20, 30], [[0, 1, 2, 3]])


async def test_a_key_is_fetched_once() -> None:
    calls = Calls()
    loader = Loader(calls.fetch, Tally(), int)
    assert await asyncio.gather(*[loader.load((n,)) for n in (1, 2, 1)]) == [10, 20, 10]
    assert await asyncio.gather(*[loader.load((n,)) for n in (2, 3)]) == [20, 30]
    assert await loader.load((3,)) == 30
    assert calls.batches == [[1, 2], [3]]


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_known_key_waits_for_the_others_of_its_level(is_known: bool) -> None:
    """Its row would ask for children earlier than theirs, whether it was there before or is on its way."""
    calls = Calls()
    loader, order = Loader(calls.fetch, Tally(), int), []

    async def load(number: int) -> None:
        await loader.load((number,))
        order.append(number)

    first = asyncio.ensure_future(load(1))
    for _ in range(0 if is_known else 10):
        await asyncio.sleep(0)
    if is_known:
        await first
    second, third = loader.load((1,)), loader.load((2,))
    done, _ = await asyncio.wait([second, third], return_when=asyncio.FIRST_COMPLETED)
    assert done == {second, third}
    await first
    assert calls.batches == [[1], [2]]


async def test_to_cancel_one_load_cancels_nothing_else() -> None:
    calls = Calls()
    loader = Loader(calls.fetch, Tally(), int)
    one, other = loader.load((1,)), loader.load((1,))
    one.cancel()
    assert await other == 10
    assert calls.batches == [[1]]


async def test_what_failed_is_told_to_all_and_tried_again() -> None:
    calls = Calls(ValueError("no"))
    loader = Loader(calls.fetch, Tally(), int)
    failed = await asyncio.gather(*[loader.load((n,)) for n in (1, 2)], return_exceptions=True)
    assert failed == [calls.error, calls.error]
    calls.error = None
    assert await loader.load((1,)) == 10
