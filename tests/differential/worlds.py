"""Two databases with the same rows, for one schema: mutations are run compiled on one, by graphql-core on the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch
from uuid import UUID

import orjson
import sqlalchemy as sa
from graphql import GraphQLObjectType, get_named_type

from sqlmodel_strawberry import Context, Database, Request, Schema
from sqlmodel_strawberry.executor import operation as executor
from sqlmodel_strawberry.executor.fetched_sources import look_again
from sqlmodel_strawberry.resources.resource import Resource, python_type
from sqlmodel_strawberry.values.ids import to_global_id
from tests.differential.answers import Answer
from tests.differential.clocks import same_keys, steady
from tests.graphql_schema.operations import Row, insert_rows
from tests.random_operations.arguments import order
from tests.random_operations.inputs import TEXTS, Inputs, Known, literal
from tests.random_operations.mutations import Inputs as MutationInputs
from tests.random_operations.parts import Operation

Rows = Sequence[tuple[str, Sequence[Row]]]
ORDERS = 3
PAGE = 12
GONE: Mapping[type, Any] = {int: 9_999, str: "gone", UUID: UUID(int=9_999)}


@dataclass(frozen=True)
class Case:
    """An operation and who asks for it."""

    operation: Operation
    viewer: Any
    key: str | None = None
    """Its Idempotency-Key."""

    def __str__(self) -> str:
        operation = self.operation
        asked = f"operation: {operation.name}, by {self.viewer}, key: {self.key}"
        return f"{operation.text}\nvariables: {operation.variables}\n{asked}"


@dataclass
class World:
    """A schema and its databases, which hold the same."""

    schema: Schema
    twin: Callable[[], Schema]
    """The same schema with no field that is non-null, where nothing bubbles."""
    metadata: sa.MetaData
    rows: Rows
    mine: Database
    theirs: Database
    viewers: Sequence[Any]
    inputs: MutationInputs
    references: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[str] = ("hero", "drill", "capes", "e")
    is_changed: bool = False
    """Whether something was written since the rows were those of the beginning."""

    async def reset(self) -> None:
        """The rows of the beginning, in both databases."""
        self.is_changed = False
        for database in (self.mine, self.theirs):
            await _clear(database, self.metadata)
            await insert_rows(database, self.rows, self.metadata)

    async def compiled(self, case: Case) -> Answer:
        """The answer of the compiler's plan."""
        return await self._run(self.schema, case, self.mine, is_compiled=True)

    async def interpreted(self, case: Case) -> Answer:
        """The answer of graphql-core, from the other database where the operation writes."""
        return await self._run(
            self.schema, case, self.theirs if case.operation.writes else self.mine, is_compiled=False
        )

    async def unbubbled(self, case: Case) -> Answer:
        """The answer of graphql-core where no field is non-null."""
        return await self._run(self.twin(), case, self.mine, is_compiled=False)

    async def _run(self, schema: Schema, case: Case, database: Database, *, is_compiled: bool) -> Answer:
        operation = case.operation
        context = Context(database.session(), case.viewer, idempotency_key=case.key)
        schema.compiled = is_compiled
        request = Request(operation.text, operation.variables, operation.name)
        with same_keys(operation.text), patch.object(executor, "look_again", wraps=look_again) as looking:
            result = await schema.execute(request, context)
        raw = result.to_bytes()
        body, tables = orjson.loads(raw), None
        if operation.writes:
            self.is_changed = True
            body, tables = steady(body), await dump(database, self.metadata)
            raw = orjson.dumps(body)
        return Answer(body, raw, result.executed, result.cost, context.fallback, looking.called, tables)

    async def known(self, rng: Random) -> Known:
        """What operations can ask for."""
        ids = await self.ids()
        gone = {name: [_gone(resource)] for name, resource in self.schema.resources.items()}
        cursors = {name: await self._cursors(name, rng) for name in ids}
        found = {word: places for word in self.words if (places := await self._found(word))}
        return Known(ids, gone, cursors, self._texts(), self.words, found, self.references)

    def _texts(self) -> list[str]:
        found = {value for _, rows in self.rows for row in rows for value in row.values() if isinstance(value, str)}
        return [*TEXTS, *sorted(found)]

    async def ids(self) -> dict[str, list[str]]:
        """Of the rows that are there."""
        return {name: await self._ids(name) for name in self.schema.resources}

    async def _ids(self, name: str) -> list[str]:
        return [node["id"] for node in (await self._list(name, "", "nodes { id }"))["nodes"]]

    async def _cursors(self, name: str, rng: Random) -> list[tuple[str | None, Sequence[str]]]:
        field_ = self._field(name)
        type_ = field_.args["orderBy"].type
        inputs = Inputs(rng, Known({}))
        orders = [literal(type_, order(rng, inputs, get_named_type(type_))) for _ in range(ORDERS)]
        found: list[tuple[str | None, Sequence[str]]] = []
        for each in (None, *orders):
            argument = f", orderBy: {each}" if each else ""
            edges = await self._list(name, argument, "edges { cursor }")
            if edges is not None:
                found.append((each, [edge["cursor"] for edge in edges["edges"]]))
        return found

    async def _list(self, name: str, arguments: str, selection: str) -> Any:
        list_name = self.schema.resources[name].list_name
        return await self._asked(f"{list_name}(first: {PAGE}{arguments}) {{ {selection} }}")

    async def _found(self, word: str) -> list[str]:
        """Cursors of what a word finds."""
        found = await self._asked(f'search(text: "{word}", first: {PAGE}) {{ edges {{ cursor }} }}')
        return [edge["cursor"] for edge in found["edges"]]

    async def _asked(self, field_: str) -> Any:
        request = Request(f"{{ found: {field_} }}", {})
        result = await self.schema.execute(request, Context(self.theirs.session(), self.viewers[0]))
        return (result.data or {}).get("found")

    def _field(self, name: str) -> Any:
        query = self.schema.graphql.query_type
        assert isinstance(query, GraphQLObjectType)
        return query.fields[self.schema.resources[name].list_name]


def _gone(resource: Resource) -> str:
    return to_global_id(resource, tuple(GONE[python_type(column.source.type)] for column in resource.key))


async def _clear(database: Database, metadata: sa.MetaData) -> None:
    async with database.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(sa.delete(table))
        if database.dialect == "sqlite":
            master = sa.text("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")
            if await connection.scalar(master):
                await connection.execute(sa.text("DELETE FROM sqlite_sequence"))


async def dump(database: Database, metadata: sa.MetaData) -> dict[str, Any]:
    """All rows of all tables, by plain SQL, with moments about now made equal."""
    found = {}
    async with database.engine.connect() as connection:
        for table in metadata.sorted_tables:
            rows = await connection.execute(sa.text(f'SELECT * FROM "{table.name}"'))
            found[table.name] = sorted((steady(tuple(row)) for row in rows), key=repr)
    return found
