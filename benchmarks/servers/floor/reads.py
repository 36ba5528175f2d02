"""Queries as an expert writes them by hand: a statement per level, rows unpacked into what is sent."""

from __future__ import annotations

from typing import Any

from benchmarks.servers.floor.identifiers import category_id, hero_id, key_of, team_cursor, team_id
from benchmarks.servers.floor.pool import SNAPSHOT, Pool

Json = dict[str, Any]


async def heroes(pool: Pool, _variables: Json) -> Json:
    """Q1."""
    async with pool.connection() as connection:
        rows = await connection.fetch(
            "SELECT id, name, age FROM hero WHERE deleted_at IS NULL ORDER BY id LIMIT $1", 100
        )
    return {"heroes": {"nodes": [{"id": hero_id(key), "name": name, "age": age} for key, name, age in rows]}}


async def heroes_and_teams(pool: Pool, _variables: Json) -> Json:
    """Q2."""
    async with pool.transaction(SNAPSHOT) as connection:
        rows = await connection.fetch(
            "SELECT id, name, team_id FROM hero WHERE deleted_at IS NULL ORDER BY id LIMIT $1", 100
        )
        keys = {team for _, _, team in rows}
        found = await connection.fetch("SELECT id, name FROM team WHERE id = ANY($1::int[])", list(keys))
    teams = {key: {"id": team_id(key), "name": name} for key, name in found}
    nodes = [{"id": hero_id(key), "name": name, "team": teams.get(team)} for key, name, team in rows]
    return {"heroes": {"nodes": nodes}}


async def teams_and_heroes(pool: Pool, _variables: Json) -> Json:
    """Q3."""
    async with pool.transaction(SNAPSHOT) as connection:
        teams = await connection.fetch("SELECT id, name FROM team ORDER BY id LIMIT $1", 50)
        rows = await connection.fetch(
            "SELECT parent.place - 1, page.id, page.name, page.age "
            "FROM unnest($1::int[]) WITH ORDINALITY AS parent(id, place) CROSS JOIN LATERAL ("
            "SELECT id, name, age FROM hero WHERE team_id = parent.id AND deleted_at IS NULL ORDER BY id LIMIT $2"
            ") AS page",
            [key for key, _ in teams],
            10,
        )
    members: list[list[Json]] = [[] for _ in teams]
    for place, key, name, age in rows:
        members[place].append({"id": hero_id(key), "name": name, "age": age})
    nodes = [
        {"id": team_id(key), "name": name, "heroes": {"nodes": heroes}}
        for (key, name), heroes in zip(teams, members, strict=True)
    ]
    return {"teams": {"nodes": nodes}}


async def users_and_orders(pool: Pool, _variables: Json) -> Json:
    """Q4."""
    async with pool.transaction(SNAPSHOT) as connection:
        users = await connection.fetch('SELECT id, username FROM "user" ORDER BY id LIMIT $1', 20)
        orders = await connection.fetch(
            "SELECT parent.place - 1, page.id, page.total "
            "FROM unnest($1::int[]) WITH ORDINALITY AS parent(id, place) CROSS JOIN LATERAL ("
            'SELECT id, total::text FROM "order" WHERE user_id = parent.id ORDER BY id LIMIT $2) AS page',
            [key for key, _ in users],
            5,
        )
        items = await connection.fetch(
            "SELECT parent.place - 1, page.quantity, page.product_id "
            "FROM unnest($1::uuid[]) WITH ORDINALITY AS parent(id, place) CROSS JOIN LATERAL ("
            "SELECT quantity, product_id FROM order_item WHERE order_id = parent.id "
            "ORDER BY order_id, product_id LIMIT $2) AS page",
            [order for _, order, _ in orders],
            5,
        )
        found = await connection.fetch(
            "SELECT id, name, price::text FROM product WHERE id = ANY($1::int[])",
            list({product for _, _, product in items}),
        )
    products = {key: {"name": name, "price": price} for key, name, price in found}
    lines: list[list[Json]] = [[] for _ in orders]
    for place, quantity, product in items:
        lines[place].append({"quantity": quantity, "product": products[product]})
    placed: list[list[Json]] = [[] for _ in users]
    for (place, order, total), nodes in zip(orders, lines, strict=True):
        placed[place].append({"databaseId": str(order), "total": total, "items": {"nodes": nodes}})
    return {
        "users": {
            "nodes": [
                {"username": name, "orders": {"nodes": nodes}} for (_, name), nodes in zip(users, placed, strict=True)
            ]
        }
    }


async def hero_by_key(pool: Pool, variables: Json) -> Json:
    """Q5."""
    async with pool.connection() as connection:
        row = await connection.fetchrow(
            "SELECT id, name FROM hero WHERE id = $1 AND deleted_at IS NULL", variables["id"]
        )
    return {"hero": row and {"id": hero_id(row[0]), "name": row[1]}}


async def heroes_filtered(pool: Pool, variables: Json) -> Json:
    """Q6."""
    async with pool.connection() as connection:
        rows = await connection.fetch(
            "SELECT id, name, age FROM hero WHERE deleted_at IS NULL AND age <= $1 AND name LIKE $2 "
            "ORDER BY age DESC, id DESC LIMIT $3",
            variables["most"],
            escaped(variables["start"]) + "%",
            50,
        )
    return {"heroes": {"nodes": [{"id": hero_id(key), "name": name, "age": age} for key, name, age in rows]}}


async def page_of_teams(pool: Pool, variables: Json) -> Json:
    """Q7."""
    size = 50
    async with pool.transaction(SNAPSHOT) as connection:
        rows = await connection.fetch(
            "SELECT id, name, headquarters FROM team WHERE id > $1 ORDER BY id LIMIT $2",
            key_of(variables["after"]),
            size + 1,
        )
        count = await connection.fetchval("SELECT count(*) FROM team")
    edges = [
        {"cursor": team_cursor(key), "node": {"id": team_id(key), "name": name, "headquarters": headquarters}}
        for key, name, headquarters in rows[:size]
    ]
    info = {
        "hasNextPage": len(rows) > size,
        "hasPreviousPage": True,
        "startCursor": edges[0]["cursor"] if edges else None,
        "endCursor": edges[-1]["cursor"] if edges else None,
    }
    return {"teams": {"edges": edges, "pageInfo": info, "totalCount": count}}


async def products_aggregated(pool: Pool, variables: Json) -> Json:
    """Q8."""
    async with pool.transaction(SNAPSHOT) as connection:
        ((count, least, most, total),) = await connection.fetch(
            "SELECT count(*), min(price)::text, max(price)::text, sum(price)::text FROM product "
            "WHERE price >= $1::text::numeric",
            variables["least"],
        )
        rows = await connection.fetch(
            "SELECT category_id, count(*), sum(price)::text FROM product WHERE price >= $1::text::numeric "
            "GROUP BY category_id ORDER BY count(*) DESC, category_id LIMIT $2",
            variables["least"],
            20,
        )
    aggregate = {"count": count, "min": {"price": least}, "max": {"price": most}, "sum": {"price": total}}
    groups = [
        {"key": {"categoryId": category_id(key)}, "aggregate": {"count": count, "sum": {"price": total}}}
        for key, count, total in rows
    ]
    return {"products": {"aggregate": aggregate, "groups": groups}}


async def heroes_of_a_city(pool: Pool, variables: Json) -> Json:
    """Q9."""
    async with pool.transaction(SNAPSHOT) as connection:
        rows = await connection.fetch(
            "SELECT id, name, team_id FROM hero WHERE deleted_at IS NULL AND age < $1 AND EXISTS ("
            "SELECT 1 FROM team WHERE team.id = hero.team_id AND headquarters = $2) ORDER BY id LIMIT $3",
            variables["age"],
            variables["city"],
            20,
        )
        found = await connection.fetch(
            "SELECT id, name, headquarters FROM team WHERE id = ANY($1::int[])", list({team for _, _, team in rows})
        )
    teams = {key: {"name": name, "headquarters": headquarters} for key, name, headquarters in found}
    return {"heroes": {"nodes": [{"id": hero_id(key), "name": name, "team": teams[team]} for key, name, team in rows]}}


def escaped(text: str) -> str:
    """For LIKE."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
