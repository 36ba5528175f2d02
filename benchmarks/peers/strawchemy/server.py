"""strawchemy in FastAPI by Strawberry's own router, in an environment of its own: `python server.py PORT`.

The tables are those of app/models, mapped anew: that environment has no SQLModel.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import strawberry
import uvicorn
from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, Numeric, make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.fastapi import GraphQLRouter
from strawchemy import Strawchemy, StrawchemyAsyncRepository, StrawchemyConfig


class Base(DeclarativeBase):
    pass


class Team(Base):
    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    headquarters: Mapped[str]
    heroes: Mapped[list[Hero]] = relationship(back_populates="team", order_by="Hero.id")


class Hero(Base):
    __tablename__ = "hero"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    secret_name: Mapped[str]
    age: Mapped[int | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    deleted_at: Mapped[datetime | None]
    team: Mapped[Team | None] = relationship(back_populates="heroes")


class User(Base):
    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str]
    orders: Mapped[list[Order]] = relationship(back_populates="user", order_by="Order.id")


class Order(Base):
    __tablename__ = "order"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    total: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    user: Mapped[User] = relationship(back_populates="orders")
    items: Mapped[list[OrderItem]] = relationship(back_populates="order", order_by="OrderItem.product_id")


class OrderItem(Base):
    __tablename__ = "order_item"

    order_id: Mapped[UUID] = mapped_column(ForeignKey("order.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), primary_key=True)
    quantity: Mapped[int]
    price: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    order: Mapped[Order] = relationship(back_populates="items")
    product: Mapped[Product] = relationship()


class Product(Base):
    __tablename__ = "product"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[Decimal] = mapped_column(Numeric(12, 2))


mapper = Strawchemy(
    StrawchemyConfig("postgresql", repository_type=StrawchemyAsyncRepository, pagination="all", order_by="all")
)


@mapper.filter(Hero, include="all")
class HeroFilter: ...


@mapper.type(Hero, include="all", override=True)
class HeroType: ...


@mapper.type(Team, include="all", override=True)
class TeamType: ...


@mapper.type(Product, include="all", override=True)
class ProductType: ...


@mapper.type(OrderItem, include="all", override=True)
class OrderItemType: ...


@mapper.type(Order, include="all", override=True)
class OrderType: ...


@mapper.type(User, include="all", override=True)
class UserType: ...


@mapper.create_input(Hero, include=["name", "secret_name", "age", "team"])
class HeroCreate: ...


@strawberry.type
class Query:
    heroes: list[HeroType] = mapper.field(filter_input=HeroFilter, pagination=True)
    hero: HeroType | None = mapper.field()
    teams: list[TeamType] = mapper.field(pagination=True)
    users: list[UserType] = mapper.field(pagination=True)


@strawberry.type
class Mutation:
    create_hero: HeroType = mapper.create(HeroCreate)


url = make_url(os.environ["DSN"]).set(drivername="postgresql+asyncpg")
sessions = async_sessionmaker(
    create_async_engine(url, pool_size=int(os.environ["POOL_SIZE"]), max_overflow=0), expire_on_commit=False
)


async def session() -> AsyncIterator[AsyncSession]:
    # It leaves the commit to whoever makes the session.
    async with sessions.begin() as made:
        yield made


async def context(session: Annotated[AsyncSession, Depends(session)]) -> dict[str, Any]:
    return {"session": session}


def main() -> None:
    """Serve on the port that is given."""
    schema = strawberry.Schema(Query, Mutation, extensions=[ParserCache, ValidationCache])
    app = FastAPI()
    app.include_router(GraphQLRouter(schema, context_getter=context, graphql_ide=None), prefix="/graphql")
    gc.collect()
    gc.freeze()
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning", ws="none")


if __name__ == "__main__":
    main()
