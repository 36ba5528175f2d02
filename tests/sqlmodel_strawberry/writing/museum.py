"""A domain with everything that a write can meet: versions, soft deletion, defaults of all kinds, links, children."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Numeric,
    String,
    Table,
    func,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import Field, SQLModel

from sqlmodel_strawberry import Limits, Schema, build_schema, resource

museum = registry()


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = museum
    metadata = museum.metadata


hall_theme = Table(
    "hall_theme",
    museum.metadata,
    Column("hall_id", ForeignKey("hall.id", ondelete="CASCADE"), primary_key=True),
    Column("theme_code", ForeignKey("theme.code", ondelete="CASCADE"), primary_key=True),
    Column("weight", String(10), nullable=False, default="light"),
)


def loud_label(context: Any) -> str:
    """A default that looks at the other values."""
    return str(context.get_current_parameters()["label"]).upper()


class Hall(Base):
    __tablename__ = "hall"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    floor: Mapped[int | None] = mapped_column()
    opened: Mapped[dt.date | None] = mapped_column()
    touched: Mapped[str] = mapped_column(default="never", onupdate="again")
    version: Mapped[int] = mapped_column()

    exhibits: Mapped[list["Exhibit"]] = relationship(back_populates="hall", lazy="raise", passive_deletes="all")
    themes: Mapped[list["Theme"]] = relationship(secondary=hall_theme, back_populates="halls", lazy="raise")
    tickets: Mapped[list["Ticket"]] = relationship(back_populates="hall", lazy="raise", passive_deletes="all")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = ({"sqlite_autoincrement": True},)


class Exhibit(Base):
    __tablename__ = "exhibit"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id"))
    part_of_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("exhibit.id"))
    label: Mapped[str] = mapped_column(String(20))
    rank: Mapped[int] = mapped_column(server_default="7")
    loud: Mapped[str] = mapped_column(String(20), default=loud_label)
    added: Mapped[str] = mapped_column(String(20), server_default=func.lower("NOW"))
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int] = mapped_column()

    hall: Mapped[Hall] = relationship(back_populates="exhibits", lazy="raise")
    parts: Mapped[list["Exhibit"]] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        Index(
            "one_living_label",
            "label",
            unique=True,
            sqlite_where=text("deleted_at IS NULL"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        CheckConstraint(rank > 0, name="rank_positive"),
    )


class Theme(Base):
    __tablename__ = "theme"

    code: Mapped[str] = mapped_column(String(10), primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    slug: Mapped[str] = mapped_column(String(20), unique=True)

    halls: Mapped[list[Hall]] = relationship(secondary=hall_theme, back_populates="themes", lazy="raise")


class Ticket(Base):
    __tablename__ = "ticket"

    hall_id: Mapped[int] = mapped_column(ForeignKey("hall.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    price: Mapped[Decimal] = mapped_column(Numeric(8, 2))
    holder: Mapped[str | None] = mapped_column(String(20))

    hall: Mapped[Hall] = relationship(back_populates="tickets", lazy="raise")


class HallBase(SQLModel):
    """A room of the museum."""

    name: str = Field(min_length=1, max_length=20)
    floor: int | None = Field(default=None, le=9)
    opened: dt.date | None = None


class HallPublic(HallBase):
    """A room of the museum."""

    id: int
    touched: str
    version: int


class HallCreate(HallBase):
    """A new hall."""


class HallUpdate(SQLModel):
    """What to change in a hall. When it opened is history."""

    name: str | None = Field(default=None, min_length=1, max_length=20)
    floor: int | None = Field(default=None, le=9)


class ExhibitBase(SQLModel):
    """A thing to look at."""

    hall_id: int
    part_of_id: uuid.UUID | None = None
    label: str = Field(min_length=1, max_length=20)
    rank: int | None = None
    details: dict[str, Any] | None = None


class ExhibitPublic(ExhibitBase):
    """A thing to look at."""

    id: uuid.UUID
    rank: int
    loud: str
    added: str
    version: int


class ExhibitCreate(ExhibitBase):
    """A new exhibit, whose key may be given."""

    id: uuid.UUID | None = None
    loud: str | None = None
    added: str | None = None


class ExhibitUpdate(SQLModel):
    """What to change in an exhibit."""

    label: str | None = Field(default=None, min_length=1, max_length=20)
    rank: int | None = None
    part_of_id: uuid.UUID | None = None
    details: dict[str, Any] | None = None


class ThemeBase(SQLModel):
    """What halls are about."""

    name: str = Field(min_length=1, max_length=20)


class ThemePublic(ThemeBase):
    """What halls are about."""

    code: str


class ThemeCreate(ThemePublic):
    """A new theme."""


class ThemeUpdate(SQLModel):
    """What to change in a theme."""

    name: str | None = Field(default=None, min_length=1, max_length=20)


class TicketBase(SQLModel):
    """A way in."""

    hall_id: int
    number: int = Field(ge=1)
    price: Decimal = Field(max_digits=8, decimal_places=2)
    holder: str | None = Field(default=None, max_length=20)


class TicketPublic(TicketBase):
    """A way in."""


class TicketCreate(TicketBase):
    """A new ticket."""


class TicketUpdate(SQLModel):
    """What to change in a ticket."""

    price: Decimal | None = Field(default=None, max_digits=8, decimal_places=2)
    holder: str | None = Field(default=None, max_length=20)


async def with_slug(values: dict[str, Any]) -> dict[str, Any]:
    """The column that nobody else knows of."""
    return values | ({"slug": values["name"].lower()} if "name" in values else {})


@resource(
    Hall,
    public=HallPublic,
    create=HallCreate,
    update=HallUpdate,
    relations=["exhibits", "themes", "tickets"],
    unique=["name"],
    nested=["exhibits", "themes", "tickets"],
)
class HallType:
    """A room of the museum."""


@resource(
    Exhibit,
    public=ExhibitPublic,
    create=ExhibitCreate,
    update=ExhibitUpdate,
    relations=["hall", "parts"],
    unique=["label"],
)
class ExhibitType:
    """A thing to look at."""


@resource(
    Theme,
    public=ThemePublic,
    create=ThemeCreate,
    update=ThemeUpdate,
    relations=["halls"],
    unique=["name", "code"],
    nested=["halls"],
    prepare=with_slug,
)
class ThemeType:
    """What halls are about."""


@resource(Ticket, public=TicketPublic, create=TicketCreate, update=TicketUpdate, relations=["hall"])
class TicketType:
    """A way in."""


def create_schema(limits: Limits | None = None) -> Schema:
    """The whole API."""
    return build_schema([HallType, ExhibitType, ThemeType, TicketType], limits=limits)
