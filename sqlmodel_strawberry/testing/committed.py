"""Files that are committed and must be what the code makes: a change of them shows in review."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SHOWN = 60
OPTION = "--update-api"


def check_committed(path: Path, made: str, *, update: bool, told: str = "") -> None:
    """Fail where the file has another text; with `update` write it.

    Args:
        told: what to say of the difference, instead of showing it.
    """
    with failing_plainly(OSError):
        # What is no text is another text.
        committed = path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
        if committed == made:
            return
        if update:
            path.write_text(made, encoding="utf-8")
            return
    if committed is None:
        pytest.fail(f"{path} is not there yet: pytest {OPTION} writes it. Commit it.", pytrace=False)
    shown = told or "\n".join(_difference(committed, made, path.name))
    mend = f"If it was meant to change: pytest {OPTION}, and read the diff."
    pytest.fail(f"{path} is stale.\n\n{shown}\n\n{mend}", pytrace=False)


@contextmanager
def failing_plainly(*kinds: type[Exception]) -> Iterator[None]:
    """What the user can mend fails a test with its words alone."""
    try:
        yield
    except kinds as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


def _difference(committed: str, made: str, name: str) -> list[str]:
    lines = list(
        difflib.unified_diff(committed.splitlines(), made.splitlines(), name, "what the code makes", lineterm="")
    )
    return [*lines[:SHOWN], f"… and {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else lines
