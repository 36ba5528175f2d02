"""Types of columns with a value each, and a table of them."""

import datetime as dt
import enum
import uuid
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from sqlmodel_strawberry import Database
from tests.databases import MakeDatabase


class Metal(enum.Enum):
    IRON = "iron"
    GOLD = "gold"


class Reversed(sa.types.TypeDecorator[str]):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: sa.Dialect) -> str | None:
        return value and value[::-1]

    def process_result_value(self, value: str | None, _dialect: sa.Dialect) -> str | None:
        return value and value[::-1]


class Cents(sa.types.TypeDecorator[int]):
    """A whole number over a type whose processor depends on what the database says it is."""

    impl = sa.Numeric(10, 2)
    cache_ok = True

    def process_bind_param(self, value: int | None, _dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 100

    def process_result_value(self, value: Decimal | None, _dialect: sa.Dialect) -> int | None:
        return None if value is None else int(value * 100)


NOON = dt.datetime(2026, 3, 1, 12, 30, 15, 250)
TYPES: dict[str, tuple[Any, Any]] = {
    "small": (sa.SmallInteger(), 3),
    "big": (sa.BigInteger(), 2**60),
    "text": (sa.String(20), "naïve % :name $1 ?"),
    "truth": (sa.Boolean(), True),
    "ratio": (sa.Float(), 0.25),
    "exact_ratio": (sa.Float(asdecimal=True), Decimal("0.25")),
    "amount": (sa.Numeric(10, 2), Decimal("12.30")),
    "rough_amount": (sa.Numeric(10, 2, asdecimal=False), 12.5),
    "cents": (Cents(), 1234),
    "moment": (sa.DateTime(), NOON),
    "instant": (sa.DateTime(timezone=True), NOON.replace(tzinfo=dt.UTC)),
    "day": (sa.Date(), NOON.date()),
    "hour": (sa.Time(), NOON.time()),
    "span": (sa.Interval(), dt.timedelta(days=2, seconds=3)),
    "code": (sa.Uuid(), uuid.UUID(int=7)),
    "code_text": (sa.Uuid(as_uuid=False), str(uuid.UUID(int=8))),
    "metal": (sa.Enum(Metal), Metal.GOLD),
    "plain_metal": (sa.Enum(Metal, native_enum=False), Metal.IRON),
    "document": (sa.JSON(), {"a": [1, None, "x"]}),
    "document_b": (sa.JSON().with_variant(JSONB(), "postgresql"), [{"b": 1.5}]),
    "raw": (sa.LargeBinary(), b"\x00\xff"),
    "backwards": (Reversed(), "abc"),
}
ARRAYS: dict[str, tuple[Any, Any]] = {
    "numbers": (ARRAY(sa.Integer), [1, 2, None]),
    "amounts": (ARRAY(sa.Numeric(10, 2)), [Decimal("1.50")]),
    "metals": (ARRAY(sa.Enum(Metal, name="metal")), [Metal.IRON, Metal.GOLD]),
}


def table_of(types: dict[str, tuple[Any, Any]]) -> sa.Table:
    columns = [sa.Column(name, type_) for name, (type_, _) in types.items()]
    return sa.Table("sample", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), *columns)


async def samples(make_database: MakeDatabase, types: dict[str, tuple[Any, Any]]) -> tuple[Database, sa.Table]:
    """A table of these columns with a row of the values and one of nulls."""
    table = table_of(types)
    database = await make_database(table.metadata)
    values = {name: value for name, (_, value) in types.items()}
    async with database.engine.begin() as connection:
        await connection.execute(table.insert().values(id=1, **values))
        await connection.execute(table.insert().values(id=2, **dict.fromkeys(values)))
    return database, table
