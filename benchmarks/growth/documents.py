"""Documents that grow: in rows, in levels, in number."""

from __future__ import annotations

from random import Random

import orjson

from app.models.user import UserRole
from app.services.viewer import Viewer
from benchmarks.data import ADMIN
from benchmarks.systems.system import http_request

PARENTS = 100
"""Rows of each level."""
CHAIN = (
    f"users(first: {PARENTS}) {{ nodes {{ id username %s }} }}",
    "orders(first: 1) { nodes { id total %s } }",
    "items(first: 1) { nodes { id quantity %s } }",
    "product { id name %s }",
    "category { id name %s }",
    "products(first: 1) { nodes { id sku %s } }",
    "orderItems(first: 1) { nodes { id price %s } }",
)
FIELDS = (
    ("id", "databaseId", "username", "displayName", "fullName", "createdAt", "email", "isActive"),
    ("id", "databaseId", "status", "total", "createdAt", "updatedAt", "userId"),
    ("id", "quantity", "price", "productId", "orderId"),
    ("id", "databaseId", "name", "sku", "price", "description", "isActive", "version", "categoryId"),
)


def request(document: str) -> bytes:
    """Of an admin, who may read all rows."""
    return http_request("POST", "/graphql", orjson.dumps({"query": document}), Viewer(ADMIN, UserRole.ADMIN))


def of_rows(count: int) -> str:
    """So many rows of one list."""
    return f"{{ orderItems(first: {count}) {{ nodes {{ id quantity price }} }} }}"


def of_levels(count: int) -> str:
    """So many relations one inside the other, as many objects in each."""
    document = ""
    for level in reversed(CHAIN[: count + 1]):
        document = level % document
    return f"{{ {document} }}"


def never_seen(number: int) -> str:
    """One of very many documents of three relations: other columns in each."""
    random = Random(number)
    users, orders, items, products = (" ".join(random.sample(names, random.randint(1, len(names)))) for names in FIELDS)
    return (
        f"query Number{number} {{ users(first: 1) {{ nodes {{ {users} orders(first: 1) {{ nodes {{ {orders} "
        f"items(first: 1) {{ nodes {{ {items} product {{ {products} }} }} }} }} }} }} }} }}"
    )
