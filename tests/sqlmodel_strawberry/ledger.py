"""A domain made of rules: every kind of constraint, default and counter that a table or a boundary model can have."""

import itertools
from decimal import Decimal
from typing import Any, Self

from pydantic import field_validator, model_validator
from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    MetaData,
    Numeric,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import Field, SQLModel

from sqlmodel_strawberry import Schema, build_schema, resource

ledger = registry(
    metadata=MetaData(
        naming_convention={"uq": "uq_%(table_name)s_%(column_0_N_name)s", "ck": "ck_%(table_name)s_%(constraint_name)s"}
    )
)
serials = itertools.count(1)


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = ledger
    metadata = ledger.metadata


class Account(Base):
    """Where money is."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(12), unique=True)
    alias: Mapped[str | None] = mapped_column(String(20))
    branch: Mapped[int] = mapped_column(default=1)
    number: Mapped[int | None] = mapped_column()
    closed: Mapped[bool] = mapped_column(default=False)
    balance: Mapped[Decimal] = mapped_column(Numeric(8, 2), default=Decimal("0.00"))
    low: Mapped[int] = mapped_column(default=0)
    high: Mapped[int] = mapped_column(default=0)
    grade: Mapped[str | None] = mapped_column(String(1))
    small: Mapped[int | None] = mapped_column(SmallInteger)
    wide: Mapped[int | None] = mapped_column(BigInteger)
    ratio: Mapped[float | None] = mapped_column(Float)
    note: Mapped[str | None] = mapped_column(Text)
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(10), server_default=text("'plain'"))
    serial: Mapped[int] = mapped_column(default=lambda: next(serials))
    changes: Mapped[int] = mapped_column(default=0, onupdate=text("changes + 1"))
    version: Mapped[int] = mapped_column()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    entries: Mapped[list["Entry"]] = relationship(
        back_populates="account", foreign_keys="Entry.account_id", lazy="raise", passive_deletes="all"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        Index("alias_of_open", alias, unique=True, sqlite_where=closed.is_(False), postgresql_where=closed.is_(False)),
        UniqueConstraint(branch, number),
        CheckConstraint(balance >= 0, name="balance_not_negative"),
        CheckConstraint(high >= low, name="high_above_low"),
        CheckConstraint("grade <> 'z'", name="grade_written_by_hand"),
    )


class Entry(Base):
    """One movement."""

    __tablename__ = "entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    contra_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    account: Mapped[Account] = relationship(back_populates="entries", foreign_keys=account_id, lazy="raise")


class AccountPublic(SQLModel):
    """Where money is."""

    id: int
    name: str
    alias: str | None
    branch: int
    number: int | None
    closed: bool
    balance: Decimal
    low: int
    high: int
    grade: str | None
    small: int | None
    wide: int | None
    ratio: float | None
    note: str | None
    extra: dict[str, Any] | None
    kind: str
    serial: int
    changes: int
    version: int
    parent_id: int | None


class AccountRules(SQLModel):
    """What must hold whoever writes."""

    @field_validator("note", check_fields=False)
    @classmethod
    def no_swearing(cls, value: str | None) -> str | None:
        if value == "damn":
            raise ValueError("Mind your language.")
        return value

    @model_validator(mode="after")
    def short_notes_for_small_accounts(self) -> Self:
        if getattr(self, "small", None) == 0 and getattr(self, "note", None):
            raise ValueError("A small account has no note.")
        return self


class AccountCreate(AccountRules):
    """A new account. Most rules stand in the table alone, to see what the database says."""

    name: str
    alias: str | None = Field(default=None, min_length=2, max_length=20, schema_extra={"pattern": r"^[a-z]+$"})
    branch: int = Field(default=1, ge=1, le=9)
    number: int | None = None
    closed: bool = False
    balance: Decimal = Decimal("0.00")
    low: int = 0
    high: int = 0
    grade: str | None = None
    small: int | None = None
    wide: int | None = None
    ratio: float | None = None
    note: str | None = None
    extra: dict[str, Any] | None = None
    kind: str | None = None
    parent_id: int | None = None


class AccountUpdate(AccountRules):
    """What to change in an account."""

    name: str | None = None
    alias: str | None = Field(default=None, min_length=2, max_length=20, schema_extra={"pattern": r"^[a-z]+$"})
    branch: int | None = Field(default=None, ge=1, le=9)
    number: int | None = None
    closed: bool | None = None
    balance: Decimal | None = None
    low: int | None = None
    high: int | None = None
    grade: str | None = None
    small: int | None = None
    wide: int | None = None
    ratio: float | None = None
    note: str | None = None
    extra: dict[str, Any] | None = None
    kind: str | None = None
    parent_id: int | None = None


class EntryPublic(SQLModel):
    """One movement."""

    id: int
    account_id: int
    contra_id: int | None


class EntryCreate(SQLModel):
    """A new movement."""

    account_id: int
    contra_id: int | None = None


class EntryUpdate(SQLModel):
    """What to change in a movement."""

    account_id: int | None = None
    contra_id: int | None = None


def forget_nobody(values: dict[str, Any]) -> dict[str, Any]:
    """A `prepare=` with a bug: it makes null of a name that the table wants."""
    return {**values, "name": None} if values.get("name") == "nobody" else values


@resource(
    Account,
    public=AccountPublic,
    create=AccountCreate,
    update=AccountUpdate,
    relations=["entries"],
    unique=["name"],
    prepare=forget_nobody,
)
class AccountType:
    """Where money is."""


@resource(Entry, public=EntryPublic, create=EntryCreate, update=EntryUpdate, relations=["account"], plural="entries")
class EntryType:
    """One movement."""


def create_schema() -> Schema:
    """The whole API."""
    return build_schema([AccountType, EntryType])
