"""Mutations as an expert writes them by hand. Only what the benchmark sends is taken: nothing is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from benchmarks.servers.floor.identifiers import hero_id, key_of, order_id
from benchmarks.servers.floor.pool import WRITE, Pool

Json = dict[str, Any]


async def create_hero(pool: Pool, variables: Json) -> Json:
    """M1. One statement is a transaction."""
    hero = variables["input"]["hero"]
    async with pool.connection() as connection:
        ((key, name, age),) = await connection.fetch(
            "INSERT INTO hero (name, secret_name, age, team_id) VALUES ($1, $2, $3, $4) RETURNING id, name, age",
            hero["name"],
            hero["secretName"],
            hero["age"],
            key_of(hero["teamId"]),
        )
    return {"createHero": {"hero": {"id": hero_id(key), "name": name, "age": age}, "userErrors": []}}


async def place_order(pool: Pool, variables: Json) -> Json:
    """M2. Products keep their prices until the order is there."""
    placed = variables["input"]
    user, quantities = key_of(placed["userId"]), {key_of(i["productId"]): i["quantity"] for i in placed["items"]}
    key = uuid4()
    async with pool.transaction(WRITE) as connection:
        active = await connection.fetchval('SELECT is_active FROM "user" WHERE id = $1', user)
        products = await connection.fetch(
            "SELECT id, name, price FROM product WHERE id = ANY($1::int[]) AND is_active ORDER BY id FOR SHARE",
            list(quantities),
        )
        if not active or len(products) < len(quantities):
            raise ValueError(placed)
        total = sum((price * quantities[product] for product, _, price in products), Decimal(0))
        await connection.execute(
            "WITH placed AS (INSERT INTO \"order\" (id, user_id, status, total) VALUES ($1, $2, 'pending', $3)) "
            "INSERT INTO order_item (order_id, product_id, quantity, price) "
            "SELECT $1, * FROM unnest($4::int[], $5::int[], $6::numeric[])",
            key,
            user,
            total,
            [product for product, _, _ in products],
            [quantities[product] for product, _, _ in products],
            [price for _, _, price in products],
        )
    nodes = [
        {"quantity": quantities[product], "price": str(price), "product": {"name": name}}
        for product, name, price in products
    ]
    order = {"id": order_id(key), "status": "PENDING", "total": str(total), "items": {"nodes": nodes}}
    return {"placeOrder": {"order": order, "userErrors": []}}
