"""What the store's API shows of its tables, and takes."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import computed_field
from sqlmodel import Field, SQLModel

from tests.differential.fault_tables import Colour


class DepotBase(SQLModel):
    """A place for crates."""

    name: str = Field(max_length=40)
    city: str | None = Field(default=None, max_length=40)
    parent_id: int | None = None


class DepotPublic(DepotBase):
    """A place for crates."""

    id: int
    rent: int


class DepotCreate(DepotBase):
    """A new place."""

    rent: int


class DepotUpdate(SQLModel):
    """What changes of a place."""

    city: str | None = None
    rent: int | None = None


class KeeperPublic(SQLModel):
    """Who keeps a depot."""

    id: UUID
    name: str
    depot_id: int


class CrateBase(SQLModel):
    """What stands in a depot."""

    code: str = Field(max_length=40)
    weight: int
    spare: int | None = None
    score: float = 1.5
    rating: float | None = None
    note: str = "new"
    remark: str | None = None
    packed_on: dt.date = dt.date(2026, 5, 1)
    opened_on: dt.date | None = None
    price: Decimal = Decimal("1.25")
    grams: int = 1
    pieces: int = 1
    volume: float | None = None
    is_open: bool = True
    made_at: dt.datetime = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    data: Any = None
    depot_id: int | None = None


class CratePublic(CrateBase):
    """What stands in a depot."""

    id: int
    shade: Colour
    lining: Colour | None

    @computed_field(description="What it weighs by score.")
    @property
    def density(self) -> float:
        return self.weight / self.score

    @computed_field(description="The note, aloud.")
    @property
    def loud(self) -> str | None:
        return self.note.upper()


class CrateCreate(CrateBase):
    """A new crate."""

    shade: str = "r"


class CrateUpdate(SQLModel):
    """What changes of a crate."""

    weight: int | None = None
    note: str | None = None
    depot_id: int | None = None
    remark: str | None = None


class LabelPublic(SQLModel):
    """A word that crates are found by."""

    name: str
    rank: int | None


class LabelCreate(LabelPublic):
    """A new word."""
