"""Commands that the documentation shows are run, page by page, in a copy of the checkout, from top to bottom.

A block with a file name is written to that file first; what commands print is compared where a block of text follows.
They talk to a SQLite file, in which what the page did before is still there.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.scaffolding.checkout import Checkout
from tests.documents import PAGES, Block, Page

GUIDES = [page for page in PAGES if any(block.mark == "run" for block in page.blocks())]


@pytest.mark.parametrize("page", GUIDES, ids=str)
def test_what_a_page_tells_to_type_works(page: Page, tmp_path: Path) -> None:
    checkout = Checkout(tmp_path / "checkout")
    for block in page.blocks():
        if block.file:
            (checkout.folder / block.file).write_text(block.text, encoding="utf-8")
        elif block.mark == "run":
            printed = typed(checkout, block)
            assert block.answer is None or printed == block.answer


def typed(checkout: Checkout, block: Block) -> str:
    """What the commands of a block print, with `python` being the one that runs this."""
    # Whoever reads the documentation is nobody's CI.
    hidden = ("PYTEST_", "COV_", "CI")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    environment |= {
        "DATABASE_URL": f"sqlite+aiosqlite:///{checkout.folder}/app.db",
        "PATH": f"{Path(sys.executable).parent}:{environment['PATH']}",
        "COLUMNS": "120",
    }
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block.text],
        cwd=checkout.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{block}\n{done.stdout}"
    return done.stdout
