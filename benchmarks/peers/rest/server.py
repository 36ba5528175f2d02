"""FastAPI and SQLModel as their documentation puts them together: `python -m benchmarks.peers.rest.server PORT`.

An endpoint for each document. Relations come by selectinload, which cannot stop after the first few: the rest is cut
off in Python.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI
from sqlalchemy import func
from sqlalchemy.orm import selectinload
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models import Hero, HeroCreate, Order, OrderItem, Product, Team, User
from app.services.orders import place_order
from benchmarks.peers.database import connect, sessions
from benchmarks.peers.rest import models

app = FastAPI()
_sessions = sessions(connect())
living = select(Hero).where(col(Hero.deleted_at).is_(None))


async def session() -> AsyncIterator[AsyncSession]:
    async with _sessions() as made:
        yield made


Session = Annotated[AsyncSession, Depends(session)]


def related(relation: Any) -> Any:
    """The option that loads it."""
    return selectinload(relation)


@app.get("/q1", response_model=list[models.HeroRead])
async def heroes(session: Session) -> Any:
    return (await session.exec(living.order_by(col(Hero.id)).limit(100))).all()


@app.get("/q2", response_model=list[models.HeroOfTeam])
async def heroes_and_teams(session: Session) -> Any:
    return (await session.exec(living.options(related(Hero.team)).order_by(col(Hero.id)).limit(100))).all()


@app.get("/q3", response_model=list[models.TeamOfHeroes])
async def teams_and_heroes(session: Session) -> Any:
    statement = select(Team).options(related(Team.heroes)).order_by(col(Team.id)).limit(50)
    return [
        {"id": team.id, "name": team.name, "heroes": sorted(team.heroes, key=lambda hero: hero.id)[:10]}
        for team in await session.exec(statement)
    ]


@app.get("/q4", response_model=list[models.UserOfOrders])
async def users_and_orders(session: Session) -> Any:
    items = related(User.orders).selectinload(Order.items).selectinload(OrderItem.product)
    found = await session.exec(select(User).options(items).order_by(col(User.id)).limit(20))
    return [
        {"username": user.username, "orders": [_order(order) for order in sorted(user.orders, key=lambda o: o.id)[:5]]}
        for user in found
    ]


def _order(order: Order) -> dict[str, Any]:
    items = sorted(order.items, key=lambda item: item.product_id)[:5]
    return {"id": order.id, "total": order.total, "items": items}


@app.get("/heroes/{key}", response_model=models.HeroName)
async def hero(key: int, session: Session) -> Any:
    return (await session.exec(living.where(Hero.id == key))).one_or_none()


@app.get("/q6", response_model=list[models.HeroRead])
async def heroes_filtered(most: int, start: str, session: Session) -> Any:
    statement = living.where(col(Hero.age) <= most, col(Hero.name).startswith(start, autoescape=True))
    return (await session.exec(statement.order_by(col(Hero.age).desc(), col(Hero.id).desc()).limit(50))).all()


@app.get("/q7", response_model=models.TeamPage)
async def page_of_teams(after: int, session: Session) -> Any:
    rows = (await session.exec(select(Team).where(Team.id > after).order_by(col(Team.id)).limit(51))).all()
    count = (await session.exec(select(func.count()).select_from(Team))).one()
    edges = [{"cursor": str(team.id), "node": team} for team in rows[:50]]
    info = {
        "has_next_page": len(rows) > 50,
        "has_previous_page": True,
        "start_cursor": edges[0]["cursor"] if edges else None,
        "end_cursor": edges[-1]["cursor"] if edges else None,
    }
    return {"edges": edges, "page_info": info, "total_count": count}


@app.get("/q8", response_model=models.ProductFigures)
async def figures_of_products(least: Decimal, session: Session) -> Any:
    figures = select(func.count(), func.min(Product.price), func.max(Product.price), func.sum(Product.price))
    groups = select(Product.category_id, func.count(), func.sum(Product.price)).group_by(Product.category_id)
    count, lowest, highest, total = (await session.exec(figures.where(Product.price >= least))).one()
    rows = (await session.exec(groups.where(Product.price >= least))).all()
    found = [{"category": key, "count": number, "sum": price} for key, number, price in rows]
    return {"count": count, "min": lowest, "max": highest, "sum": total, "groups": found}


@app.get("/q9", response_model=list[models.HeroOfCity])
async def heroes_of_a_city(city: str, age: int, session: Session) -> Any:
    teams = select(Team.id).where(Team.headquarters == city)
    statement = living.where(col(Hero.age) < age, col(Hero.team_id).in_(teams)).options(related(Hero.team))
    return (await session.exec(statement.order_by(col(Hero.id)).limit(20))).all()


@app.post("/heroes", response_model=models.HeroRead)
async def create_hero(hero: HeroCreate, session: Session) -> Any:
    row = Hero.model_validate(hero)
    session.add(row)
    await session.commit()
    return row


@app.post("/orders", response_model=models.OrderPlaced)
async def create_order(wanted: models.OrderWanted, session: Session) -> Any:
    key = await place_order(await session.connection(), wanted.user_id, wanted.items)
    items = related(Order.items).selectinload(OrderItem.product)
    statement = select(Order).where(Order.id == key).options(items).execution_options(populate_existing=True)
    placed = (await session.exec(statement)).one()
    await session.commit()
    return placed


if __name__ == "__main__":
    gc.collect()
    gc.freeze()
    uvicorn.run(app, port=int(sys.argv[1]), access_log=False, log_level="warning", ws="none")
