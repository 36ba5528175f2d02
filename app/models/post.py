from datetime import datetime

from pydantic import field_validator
from sqlalchemy import Index
from sqlmodel import Field, Relationship, SQLModel

from app.models.columns import UtcDateTime, search_index, utcnow
from app.models.patch import optional
from app.models.tag import PostTag, Tag
from app.models.user import User


class SlugRules(SQLModel):
    """Rules of a slug that no pattern can word for its reader."""

    @field_validator("slug", mode="after", check_fields=False)
    @classmethod
    def check_slug(cls, value: str | None) -> str | None:
        if value is None:
            return value
        if value != value.lower():
            raise ValueError("a slug is written in lower case")
        if value.isdecimal():
            raise ValueError("a slug needs a letter, or it would read as a key")
        return value


class PostBase(SlugRules):
    """An article by a user."""

    title: str = Field(min_length=1, max_length=200, index=True, description="The headline.")
    slug: str = Field(
        max_length=200,
        unique=True,
        description="The post in an address: lower-case words joined by hyphens; one post each.",
        schema_extra={"pattern": r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"},
    )
    body: str = Field(min_length=1, max_length=20_000, description="The text.")


class PostAuthor(SQLModel):
    """Who wrote it: settled when it is made."""

    author_id: int = Field(foreign_key="user.id", description="The user who wrote it.")


class Post(PostBase, PostAuthor, table=True):
    """An article by a user."""

    __table_args__ = (
        Index(None, "author_id", "id"),
        search_index("post", "title"),
        search_index("post", "body"),
        Index(None, "published_at", "id"),
        Index(None, "created_at", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(
        default=None, nullable=False, sa_type=UtcDateTime, sa_column_kwargs={"server_default": utcnow()}
    )

    author: "User" = Relationship(back_populates="posts", sa_relationship_kwargs={"lazy": "raise"})
    tags: list["Tag"] = Relationship(
        back_populates="posts", link_model=PostTag, passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )


class PostPublic(PostBase, PostAuthor):
    """An article by a user."""

    id: int = Field(description="The post's key.")
    published_at: datetime | None = Field(description="When readers could first see it; null for a draft.")
    created_at: datetime = Field(description="When it was begun.")


class PostCreate(PostBase, PostAuthor):
    """A new post."""


class PostUpdate(SlugRules):
    """What to change in a post."""

    title: str | None = optional(PostBase, "title")
    slug: str | None = optional(PostBase, "slug")
    body: str | None = optional(PostBase, "body")
