from typing import TYPE_CHECKING, Optional

from sqlalchemy import CheckConstraint, Index, column
from sqlmodel import Field, Relationship, SQLModel

from app.models.patch import optional

if TYPE_CHECKING:
    from app.models.product import Product

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class CategoryBase(SQLModel):
    """A shelf for products, on another shelf or at the root."""

    name: str = Field(min_length=1, max_length=100, index=True, description="What the shelf is called.")
    slug: str = Field(
        max_length=100,
        unique=True,
        description="The category in an address: lower-case words joined by hyphens; one category each.",
        schema_extra={"pattern": SLUG},
    )
    parent_id: int | None = Field(
        default=None, foreign_key="category.id", description="The category it belongs to; none at the root."
    )


class Category(CategoryBase, table=True):
    """A shelf for products, on another shelf or at the root."""

    __table_args__ = (
        Index(None, "parent_id", "id"),
        CheckConstraint(column("parent_id") != column("id"), name="not_its_own_parent"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)

    parent: Optional["Category"] = Relationship(
        back_populates="children", sa_relationship_kwargs={"lazy": "raise", "remote_side": "Category.id"}
    )
    children: list["Category"] = Relationship(
        back_populates="parent", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )
    products: list["Product"] = Relationship(
        back_populates="category", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )


class CategoryPublic(CategoryBase):
    """A shelf for products, on another shelf or at the root."""

    id: int = Field(description="The category's key.")


class CategoryCreate(CategoryBase):
    """A new category."""


class CategoryUpdate(SQLModel):
    """What to change in a category."""

    name: str | None = optional(CategoryBase, "name")
    slug: str | None = optional(CategoryBase, "slug")
    parent_id: int | None = optional(CategoryBase, "parent_id")
