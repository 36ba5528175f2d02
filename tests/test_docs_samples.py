"""Applications that pages write down run, and answer what the pages say; and no block of any page is left unrun.

Pages are played from top to bottom in a folder of their own. A block with a file name (```python main.py) is written
there; ```graphql main.py is asked of the application main.app. Python that no other block imports is run, tests by
pytest. A block of JSON or text right behind is the answer, or what is printed; without one there must be no errors.
Commands (```sh run) are run in test_docs_commands.py. What cannot be run here is marked: ```sh untested.
"""

import re
from pathlib import Path

import pytest

from tests.documents import PAGES, ROOT, Block, Page
from tests.documents_run import answers, check, run

DECISIONS = [Page(path, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
ANSWERED = {"graphql", "python", "sh"}


def has_commands(page: Page) -> bool:
    return any(block.mark == "run" for block in page.blocks())


SAMPLES = [page for page in PAGES if any(block.file for block in page.blocks("python")) and not has_commands(page)]


@pytest.mark.parametrize("page", SAMPLES, ids=str)
def test_what_a_page_writes_down_works(page: Page, tmp_path: Path) -> None:
    blocks = list(page.blocks())
    asked: list[Block] = []
    for block in blocks:
        if block.file and block.language == "graphql":
            asked.append(block)
        elif block.file:
            ask(tmp_path, asked)
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
            if not is_imported(block, blocks):
                execute(tmp_path, block)
    ask(tmp_path, asked)


def ask(folder: Path, asked: list[Block]) -> None:
    """Ask what was gathered, and begin to gather anew."""
    if asked:
        for block, answer in zip(asked, answers(folder, asked), strict=True):
            check(block, answer)
    asked.clear()


def is_imported(block: Block, blocks: list[Block]) -> bool:
    assert block.file
    name = Path(block.file).stem
    return name == "main" or any(re.search(rf"^(from|import) {name}\b", other.text, re.MULTILINE) for other in blocks)


def execute(folder: Path, block: Block) -> None:
    assert block.file
    if block.file.startswith("test_"):
        # An installed wheel announces its plugin.
        plugins = ("-p", "sqlmodel_strawberry.testing.plugin", "-p", "no:cacheprovider", "-p", "no:asyncio")
        run(folder, "-m", "pytest", "-q", *plugins, block.file)
    elif block.language == "python":
        assert run(folder, block.file) == (block.answer or "")


@pytest.mark.parametrize("page", [*PAGES, *DECISIONS], ids=str)
def test_every_block_is_run_or_says_that_it_is_not(page: Page) -> None:
    blocks = list(page.blocks())
    assert len(re.findall("^```", page.text, re.MULTILINE)) == 2 * len(blocks), "a block has no language"
    for before, block in zip([None, *blocks], blocks, strict=False):
        is_answer = before is not None and before.answer == block.text and before.language in ANSWERED
        is_run = block.mark == "run" if block.language == "sh" else bool(block.file) or block.language == "graphql"
        assert is_run or is_answer or block.mark == "untested", f"{block}: neither run nor marked as untested"
