"""DataLoaders: rows by their keys, and the first few of each parent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import func
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from strawberry.dataloader import DataLoader

from app.models import Hero, Order, OrderItem, Product, Team

Sessions = async_sessionmaker[AsyncSession]
Parent = tuple[Any, int]
"""The key of a parent, and how many of its rows."""
Row = TypeVar("Row")


class ByKey(Generic[Row]):
    """Rows of one table by their keys."""

    def __init__(self, sessions: Sessions, model: Any) -> None:
        self._sessions = sessions
        self._model = model
        self.loader: DataLoader[Any, Row | None] = DataLoader(load_fn=self._load)

    async def _load(self, keys: list[Any]) -> Sequence[Row | None]:
        async with self._sessions() as session:
            found = (await session.exec(select(self._model).where(self._model.id.in_(keys)))).all()
        rows = {row.id: row for row in found}
        return [rows.get(key) for key in keys]


class FirstOf(Generic[Row]):
    """The first rows of each parent, by a window function."""

    def __init__(self, sessions: Sessions, model: Any, parent: str, order: Sequence[str]) -> None:
        self._sessions = sessions
        self._model = model
        self._parent = parent
        self._order = order
        self.loader: DataLoader[Parent, list[Row]] = DataLoader(load_fn=self._load)

    async def _load(self, keys: list[Parent]) -> Sequence[list[Row]]:
        children: defaultdict[Any, list[Row]] = defaultdict(list)
        most = max(first for _, first in keys)
        async with self._sessions() as session:
            for row in await session.exec(self._statement([parent for parent, _ in keys], most)):
                children[getattr(row, self._parent)].append(row)
        return [children[parent][:first] for parent, first in keys]

    def _statement(self, parents: list[Any], most: int) -> Any:
        parent = getattr(self._model, self._parent)
        order = [getattr(self._model, name) for name in self._order]
        place = func.row_number().over(partition_by=parent, order_by=order).label("place")
        ranked = select(self._model, place).where(parent.in_(parents)).subquery()
        entity = aliased(self._model, ranked)
        return select(entity).where(ranked.c.place <= most).order_by(*(ranked.c[name] for name in self._order))


class Loaders:
    """Those of one request."""

    def __init__(self, sessions: Sessions) -> None:
        self.sessions = sessions
        self.teams = ByKey[Team](sessions, Team).loader
        self.products = ByKey[Product](sessions, Product).loader
        self.heroes_of_team = FirstOf[Hero](sessions, Hero, "team_id", ["id"]).loader
        self.orders_of_user = FirstOf[Order](sessions, Order, "user_id", ["id"]).loader
        self.items_of_order = FirstOf[OrderItem](sessions, OrderItem, "order_id", ["order_id", "product_id"]).loader


def living() -> Any:
    """Heroes that were not deleted."""
    return select(Hero).where(col(Hero.deleted_at).is_(None))
