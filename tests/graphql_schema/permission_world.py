"""Rows of several owners, of which each role sees and writes its own part."""

from decimal import Decimal
from typing import Any

from app.models import UserRole
from app.services.viewer import Viewer
from tests.graphql_schema.operations import Row
from tests.graphql_schema.samples import other_tables
from tests.graphql_schema.worlds import MOMENT, order_item_row, order_key, order_row, post_row, product_row, user_row

ME, AUTHOR, QUIET = 1, 2, 3
"""The customer who asks, one who has published, and one who has not."""

ROLES: dict[str, Viewer | None] = {
    "stranger": None,
    "customer": Viewer(ME, UserRole.CUSTOMER),
    "staff": Viewer(4, UserRole.STAFF),
    "admin": Viewer(5, UserRole.ADMIN),
}
USERS = (ME, AUTHOR, QUIET, 4, 5)

MINE, THEIRS = "one's own", "another's"


def world() -> list[tuple[str, list[Row]]]:
    """Each user has a profile, an order and a draft; AUTHOR's second post is published."""
    drafts = [post_row(number, number) for number in USERS]
    tables: list[tuple[str, list[Row]]] = [
        ("team", [{"id": 1, "name": "Team", "headquarters": "Here"}, {"id": 2, "name": "Others", "headquarters": ""}]),
        ("hero", [_hero(1, None), _hero(2, MOMENT)]),
        ("user", [{**user_row(number), "full_name": f"User {number}", "credits": Decimal("1.00")} for number in USERS]),
        ("profile", [_profile(number) for number in USERS if number != QUIET]),
        ("category", [{"id": 1, "name": "House", "slug": "house", "parent_id": None}]),
        ("category", [{"id": 2, "name": "Room", "slug": "room", "parent_id": 1}]),
        ("category", [{"id": 3, "name": "Empty", "slug": "empty", "parent_id": 1}]),
        ("product", [product_row(1, 2), product_row(2, 2), product_row(3, 2)]),
        ("order", [order_row(number, number) for number in USERS]),
        ("order_item", [order_item_row(number, 1) for number in USERS]),
        ("tag", [{"id": 1, "name": "tag"}, {"id": 2, "name": "another"}]),
        ("post", [{**row, "published_at": None} for row in drafts]),
        ("post", [{**post_row(6, AUTHOR), "published_at": MOMENT}]),
        ("post_tag", [{"post_id": number, "tag_id": 1} for number in (*USERS, 6)]),
        ("item", [{"id": 1, "name": "Item", "description": "A thing."}]),
    ]
    return tables + other_tables(tables, len(USERS))


def _hero(number: int, deleted_at: Any) -> Row:
    hero = {"id": number, "name": f"Hero {number}", "secret_name": "Secret", "age": 30, "team_id": 1}
    return {**hero, "deleted_at": deleted_at}


def _profile(number: int) -> Row:
    words = {"bio": "Words.", "location": "Town", "website": "https://example.com", "born_on": MOMENT.date()}
    return {"id": number, "user_id": number, **words}


Case = tuple[dict[str, Any], dict[str, Any]]
"""The values of a Create model, and the patch of an Update model. Names of tables with keys stand for global ids."""

SAMPLES: dict[str, dict[str, Case]] = {
    "Team": {"": ({"name": "New", "headquarters": "There"}, {"headquarters": "There"})},
    "Hero": {"": ({"name": "New", "secretName": "New"}, {"age": 31})},
    "User": {
        "": ({"email": "new@example.com", "username": "new", "password": "long enough"}, {}),
        MINE: ({}, {"fullName": "New"}),
        THEIRS: ({}, {"fullName": "New"}),
    },
    "Profile": {
        MINE: ({"userId": ("User", ME)}, {"bio": "New"}),
        THEIRS: ({"userId": ("User", QUIET)}, {"bio": "New"}),
    },
    "Category": {"": ({"name": "New", "slug": "new"}, {"name": "New"})},
    "Product": {"": ({"sku": "NEW", "name": "New", "price": "1.00", "categoryId": ("Category", 2)}, {"name": "New"})},
    "Post": {
        MINE: ({"title": "New", "slug": "new", "body": "New", "authorId": ("User", ME)}, {"title": "New"}),
        THEIRS: ({"title": "New", "slug": "new", "body": "New", "authorId": ("User", AUTHOR)}, {"title": "New"}),
    },
    "Tag": {"": ({"name": "new"}, {"name": "new"})},
    "Item": {"": ({"name": "New"}, {"name": "New"})},
}
"""By resource and whose row it is."""

ROWS: dict[str, dict[str, Any]] = {
    "Team": {"": 2},
    "Hero": {"": 1},
    "User": {MINE: ME, THEIRS: QUIET},
    "Profile": {MINE: ME, THEIRS: AUTHOR},
    "Category": {"": 3},
    "Product": {"": 3},
    "Post": {MINE: ME, THEIRS: 6, "another's draft": AUTHOR},
    "Tag": {"": 2},
    "Item": {"": 1},
}
"""The rows that updates and deletes are tried on."""

RESTORED = {"Hero": 2}

SERVICES: dict[str, dict[str, dict[str, Any]]] = {
    "transferHero": {"": {"heroId": ("Hero", 1), "teamId": ("Team", 2)}},
    "transferCredits": {
        MINE: {"fromUserId": ("User", ME), "toUserId": ("User", QUIET), "amount": "0.01"},
        THEIRS: {"fromUserId": ("User", AUTHOR), "toUserId": ("User", ME), "amount": "0.01"},
    },
    "placeOrder": {
        MINE: {"userId": ("User", ME), "items": [{"productId": ("Product", 1), "quantity": 1}]},
        THEIRS: {"userId": ("User", AUTHOR), "items": [{"productId": ("Product", 1), "quantity": 1}]},
    },
    "cancelOrder": {
        MINE: {"orderId": ("Order", order_key(ME))},
        THEIRS: {"orderId": ("Order", order_key(AUTHOR))},
    },
    "publishPost": {MINE: {"postId": ("Post", ME)}, THEIRS: {"postId": ("Post", AUTHOR)}},
}
"""The inputs of services' mutations, by whose row it is."""

IDENTITY = {"register", "logIn", "refreshToken", "logOut", "changePassword"}
"""Mutations that are everybody's, and have tests of their own."""
