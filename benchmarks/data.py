"""The rows that every system is measured over: the same ones every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from app.seed import ADJECTIVES, CITIES, FAMILY, GIVEN, NOUNS, WARES

Row = tuple[Any, ...]

TEAMS, HEROES, USERS, PRODUCTS, ORDERS, ITEMS = 1_000, 50_000, 10_000, 1_000, 50_000, 200_000
CATEGORIES = 20
STAFF, ADMIN = 1, 2
"""Users of these roles; the others are customers."""
START = datetime(2025, 1, 1, tzinfo=UTC)
END = START + timedelta(days=365)
"""Before this, everything was ordered that mutations did not order."""
STATUSES = ("pending", "paid", "shipped", "delivered", "cancelled")

COLUMNS = {
    "team": ("id", "name", "headquarters"),
    "hero": ("id", "name", "secret_name", "age", "team_id"),
    "user": ("id", "email", "username", "full_name", "is_active", "role", "hashed_password", "credits", "created_at"),
    "category": ("id", "name", "slug", "parent_id"),
    "product": ("id", "sku", "name", "description", "price", "is_active", "attributes", "category_id", "version"),
    "order": ("id", "user_id", "status", "total", "created_at", "updated_at"),
    "order_item": ("order_id", "product_id", "quantity", "price"),
}


async def fill(connection: asyncpg.Connection) -> None:
    """Copy all rows into an empty, migrated database, and have it look at them."""
    for table, rows in tables():
        await connection.copy_records_to_table(table, columns=COLUMNS[table], records=rows)
    for table in COLUMNS:
        if table not in ("order", "order_item"):
            await connection.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), max(id)) FROM \"{table}\""
            )
    await connection.execute("VACUUM ANALYZE")


async def written(connection: asyncpg.Connection) -> int:
    """How many heroes and orders there are that mutations made."""
    made: int = await connection.fetchval(
        'SELECT (SELECT count(*) FROM hero WHERE id > $1) + (SELECT count(*) FROM "order" WHERE created_at >= $2)',
        HEROES,
        END,
    )
    return made


async def forget_writes(connection: asyncpg.Connection) -> None:
    """Undo what the mutations of a measurement wrote."""
    await connection.execute("DELETE FROM hero WHERE id > $1", HEROES)
    await connection.execute('DELETE FROM "order" WHERE created_at >= $1', END)
    await connection.execute('VACUUM hero, "order", order_item')


async def restart_keys(connection: asyncpg.Connection) -> None:
    """Have what is written next get the same keys again, which a server that was stopped in a write may have taken."""
    await connection.execute("SELECT setval(pg_get_serial_sequence('hero', 'id'), $1)", HEROES)


def tables() -> Iterator[tuple[str, Iterator[Row]]]:
    """Every table and its rows, in the order that foreign keys ask for."""
    prices = [Decimal(price).scaleb(-2) for price in Random("prices").choices(range(99, 99_999), k=PRODUCTS)]
    orders, items = _orders(prices)
    yield "team", _teams()
    yield "hero", _heroes()
    yield "user", _users()
    yield "category", ((n, f"Shelf {n}", f"shelf-{n}", None) for n in _ids(CATEGORIES))
    yield "product", _products(prices)
    yield "order", iter(orders)
    yield "order_item", iter(items)


def _teams() -> Iterator[Row]:
    random = Random("team")
    for number in _ids(TEAMS):
        yield number, f"{_name(number)} Squad", random.choice(CITIES)


def _heroes() -> Iterator[Row]:
    random = Random("hero")
    for number in _ids(HEROES):
        age = None if random.random() < 0.1 else random.randint(14, 90)
        team = None if random.random() < 0.05 else random.randint(1, TEAMS)
        yield number, _name(number), _person(random), age, team


def _users() -> Iterator[Row]:
    random = Random("user")
    for number in _ids(USERS):
        role = {STAFF: "staff", ADMIN: "admin"}.get(number, "customer")
        name = f"user{number}"
        credits = Decimal(random.randint(0, 500_000)).scaleb(-2)
        # Nobody logs in with this password.
        yield number, f"{name}@example.com", name, _person(random), True, role, "!", credits, _moment(random)


def _products(prices: list[Decimal]) -> Iterator[Row]:
    random = Random("product")
    for number in _ids(PRODUCTS):
        ware = random.choice(WARES)
        name, text = f"{ware} {number}", f"A {ware.lower()} for every occasion."
        shelf = random.randint(1, CATEGORIES)
        yield number, f"{ware[:3].upper()}-{number:06}", name, text, prices[number - 1], True, "{}", shelf, 1


def _orders(prices: list[Decimal]) -> tuple[list[Row], list[Row]]:
    """As many orders for each user, as many items in each."""
    random = Random("order")
    orders: list[Row] = []
    items: list[Row] = []
    for number in range(ORDERS):
        key = UUID(int=random.getrandbits(128), version=4)
        chosen = [
            (key, product, random.randint(1, 5), prices[product - 1])
            for product in random.sample(_ids(PRODUCTS), ITEMS // ORDERS)
        ]
        total = sum((quantity * price for _, _, quantity, price in chosen), Decimal(0))
        placed = _moment(random)
        orders.append((key, number % USERS + 1, random.choice(STATUSES), total, placed, placed))
        items += chosen
    return orders, items


def _ids(count: int) -> range:
    return range(1, count + 1)


def _name(number: int) -> str:
    """Another one for every number."""
    serial, rest = divmod(number, len(ADJECTIVES) * len(NOUNS))
    return f"{ADJECTIVES[rest % len(ADJECTIVES)]} {NOUNS[rest % len(NOUNS)]} {serial}"


def _person(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


def _moment(random: Random) -> datetime:
    return START + timedelta(seconds=random.randrange(365 * 24 * 3600))
