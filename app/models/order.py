"""Orders and what is in them. Services alone write them: there are no Create and Update models."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, column
from sqlmodel import Field, Relationship, SQLModel

from app.models.columns import ExactDecimal, UtcDateTime, text_enum, utcnow
from app.models.product import Product
from app.models.user import User

MAX_QUANTITY = 1_000_000


class OrderStatus(StrEnum):
    """How far an order has come."""

    PENDING = "pending"
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class OrderBase(SQLModel):
    """What a user bought at once."""

    user_id: int = Field(foreign_key="user.id", description="The user who ordered.")
    status: OrderStatus = Field(
        default=OrderStatus.PENDING, sa_type=text_enum(OrderStatus, "status"), description="How far the order has come."
    )
    total: Decimal = Field(
        ge=0, max_digits=12, decimal_places=2, sa_type=ExactDecimal(12, 2), description="The sum of its items."
    )


class Order(OrderBase, table=True):
    """What a user bought at once."""

    __table_args__ = (
        Index(None, "user_id", "id"),
        Index(None, "status", "id"),
        Index(None, "created_at", "id"),
        CheckConstraint(column("total", ExactDecimal(12, 2)) >= 0, name="total_not_negative"),
    )
    # What the database sets is read back with the write: a later, implicit load would be an error.
    __mapper_args__ = {"eager_defaults": True}

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    created_at: datetime = Field(
        default=None, nullable=False, sa_type=UtcDateTime, sa_column_kwargs={"server_default": utcnow()}
    )
    updated_at: datetime = Field(
        default=None,
        nullable=False,
        sa_type=UtcDateTime,
        sa_column_kwargs={"server_default": utcnow(), "onupdate": utcnow()},
    )

    user: "User" = Relationship(back_populates="orders", sa_relationship_kwargs={"lazy": "raise"})
    items: list["OrderItem"] = Relationship(
        back_populates="order", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )


class OrderPublic(OrderBase):
    """What a user bought at once."""

    id: UUID = Field(description="The order's key.")
    created_at: datetime = Field(description="When it was placed.")
    updated_at: datetime = Field(description="When it last changed.")


class OrderItemBase(SQLModel):
    """So many of one product in an order."""

    order_id: UUID = Field(
        foreign_key="order.id", ondelete="CASCADE", primary_key=True, description="The order it belongs to."
    )
    product_id: int = Field(foreign_key="product.id", primary_key=True, description="The product that was bought.")
    quantity: int = Field(gt=0, le=MAX_QUANTITY, description="How many of it.")
    price: Decimal = Field(
        ge=0,
        max_digits=12,
        decimal_places=2,
        sa_type=ExactDecimal(12, 2),
        description="The price of one when it was ordered.",
    )


class OrderItem(OrderItemBase, table=True):
    """So many of one product in an order."""

    __tablename__ = "order_item"
    __table_args__ = (
        Index(None, "product_id", "order_id"),
        CheckConstraint(column("quantity") > 0, name="quantity_positive"),
        CheckConstraint(column("price", ExactDecimal(12, 2)) >= 0, name="price_not_negative"),
    )

    order: "Order" = Relationship(back_populates="items", sa_relationship_kwargs={"lazy": "raise"})
    product: "Product" = Relationship(back_populates="order_items", sa_relationship_kwargs={"lazy": "raise"})


class OrderItemPublic(OrderItemBase):
    """So many of one product in an order."""


class OrderLine(SQLModel):
    """A product to order, and how many of it. It costs what the product costs then."""

    product_id: int = Field(foreign_key="product.id", description="The product to buy.")
    quantity: int = Field(gt=0, le=MAX_QUANTITY, description="How many of it.")
