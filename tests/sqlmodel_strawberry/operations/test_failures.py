"""What one failure does to the rest of an operation: nothing that it need not."""

import logging
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from strawberry import Parent

from sqlmodel_strawberry import Context, Database, Request, Schema, build_schema, field, resource
from sqlmodel_strawberry.values.scalars import JSON
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithPublic, workshop


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, relations=["guild"], searchable=["name"])
class SmithType:
    """Who works with metal."""

    @field(requires=["name"])
    @staticmethod
    async def broken(smith: Parent[SmithPublic]) -> str:
        raise FileNotFoundError("/etc/secret")

    @field(requires=["id"])
    @staticmethod
    def huge(smith: Parent[SmithPublic]) -> JSON:
        return JSON(2**70)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return build_schema([GuildType, SmithType])


@pytest.fixture
async def api(schema: Schema, make_database: MakeDatabase) -> Operations:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        if database.dialect == "postgresql":
            await connection.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
        await connection.execute(insert(Guild).values([{"id": 1, "name": "Iron"}]))
        smiths = [{"id": number, "name": f"Smith {number}", "age": 30, "guild_id": 1} for number in (1, 2)]
        await connection.execute(insert(Smith).values(smiths))
    return Operations(schema, database)


async def test_a_field_that_fails_leaves_alone_what_its_sibling_waits_for(api: Operations) -> None:
    result = await api.run(
        "{ a: smith(by: {databaseId: 1}) { broken guild { name } } b: smith(by: {databaseId: 2}) { guild { name } } }"
    )
    assert result.data == {"a": None, "b": {"guild": {"name": "Iron"}}}
    assert [error["path"] for error in result.errors] == [["a", "broken"]]


async def test_an_error_of_the_application_is_not_blamed_on_the_database(
    api: Operations, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        assert await api.codes("{ smith(by: {databaseId: 1}) { broken } }") == ["INTERNAL_SERVER_ERROR"]


async def test_an_error_of_many_fields_is_logged_once(api: Operations, caplog: pytest.LogCaptureFixture) -> None:
    async with api.database.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE guild RENAME TO society"))
    result = await api.run("{ smiths { nodes { guild { name smiths { totalCount } } } } }")
    assert [error["path"] for error in result.errors] == [["smiths", "nodes", row, "guild"] for row in (0, 1)]
    (error_id,) = {error["extensions"]["errorId"] for error in result.errors}
    assert [record.getMessage() for record in caplog.records if error_id in record.getMessage()] == [
        f"error {error_id} at ['smiths', 'nodes', 0, 'guild']"
    ]


async def test_what_json_cannot_hold_is_masked(api: Operations, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        result = await api.run("{ smith(by: {databaseId: 1}) { huge } }")
        assert b"INTERNAL_SERVER_ERROR" in result.to_bytes()


async def test_a_viewer_without_principal_may_read_with_a_key(schema: Schema, api: Operations) -> None:
    context = Context(api.database.session(), object(), idempotency_key="6f1c3a52-7d6b-4b8e-9a57-0d8f3c2b1a90")
    result = await schema.execute(Request("{ smiths { totalCount } }", {}), context)
    assert not result.errors


async def test_a_timeout_stays_one_for_the_rest_of_its_snapshot(database: Database) -> None:
    if database.dialect == "sqlite":
        return  # it has no statement timeout
    limited = Database.connect(database.engine.url, statement_timeout=0.1)
    session = limited.session()
    states = []
    for statement in ("SELECT pg_sleep(2)", "SELECT 1"):
        with pytest.raises(DBAPIError) as caught:
            await session.fetch(text(statement))
        states.append(getattr(caught.value.orig, "sqlstate", None))
    async with session.write():
        pass
    assert (await session.fetch(text("SELECT 1")))[0][0] == 1
    await session.close()
    await limited.dispose()
    assert states == ["57014", "57014"]


@pytest.mark.parametrize(
    ("query", "single"),
    [
        ("{ smiths { nodes { id name } pageInfo { endCursor } } }", True),
        ("{ smith(by: {databaseId: 1}) { __typename databaseId } }", True),
        ("{ smiths { edges { cursor node { name } } } }", True),
        ("{ smiths { nodes { id } totalCount } }", True),
        ("{ smiths { aggregate { count } nodes { id } } }", True),
        ("{ smiths { aggregate { count } groups(by: [AGE]) { key { age } } } }", True),
        ("{ smiths { nodes { id } groups(by: [AGE]) { key { age } } } }", False),
        ("{ smiths { nodes { guild { id } } } }", True),
        ("{ smiths { nodes { guild { smiths { totalCount } } } } }", False),
        ("{ smiths { nodes { huge } } }", True),
        ("{ smiths(first: 1) { nodes { broken } } }", False),
        ("{ smiths(first: 1) { nodes { id @skip(if: true) ... @include(if: false) { broken } } } }", True),
        ('{ nodes(ids: ["WyJTbWl0aCIsMV0", "WyJTbWl0aCIsMl0"]) { id } }', True),
        ('{ nodes(ids: ["WyJTbWl0aCIsMV0", "WyJHdWlsZCIsMV0"]) { id } }', False),
        ('{ search(text: "x") { edges { cursor } } }', True),
        ('{ search(text: "x") { edges { cursor } totalCount } }', False),
        ("{ smiths { nodes { id } } guilds { nodes { id } } }", False),
        ("{ smiths { ...f } } fragment f on SmithConnection { nodes { id } }", True),
        ("{ smiths { ...f } } fragment f on SmithConnection { nodes { guild { smiths { totalCount } } } }", False),
    ],
)
async def test_what_needs_no_snapshot(api: Operations, query: str, single: bool) -> None:
    context = Context(api.database.session(), None)
    result = await api.schema.execute(Request(query, {}), context)
    assert (result.executed, context.session.snapshot) == (True, not single)


async def test_a_cursor_of_another_search_is_refused(api: Operations) -> None:
    page = "{ search(text: $text, first: 1, after: $after) { pageInfo { endCursor } } }"
    query = f"query ($text: String!, $after: String) {page}"
    found: dict[str, Any] = await api.data(query, text="smith", after=None)
    cursor = found["search"]["pageInfo"]["endCursor"]
    assert await api.codes(query, text="smith", after=cursor) == []
    assert await api.codes(query, text="other", after=cursor) == ["BAD_USER_INPUT"]
