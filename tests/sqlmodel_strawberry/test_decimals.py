"""Exact decimals are shown as the database has them, and are Decimals to Python."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Numeric, String, insert
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlmodel import SQLModel
from strawberry import Parent

from app.models.columns import ExactDecimal
from sqlmodel_strawberry import build_schema, field, resource
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations

tables = registry()

Text = str | None


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = tables
    metadata = tables.metadata


class Sum(Base):
    """A decimal without bounds, which only PostgreSQL keeps, and one that no database rounds."""

    __tablename__ = "sum"
    id: Mapped[int] = mapped_column(primary_key=True)
    plain: Mapped[Decimal | None] = mapped_column(Numeric().with_variant(String(), "sqlite"))
    exact: Mapped[Decimal | None] = mapped_column(ExactDecimal(18, 9))


class SumPublic(SQLModel):
    """All of it."""

    id: int
    plain: Decimal | None
    exact: Decimal | None


@resource(Sum, public=SumPublic)
class SumType:
    """Two decimals."""

    @field(requires=["plain", "exact"])
    @staticmethod
    def kinds(row: Parent[SumPublic]) -> list[str]:
        """What they are to Python."""
        return [type(value).__name__ for value in (row.plain, row.exact)]

    @field(requires=["exact"])
    @staticmethod
    def double(row: Parent[SumPublic]) -> Decimal | None:
        """Reckoned by Python."""
        return None if row.exact is None else row.exact * 2


SCHEMAS = {compiled: build_schema([SumType], compiled=compiled) for compiled in (True, False)}


async def operations(make_database: MakeDatabase, compiled: bool, rows: list[tuple[Text, Text]]) -> Operations:
    database = await make_database(tables.metadata)
    values = [[text and Decimal(text) for text in row] for row in rows]
    async with database.engine.begin() as connection:
        named = [{"id": number, "plain": plain, "exact": exact} for number, (plain, exact) in enumerate(values, 1)]
        await connection.execute(insert(Sum), named)
    return Operations(SCHEMAS[compiled], database)


@pytest.mark.parametrize("compiled", [True, False])
class TestDecimals:
    """Compiled, and by graphql-core."""

    async def test_are_shown_with_all_their_digits(self, make_database: MakeDatabase, compiled: bool) -> None:
        texts = ["0", "-0.000000001", "1E+5", "123456789.987654321", None]
        api = await operations(make_database, compiled, [(None, text) for text in texts])
        nodes: list[dict[str, Any]] = (await api.data("{ sums { nodes { exact double kinds } } }"))["sums"]["nodes"]
        assert [(node["exact"], node["double"]) for node in nodes] == [
            ("0.000000000", "0.000000000"),
            ("-0.000000001", "-0.000000002"),
            ("100000.000000000", "200000.000000000"),
            ("123456789.987654321", "246913579.975308642"),
            (None, None),
        ]
        assert [node["kinds"][1] for node in nodes] == ["Decimal"] * 4 + ["NoneType"]

    async def test_make_cursors_that_lead_on(self, make_database: MakeDatabase, compiled: bool) -> None:
        api = await operations(make_database, compiled, [(None, "0.000000001"), (None, None), (None, "-3")])
        order, found, cursors = "orderBy: [{exact: ASC_NULLS_FIRST}], first: 1", [], [None]
        query = f"""query ($after: String) {{
            sums({order}, after: $after) {{ edges {{ cursor node {{ exact }} }} pageInfo {{ hasNextPage endCursor }} }}
        }}"""
        for _ in range(3):
            page = (await api.data(query, after=cursors[-1]))["sums"]
            found.append(page["edges"][0]["node"]["exact"])
            cursors.append(page["edges"][0]["cursor"])
            assert page["pageInfo"] == {"hasNextPage": len(found) < 3, "endCursor": cursors[-1]}
        assert found == [None, "-3.000000000", "0.000000001"]


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
async def test_numbers_without_bounds_are_shown_as_they_are(make_database: MakeDatabase, compiled: bool) -> None:
    texts = ["NaN", "-1E-25", "12345678901234567890123456789.000", "1E+30", "-0.0"]
    api = await operations(make_database, compiled, [(text, "1") for text in texts])
    shown = ["NaN", "-0." + "0" * 24 + "1", "12345678901234567890123456789.000", "1" + "0" * 30, "0.0"]
    assert (await api.data("{ sums { nodes { plain kinds } } }"))["sums"]["nodes"] == [
        {"plain": each, "kinds": ["Decimal", "Decimal"]} for each in shown
    ]
