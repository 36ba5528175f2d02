"""Operations without HTTP, each in a context of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import MetaData, insert, text

from app.models import metadata as application
from sqlmodel_strawberry import Context, Database, Request, Result, Schema
from tests.graphql_schema.viewers import ADMIN

Row = dict[str, Any]


async def execute(schema: Schema, database: Database, query: str, variables: Mapping[str, Any] | None = None) -> Result:
    """Run one operation of `query`."""
    return await schema.execute(Request(query, variables or {}), Context(database.session(), ADMIN))


async def answer(schema: Schema, database: Database, query: str, variables: Mapping[str, Any] | None = None) -> Any:
    """The data of an operation that must not fail."""
    result = await execute(schema, database, query, variables)
    assert not result.errors, result.errors
    return result.data


async def insert_rows(
    database: Database, tables: Sequence[tuple[str, Sequence[Row]]], metadata: MetaData = application
) -> None:
    """Write rows, keys and all, in the order given. Rows of one table have the same columns."""
    async with database.engine.begin() as connection:
        for name, rows in tables:
            if rows:
                await connection.execute(insert(metadata.tables[name]), list(rows))
        if database.dialect == "postgresql":
            for name, _ in tables:
                # Keys were given, so the sequence that makes them has to be told.
                if metadata.tables[name].autoincrement_column is not None:
                    sequence = f"pg_get_serial_sequence('\"{name}\"', 'id')"
                    await connection.execute(text(f'SELECT setval({sequence}, max(id)) FROM "{name}"'))


async def fetch(database: Database, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Rows by plain SQL, without the engine that is tested."""
    async with database.engine.connect() as connection:
        return [tuple(row) for row in await connection.execute(text(sql), parameters)]
