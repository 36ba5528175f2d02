"""Types, written by hand."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from uuid import UUID

import strawberry

from app import models
from app.models.order import OrderStatus
from benchmarks.peers.naive.loaders import Loaders

Info = strawberry.Info[dict[str, Loaders], None]


def loaders(info: Info) -> Loaders:
    """Those of this request."""
    return info.context["loaders"]


@strawberry.type
class Team:
    id: int
    name: str
    headquarters: str

    @classmethod
    def of(cls, row: models.Team) -> Team:
        return cls(id=row.id, name=row.name, headquarters=row.headquarters)

    @strawberry.field
    async def heroes(self, info: Info, first: int) -> list[Hero]:
        return [Hero.of(row) for row in await loaders(info).heroes_of_team.load((self.id, first))]


@strawberry.type
class Hero:
    id: int
    name: str
    age: int | None
    team_id: int | None

    @classmethod
    def of(cls, row: models.Hero) -> Hero:
        return cls(id=row.id, name=row.name, age=row.age, team_id=row.team_id)

    @strawberry.field
    async def team(self, info: Info) -> Team | None:
        if self.team_id is None:
            return None
        row = await loaders(info).teams.load(self.team_id)
        return Team.of(row) if row else None


@strawberry.type
class Product:
    id: int
    name: str
    price: Decimal

    @classmethod
    def of(cls, row: models.Product) -> Product:
        return cls(id=row.id, name=row.name, price=row.price)


@strawberry.type
class OrderItem:
    product_id: int
    quantity: int
    price: Decimal

    @classmethod
    def of(cls, row: models.OrderItem) -> OrderItem:
        return cls(product_id=row.product_id, quantity=row.quantity, price=row.price)

    @strawberry.field
    async def product(self, info: Info) -> Product:
        row = await loaders(info).products.load(self.product_id)
        assert row is not None
        return Product.of(row)


@strawberry.type
class Order:
    id: UUID
    status: OrderStatus
    total: Decimal

    @classmethod
    def of(cls, row: models.Order) -> Order:
        return cls(id=row.id, status=row.status, total=row.total)

    @strawberry.field
    async def items(self, info: Info, first: int) -> list[OrderItem]:
        return [OrderItem.of(row) for row in await loaders(info).items_of_order.load((self.id, first))]


@strawberry.type
class User:
    id: int
    username: str

    @classmethod
    def of(cls, row: models.User) -> User:
        return cls(id=row.id, username=row.username)

    @strawberry.field
    async def orders(self, info: Info, first: int) -> list[Order]:
        return [Order.of(row) for row in await loaders(info).orders_of_user.load((self.id, first))]


@strawberry.type
class TeamEdge:
    cursor: str
    node: Team


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class TeamConnection:
    edges: list[TeamEdge]
    page_info: PageInfo
    total_count: int


@strawberry.type
class CategoryFigures:
    category: int
    count: int
    sum: Decimal


@strawberry.type
class ProductFigures:
    count: int
    min: Decimal | None
    max: Decimal | None
    sum: Decimal | None
    groups: list[CategoryFigures]


@strawberry.input
class HeroFilter:
    most_age: int | None = None
    below_age: int | None = None
    name_start: str | None = None
    headquarters: str | None = None


@strawberry.enum
class HeroOrder(Enum):
    ID = "id"
    AGE_DESC = "age"


@strawberry.input
class HeroInput:
    name: str
    secret_name: str
    age: int | None
    team_id: int | None


@strawberry.input
class OrderLine:
    product_id: int
    quantity: int


strawberry.enum(OrderStatus)
