"""Values of every type go through a query and come back as SQLAlchemy has them."""

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry.database.queries import Query
from sqlmodel_strawberry.database.session import Session
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.database.samples import ARRAYS, TYPES, samples


async def both_ways(session: Session, statement: Any, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What `fetch` gives, `read` having given the same, twice."""
    query, found = Query(statement), [tuple(row) for row in await session.fetch(statement, values)]
    for _ in range(2):
        assert [tuple(row) for row in await session.read(query, values)] == found
    return found


class TestTypes:
    async def check(self, make_database: MakeDatabase, types: dict[str, tuple[Any, Any]], name: str) -> None:
        database, table = await samples(make_database, {name: types[name]})
        column, session = table.c[name], database.session()
        value = types[name][1]
        out = sa.select(column, table.c.id).order_by(table.c.id)
        async with database.engine.connect() as connection:
            expected: Sequence[Any] = [tuple(row) for row in await connection.execute(out)]
        assert expected[1] == (None, 2)
        found = await both_ways(session, out, {})
        assert (found, [type(row[0]) for row in found]) == (expected, [type(row[0]) for row in expected])
        if not isinstance(column.type, sa.JSON):
            given = sa.bindparam("given", type_=column.type)
            for condition in (column == value, column == given, column.in_([value])):
                statement = sa.select(table.c.id).where(condition)
                assert await both_ways(session, statement, {"given": value}) == [(1,)]
        await session.close()

    @pytest.mark.parametrize("name", TYPES)
    async def test_of_both_databases(self, make_database: MakeDatabase, name: str) -> None:
        await self.check(make_database, TYPES, name)

    @pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
    @pytest.mark.parametrize("name", ARRAYS)
    async def test_arrays(self, make_database: MakeDatabase, name: str) -> None:
        await self.check(make_database, ARRAYS, name)

    async def test_all_at_once(self, make_database: MakeDatabase) -> None:
        database, table = await samples(make_database, TYPES)
        async with database.engine.connect() as connection:
            expected = [tuple(row) for row in await connection.execute(table.select().order_by(table.c.id))]
        session = database.session()
        assert await both_ways(session, table.select().order_by(table.c.id), {}) == expected
        await session.close()
