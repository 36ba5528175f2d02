"""Products: a table in plain SQLAlchemy beside SQLModel's, with boundary models like all others."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlmodel import Field, SQLModel
from sqlmodel.main import default_registry

from app.models.category import Category
from app.models.columns import ExactDecimal, search_index
from app.models.patch import optional

if TYPE_CHECKING:
    from app.models.order import OrderItem


class Base(DeclarativeBase):
    """SQLModel's registry, so that relationships resolve in both directions."""

    registry = default_registry
    metadata = SQLModel.metadata


class Product(Base):
    """Something to buy."""

    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    sku: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200), index=True)
    description: Mapped[str] = mapped_column(String(5_000), default="")
    price: Mapped[Decimal] = mapped_column(ExactDecimal(12, 2), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)
    attributes: Mapped[dict[str, Any]] = mapped_column(JSON().with_variant(JSONB(), "postgresql"), default=dict)
    category_id: Mapped[int] = mapped_column(ForeignKey("category.id"))
    version: Mapped[int] = mapped_column()

    category: Mapped[Category] = relationship(back_populates="products", lazy="raise")
    order_items: Mapped[list["OrderItem"]] = relationship(back_populates="product", lazy="raise", passive_deletes="all")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        Index(None, category_id, id),
        Index(None, category_id, price),
        search_index("product", "name"),
        search_index("product", "description"),
        CheckConstraint(price > 0, name="price_positive"),
        {"sqlite_autoincrement": True},
    )


class ProductBase(SQLModel):
    """Something to buy."""

    sku: str = Field(
        max_length=40,
        description="The stock-keeping unit, such as ABC-1234; one product each.",
        schema_extra={"pattern": r"^[A-Z0-9]+(-[A-Z0-9]+)*$"},
    )
    name: str = Field(min_length=1, max_length=200, description="What the product is called.")
    description: str = Field(default="", max_length=5_000, description="What there is to say about it.")
    price: Decimal = Field(gt=0, max_digits=12, decimal_places=2, description="The price of one.")
    is_active: bool = Field(default=True, description="Whether it is for sale.")
    attributes: dict[str, Any] = Field(default_factory=dict, description="Whatever else is known, by name.")
    category_id: int = Field(description="The category it is found in.")


class ProductPublic(ProductBase):
    """Something to buy."""

    id: int = Field(description="The product's key.")
    version: int = Field(description="Grows by one with every change, so that writers notice each other.")


class ProductCreate(ProductBase):
    """A new product."""


class ProductUpdate(SQLModel):
    """What to change in a product."""

    sku: str | None = optional(ProductBase, "sku")
    name: str | None = optional(ProductBase, "name")
    description: str | None = optional(ProductBase, "description")
    price: Decimal | None = optional(ProductBase, "price")
    is_active: bool | None = optional(ProductBase, "is_active")
    attributes: dict[str, Any] | None = optional(ProductBase, "attributes")
    category_id: int | None = optional(ProductBase, "category_id")
