"""One task at a time has its turn, in the order in which they came, and none after the operation has ended."""

import asyncio

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry.database.turns import Turns
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError, ErrorCode, OperationEndedError, RequestError

REASON = RuntimeError("enough")


@pytest.fixture
def turns() -> Turns:
    return Turns()


def visitor(turns: Turns, name: str, seen: list[str], seconds: float = 0) -> "asyncio.Task[None]":
    """A task that notes its turn, which takes so long."""

    async def visit() -> None:
        async with turns:
            seen.append(name)
            assert turns.running is asyncio.current_task()
            await asyncio.sleep(seconds)
            assert turns.running is asyncio.current_task()
        seen.append(f"{name} ended")

    return asyncio.create_task(visit())


class TestOrder:
    async def test_those_who_wait_come_one_after_the_other(self, turns: Turns) -> None:
        seen: list[str] = []
        tasks = [visitor(turns, name, seen, 0.001) for name in "abc"]
        await asyncio.wait(tasks)
        assert seen == ["a", "a ended", "b", "b ended", "c", "c ended"]
        assert (turns.is_taken, turns.running, len(turns.waiting or ())) == (False, None, 0)

    async def test_nobody_goes_before_one_who_was_woken(self, turns: Turns) -> None:
        seen: list[str] = []
        async with turns:
            tasks = [visitor(turns, "a", seen)]
            await asyncio.sleep(0)
        assert not turns.is_taken
        async with turns:
            seen.append("b")
        await asyncio.wait(tasks)
        assert seen == ["a", "a ended", "b"]

    @pytest.mark.parametrize("woken", [False, True])
    async def test_one_who_is_cancelled_lets_the_next_one_go_on(self, turns: Turns, woken: bool) -> None:
        seen: list[str] = []
        async with turns:
            first, second = visitor(turns, "a", seen), visitor(turns, "b", seen)
            await asyncio.sleep(0)
            if not woken:
                first.cancel()
        if woken:
            first.cancel()
        async with asyncio.timeout(1):
            await asyncio.wait((first, second))
        assert (first.cancelled(), seen, turns.is_taken) == (True, ["b", "b ended"], False)

    async def test_a_pause_is_nobodys_turn(self, turns: Turns) -> None:
        seen: list[str] = []
        await turns.pause()
        task = visitor(turns, "a", seen)
        await asyncio.sleep(0.001)
        assert (turns.running, seen) == (None, [])
        turns.end()
        await task
        assert seen == ["a", "a ended"]


class TestEnds:
    @pytest.mark.parametrize("stopped", [True, False])
    async def test_those_who_wait_and_those_who_come_learn_of_it(self, turns: Turns, stopped: bool) -> None:
        seen: list[str] = []
        async with turns:
            tasks = [visitor(turns, name, seen) for name in "ab"]
            await asyncio.sleep(0)
            if stopped:
                turns.stop(REASON, False)
            else:
                turns.is_closed = turns.is_over = True
        tasks.append(visitor(turns, "c", seen))
        errors = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(error) for error in errors] == [RuntimeError if stopped else OperationEndedError] * 3
        assert (seen, turns.is_taken, len(turns.waiting or ())) == ([], False, 0)

    async def test_what_it_did_to_a_turn_is_its_reason(self, turns: Turns) -> None:
        seen: list[str] = []
        task = visitor(turns, "a", seen, 1)
        await asyncio.sleep(0)
        turns.stop(REASON, False)
        task.cancel()
        with pytest.raises(RuntimeError, match="enough"):
            await task
        assert (task.cancelling(), turns.running) == (0, None)

    async def test_a_second_cancellation_is_not_its_own(self, turns: Turns) -> None:
        task = visitor(turns, "a", [], 1)
        await asyncio.sleep(0)
        turns.stop(REASON, False)
        task.cancel()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    @pytest.mark.parametrize(
        "error",
        [DatabaseUnavailableError("gone"), sa.exc.DBAPIError("", {}, OSError(), connection_invalidated=True)],
        ids=["unavailable", "invalidated"],
    )
    async def test_a_commit_that_breaks_may_have_been_done(self, turns: Turns, error: Exception) -> None:
        async def commit() -> None:
            async with turns:
                turns.is_committing = True
                raise error

        with pytest.raises(RequestError) as caught:
            await commit()
        assert caught.value.formatted["extensions"]["code"] == ErrorCode.UNAVAILABLE
        assert not turns.is_committing

    async def test_errors_of_others_stay_what_they_are(self, turns: Turns) -> None:
        async def fail() -> None:
            async with turns:
                turns.stop(REASON, False)
                raise ValueError("mine")

        with pytest.raises(ValueError, match="mine"):
            await fail()

    async def test_who_waits_elsewhere_is_told_at_once(self, turns: Turns) -> None:
        goes_on = asyncio.Event()

        async def work() -> None:
            async with turns:
                await goes_on.wait()

        asking = asyncio.create_task(turns.in_task_of_its_own(work()))
        await asyncio.sleep(0.001)
        turns.stop(REASON, False)
        with pytest.raises(RuntimeError, match="enough"):
            await asking
        assert turns.running is not None
        goes_on.set()
        await asyncio.wait((turns.running,))
        assert turns.running is None
