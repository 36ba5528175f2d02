from typing import TYPE_CHECKING

from sqlmodel import Field, Relationship, SQLModel

from app.models.columns import search_index
from app.models.patch import optional

if TYPE_CHECKING:
    from app.models.hero import Hero


class TeamBase(SQLModel):
    """A team of heroes."""

    name: str = Field(min_length=1, max_length=100, unique=True, description="The name, which no other team has.")
    headquarters: str = Field(min_length=1, max_length=200, index=True, description="Where the team meets.")


class Team(TeamBase, table=True):
    """A team of heroes."""

    __table_args__ = (search_index("team", "name"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)

    heroes: list["Hero"] = Relationship(
        back_populates="team", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )


class TeamPublic(TeamBase):
    """A team of heroes."""

    id: int = Field(description="The team's key.")


class TeamCreate(TeamBase):
    """A new team."""


class TeamUpdate(SQLModel):
    """What to change in a team."""

    name: str | None = optional(TeamBase, "name")
    headquarters: str | None = optional(TeamBase, "headquarters")
