"""The operations that the documentation shows are answered by the application's schema, as it says.

A block of JSON right behind is the answer; without one, there must be no errors. Operations of the applications that
pages write down themselves are in test_docs_samples.py.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import URL

from app.seed import seed
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, Request, Schema
from tests.databases import Databases, connected, filled
from tests.documents import PAGES, Block
from tests.documents_run import check, is_write
from tests.graphql_schema.viewers import ADMIN

OPERATIONS = [block for page in PAGES for block in page.blocks("graphql") if block.behind is None]
QUERIES = [block for block in OPERATIONS if not is_write(block)]
MUTATIONS = [block for block in OPERATIONS if is_write(block)]


@pytest.fixture(scope="module")
def schema() -> Schema:
    return create_schema()


@pytest.fixture(scope="module")
async def seeded_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    """The rows of `make serve`, to copy from."""
    async with filled(databases, template_url, seed) as url:
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
