"""What holds of the database and the log, whatever was asked of the server."""

import json
from decimal import Decimal
from pathlib import Path

from sqlalchemy import URL, ForeignKeyConstraint, and_, func, select
from sqlmodel import col

from app.models import Order, OrderItem, Product, User, metadata
from sqlmodel_strawberry.database.engine import Database
from tests.databases import connected
from tests.fuzz.answers import SECRETS

QUIET = {"debug", "info", "warning"}


async def check_database(url: URL) -> None:
    """No orphans, orders that cost what their items do, no debts, no negative prices, no empty orders."""
    async with connected(url, read_only=True) as database:
        await _check_orders(database)
        await _check_numbers(database)
        for table in metadata.sorted_tables:
            for constraint in table.foreign_key_constraints:
                await _check_no_orphans(database, constraint)


async def _check_orders(database: Database) -> None:
    async with database.engine.connect() as connection:
        totals = {row.id: row.total for row in await connection.execute(select(col(Order.id), col(Order.total)))}
        items = (await connection.execute(select(OrderItem))).all()
    sums = dict.fromkeys(totals, Decimal(0))
    for item in items:
        sums[item.order_id] += item.price * item.quantity
    assert sums == totals
    assert {item.order_id for item in items} == totals.keys()


async def _check_numbers(database: Database) -> None:
    async with database.engine.connect() as connection:
        for number in (User.credits, Product.price, Product.version, OrderItem.quantity):
            least = await connection.scalar(select(func.min(col(number))))
            assert least is not None, number
            assert least >= 0, number


async def _check_no_orphans(database: Database, constraint: ForeignKeyConstraint) -> None:
    child = constraint.table.alias()
    pairs = [(child.c[each.parent.name], each.column) for each in constraint.elements]
    found = select(func.count()).where(and_(*(mine == theirs for mine, theirs in pairs)))
    parents = found.select_from(constraint.referred_table).correlate(child).scalar_subquery()
    orphans = select(func.count()).select_from(child).where(parents == 0, *(mine.is_not(None) for mine, _ in pairs))
    async with database.engine.connect() as connection:
        assert await connection.scalar(orphans) == 0, constraint


def check_log(path: Path) -> None:
    """Nothing went wrong that was not told to a client, and no secret is kept."""
    for line in path.read_text().splitlines():
        if line.startswith("{"):
            record = json.loads(line)
            assert record["level"] in QUIET, line
            assert not SECRETS.search(str(record.get("event"))), line
        else:
            assert line.startswith(("GraphQL: ", "The explorer is not built")) or not line, line
