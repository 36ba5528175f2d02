"""Invented rows: every kind of column, key and relation, on both databases."""

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry.testing.rows import ROWS, Invented, UninventedRowsError, fill_tables
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.writing.museum import museum


@pytest.mark.parametrize("metadata", [library.library.metadata, museum.metadata])
async def test_each_table_is_filled(make_database: MakeDatabase, metadata: sa.MetaData) -> None:
    database = await make_database(metadata)
    await fill_tables(database, list(metadata.tables.values()))
    async with database.engine.connect() as connection:
        for table in metadata.tables.values():
            count = await connection.scalar(sa.select(sa.func.count()).select_from(table))
            assert count == ROWS, table.name


def test_foreign_keys_lead_to_rows_of_the_same_number() -> None:
    tables = library.library.metadata.tables
    invented = Invented(list(tables.values()), {})
    edition, copy = (invented.row(tables[name], 3) for name in ("edition", "copy"))
    assert (copy["isbn"], copy["number"]) == (edition["isbn"], edition["number"])
    assert edition["isbn"] == invented.row(tables["book"], 3)["isbn"]
    first, last = (invented.row(tables["author"], number) for number in (1, ROWS))
    assert (first["mentor_id"], last["mentor_id"]) == (invented.row(tables["author"], 2)["id"], None)


def test_values_are_given_where_the_database_asks_for_them() -> None:
    tables = library.library.metadata.tables
    invented = Invented(list(tables.values()), {"book.isbn": lambda number: f"978-{number}"})
    assert invented.row(tables["edition"], 2)["isbn"] == "978-2"


async def test_what_a_table_does_not_take_is_told(make_database: MakeDatabase) -> None:
    metadata = sa.MetaData()
    name = sa.Column("name", sa.String(5), sa.CheckConstraint("name LIKE 'x%'"), nullable=False)
    table = sa.Table("thing", metadata, sa.Column("id", sa.Integer, primary_key=True), name)
    database = await make_database(metadata)
    with pytest.raises(UninventedRowsError, match=r"^thing does not take invented rows: .*\(api_values\)$"):
        await fill_tables(database, [table])
    await fill_tables(database, [table], {"thing.name": lambda number: f"x{number}"})


async def test_tables_that_refer_to_each_other_and_to_themselves(make_database: MakeDatabase) -> None:
    metadata = sa.MetaData()
    key = ("id", sa.Integer)
    sa.Table("hen", metadata, sa.Column(*key, primary_key=True), sa.Column("egg_id", sa.ForeignKey("egg.id")))
    boss: sa.Column[int] = sa.Column("boss_id", sa.ForeignKey("clerk.id"), nullable=False)
    sa.Table("clerk", metadata, sa.Column(*key, primary_key=True), boss)
    layer: sa.Column[int] = sa.Column("hen_id", sa.ForeignKey("hen.id", use_alter=True))
    sa.Table("egg", metadata, sa.Column(*key, primary_key=True), layer)
    database = await make_database(metadata)
    await fill_tables(database, list(metadata.tables.values()))
    async with database.engine.connect() as connection:
        clerks = (await connection.execute(sa.select(metadata.tables["clerk"]))).all()
        eggs = (await connection.execute(sa.select(metadata.tables["hen"].c.egg_id))).scalars().all()
    assert {id for id, boss_id in clerks if id == boss_id} == set(range(1, ROWS + 1))
    assert len(eggs) == ROWS
