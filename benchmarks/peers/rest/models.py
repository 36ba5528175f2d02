"""What the endpoints answer with."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from pydantic import Field
from sqlmodel import SQLModel

from app.models.order import OrderLine, OrderStatus


class HeroRead(SQLModel):
    id: int
    name: str
    age: int | None


class TeamName(SQLModel):
    id: int
    name: str


class HeroOfTeam(SQLModel):
    id: int
    name: str
    team: TeamName | None


class TeamOfHeroes(SQLModel):
    id: int
    name: str
    heroes: list[HeroRead]


class ProductPrice(SQLModel):
    name: str
    price: Decimal


class ItemRead(SQLModel):
    quantity: int
    product: ProductPrice


class OrderRead(SQLModel):
    database_id: UUID = Field(validation_alias="id", serialization_alias="databaseId")
    total: Decimal
    items: list[ItemRead]


class UserOfOrders(SQLModel):
    username: str
    orders: list[OrderRead]


class HeroName(SQLModel):
    id: int
    name: str


class TeamRead(SQLModel):
    id: int
    name: str
    headquarters: str


class TeamEdge(SQLModel):
    cursor: str
    node: TeamRead


class PageInfo(SQLModel):
    has_next_page: bool = Field(serialization_alias="hasNextPage")
    has_previous_page: bool = Field(serialization_alias="hasPreviousPage")
    start_cursor: str | None = Field(serialization_alias="startCursor")
    end_cursor: str | None = Field(serialization_alias="endCursor")


class TeamPage(SQLModel):
    edges: list[TeamEdge]
    page_info: PageInfo = Field(serialization_alias="pageInfo")
    total_count: int = Field(serialization_alias="totalCount")


class CategoryFigures(SQLModel):
    category: int
    count: int
    sum: Decimal


class ProductFigures(SQLModel):
    count: int
    min: Decimal | None
    max: Decimal | None
    sum: Decimal | None
    groups: list[CategoryFigures]


class TeamPlace(SQLModel):
    name: str
    headquarters: str


class HeroOfCity(SQLModel):
    id: int
    name: str
    team: TeamPlace


class ProductName(SQLModel):
    name: str


class ItemPlaced(SQLModel):
    quantity: int
    price: Decimal
    product: ProductName


class OrderPlaced(SQLModel):
    id: UUID
    status: OrderStatus
    total: Decimal
    items: list[ItemPlaced]


class OrderWanted(SQLModel):
    user_id: int
    items: list[OrderLine]
