"""A level of keys is loaded by one statement, and answered at one time."""

import asyncio
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import pytest

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.loading.levels import Figures, Gathering, Groups, LevelKey, Many, Met, Placed, Row, Single
from sqlmodel_strawberry.loading.loader import Loader, ValueKind


class Calls:
    """A fetch that records what it was asked for."""

    def __init__(self, error: Exception | None = None) -> None:
        self.batches: list[list[int]] = []
        self.error = error

    async def fetch(self, keys: Sequence[LevelKey]) -> Sequence[Row]:
        self.batches.append(list(keys))
        await asyncio.sleep(0.001)
        if self.error:
            raise self.error
        return [(number, number * 10) for number in keys]


def loader_of(calls: Calls, tally: Tally | None = None) -> Loader:
    """Numbers → ten times as much; to nobody's key belongs 0. As objects they are text, each of two rows."""
    kind = ValueKind(1, Figures(itemgetter(0), (None, 0)), lambda row: str(row[1]), shown=lambda _: 2)
    return Loader(calls.fetch, kind, tally or Tally())


def tens(*numbers: int) -> list[tuple[int | None, int]]:
    return [(number or None, number * 10) for number in numbers]


async def after(turns: int, loader: Loader, number: int) -> Any:
    for _ in range(turns):
        await asyncio.sleep(0)
    return await loader.load((number,))


async def test_loads_of_neighbouring_turns_share_a_statement() -> None:
    calls = Calls()
    loader = loader_of(calls)
    found = await asyncio.gather(*[after(turns, loader, turns) for turns in range(4)])
    assert (found, calls.batches) == (["0", "10", "20", "30"], [[0, 1, 2, 3]])


async def test_a_key_is_fetched_once() -> None:
    calls = Calls()
    loader = loader_of(calls)
    assert await asyncio.gather(*[loader.load((n,)) for n in (1, 2, 1)]) == ["10", "20", "10"]
    assert await asyncio.gather(*[loader.load((n,)) for n in (2, 3)]) == ["20", "30"]
    assert await loader.load((3,)) == "30"
    assert calls.batches == [[1, 2], [3]]


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_known_key_waits_for_the_others_of_its_level(is_known: bool) -> None:
    """Its row would ask for children earlier than theirs, whether it was there before or is on its way."""
    calls = Calls()
    loader, order = loader_of(calls), []

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
    loader = loader_of(calls)
    one, other = loader.load((1,)), loader.load((1,))
    one.cancel()
    assert await other == "10"
    assert calls.batches == [[1]]


async def test_what_failed_is_told_to_all_and_tried_again() -> None:
    calls = Calls(ValueError("no"))
    loader = loader_of(calls)
    failed = await asyncio.gather(*[loader.load((n,)) for n in (1, 2)], return_exceptions=True)
    assert failed == [calls.error, calls.error]
    calls.error = None
    assert await loader.load((1,)) == "10"


class TestLevels:
    """What a whole level asks for at once."""

    async def test_gives_values_in_the_order_of_the_keys(self) -> None:
        calls, tally = Calls(), Tally()
        assert await loader_of(calls, tally).load_level([2, 1, 2]) == tens(2, 1, 2)
        assert (calls.batches, tally.rows) == ([[2, 1]], 0)

    async def test_a_null_is_tied_to_nothing(self) -> None:
        calls = Calls()
        loader = loader_of(calls)
        assert await loader.load_level([None, 1]) == tens(0, 1)
        assert await loader.load_level([None]) == tens(0)
        assert await loader.load((None,)) == "0"
        assert calls.batches == [[1]]

    async def test_levels_of_one_time_share_a_statement(self) -> None:
        calls = Calls()
        loader = loader_of(calls)
        found = await asyncio.gather(loader.load_level([1, 2]), loader.load_level([2, 3]), loader.load((4,)))
        assert (found, calls.batches) == ([tens(1, 2), tens(2, 3), "40"], [[1, 2, 3], [4]])

    async def test_what_is_known_is_not_asked_for_again(self) -> None:
        calls = Calls()
        loader = loader_of(calls)
        assert await loader.load_level([1, 2]) == tens(1, 2)
        assert await loader.load_level([3, 2]) == tens(3, 2)
        assert await loader.load_level([1, 3]) == tens(1, 3)
        assert calls.batches == [[1, 2], [3]]

    async def test_a_level_outlives_another_that_was_cancelled(self) -> None:
        calls = Calls()
        loader = loader_of(calls)
        first, second = (asyncio.ensure_future(loader.load_level([number])) for number in (1, 2))
        for _ in range(3):
            await asyncio.sleep(0)
        first.cancel()
        assert await second == tens(2)
        assert calls.batches == [[1, 2], [2]]

    async def test_objects_are_made_once_and_counted_as_often_as_they_are_shown(self) -> None:
        calls, tally = Calls(), Tally()
        loader = loader_of(calls, tally)
        one, other = await asyncio.gather(loader.load((1,)), loader.load((1,)))
        assert one is other is await loader.load((1,))
        assert tally.rows == 6


class TestAlone:
    """What one task asks for that is alone."""

    def test_takes_no_turn_of_its_own(self) -> None:
        async def at_once(keys: Sequence[LevelKey]) -> Sequence[Row]:
            return [(number, number * 10) for number in keys]

        kind = ValueKind(1, Single(itemgetter(0)), str)
        with pytest.raises(StopIteration) as ended:
            Loader(at_once, kind, Tally()).load_alone([2, 1]).send(None)
        assert ended.value.value == tens(2, 1)

    async def test_is_known_to_whoever_asks_by_key(self) -> None:
        calls = Calls()
        loader = loader_of(calls)
        assert await loader.load_alone([2, 1]) == tens(2, 1)
        assert await loader.load((1,)) == "10"
        assert await loader.load_level([2, None]) == tens(2, 0)
        assert await loader.load_alone([3, 1]) == tens(3, 1)
        assert calls.batches == [[2, 1], [3]]

    async def test_nulls_are_tied_to_nothing(self) -> None:
        calls = Calls()
        assert await loader_of(calls).load_alone([None, 1, None], has_null=True) == tens(0, 1, 0)
        assert calls.batches == [[1]]

    async def test_what_failed_is_tried_again(self) -> None:
        calls = Calls(ValueError("no"))
        loader = loader_of(calls)
        with pytest.raises(ValueError, match="no"):
            await loader.load_alone([1])
        calls.error = None
        assert await loader.load_alone([1]) == tens(1)


ROWS = [(1, "a"), (1, "b"), (3, "c")]


@pytest.mark.parametrize(
    ("gathering", "rows", "values", "level"),
    [
        (Single(itemgetter(0)), ROWS[1:], {3: ROWS[2], 2: None, 1: ROWS[1]}, ROWS[1:]),
        (Figures(itemgetter(0), ()), ROWS[1:], {3: ROWS[2], 2: (), 1: ROWS[1]}, [ROWS[2], (), ROWS[1]]),
        (Many(itemgetter(0)), ROWS, {3: ROWS[2:], 2: [], 1: ROWS[:2]}, Groups([ROWS[2], *ROWS[:2]], [1, 1, 3])),
        (Placed(), ROWS, {3: ROWS[:2], 2: [], 1: ROWS[2:]}, Groups(ROWS, [2, 2, 3])),
        (
            Met(itemgetter(0), itemgetter(1)),
            [*ROWS, ROWS[0]],
            {3: ROWS[2:], 2: [], 1: ROWS[:2]},
            Groups([ROWS[2], *ROWS[:2]], [1, 1, 3]),
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_rows_are_those_of_their_keys(gathering: Gathering, rows: Any, values: Any, level: Any) -> None:
    """Asked for 3, 2 and 1, at once and by what is known of each."""
    asked = [3, 2, 1]
    assert gathering.values(rows, asked) == values
    assert list(gathering.values(rows, asked)) == asked
    assert gathering.level(rows, asked) == level
    joined = gathering.joined(list(values.values()))
    if isinstance(gathering, Single):
        assert sorted(joined) == level
    elif isinstance(gathering, Many):
        assert joined.split(joined.rows) == list(values.values())
    else:
        assert joined == level
