"""One small table for every kind of key that makes an id."""

import datetime as dt
import enum
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Enum, Numeric, SmallInteger, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlmodel import SQLModel

from sqlmodel_strawberry import Schema, build_schema, resource

key_kinds = registry()


class Floor(enum.Enum):
    """Where to go: names and values differ, and the names are lower-case."""

    ground = "G"
    first_floor = "1"


class Base(DeclarativeBase):
    """Tables that differ in their key only."""

    registry = key_kinds
    metadata = key_kinds.metadata


class Numbered(Base):
    __tablename__ = "numbered"
    key: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label: Mapped[str]


class Small(Base):
    __tablename__ = "small"
    key: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    label: Mapped[str]


class Big(Base):
    __tablename__ = "big"
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    label: Mapped[str]


class Named(Base):
    __tablename__ = "named"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    label: Mapped[str]


class Unique(Base):
    __tablename__ = "unique_"
    key: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    label: Mapped[str]


class Exact(Base):
    __tablename__ = "exact"
    key: Mapped[Decimal] = mapped_column(Numeric(9, 3), primary_key=True)
    label: Mapped[str]


class Daily(Base):
    __tablename__ = "daily"
    key: Mapped[dt.date] = mapped_column(primary_key=True)
    label: Mapped[str]


class Naive(Base):
    __tablename__ = "naive"
    key: Mapped[dt.datetime] = mapped_column(DateTime(), primary_key=True)
    label: Mapped[str]


class Aware(Base):
    __tablename__ = "aware"
    key: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    label: Mapped[str]


class Storey(Base):
    __tablename__ = "storey"
    key: Mapped[Floor] = mapped_column(Enum(Floor, native_enum=False), primary_key=True)
    label: Mapped[str]


class Composite(Base):
    __tablename__ = "composite"
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Numeric(9, 3), primary_key=True)
    label: Mapped[str]


ID = uuid.UUID("123e4567-e89b-12d3-a456-426614174000")
OTHER_ID = uuid.UUID("ffffffff-e89b-12d3-a456-426614174000")
NOON = dt.datetime(2026, 1, 31, 12, 0, 0, 5)

# Each kind with two of its keys in order, and how the first one is written in GraphQL.
KEYS: dict[type[Any], tuple[Any, Any, object]] = {
    Numbered: (-(2**31), 2**31 - 1, -(2**31)),
    Small: (-(2**15), 2**15 - 1, -(2**15)),
    Big: (-(2**63), 2**63 - 1, str(-(2**63))),
    Named: ("a/ü 'b\"", "ß😀", "a/ü 'b\""),
    Unique: (ID, OTHER_ID, str(ID)),
    Exact: (Decimal("-1.250"), Decimal("519.512"), "-1.250"),
    Daily: (dt.date(1, 1, 1), dt.date(9999, 12, 31), "0001-01-01"),
    Naive: (NOON, NOON.replace(microsecond=6), "2026-01-31T12:00:00.000005+00:00"),
    Aware: (
        NOON.replace(tzinfo=dt.UTC),
        NOON.replace(microsecond=6, tzinfo=dt.UTC),
        "2026-01-31T12:00:00.000005+00:00",
    ),
    Storey: (Floor.first_floor, Floor.ground, "FIRST_FLOOR"),
}
COMPOSITE_KEYS = (
    (dt.date(2026, 1, 31), "ü", ID, Decimal("1.250")),
    (dt.date(2026, 1, 31), "ü", ID, Decimal("1.251")),
)


def _declare(model: type[Any]) -> type:
    fields = [name for name in model.__annotations__ if name != "__tablename__"]
    columns = model.__table__.columns
    annotations = {name: str if name == "label" else columns[name].type.python_type for name in fields}
    public = type(f"{model.__name__}Public", (SQLModel,), {"__annotations__": annotations})
    return resource(model, public=public)(type(f"{model.__name__}Type", (), {"__doc__": "A row with a key."}))


def create_schema() -> Schema:
    """An API over all of them."""
    models: list[type[Any]] = [*KEYS, Composite]
    return build_schema([_declare(model) for model in models])
