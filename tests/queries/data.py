"""The rows that the corpus asks for: few enough to know by heart, with every case among them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.models import OrderStatus, UserRole

Row = dict[str, Any]


def day(number: int) -> datetime:
    """Noon of a day in January."""
    return datetime(2026, 1, number, 12, 0, 0, 250_000, UTC)


def order_id(number: int) -> UUID:
    return UUID(int=number)


def _hero(id: int, name: str, age: int | None, team_id: int | None, deleted_at: datetime | None = None) -> Row:
    secret_name = f"Secret of {name}"
    return {
        "id": id,
        "name": name,
        "secret_name": secret_name,
        "age": age,
        "team_id": team_id,
        "deleted_at": deleted_at,
    }


def _user(id: int, username: str, full_name: str | None, role: UserRole, credits: str) -> Row:
    return {
        "id": id,
        "email": f"{username}@example.com",
        "username": username,
        "full_name": full_name,
        "is_active": id != 3,
        "role": role,
        "hashed_password": "no hash at all",
        "credits": Decimal(credits),
        "created_at": day(id),
    }


def _product(id: int, sku: str, name: str, price: str, category_id: int, attributes: Row) -> Row:
    return {
        "id": id,
        "sku": sku,
        "name": name,
        "description": f"{name}, as good as new.",
        "price": Decimal(price),
        "is_active": id != 4,
        "attributes": attributes,
        "category_id": category_id,
        "version": id,
    }


def _order(number: int, user_id: int, status: OrderStatus, total: str) -> Row:
    return {
        "id": order_id(number),
        "user_id": user_id,
        "status": status,
        "total": Decimal(total),
        "created_at": day(10 + number),
        "updated_at": day(20 + number),
    }


def _line(order: int, product_id: int, quantity: int, price: str) -> Row:
    return {"order_id": order_id(order), "product_id": product_id, "quantity": quantity, "price": Decimal(price)}


def _post(id: int, slug: str, author_id: int, published_at: datetime | None) -> Row:
    title = slug.replace("-", " ").capitalize()
    return {
        "id": id,
        "title": title,
        "slug": slug,
        "body": f"{title}, at length.",
        "author_id": author_id,
        "published_at": published_at,
        "created_at": day(id),
    }


TABLES: list[tuple[str, list[Row]]] = [
    (
        "team",
        [
            {"id": 1, "name": "Preventers", "headquarters": "Sharp Tower"},
            {"id": 2, "name": "Z-Force", "headquarters": "Sister Margaret's Bar"},
            {"id": 3, "name": "Nobodies", "headquarters": "Nowhere"},
        ],
    ),
    (
        "hero",
        [
            _hero(1, "Deadpond", None, 2),
            _hero(2, "Spider-Boy", 16, 1),
            _hero(3, "Rusty-Man", 48, 1),
            _hero(4, "Late Hero", 70, 1, day(31)),
            _hero(5, "Captain North", 93, 1),
            _hero(6, "Tarantula", 32, None),
            _hero(7, "Dr. Weird", 36, 2),
        ],
    ),
    (
        "user",
        [
            _user(1, "ada", "Ada Adler", UserRole.ADMIN, "100.50"),
            _user(2, "ben", None, UserRole.STAFF, "0.10"),
            _user(3, "chloe", "Chloé Costa", UserRole.CUSTOMER, "0.00"),
        ],
    ),
    (
        "profile",
        [
            {"id": 1, "user_id": 1, "bio": "I collect capes.", "location": "Lagos", "website": None, "born_on": None},
            {
                "id": 2,
                "user_id": 3,
                "bio": "",
                "location": None,
                "website": "https://example.com/chloe",
                "born_on": date(1990, 2, 28),
            },
        ],
    ),
    (
        "category",
        [
            {"id": 1, "name": "Tools", "slug": "tools", "parent_id": None},
            {"id": 2, "name": "Books", "slug": "books", "parent_id": None},
            {"id": 3, "name": "Hand tools", "slug": "hand-tools", "parent_id": 1},
            {"id": 4, "name": "Power tools", "slug": "power-tools", "parent_id": 1},
            {"id": 5, "name": "Drills", "slug": "drills", "parent_id": 4},
        ],
    ),
    (
        "product",
        [
            _product(1, "WRE-1", "Amber Wrench", "12.50", 3, {"colour": "amber", "sizes": [1, 2]}),
            _product(2, "DRI-1", "Bold Drill", "99.99", 5, {"colour": "bold", "volts": 18}),
            _product(3, "DRI-2", "Dark Drill", "120.00", 5, {}),
            _product(4, "ATL-1", "Golden Atlas", "0.01", 2, {"pages": None}),
        ],
    ),
    (
        "order",
        [
            _order(1, 1, OrderStatus.PAID, "124.99"),
            _order(2, 1, OrderStatus.PENDING, "12.50"),
            _order(3, 3, OrderStatus.CANCELLED, "0.00"),
        ],
    ),
    (
        "order_item",
        [
            _line(1, 1, 2, "12.50"),
            _line(1, 2, 1, "99.99"),
            _line(2, 1, 1, "12.50"),
        ],
    ),
    ("tag", [{"id": 1, "name": "news"}, {"id": 2, "name": "gear"}, {"id": 3, "name": "unused"}]),
    (
        "post",
        [
            _post(1, "why-capes", 1, day(5)),
            _post(2, "how-to-drill", 1, day(6)),
            _post(3, "a-draft", 2, None),
            _post(4, "capes-again", 2, day(8)),
        ],
    ),
    (
        "post_tag",
        [
            {"post_id": 1, "tag_id": 1},
            {"post_id": 1, "tag_id": 2},
            {"post_id": 2, "tag_id": 2},
            {"post_id": 4, "tag_id": 1},
        ],
    ),
    (
        "item",
        [
            {"id": 1, "name": "Anvil", "description": "It is heavy."},
            {"id": 2, "name": "Rope", "description": None},
            {"id": 3, "name": "Lamp", "description": ""},
        ],
    ),
]
