from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlmodel import Field, Relationship, SQLModel

from app.models.patch import optional

if TYPE_CHECKING:
    from app.models.post import Post


class TagBase(SQLModel):
    """A word that posts are found by."""

    name: str = Field(
        min_length=1,
        max_length=50,
        unique=True,
        description="The word itself, in lower case; one tag each.",
        schema_extra={"pattern": r"^[a-z0-9][a-z0-9 -]*$"},
    )


class PostTag(SQLModel, table=True):
    """That a post carries a tag."""

    __tablename__ = "post_tag"
    __table_args__ = (Index(None, "tag_id", "post_id"),)

    post_id: int = Field(foreign_key="post.id", ondelete="CASCADE", primary_key=True)
    tag_id: int = Field(foreign_key="tag.id", ondelete="CASCADE", primary_key=True)


class Tag(TagBase, table=True):
    """A word that posts are found by."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int = Field(default=None, primary_key=True)

    posts: list["Post"] = Relationship(
        back_populates="tags", link_model=PostTag, passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )


class TagPublic(TagBase):
    """A word that posts are found by."""

    id: int = Field(description="The tag's key.")


class TagCreate(TagBase):
    """A new tag."""


class TagUpdate(SQLModel):
    """What to change in a tag."""

    name: str | None = optional(TagBase, "name")
