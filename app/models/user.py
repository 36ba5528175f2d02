from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Optional

from pydantic import computed_field, field_validator
from sqlalchemy import CheckConstraint, Index, column
from sqlmodel import Field, Relationship, SQLModel

from app.models.columns import ExactDecimal, UtcDateTime, text_enum, utcnow
from app.models.patch import optional

if TYPE_CHECKING:
    from app.models.order import Order
    from app.models.post import Post
    from app.models.profile import Profile

EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
USERNAME = r"^[a-z0-9_.-]+$"


class UserRole(StrEnum):
    """What a user may do."""

    CUSTOMER = "customer"
    STAFF = "staff"
    ADMIN = "admin"


class EmailRules(SQLModel):
    """Addresses are compared in lower case, so they are kept in lower case."""

    @field_validator("email", mode="after", check_fields=False)
    @classmethod
    def fold_email(cls, value: str | None) -> str | None:
        return value.lower() if value else value


class UserNames(EmailRules):
    """What a user is called."""

    email: str = Field(
        max_length=254,
        unique=True,
        description="The address to write to, in lower case; one account each.",
        schema_extra={"pattern": EMAIL},
    )
    username: str = Field(
        min_length=3,
        max_length=50,
        unique=True,
        description="The name to sign in with: lower-case letters, digits, and any of _ . -",
        schema_extra={"pattern": USERNAME},
    )
    full_name: str | None = Field(default=None, min_length=1, max_length=200, description="The full name.")


class UserBase(UserNames):
    """Someone with an account."""

    is_active: bool = Field(default=True, description="Whether the account may be used.")


class UserPassword(SQLModel):
    """What is written of a user and kept only as a hash."""

    password: str = Field(
        min_length=8,
        max_length=128,
        repr=False,
        description="At least eight characters. It can be written, never read.",
    )


class User(UserBase, table=True):
    """Someone with an account."""

    __table_args__ = (
        Index(None, "created_at", "id"),
        Index(None, "full_name", "id"),
        Index(None, "role"),
        CheckConstraint(column("credits", ExactDecimal(12, 2)) >= 0, name="credits_not_negative"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    role: UserRole = Field(default=UserRole.CUSTOMER, sa_type=text_enum(UserRole, "role"))
    hashed_password: str = Field(max_length=255, repr=False)
    credits: Decimal = Field(default=Decimal("0.00"), sa_type=ExactDecimal(12, 2))
    created_at: datetime = Field(
        default=None, nullable=False, sa_type=UtcDateTime, sa_column_kwargs={"server_default": utcnow()}
    )

    profile: Optional["Profile"] = Relationship(
        back_populates="user", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise", "uselist": False}
    )
    orders: list["Order"] = Relationship(
        back_populates="user", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )
    posts: list["Post"] = Relationship(
        back_populates="author", passive_deletes="all", sa_relationship_kwargs={"lazy": "raise"}
    )


class UserPublic(UserBase):
    """Someone with an account."""

    id: int = Field(description="The user's key.")
    role: UserRole = Field(description="What the user may do.")
    credits: Decimal = Field(max_digits=12, decimal_places=2, description="What the user can spend.")
    created_at: datetime = Field(description="When the account was made.")

    @computed_field(description="The name to show: the full name, or else the username.")
    @property
    def display_name(self) -> str:
        return self.full_name or self.username


class UserCreate(UserBase, UserPassword):
    """A new account."""


class UserRegister(UserNames, UserPassword):
    """A new account, as its owner makes it."""


class UserUpdate(EmailRules):
    """What to change in an account."""

    email: str | None = optional(UserBase, "email")
    username: str | None = optional(UserBase, "username")
    full_name: str | None = optional(UserBase, "full_name")
    is_active: bool | None = optional(UserBase, "is_active")
    password: str | None = optional(UserPassword, "password")
