from sqlmodel import Field, SQLModel

from app.models.patch import optional


class ItemBase(SQLModel):
    """The smallest thing worth a table."""

    name: str = Field(min_length=1, max_length=100, index=True, description="What the item is called.")
    description: str | None = Field(default=None, max_length=1_000, description="What there is to say about it.")


class Item(ItemBase, table=True):
    """The smallest thing worth a table."""

    __table_args__ = {"sqlite_autoincrement": True}

    id: int = Field(default=None, primary_key=True)


class ItemPublic(ItemBase):
    """The smallest thing worth a table."""

    id: int = Field(description="The item's key.")


class ItemCreate(ItemBase):
    """A new item."""


class ItemUpdate(SQLModel):
    """What to change in an item."""

    name: str | None = optional(ItemBase, "name")
    description: str | None = optional(ItemBase, "description")
