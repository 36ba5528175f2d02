"""Rows to try things on: the same ones every time, more of them at a larger scale."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models import metadata
from app.models.order import OrderStatus
from app.models.user import UserRole
from app.services.passwords import hash_password
from sqlmodel_strawberry.database.engine import Database

Row = dict[str, Any]
Report = Callable[[str, int, int], None]

DEMO_USERNAMES = ("demo", "admin")
DEMO_PASSWORD = "demo-password"
BATCH = 1_000
START = datetime(2025, 1, 1, tzinfo=UTC)
# Rows at scale 1. Categories and tags are a vocabulary: they do not grow.
SIZES = {"team": 200, "hero": 5_000, "user": 500, "product": 300, "order": 2_000, "post": 500, "item": 50}


def _words(text: str) -> list[str]:
    return text.split()


ADJECTIVES = _words(
    "Amber Bold Crimson Dark Electric Fearless Golden Hidden Iron Jade Kind Lunar Mighty Noble Obsidian"
)
NOUNS = _words("Falcon Tiger Comet Shield Raven Storm Wolf Phoenix Arrow Ghost Titan Viper Lynx Mantis Orca Hammer")
GIVEN = _words("Ada Ben Chloé Dmitri Elif Femi Grace Hugo İpek Jun Kofi Lena Mateo Nora Omar Priya Quinn Rosa Søren")
FAMILY = _words("Adler Baker Costa Dubois Eriksen Farah García Haddad Ito Jansen Kaya Lopez Müller Novak Okafor")
CITIES = _words("Amsterdam Bogotá Cairo Dakar Edinburgh Florence Geneva Hanoi Istanbul Jakarta Kyoto Lagos Malmö")
WARES = _words("Cape Mask Boots Lamp Rope Radio Compass Camera Notebook Atlas Wrench Drill Torch Satchel Gloves")
TAGS = _words("news howto review opinion interview training gear history science travel food music law space weather")
SHELVES = {
    "Books": ["Fiction", "History", "Science"],
    "Clothing": ["Capes", "Masks", "Boots"],
    "Electronics": ["Cameras", "Radios", "Computers"],
    "Tools": ["Hand tools", "Power tools", "Gadgets"],
}


class NotEmpty(Exception):
    """The database has rows already."""


async def is_empty(database: Database) -> bool:
    """Whether no table has a row."""
    async with database.engine.connect() as connection:
        return await _is_empty(connection)


async def seed(database: Database, *, scale: int = 1, report: Report | None = None) -> None:
    """Fill an empty database in one transaction. Raises NotEmpty.

    `report(table, written, of)` is called after each batch.
    """
    password = (await hash_password({"password": DEMO_PASSWORD}))["hashed_password"]
    async with database.write() as session:
        connection = await session.connection()
        if not await _is_empty(connection):
            raise NotEmpty
        for name, rows in tables(scale, password):
            written = 0
            for batch in _batches(rows):
                await connection.execute(insert(metadata.tables[name]), batch)
                written += len(batch)
                if report:
                    report(name, written, len(rows))
        if database.dialect == "postgresql":
            await _advance_sequences(connection)


def tables(scale: int, hashed_password: str) -> Iterator[tuple[str, list[Row]]]:
    """Every table and its rows, in the order that foreign keys ask for."""
    size = {name: rows * scale for name, rows in SIZES.items()}
    categories = list(_categories())
    leaves = [row["id"] for row in categories if row["slug"].count("-of-") == 2]
    products = list(_products(size["product"], leaves))
    yield "team", list(_teams(size["team"]))
    yield "hero", list(_heroes(size["hero"], size["team"]))
    yield "user", list(_users(size["user"], hashed_password))
    yield "profile", list(_profiles(size["user"]))
    yield "category", categories
    yield "product", products
    orders, items = _orders(size["order"], size["user"], [row["price"] for row in products])
    yield "order", orders
    yield "order_item", items
    yield "tag", [{"id": number, "name": name} for number, name in enumerate(TAGS, 1)]
    yield "post", list(_posts(size["post"], size["user"]))
    yield "post_tag", list(_post_tags(size["post"]))
    yield "item", [{"id": n, "name": f"Item {n}", "description": f"The item numbered {n}."} for n in _ids(size["item"])]


def _teams(count: int) -> Iterator[Row]:
    random = Random("team")
    for number in _ids(count):
        yield {"id": number, "name": f"{_name(number)} Squad", "headquarters": random.choice(CITIES)}


def _heroes(count: int, teams: int) -> Iterator[Row]:
    random = Random("hero")
    for number in _ids(count):
        yield {
            "id": number,
            "name": _name(number),
            "secret_name": _person(random),
            "age": None if random.random() < 0.1 else random.randint(14, 90),
            "team_id": None if random.random() < 0.05 else random.randint(1, teams),
            "deleted_at": _moment(random) if number % 100 == 0 else None,
        }


def _users(count: int, hashed_password: str) -> Iterator[Row]:
    random = Random("user")
    for number in _ids(count):
        username = DEMO_USERNAMES[number - 1] if number <= len(DEMO_USERNAMES) else f"user{number}"
        yield {
            "id": number,
            "email": f"{username}@example.com",
            "username": username,
            "full_name": None if number % 20 == 0 else _person(random),
            "is_active": number % 25 != 0,
            "role": UserRole.ADMIN if number == 2 else UserRole.STAFF if number % 50 == 3 else UserRole.CUSTOMER,
            "hashed_password": hashed_password,
            "credits": _money(random, 0, 500_000),
            "created_at": _moment(random),
        }


def _profiles(users: int) -> Iterator[Row]:
    random = Random("profile")
    owners = [number for number in _ids(users) if number % 5]
    for number, user in enumerate(owners, 1):
        yield {
            "id": number,
            "user_id": user,
            "bio": f"I collect {random.choice(WARES).lower()}s and read about {random.choice(TAGS)}.",
            "location": random.choice(CITIES),
            "website": f"https://example.com/{user}" if number % 3 else None,
            "born_on": date(1950, 1, 1) + timedelta(days=random.randrange(20_000)),
        }


def _categories() -> Iterator[Row]:
    """Three levels; a slug tells the whole path."""
    number = 0

    def category(name: str, parent: Row | None) -> Row:
        nonlocal number
        number += 1
        slug = name.lower().replace(" ", "-") + (f"-of-{parent['slug']}" if parent else "")
        return {"id": number, "name": name, "slug": slug, "parent_id": parent and parent["id"]}

    for root_name, names in SHELVES.items():
        yield (root := category(root_name, None))
        for name in names:
            yield (shelf := category(name, root))
            yield category("Classic", shelf)
            yield category("Modern", shelf)


def _products(count: int, categories: list[int]) -> Iterator[Row]:
    random = Random("product")
    for number in _ids(count):
        ware, colour = random.choice(WARES), random.choice(ADJECTIVES)
        yield {
            "id": number,
            "sku": f"{ware[:3].upper()}-{number:06}",
            "name": f"{colour} {ware} {number}",
            "description": f"A {colour.lower()} {ware.lower()} for every occasion.",
            "price": _money(random, 99, 99_999),
            "is_active": number % 15 != 0,
            "attributes": {
                "colour": colour.lower(),
                "weight": random.randint(50, 5_000),
                "made_in": random.choice(CITIES),
            },
            "category_id": random.choice(categories),
            "version": 1,
        }


def _orders(count: int, users: int, prices: list[Decimal]) -> tuple[list[Row], list[Row]]:
    random = Random("order")
    orders: list[Row] = []
    items: list[Row] = []
    for _ in range(count):
        key = UUID(int=random.getrandbits(128), version=4)
        chosen: list[Row] = [
            {"order_id": key, "product_id": product, "quantity": random.randint(1, 5), "price": prices[product - 1]}
            for product in random.sample(_ids(len(prices)), random.randint(1, 5))
        ]
        placed = _moment(random)
        order = {
            "id": key,
            "user_id": random.randint(1, users),
            "status": random.choice(list(OrderStatus)),
            "total": sum(item["price"] * item["quantity"] for item in chosen),
            "created_at": placed,
            "updated_at": placed + timedelta(minutes=random.randrange(10_000)),
        }
        orders.append(order)
        items.extend(chosen)
    return orders, items


def _posts(count: int, users: int) -> Iterator[Row]:
    random = Random("post")
    for number in _ids(count):
        written = _moment(random)
        subject = f"{random.choice(ADJECTIVES)} {random.choice(NOUNS)}"
        yield {
            "id": number,
            "title": f"What we learned from the {subject}",
            "slug": f"{subject.lower().replace(' ', '-')}-{number}",
            "body": f"The {subject} came to {random.choice(CITIES)}. " * random.randint(2, 12),
            "author_id": random.randint(1, users),
            "published_at": written + timedelta(hours=random.randrange(1, 200)) if number % 5 else None,
            "created_at": written,
        }


def _post_tags(posts: int) -> Iterator[Row]:
    random = Random("post_tag")
    for post in _ids(posts):
        for tag in random.sample(_ids(len(TAGS)), random.randint(1, 4)):
            yield {"post_id": post, "tag_id": tag}


def _ids(count: int) -> range:
    return range(1, count + 1)


def _name(number: int) -> str:
    """Another one for every number."""
    adjective, noun = ADJECTIVES[number % len(ADJECTIVES)], NOUNS[number % len(NOUNS)]
    serial = number // (len(ADJECTIVES) * len(NOUNS))
    return f"{adjective} {noun}" + (f" {serial + 1}" if serial else "")


def _person(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


def _moment(random: Random) -> datetime:
    return START + timedelta(seconds=random.randrange(365 * 24 * 3600))


def _money(random: Random, least: int, most: int) -> Decimal:
    return Decimal(random.randint(least, most)).scaleb(-2)


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


async def _is_empty(connection: AsyncConnection) -> bool:
    for table in metadata.sorted_tables:
        if (await connection.execute(select(exists(select(1).select_from(table))))).scalar_one():
            return False
    return True


async def _advance_sequences(connection: AsyncConnection) -> None:
    """Keys were given, so the sequences that make them have to be told."""
    for table in metadata.sorted_tables:
        key = table.autoincrement_column
        if key is not None:
            await connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', '{key.name}'), max({key.name})) "
                    f'FROM "{table.name}"'
                )
            )
