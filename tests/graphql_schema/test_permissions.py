"""What each role may read and write is what docs/permissions.md says: every field, every mutation, every role.

UPDATE_PERMISSIONS=1 writes the page anew. Read its diff as you would read a change of the rules.
"""

import os
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import URL

from sqlmodel_strawberry import Database, Schema
from tests.databases import Databases, connected
from tests.documents import ROOT
from tests.graphql_schema.operations import insert_rows
from tests.graphql_schema.permission_table import Table, readings, writings
from tests.graphql_schema.permission_world import ROLES, world

PAGE = ROOT / "docs/permissions.md"
INTRODUCTION = """\
# Permissions

What each role may do in this application. The rules are in [graphql_schema/policies.py](../graphql_schema/policies.py);
this page is written by a test, which tries every field and every mutation as every role:
`UPDATE_PERMISSIONS=1 make test PYTEST_ARGS=tests/graphql_schema/test_permissions.py`.

The rows it is tried on have five owners: 1 is the customer who asks, 2 a customer who has published post 6, 3 one who
has not published, 4 is staff, 5 an admin. What has the number of an owner is theirs; each has a draft, an order with
one line and a profile, but for 3, who has no profile.
"""


@pytest.fixture
async def tried(databases: Databases, template_url: URL) -> AsyncIterator[Database]:
    async with databases.temporary(template_url) as url, connected(url) as database:
        await insert_rows(database, world())
        yield database


async def test_every_field_and_every_mutation_as_every_role(schema: Schema, tried: Database) -> None:
    page = await page_of(schema, tried)
    if os.environ.get("UPDATE_PERMISSIONS") == "1":
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8")


async def page_of(schema: Schema, database: Database) -> str:
    roles = list(ROLES)
    return (
        f"{INTRODUCTION}\n## Reading\n\nOf which rows a value is seen, by their numbers; – is of none.\n\n"
        f"{markdown([['what', *roles], *await readings(schema, database)])}"
        "\n## Writing\n\nWhat came of it; for whom a row is not there, nothing can point to it either.\n\n"
        f"{markdown([['mutation', 'whose row', *roles], *await writings(schema, database)])}"
    )


def markdown(table: Table) -> str:
    head, *rows = (f"| {' | '.join(cells)} |\n" for cells in table)
    return head + "|" + "---|" * len(table[0]) + "\n" + "".join(rows)
