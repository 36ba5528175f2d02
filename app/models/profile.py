from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, Relationship, SQLModel

from app.models.patch import optional
from app.models.user import User


class ProfileBase(SQLModel):
    """What a user tells about themselves."""

    bio: str = Field(default="", max_length=2_000, description="A few words of introduction.")
    location: str | None = Field(default=None, min_length=1, max_length=100, description="The user's town.")
    website: str | None = Field(
        default=None,
        max_length=300,
        description="The address of the user's own pages.",
        schema_extra={"pattern": r"^https?://[^\s/]+(/\S*)?$"},
    )
    born_on: date | None = Field(default=None, description="The user's birthday.")


class ProfileOwner(SQLModel):
    """Whose profile it is: settled when it is made."""

    user_id: int = Field(
        foreign_key="user.id", ondelete="CASCADE", unique=True, description="The user it describes; one profile each."
    )


class Profile(ProfileBase, ProfileOwner, table=True):
    """What a user tells about themselves."""

    __table_args__ = (Index(None, "location", "id"), {"sqlite_autoincrement": True})

    id: int = Field(default=None, primary_key=True)

    user: "User" = Relationship(back_populates="profile", sa_relationship_kwargs={"lazy": "raise"})


class ProfilePublic(ProfileBase, ProfileOwner):
    """What a user tells about themselves."""

    id: int = Field(description="The profile's key.")


class ProfileCreate(ProfileBase, ProfileOwner):
    """A new profile."""


class ProfileUpdate(SQLModel):
    """What to change in a profile."""

    bio: str | None = optional(ProfileBase, "bio")
    location: str | None = optional(ProfileBase, "location")
    website: str | None = optional(ProfileBase, "website")
    born_on: date | None = optional(ProfileBase, "born_on")
