"""What is taken out of garbage collection, and when."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from app.memory import THRESHOLDS, frozen_after, seldom_collected


@pytest.fixture
def nothing_frozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("nothing_frozen")
class TestFrozen:
    async def test_after_a_while(self) -> None:
        with frozen_after(0.05):
            assert gc.get_freeze_count() == 0
            await asyncio.sleep(0.5)
            assert gc.get_freeze_count() > 10_000

    async def test_never_unless_asked_for(self) -> None:
        with frozen_after(None):
            await asyncio.sleep(0.1)
        assert gc.get_freeze_count() == 0

    async def test_not_after_the_end(self) -> None:
        with frozen_after(0.05):
            pass
        await asyncio.sleep(0.1)
        assert gc.get_freeze_count() == 0


def test_garbage_is_looked_for_seldom_while_requests_are_served() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == THRESHOLDS
    assert gc.get_threshold() == before
