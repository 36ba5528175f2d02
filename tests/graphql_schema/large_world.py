"""Very many rows in every table, made by the database itself, so that its planner has something to think about."""

from collections.abc import Mapping, Sequence

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models import metadata
from sqlmodel_strawberry import Database
from tests.graphql_schema.samples import other_tables

FEW = 20
"""So many times fewer teams, categories and tags there are than rows in each of the other tables."""
LARGE = ("hero", "user", "profile", "product", "order", "order_item", "post", "post_tag", "item")
"""The tables that nothing may read in whole."""

# What the dialects write differently. `{n}` and what is computed of it are numbers.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "postgresql": {
        "order_key": "CAST(lpad(to_hex({n}), 32, '0') AS uuid)",
        "instant": "TIMESTAMPTZ '2026-01-01T00:00:00Z' + {n} * INTERVAL '1 minute'",
        "cents": "{n} / 100.0",
        "true": "true",
        "json": "CAST('{{}}' AS jsonb)",
        "word": "substr(md5(CAST({n} AS text)), 1, 8)",
    },
    "sqlite": {
        "order_key": "printf('%032x', {n})",
        "instant": "strftime('%Y-%m-%d %H:%M:%f', '2026-01-01', {n} || ' minutes') || '000'",
        "cents": "{n}",
        "true": "1",
        "json": "'{{}}'",
        "word": "printf('%08x', {n} * 2654435761 % 4294967296)",
    },
}

# Table → columns → values of row `n` of `rows`, where `few` is what `n` counts modulo the number of small rows.
_TABLES: Sequence[tuple[str, Mapping[str, str]]] = (
    ("team", {"id": "n", "name": "'Team ' || {word}", "headquarters": "'Street ' || n"}),
    (
        "hero",
        {
            "id": "n",
            "name": "{word} || ' ' || n",
            "secret_name": "'x'",
            # Every third hero's age is unknown.
            "age": "CASE WHEN n % 3 > 0 THEN n % 1000 END",
            "team_id": "n % few + 1",
            "deleted_at": "CASE WHEN n % 100 = 0 THEN {instant} END",
        },
    ),
    (
        "user",
        {
            "id": "n",
            "email": "'user' || n || '@example.com'",
            "username": "'user' || n",
            "full_name": "CASE WHEN n % 3 > 0 THEN 'User ' || n END",
            "is_active": "{true}",
            "role": "'customer'",
            "hashed_password": "'x'",
            "credits": "{cents}",
            "created_at": "{instant}",
        },
    ),
    (
        "profile",
        {
            "id": "n",
            "user_id": "n",
            "bio": "''",
            "location": "CASE WHEN n % 3 > 0 THEN 'Town ' || n % 1000 END",
        },
    ),
    (
        "category",
        {
            "id": "n",
            "name": "'Category ' || n",
            "slug": "'category-' || n",
            "parent_id": "CASE WHEN n > 1 THEN n / 2 END",
        },
    ),
    (
        "product",
        {
            "id": "n",
            "sku": "'SKU-' || n",
            "name": "'Product ' || {word}",
            "description": "'Described as ' || {word}",
            "price": "{cents}",
            "is_active": "{true}",
            "attributes": "{json}",
            "category_id": "n % few + 1",
            "version": "1",
        },
    ),
    (
        "order",
        {
            "id": "{order_key}",
            "user_id": "n % (rows / 10) + 1",
            "status": "CASE n % 4 WHEN 0 THEN 'pending' WHEN 1 THEN 'paid' ELSE 'delivered' END",
            "total": "{cents}",
            "created_at": "{instant}",
            "updated_at": "{instant}",
        },
    ),
    (
        "order_item",
        {"order_id": "{order_key}", "product_id": "n % (rows / 10) + 1", "quantity": "1", "price": "{cents}"},
    ),
    (
        "post",
        {
            "id": "n",
            "title": "'About ' || {word}",
            "slug": "'post-' || n",
            "body": "'It is said of ' || {word}",
            "author_id": "n % (rows / 10) + 1",
            "published_at": "CASE WHEN n % 3 > 0 THEN {instant} END",
            "created_at": "{instant}",
        },
    ),
    ("tag", {"id": "n", "name": "'tag ' || n"}),
    ("post_tag", {"post_id": "n", "tag_id": "n % few + 1"}),
    ("item", {"id": "n", "name": "'Item ' || n"}),
)


async def fill(database: Database, rows: int) -> None:
    """Write `rows` rows into each large table, and tell the planner."""
    async with database.engine.begin() as connection:
        prepare, finish = await _bulk(connection) if database.dialect == "postgresql" else ([], [])
        for statement in prepare:
            await connection.execute(text(statement))
        for table, values in _TABLES:
            await _fill(connection, database.dialect, table, values, rows)
        for table, samples in other_tables([(name, ()) for name, _ in _TABLES], rows // FEW):
            await connection.execute(insert(metadata.tables[table]), samples)
        for statement in finish:
            await connection.execute(text(statement))


async def _bulk(connection: AsyncConnection) -> tuple[list[str], list[str]]:
    """What makes writing a million rows fast, before and after."""
    trigrams = (
        await connection.execute(text("SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%'"))
    ).all()
    prepare = [
        # Foreign keys are right by construction: checking a million of them takes longer than writing them.
        "SET LOCAL session_replication_role = replica",
        "SET LOCAL statement_timeout = 0",
        *[f"DROP INDEX {name}" for name, _ in trigrams],
    ]
    return prepare, [*[definition for _, definition in trigrams], "ANALYZE"]


async def _fill(connection: AsyncConnection, dialect: str, table: str, values: Mapping[str, str], rows: int) -> None:
    few = rows // FEW
    words = {name: word.format(n="n") for name, word in _WORDS[dialect].items()}
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {last})"
    select = f"SELECT {', '.join(values.values())} FROM numbers".format(**words)
    sized = f"SELECT * FROM ({select.replace('few', str(few)).replace('rows', str(rows))})"
    count = rows if table in LARGE else few
    names = ", ".join(values)
    await connection.execute(text(f'INSERT INTO "{table}" ({names}) {numbers.format(last=count)} {sized}'))
