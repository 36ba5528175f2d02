"""What a session costs over the driver's own connections: `python -m benchmarks.drivers`.

CPU of this process for a fetch, its connection taken of a pool and given back, beside raw asyncpg with its own pool and
raw aiosqlite with connections in a list, in interleaved rounds. Three statements are one snapshot; a write is BEGIN,
INSERT … RETURNING and COMMIT.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg
import sqlalchemy as sa
import uvloop

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.database.queries import Query
from sqlmodel_strawberry.database.write_transactions import Transaction
from tests.postgres import Cluster

ROWS, SNAPSHOT = 100, 3
LIMIT = {"postgresql": "$1", "sqlite": "?"}
BEGIN = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "sqlite": "BEGIN"}

table = sa.Table(
    "hero",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    *[sa.Column(f"text{number}", sa.String) for number in range(4)],
    *[sa.Column(f"number{number}", sa.Integer) for number in range(4)],
)
INSERT = "INSERT INTO hero (text0, number0) VALUES ({}, {}) RETURNING id"
WRITTEN = Query(
    table.insert()
    .values(text0=sa.bindparam("text", type_=sa.String), number0=sa.bindparam("number", type_=sa.Integer))
    .returning(table.c.id)
)
QUERY = Query(sa.select(table).limit(sa.bindparam("limit", type_=sa.BigInteger)))

Case = Callable[[], Awaitable[Any]]


def ours(database: Database) -> dict[str, Case]:
    """By a session."""

    async def fetch(limit: int, statements: int = 1) -> None:
        session = database.session()
        session.snapshot = statements > 1
        for _ in range(statements):
            assert len(await session.read(QUERY, {"limit": limit})) == limit
        await session.close()

    async def write() -> None:
        async def work(transaction: Transaction) -> None:
            assert len(await transaction.fetch(WRITTEN, {"text": "a", "number": 1})) == 1

        session = database.session()
        await session.transact(work)
        await session.close()

    return cases(fetch, write)


def cases(fetch: Callable[..., Awaitable[None]], write: Case) -> dict[str, Case]:
    """What is measured of each."""
    return {
        "1 row": lambda: fetch(1),
        f"{ROWS} rows": lambda: fetch(ROWS),
        f"{SNAPSHOT} × 1 row": lambda: fetch(1, SNAPSHOT),
        f"{SNAPSHOT} × {ROWS} rows": lambda: fetch(ROWS, SNAPSHOT),
        "a write": write,
    }


def raw_asyncpg(pool: Any, sql: str) -> dict[str, Case]:
    """By asyncpg's own pool, which resets no session: neither do we."""

    async def fetch(limit: int, statements: int = 1) -> None:
        async with pool.acquire() as connection:
            if statements == 1:
                assert len(await connection.fetch(sql, limit)) == limit
                return
            await connection.execute(BEGIN["postgresql"])
            for _ in range(statements):
                assert len(await connection.fetch(sql, limit)) == limit
            await connection.execute("ROLLBACK")

    async def write() -> None:
        async with pool.acquire() as connection:
            await connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
            assert len(await connection.fetch(INSERT.format("$1", "$2"), "a", 1)) == 1
            await connection.execute("COMMIT")

    return cases(fetch, write)


def raw_aiosqlite(idle: list[aiosqlite.Connection], sql: str) -> dict[str, Case]:
    """By aiosqlite, one hop to its thread for each statement."""

    async def fetch(limit: int, statements: int = 1) -> None:
        connection = idle.pop()
        if statements > 1:
            await connection.execute_fetchall(BEGIN["sqlite"])
        for _ in range(statements):
            assert len(list(await connection.execute_fetchall(sql, (limit,)))) == limit
        if statements > 1:
            await connection.execute_fetchall("ROLLBACK")
        idle.append(connection)

    async def write() -> None:
        connection = idle.pop()
        await connection.execute_fetchall("BEGIN IMMEDIATE")
        assert len(list(await connection.execute_fetchall(INSERT.format("?", "?"), ("a", 1)))) == 1
        await connection.execute_fetchall("COMMIT")
        idle.append(connection)

    return cases(fetch, write)


async def compare(raw: dict[str, Case], own: dict[str, Case], rounds: int, times: int) -> None:
    """Print a line for each case: milliseconds of both, medians of the rounds."""
    for name in raw:
        measured: list[tuple[float, float]] = []
        for _ in range(rounds):
            measured.append((await cpu(raw[name], times), await cpu(own[name], times)))
        theirs, us = (statistics.median(each) for each in zip(*measured, strict=True))
        print(f"  {name:14} raw {theirs:.4f} ms, session {us:.4f} ms: +{us - theirs:.4f} ms, {us / theirs:.2f}×")


async def cpu(case: Case, times: int) -> float:
    """Milliseconds of CPU of one run."""
    await case()
    began = time.process_time()
    for _ in range(times):
        await case()
    return (time.process_time() - began) / times * 1000


async def fill(database: Database) -> str:
    """Make the table and its rows, and say what the query is in SQL."""
    rows = [
        {f"text{n}": f"text {id_}" for n in range(4)} | {f"number{n}": id_ for n in range(4)} for id_ in range(ROWS)
    ]
    async with database.engine.begin() as connection:
        await connection.run_sync(table.metadata.create_all)
        await connection.execute(table.insert(), rows)
    return f"{sa.select(table)} LIMIT {LIMIT[database.dialect]}"


async def main(rounds: int, times: int) -> None:
    """Measure both databases."""
    with Cluster() as cluster:
        url = cluster.url()
        database = Database.connect(url)
        sql = await fill(database)
        options: Any = {"host": url.query.get("host") or url.host, "user": url.username, "password": url.password}
        async with asyncpg.create_pool(
            **options, port=url.port, database=url.database, min_size=1, max_size=1, reset=nothing
        ) as pool:
            print("PostgreSQL")
            await compare(raw_asyncpg(pool, sql), ours(database), rounds, times)
        await database.dispose()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "heroes.db"
        database = Database.connect(f"sqlite+aiosqlite:///{path}")
        sql = await fill(database)
        async with aiosqlite.connect(path, isolation_level=None) as connection:
            await connection.execute_fetchall("PRAGMA synchronous=NORMAL")
            print("SQLite")
            await compare(raw_aiosqlite([connection], sql), ours(database), rounds, times)
        await database.dispose()


async def nothing(_connection: Any) -> None:
    """What asyncpg's pool does to a connection that comes back, besides making sure that nothing is open."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drivers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often each is measured (%(default)s)")
    parser.add_argument("--times", type=int, default=1000, help="runs in a measurement (%(default)s)")
    chosen = parser.parse_args()
    uvloop.run(main(chosen.rounds, chosen.times))
