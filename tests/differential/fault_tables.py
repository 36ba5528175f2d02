"""Tables of a store whose rows hold what no scalar can show: nulls where none may be, numbers too large, no numbers."""

import datetime as dt
import enum
import math
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, Date, Dialect, Double, ForeignKey, Integer, String, Table, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.models.columns import ExactDecimal, UtcDateTime, text_enum

store = registry()


class Colour(enum.Enum):
    """Names and values differ."""

    red = "r"
    green = "g"


class Faulty(TypeDecorator[Any]):
    """A column in which some values stand for what its type does not have."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[TypeEngine[Any]], faults: tuple[tuple[Any, Any], ...]) -> None:
        super().__init__()
        self.impl = kind()  # type: ignore[assignment]  # an instance does as well as a class
        self.faults = faults

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value, or what it stands for."""
        return next((fault for stored, fault in self.faults if stored == value), value)


LARGE, TEXT, FRACTION, HUGE, NOTHING = -1, -2, -3, -4, -5
INT = Faulty(Integer, ((LARGE, 2**40), (TEXT, "many"), (FRACTION, 1.5), (HUGE, 2**70), (NOTHING, None)))
FLOAT = Faulty(Double, ((-1.0, math.nan), (-2.0, math.inf), (-3.0, "much"), (-5.0, None)))
STRING = Faulty(String, (("none", None), ("object", ("a", 1)), ("number", 5), ("truth", True)))
NEVER = dt.date(1900, 1, 1)
DATE = Faulty(Date, ((NEVER, "never"),))


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = store
    metadata = store.metadata


marked = Table(
    "marked",
    store.metadata,
    Column("crate_id", ForeignKey("crate.id"), primary_key=True),
    Column("label_name", ForeignKey("label.name"), primary_key=True),
)


class Depot(Base):
    """A place for crates, perhaps inside of another."""

    __tablename__ = "depot"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    city: Mapped[str | None] = mapped_column(String(40))
    rent: Mapped[int] = mapped_column(INT)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("depot.id"))

    parent: Mapped["Depot | None"] = relationship(back_populates="children", remote_side=id, lazy="raise")
    children: Mapped[list["Depot"]] = relationship(back_populates="parent", lazy="raise", passive_deletes="all")
    crates: Mapped[list["Crate"]] = relationship(back_populates="depot", lazy="raise", passive_deletes="all")
    keeper: Mapped["Keeper | None"] = relationship(back_populates="depot", lazy="raise", passive_deletes="all")


class Keeper(Base):
    """Who keeps a depot."""

    __tablename__ = "keeper"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(STRING)
    depot_id: Mapped[int] = mapped_column(ForeignKey("depot.id"), unique=True)

    depot: Mapped[Depot] = relationship(back_populates="keeper", lazy="raise")


class Crate(Base):
    """What stands in a depot. Of each pair of columns the second may be null."""

    __tablename__ = "crate"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    weight: Mapped[int] = mapped_column(INT)
    spare: Mapped[int | None] = mapped_column(INT)
    score: Mapped[float] = mapped_column(FLOAT)
    rating: Mapped[float | None] = mapped_column(FLOAT)
    note: Mapped[str] = mapped_column(STRING)
    remark: Mapped[str | None] = mapped_column(STRING)
    packed_on: Mapped[dt.date] = mapped_column(DATE)
    opened_on: Mapped[dt.date | None] = mapped_column(DATE)
    shade: Mapped[str] = mapped_column(String(9))
    lining: Mapped[Colour | None] = mapped_column(text_enum(Colour, "lining"))
    price: Mapped[Decimal] = mapped_column(ExactDecimal(12, 2))
    grams: Mapped[int] = mapped_column(BigInteger)
    pieces: Mapped[int] = mapped_column(Integer().with_variant(BigInteger(), "postgresql"))
    volume: Mapped[float | None] = mapped_column(Double)
    is_open: Mapped[bool]
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    data: Mapped[Any | None] = mapped_column(JSON)
    depot_id: Mapped[int | None] = mapped_column(ForeignKey("depot.id"))

    depot: Mapped[Depot | None] = relationship(back_populates="crates", lazy="raise")
    labels: Mapped[list["Label"]] = relationship(secondary=marked, back_populates="crates", lazy="raise")


class Label(Base):
    """A word that crates are found by, and which is its own key."""

    __tablename__ = "label"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    rank: Mapped[int | None] = mapped_column(INT)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    crates: Mapped[list[Crate]] = relationship(secondary=marked, back_populates="labels", lazy="raise")
