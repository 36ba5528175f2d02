"""What the documentation shows works: operations answer, samples run.

A block of Python with a file name (```python main.py) is written to that file and run, and ```graphql main.py is asked
of it. Every other operation is asked of the application's schema. A block of JSON or text right behind is the answer;
without one, there must be no errors.
"""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType, parse
from sqlalchemy import URL

from app.seed import seed
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, Request, Schema
from tests.databases import Databases, connected
from tests.documents import PAGES, ROOT, Block, Page
from tests.graphql_schema.viewers import ADMIN

# Asks each operation of the application main.app, one after the other, as its clients do.
ASK = """
import asyncio, json, sys
import httpx, main

async def ask():
    transport = httpx.ASGITransport(main.app)
    async with main.app.router.lifespan_context(main.app), httpx.AsyncClient(transport=transport) as client:
        for query in json.load(sys.stdin):
            print((await client.post("http://api/graphql", json={"query": query})).text)

asyncio.run(ask())
"""


def is_write(block: Block) -> bool:
    return any(
        isinstance(each, OperationDefinitionNode) and each.operation is OperationType.MUTATION
        for each in parse(block.text).definitions
    )


def check(block: Block, answer: dict[str, Any]) -> None:
    if block.answer is not None:
        assert answer == json.loads(block.answer)
        return
    assert "errors" not in answer
    for payload in answer["data"].values():
        assert not isinstance(payload, dict) or not payload.get("userErrors")


OPERATIONS = [block for page in PAGES for block in page.blocks("graphql") if block.file is None]
QUERIES = [block for block in OPERATIONS if not is_write(block)]
MUTATIONS = [block for block in OPERATIONS if is_write(block)]
README = Page.read("README.md")
ENGINE = Page.read("docs/engine.md")
PYTHON = [block for page in PAGES for block in page.blocks("python")]
OTHER_SAMPLES = [block for block in PYTHON if block.file and block.file != "main.py"]


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


@pytest.fixture(scope="module")
async def seeded_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    """The rows of `make serve`, to copy from; nobody stays connected to them."""
    async with databases.temporary(template_url) as url:
        async with connected(url) as database:
            await seed(database)
            if database.dialect == "sqlite":
                async with database.engine.connect() as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        yield url


@pytest.fixture(scope="module")
async def shared(databases: Databases, seeded_url: URL) -> AsyncIterator[Database]:
    """A copy that refuses writes."""
    async with databases.temporary(seeded_url) as url, connected(url, read_only=True) as database:
        yield database


@pytest.fixture
async def own(databases: Databases, seeded_url: URL) -> AsyncIterator[Database]:
    """A copy of this test."""
    async with databases.temporary(seeded_url) as url, connected(url) as database:
        yield database


async def ask(schema: Schema, database: Database, block: Block) -> dict[str, Any]:
    result = await schema.execute(Request(block.text, {}), Context(database.session(), ADMIN))
    return result.to_json()


@pytest.mark.parametrize("block", QUERIES, ids=str)
async def test_a_query(schema: Schema, shared: Database, block: Block) -> None:
    check(block, await ask(schema, shared, block))


@pytest.mark.parametrize("block", MUTATIONS, ids=str)
async def test_a_mutation(schema: Schema, own: Database, block: Block) -> None:
    check(block, await ask(schema, own, block))


async def test_the_mutation_of_the_readme_twice(schema: Schema, own: Database) -> None:
    _, block = [block for block in MUTATIONS if block.page == "README.md"]
    check(block, await ask(schema, own, block))
    again = await ask(schema, own, block)
    assert [error["code"] for error in again["data"]["createHero"]["userErrors"]] == ["CONFLICT"]


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_python_compiles(block: Block) -> None:
    compile(block.text, str(block), "exec")


def run(folder: Path, *arguments: str, given: str = "") -> str:
    """What a command of Python prints, in a folder of its own."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def write_samples(page: Page, folder: Path) -> None:
    """The files of a page, written down."""
    for block in page.blocks("python"):
        if block.file:
            (folder / block.file).write_text(block.text, encoding="utf-8")


def answers(folder: Path, blocks: Sequence[Block]) -> list[Any]:
    """What the application main.py answers to operations, one after the other."""
    printed = run(folder, "-c", ASK, given=json.dumps([block.text for block in blocks]))
    return [json.loads(line) for line in printed.splitlines()]


def test_the_application_of_the_reference_answers(tmp_path: Path) -> None:
    write_samples(ENGINE, tmp_path)
    questions = [block for block in ENGINE.blocks("graphql") if block.file]
    for block, answer in zip(questions, answers(tmp_path, questions), strict=True):
        check(block, answer)


def test_the_application_of_the_readme_takes_its_mutation_and_answers(tmp_path: Path) -> None:
    write_samples(README, tmp_path)
    _, write, read = [block for block in README.blocks("graphql") if is_write(block) or block.file]
    written, found = answers(tmp_path, [write, read])
    check(write, written)
    assert found == {"data": {"heroes": {"totalCount": 1, "nodes": [{"name": "Captain README", "age": 37}]}}}


@pytest.mark.parametrize("block", OTHER_SAMPLES, ids=str)
def test_a_sample_runs(block: Block, tmp_path: Path) -> None:
    write_samples(ENGINE, tmp_path)
    assert block.file
    if block.file.startswith("test_"):
        run(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio", block.file)
    else:
        assert run(tmp_path, block.file) == (block.answer or "")
