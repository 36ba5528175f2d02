"""A small pool: operations queue for connections one at a time, and none ever holds two."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextvars import ContextVar
from functools import partial
from typing import Any

import pytest
from sqlalchemy import URL, event
from sqlalchemy.pool import QueuePool

from sqlmodel_strawberry import Context, Database, Request, Schema
from tests.databases import Databases, filled
from tests.graphql_schema.operations import fetch, insert_rows
from tests.graphql_schema.viewers import ADMIN
from tests.graphql_schema.worlds import world

OPERATION: ContextVar[int | None] = ContextVar("operation", default=None)
OPERATIONS, FIELDS = 20, 20
SIZE = 10

LIST = "teams(first: 5) { totalCount nodes { name heroes(first: 2) { nodes { name team { name } } } } }"
ROOTS = [
    LIST,
    "heroes(first: 3) { totalCount nodes { name team { name } } }",
    "team(by: {databaseId: 1}) { name heroes { totalCount nodes { name } } }",
    "users(first: 3) { nodes { username profile { bio } } }",
    "tags(first: 2) { nodes { posts(first: 1) { nodes { author { username } } } } }",
]


def document(number: int) -> str:
    """Twenty aliased root fields, no two operations with the same text."""
    fields = [f"f{each}: {ROOTS[(each + number) % len(ROOTS)]}" for each in range(FIELDS)]
    return f"query Q{number} {{ {' '.join(fields)} }}"


@pytest.fixture
async def world_url(databases: Databases, template_url: URL) -> AsyncIterator[URL]:
    async with filled(databases, template_url, partial(insert_rows, tables=world(SIZE))) as url:
        yield url


class Held:
    """Which task holds how many connections: at the most, at one time."""

    def __init__(self, database: Database) -> None:
        self.now: Counter[Any] = Counter()
        self.most: Counter[Any] = Counter()
        self.opened = 0
        self._owners: dict[int, Any] = {}
        engine = database.engine.sync_engine
        event.listen(engine, "connect", self._opened)
        event.listen(engine, "checkout", self._taken)
        event.listen(engine, "checkin", self._given_back)

    def _opened(self, *_: Any) -> None:
        self.opened += 1

    def _taken(self, _connection: Any, record: Any, _proxy: Any) -> None:
        operation = OPERATION.get()
        self._owners[id(record)] = operation
        self.now[operation] += 1
        self.most[operation] = max(self.most[operation], self.now[operation])

    def _given_back(self, _connection: Any, record: Any) -> None:
        self.now[self._owners.pop(id(record))] -= 1


async def test_twenty_operations_of_twenty_fields_on_two_cold_connections(roomy_schema: Schema, world_url: URL) -> None:
    database = Database.connect(world_url, pool_size=2, max_overflow=0, pool_timeout=30, slow_statement=None)
    try:
        held = Held(database)

        async def run(number: int) -> Any:
            OPERATION.set(number)
            return await roomy_schema.execute(Request(document(number), {}), Context(database.session(), ADMIN))

        async with asyncio.timeout(60):
            results = await asyncio.gather(*map(run, range(OPERATIONS)))
    finally:
        await database.dispose()

    assert [list(result.errors) for result in results] == [[]] * OPERATIONS
    assert all(len(result.data) == FIELDS for result in results)
    for number, result in enumerate(results):
        for each in range(FIELDS):
            if ROOTS[(each + number) % len(ROOTS)] == LIST:
                teams = result.data[f"f{each}"]
                assert teams["totalCount"] == SIZE
                assert [team["name"] for team in teams["nodes"]] == [f"Team {n}" for n in range(1, 6)]
                assert all(
                    hero["team"]["name"] == team["name"] for team in teams["nodes"] for hero in team["heroes"]["nodes"]
                )
    assert held.opened <= 2
    assert dict(held.most) == dict.fromkeys(range(OPERATIONS), 1)


async def test_mutations_take_turns_too(schema: Schema, world_url: URL) -> None:
    database = Database.connect(world_url, pool_size=2, max_overflow=0, pool_timeout=30, slow_statement=None)
    query = """mutation ($a: CreateItemInput!, $b: CreateItemInput!) {
        a: createItem(input: $a) { item { name } userErrors { code } query { items { totalCount nodes { name } } } }
        b: createItem(input: $b) { item { name } userErrors { code } } }"""
    try:
        held = Held(database)

        async def run(number: int) -> Any:
            OPERATION.set(number)
            variables = {name: {"item": {"name": f"{name}{number}"}} for name in ("a", "b")}
            return await schema.execute(Request(query, variables), Context(database.session(), ADMIN))

        async with asyncio.timeout(60):
            results = await asyncio.gather(*map(run, range(OPERATIONS)))
        ((count,),) = await fetch(database, "SELECT count(*) FROM item")
    finally:
        await database.dispose()

    assert [list(result.errors) for result in results] == [[]] * OPERATIONS
    assert [result.data["b"]["item"]["name"] for result in results] == [f"b{n}" for n in range(OPERATIONS)]
    assert count == SIZE + 2 * OPERATIONS
    assert max(held.most.values()) == 1


REFUSED = "heroes(first: 1, last: 1) { totalCount }"
RUNNING = "a: heroes { totalCount nodes { name team { name } } }"


class TestFailures:
    """A field that fails ends its operation at once; what runs beside it must neither be cut off nor begin anew."""

    @pytest.mark.parametrize(
        "query",
        [
            f"{{ {RUNNING} {REFUSED} }}",
            f"{{ teams {{ nodes {{ {RUNNING} b: {REFUSED} }} }} }}",
            f"{{ teams {{ nodes {{ {RUNNING} heroes {{ groups(by: []) {{ key {{ name }} }} }} }} }} }}",
            f"{{ teams {{ nodes {{ {RUNNING} b: heroes {{ nodes {{ team {{ {REFUSED} }} }} }} }} }} }}",
            f'{{ {RUNNING} nodes(ids: ["nonsense"]) {{ id }} }}',
            "{ teams { totalCount nodes { name } groups(by: []) { key { name } } } users { totalCount } }",
        ],
    )
    async def test_beside_running_statements_give_the_connection_back(
        self, schema: Schema, world_url: URL, query: str
    ) -> None:
        database = Database.connect(world_url, pool_size=2, max_overflow=0, pool_timeout=10, slow_statement=None)
        pool = database.engine.pool
        assert isinstance(pool, QueuePool)
        try:
            results = await asyncio.gather(
                *(schema.execute(Request(query, {}), Context(database.session(), ADMIN)) for _ in range(4))
            )
            assert {error["extensions"]["code"] for result in results for error in result.errors} == {"BAD_USER_INPUT"}
            # Whatever was left behind has had its chance to take a connection.
            await asyncio.sleep(0.05)
            assert pool.checkedout() == 0
            after = await schema.execute(Request("{ teams { totalCount } }", {}), Context(database.session(), ADMIN))
            assert (after.data, list(after.errors)) == ({"teams": {"totalCount": SIZE}}, [])
        finally:
            await database.dispose()
