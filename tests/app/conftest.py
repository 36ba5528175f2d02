import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from app.settings import Settings


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """For tests that let the application set up logging: afterwards it is as pytest had it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` in the current folder, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
