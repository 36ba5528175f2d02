"""What is taken out of garbage collection, and when."""

import asyncio
import gc
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import memory
from app.memory import THRESHOLDS, frozen_after, seldom_collected

COLLAPSE = """
from pathlib import Path
from app.memory import collapse
texts = [f"{number:1000}" for number in range(32_000)]
collapsed = collapse()
rollup = Path("/proc/self/smaps_rollup").read_text()
large = next(line.split()[1] for line in rollup.splitlines() if line.startswith("AnonHugePages:"))
print(collapsed, large, texts == [f"{number:1000}" for number in range(32_000)])
"""


def can_collapse() -> bool:
    """Whether this is Linux 6.1 at least, with large pages."""
    if sys.platform != "linux" or not memory.LARGE_PAGES.exists():
        return False
    version = tuple(map(int, platform.release().split("-")[0].split(".")[:2]))
    return version >= (6, 1) and "[never]" not in memory.LARGE_PAGES.read_text()


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


class TestLargePages:
    @pytest.mark.skipif(not can_collapse(), reason="this system keeps what is in memory where it is")
    def test_what_is_in_memory_is_in_large_pages_and_as_it_was(self) -> None:
        # In a process of its own, whose memory nobody else changes.
        done = subprocess.run([sys.executable, "-c", COLLAPSE], capture_output=True, text=True, check=True)
        collapsed, large, same = done.stdout.split()
        assert int(collapsed) >= 16 * 1024 * 1024
        assert int(large) >= 16 * 1024
        assert same == "True"

    @pytest.mark.parametrize("text", ["always madvise [never]", None])
    def test_not_where_the_system_has_none(
        self, text: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if text is not None:
            (tmp_path / "enabled").write_text(text)
        monkeypatch.setattr(memory, "LARGE_PAGES", tmp_path / "enabled")
        assert memory.collapse() == 0


def test_garbage_is_looked_for_seldom_while_requests_are_served() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() == THRESHOLDS
    assert gc.get_threshold() == before
