"""A domain for reading: every kind of column, nullable and not, and every kind of relation."""

import datetime as dt
import enum
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, SmallInteger, String, Table, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import SQLModel

from app.models.columns import ExactDecimal, UtcDateTime, text_enum
from sqlmodel_strawberry import Limits, Schema, build_schema, resource

market = registry()
MONEY = ExactDecimal(12, 2)


class Colour(enum.Enum):
    """Names, values and their orders all differ."""

    dark_red = "z"
    green = "B"
    blue = "a"


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = market
    metadata = market.metadata


labelled = Table(
    "labelled",
    market.metadata,
    Column("thing_id", ForeignKey("thing.id"), primary_key=True),
    Column("label_name", ForeignKey("label.name"), primary_key=True),
)


class Maker(Base):
    """Who makes things, perhaps for another maker."""

    __tablename__ = "maker"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    motto: Mapped[str | None] = mapped_column(String(40))
    founded: Mapped[dt.date | None]
    budget: Mapped[Decimal | None] = mapped_column(MONEY)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id"))
    secret: Mapped[str] = mapped_column(String(40))
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    parent: Mapped["Maker | None"] = relationship(back_populates="children", remote_side=id, lazy="raise")
    children: Mapped[list["Maker"]] = relationship(back_populates="parent", lazy="raise")
    things: Mapped[list["Thing"]] = relationship(back_populates="maker", lazy="raise")


class Thing(Base):
    """Something made. Of each pair of columns the second may be null."""

    __tablename__ = "thing"

    id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    n: Mapped[int]
    pieces: Mapped[int]
    pieces_left: Mapped[int | None]
    shelf: Mapped[int | None] = mapped_column(SmallInteger)
    grams: Mapped[int] = mapped_column(BigInteger)
    grams_packed: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(40))
    subtitle: Mapped[str | None] = mapped_column(String(40))
    price: Mapped[Decimal] = mapped_column(MONEY)
    discount: Mapped[Decimal | None] = mapped_column(MONEY)
    score: Mapped[float] = mapped_column(Float(53))
    rating: Mapped[float | None] = mapped_column(Float(53))
    is_new: Mapped[bool]
    is_fragile: Mapped[bool | None]
    made_at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    sold_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)
    made_on: Mapped[dt.date]
    expires_on: Mapped[dt.date | None]
    code: Mapped[uuid.UUID] = mapped_column(Uuid)
    batch: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    colour: Mapped[Colour] = mapped_column(text_enum(Colour, "colour"))
    lining: Mapped[Colour | None] = mapped_column(text_enum(Colour, "lining"))
    data: Mapped[Any] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    notes: Mapped[Any | None] = mapped_column(JSON)
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id"))
    secret: Mapped[str] = mapped_column(String(40))
    cost: Mapped[Decimal] = mapped_column(MONEY)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    maker: Mapped[Maker | None] = relationship(back_populates="things", lazy="raise")
    labels: Mapped[list["Label"]] = relationship(secondary=labelled, back_populates="things", lazy="raise")
    reviews: Mapped[list["Review"]] = relationship(back_populates="thing", lazy="raise")


class Label(Base):
    """A word that things are found by, and which is its own key."""

    __tablename__ = "label"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    n: Mapped[int]
    priority: Mapped[int | None]
    deleted_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime)

    things: Mapped[list[Thing]] = relationship(secondary=labelled, back_populates="labels", lazy="raise")


class Review(Base):
    """What somebody says of a thing. Its key has two columns."""

    __tablename__ = "review"

    thing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thing.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int]
    stars: Mapped[int | None]
    words: Mapped[str] = mapped_column(String(40))

    thing: Mapped[Thing] = relationship(back_populates="reviews", lazy="raise")


class MakerPublic(SQLModel):
    """Who makes things."""

    id: int
    n: int
    name: str
    motto: str | None
    founded: dt.date | None
    budget: Decimal | None
    parent_id: int | None


class ThingPublic(SQLModel):
    """Something made."""

    id: uuid.UUID
    n: int
    pieces: int
    pieces_left: int | None
    shelf: int | None
    grams: int
    grams_packed: int | None
    title: str
    subtitle: str | None
    price: Decimal
    discount: Decimal | None
    score: float
    rating: float | None
    is_new: bool
    is_fragile: bool | None
    made_at: dt.datetime
    sold_at: dt.datetime | None
    made_on: dt.date
    expires_on: dt.date | None
    code: uuid.UUID
    batch: uuid.UUID | None
    colour: Colour
    lining: Colour | None
    data: Any
    notes: Any | None
    maker_id: int | None


class LabelPublic(SQLModel):
    """A word that things are found by."""

    name: str
    n: int
    priority: int | None


class ReviewPublic(SQLModel):
    """What somebody says of a thing."""

    thing_id: uuid.UUID
    number: int
    n: int
    stars: int | None
    words: str


@resource(Maker, public=MakerPublic, relations=["parent", "children", "things"])
class MakerType:
    """Who makes things."""


@resource(Thing, public=ThingPublic, relations=["maker", "labels", "reviews"])
class ThingType:
    """Something made."""


@resource(Label, public=LabelPublic, relations=["things"])
class LabelType:
    """A word that things are found by."""


@resource(Review, public=ReviewPublic, relations=["thing"])
class ReviewType:
    """What somebody says of a thing."""


def create_schema(limits: Limits | None = None) -> Schema:
    """The whole API."""
    return build_schema([MakerType, ThingType, LabelType, ReviewType], limits=limits)
