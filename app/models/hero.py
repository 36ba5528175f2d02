from datetime import datetime
from typing import Optional

from sqlalchemy import CheckConstraint, Index, column
from sqlmodel import Field, Relationship, SQLModel

from app.models.columns import UtcDateTime, search_index
from app.models.patch import optional
from app.models.team import Team

LIVING = column("deleted_at").is_(None)


class HeroBase(SQLModel):
    """A hero, who may fight for one team."""

    name: str = Field(
        min_length=1, max_length=100, description="The name the public knows; no two living heroes share one."
    )
    age: int | None = Field(default=None, ge=0, le=100_000, description="The age in years, if known.")
    team_id: int | None = Field(default=None, foreign_key="team.id", description="The team the hero fights for.")


class HeroSecret(SQLModel):
    """What is written of a hero and never read back."""

    secret_name: str = Field(
        min_length=1, max_length=100, description="The name behind the mask. It can be written, never read."
    )


class Hero(HeroBase, HeroSecret, table=True):
    """A hero, who may fight for one team."""

    __table_args__ = (
        # The dead keep their names: only the living compete for one.
        Index("uq_hero_name", "name", unique=True, sqlite_where=LIVING, postgresql_where=LIVING),
        Index(None, "team_id", "id"),
        Index(None, "age", "id"),
        search_index("hero", "name"),
        CheckConstraint(column("age") >= 0, name="age_not_negative"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    team: Optional["Team"] = Relationship(back_populates="heroes", sa_relationship_kwargs={"lazy": "raise"})


class HeroPublic(HeroBase):
    """A hero, who may fight for one team."""

    id: int = Field(description="The hero's key.")


class HeroCreate(HeroBase, HeroSecret):
    """A new hero."""


class HeroUpdate(SQLModel):
    """What to change in a hero."""

    name: str | None = optional(HeroBase, "name")
    secret_name: str | None = optional(HeroSecret, "secret_name")
    age: int | None = optional(HeroBase, "age")
    team_id: int | None = optional(HeroBase, "team_id")
