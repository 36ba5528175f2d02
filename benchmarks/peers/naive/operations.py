"""The resolvers of Query and Mutation, with a session each."""

from __future__ import annotations

from decimal import Decimal

import strawberry
from sqlalchemy import func
from sqlmodel import col, select

from app import models
from app.services.orders import place_order
from benchmarks.peers.naive.loaders import living
from benchmarks.peers.naive.types import (
    CategoryFigures,
    Hero,
    HeroFilter,
    HeroInput,
    HeroOrder,
    Info,
    Order,
    OrderLine,
    PageInfo,
    ProductFigures,
    Team,
    TeamConnection,
    TeamEdge,
    User,
    loaders,
)


@strawberry.type
class Query:
    @strawberry.field
    async def heroes(
        self, info: Info, first: int, filter: HeroFilter | None = None, order_by: HeroOrder = HeroOrder.ID
    ) -> list[Hero]:
        statement, hero = living(), models.Hero
        if filter is not None:
            if filter.most_age is not None:
                statement = statement.where(col(hero.age) <= filter.most_age)
            if filter.below_age is not None:
                statement = statement.where(col(hero.age) < filter.below_age)
            if filter.name_start is not None:
                statement = statement.where(col(hero.name).startswith(filter.name_start, autoescape=True))
            if filter.headquarters is not None:
                statement = statement.where(
                    col(hero.team_id).in_(select(models.Team.id).where(models.Team.headquarters == filter.headquarters))
                )
        if order_by is HeroOrder.AGE_DESC:
            statement = statement.order_by(col(hero.age).desc(), col(hero.id).desc())
        else:
            statement = statement.order_by(hero.id)
        async with loaders(info).sessions() as session:
            return [Hero.of(row) for row in await session.exec(statement.limit(first))]

    @strawberry.field
    async def hero(self, info: Info, id: int) -> Hero | None:
        async with loaders(info).sessions() as session:
            row = (await session.exec(living().where(models.Hero.id == id))).one_or_none()
        return row and Hero.of(row)

    @strawberry.field
    async def teams(self, info: Info, first: int) -> list[Team]:
        async with loaders(info).sessions() as session:
            return [
                Team.of(row)
                for row in await session.exec(select(models.Team).order_by(col(models.Team.id)).limit(first))
            ]

    @strawberry.field
    async def team_page(self, info: Info, first: int, after: str) -> TeamConnection:
        statement = select(models.Team).where(models.Team.id > int(after)).order_by(col(models.Team.id))
        async with loaders(info).sessions() as session:
            rows = (await session.exec(statement.limit(first + 1))).all()
            count = (await session.exec(select(func.count()).select_from(models.Team))).one()
        edges = [TeamEdge(cursor=str(row.id), node=Team.of(row)) for row in rows[:first]]
        return TeamConnection(
            edges=edges,
            page_info=PageInfo(
                has_next_page=len(rows) > first,
                has_previous_page=True,
                start_cursor=edges[0].cursor if edges else None,
                end_cursor=edges[-1].cursor if edges else None,
            ),
            total_count=count,
        )

    @strawberry.field
    async def users(self, info: Info, first: int) -> list[User]:
        async with loaders(info).sessions() as session:
            return [
                User.of(row)
                for row in await session.exec(select(models.User).order_by(col(models.User.id)).limit(first))
            ]

    @strawberry.field
    async def product_figures(self, info: Info, least_price: Decimal) -> ProductFigures:
        product = models.Product
        figures = select(func.count(), func.min(product.price), func.max(product.price), func.sum(product.price))
        groups = select(product.category_id, func.count(), func.sum(product.price)).group_by(product.category_id)
        async with loaders(info).sessions() as session:
            count, least, most, total = (await session.exec(figures.where(product.price >= least_price))).one()
            rows = (await session.exec(groups.where(product.price >= least_price))).all()
        found = [CategoryFigures(category=key, count=number, sum=price) for key, number, price in rows]
        return ProductFigures(count=count, min=least, max=most, sum=total, groups=found)


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def create_hero(self, info: Info, input: HeroInput) -> Hero:
        async with loaders(info).sessions() as session:
            row = models.Hero(name=input.name, secret_name=input.secret_name, age=input.age, team_id=input.team_id)
            session.add(row)
            await session.commit()
        return Hero.of(row)

    @strawberry.mutation
    async def place_order(self, info: Info, user: int, items: list[OrderLine]) -> Order:
        lines = [models.OrderLine(product_id=item.product_id, quantity=item.quantity) for item in items]
        async with loaders(info).sessions() as session:
            key = await place_order(await session.connection(), user, lines)
            row = await session.get_one(models.Order, key)
            await session.commit()
        return Order.of(row)
