"""Rows in which every relation of the schema has a known size, for any number of parents."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from tests.graphql_schema.operations import Row
from tests.graphql_schema.samples import other_tables

CHILDREN = 3
"""Rows at the other end of each to-many relation, at the least."""
FAR = 1_000
MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678900, UTC)


def world(size: int) -> list[tuple[str, list[Row]]]:
    """The first `size` rows of every resource have all their to-one relations, and `CHILDREN` in each to-many one."""
    parents, children = range(1, size + 1), range(1, CHILDREN * size + 1)
    tables: list[tuple[str, list[Row]]] = [
        ("team", [{"id": n, "name": f"Team {n}", "headquarters": "Here"} for n in parents]),
        ("hero", [_hero(n, _parent(n, size)) for n in children]),
        ("user", [user_row(n) for n in parents]),
        ("profile", [{"id": n, "user_id": n, "bio": ""} for n in parents]),
        ("category", _categories(size)),
        ("product", [product_row(n, _parent(n, size)) for n in children]),
        ("product", [product_row(FAR + n, n) for n in (FAR + 1, size + 1)]),
        ("order", [order_row(n, _parent(n, size)) for n in children]),
        ("order_item", [order_item_row(n, other) for n in children for other in _others(n, size)]),
        ("tag", [{"id": n, "name": f"tag {n}"} for n in children]),
        ("post", [post_row(n, _parent(n, size)) for n in children]),
        ("post_tag", [{"post_id": n, "tag_id": other} for n in children for other in _others(n, size)]),
        ("item", [{"id": n, "name": f"Item {n}"} for n in parents]),
    ]
    return tables + other_tables(tables, CHILDREN * size, size)


def order_key(number: int) -> UUID:
    """Keys of orders, in the order of their numbers."""
    return UUID(int=number)


def _parent(number: int, size: int) -> int:
    return (number - 1) % size + 1


def _others(number: int, size: int) -> list[int]:
    """Who stands at the other end of a many-to-many relation; each is chosen equally often."""
    return [(number + step) % (CHILDREN * size) + 1 for step in range(CHILDREN)]


def _categories(size: int) -> list[Row]:
    # Houses and rooms are written first and listed last, so that what is listed first has parents of its own.
    houses = [_category(2 * FAR + n, "house", None) for n in range(1, size + 1)]
    rooms = [_category(FAR + n, "room", 2 * FAR + n) for n in range(1, size + 1)]
    shelves = [_category(n, "shelf", FAR + n) for n in range(1, size + 1)]
    boards = [_category(size + n, "board", _parent(n, size)) for n in range(1, CHILDREN * size + 1)]
    boxes = [_category(3 * FAR + n, "box", size + n) for n in range(1, size + 1)]
    return [*houses, *rooms, *shelves, *boards, *boxes]


def _category(number: int, name: str, parent: int | None) -> Row:
    return {"id": number, "name": name.title(), "slug": f"{name}-{number}", "parent_id": parent}


def _hero(number: int, team: int) -> Row:
    return {"id": number, "name": f"Hero {number}", "secret_name": f"Secret {number}", "age": number, "team_id": team}


def user_row(number: int) -> Row:
    return {
        "id": number,
        "email": f"user{number}@example.com",
        "username": f"user{number}",
        "hashed_password": "not a hash",
        "created_at": MOMENT,
    }


def product_row(number: int, category: int) -> Row:
    return {
        "id": number,
        "sku": f"SKU-{number}",
        "name": f"Product {number}",
        "description": "",
        "price": Decimal("9.99"),
        "is_active": True,
        "attributes": {},
        "category_id": category,
        "version": 1,
    }


def order_row(number: int, user: int) -> Row:
    return {
        "id": order_key(number),
        "user_id": user,
        "total": Decimal("0.00"),
        "created_at": MOMENT,
        "updated_at": MOMENT,
    }


def order_item_row(order: int, product: int) -> Row:
    return {"order_id": order_key(order), "product_id": product, "quantity": 1, "price": Decimal("9.99")}


def post_row(number: int, author: int) -> Row:
    return {
        "id": number,
        "title": f"Post {number}",
        "slug": f"post-{number}",
        "body": "Text.",
        "author_id": author,
        "created_at": MOMENT,
    }
