"""kill -9 of the server in the middle of its writes: none is half done, none that was acknowledged is lost.

KILLS says how often; `make test-long` kills thirty times.
"""

import asyncio
import os
import random
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, func, select
from sqlmodel import col

from app.identity import make_identity
from app.models import Hero, IdempotencyRecord, Order, OrderItem, Post, PostTag, Product, Tag, User
from app.settings import Settings
from app.token_keys import new_key
from graphql_schema.schema import create_schema
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.values.ids import to_global_id
from tests.app import rows
from tests.app.crash_client import HEROES, LINES, TAGS, CrashClient
from tests.databases import connected
from tests.graphql_schema.viewers import ADMIN
from tests.servers import cpu_seconds, serving

KILLS = int(os.environ.get("KILLS", "2"))
CLIENTS = 6
READY_SECONDS = 10


async def test_killed_in_the_middle_of_writes(database_url: URL, tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    sys.stderr.write(f"seed {seed}\n")
    chance = random.Random(seed)
    keys = new_key()
    token, _ = make_identity(Settings(access_token_keys=SecretStr(keys))).tokens.issue(ADMIN)
    headers = {"Authorization": f"Bearer {token}"}
    async with connected(database_url) as database:
        client = await prepare(database, chance)
        ready: list[float] = []
        in_flight: list[int] = []
        committed: list[int] = []
        for _ in range(KILLS):
            async with serving(database_url, tmp_path, ACCESS_TOKEN_KEYS=keys) as (server, http):
                http.headers.update(headers)
                assert (await http.get("/ready")).status_code == 200
                if sys.platform == "linux":
                    ready.append(cpu_seconds(server))
                await client.repeat(http)
                assert client.pending == {}
                work = [asyncio.create_task(client.work(http)) for _ in range(CLIENTS)]
                await asyncio.sleep(chance.uniform(0.1, 0.6))
                assert not any(task.done() for task in work), [task for task in work if task.done()]
                in_flight.append(len(client.pending))
                server.kill()
                await server.wait()
                await asyncio.gather(*work)
            await assert_whole(database)
            await assert_nothing_lost(database, client)
            committed.append(await done(database) - len(client.acknowledged))
        async with serving(database_url, tmp_path, ACCESS_TOKEN_KEYS=keys) as (_server, http):
            http.headers.update(headers)
            await client.repeat(http)
        await assert_whole(database)
        await assert_nothing_lost(database, client)
        await assert_nothing_done_twice(database, client)
    sys.stderr.write(
        f"unanswered {in_flight}, of them committed {committed}, answered {len(client.acknowledged)}, ready {ready}\n"
    )
    # Less than 2 s where nothing else runs. Beside others a processor took up to three times as long for the same.
    assert min(ready, default=0) < READY_SECONDS, ready
    assert len([number for number in in_flight if number]) * 3 >= KILLS * 2, in_flight
    assert all(client.names(kind) for kind in ("order", "heroes", "post"))


async def prepare(database: Database, chance: random.Random) -> CrashClient:
    """Users and products, and a client that knows them."""
    async with database.write() as session:
        users, category = [rows.user(f"user{number}") for number in range(5)], rows.category()
        session.add_all([*users, category])
        await session.flush()
        prices = [Decimal(chance.randrange(1, 100_000)) / 100 for _ in range(20)]
        products = [rows.product(f"P-{number}", category.id, price=price) for number, price in enumerate(prices)]
        session.add_all(products)
    resources = create_schema().resources
    return CrashClient(
        [to_global_id(resources[User.__name__], (user.id,)) for user in users],
        [to_global_id(resources[Product.__name__], (product.id,)) for product in products],
        chance,
    )


async def done(database: Database) -> int:
    """Writes that the database remembers, answered or not."""
    async with database.engine.connect() as connection:
        return int(await connection.scalar(select(func.count()).select_from(IdempotencyRecord)) or 0)


async def assert_whole(database: Database) -> None:
    """No order without its items or with another total, no part of a batch, no post without its tags."""
    async with database.engine.connect() as connection:
        totals = {row.id: row.total for row in await connection.execute(select(col(Order.id), col(Order.total)))}
        items = (await connection.execute(select(OrderItem))).all()
        heroes = (await connection.scalars(select(col(Hero.name)))).all()
        tagged = await connection.execute(
            select(col(Post.slug), func.count(col(PostTag.tag_id))).outerjoin(PostTag).group_by(col(Post.slug))
        )
        tags = (await connection.scalars(select(col(Tag.name)))).all()
    sums = dict.fromkeys(totals, Decimal(0))
    for item in items:
        sums[item.order_id] += item.price * item.quantity
    assert sums == totals
    assert set(Counter(item.order_id for item in items).values()) <= {LINES}
    assert set(Counter(name.split()[0] for name in heroes).values()) <= {HEROES}
    posts: dict[str, int] = {row[0]: row[1] for row in tagged}
    assert set(posts.values()) <= {TAGS}
    assert Counter(name.split()[0] for name in tags) == posts


async def assert_nothing_lost(database: Database, client: CrashClient) -> None:
    """Every key that a client was told is there."""
    async with database.engine.connect() as connection:
        orders = set(map(str, await connection.scalars(select(col(Order.id)))))
        heroes = set(await connection.scalars(select(col(Hero.id))))
        posts = set(await connection.scalars(select(col(Post.id))))
    assert set(client.names("order").values()) <= orders
    assert {key for keys in client.names("heroes").values() for key in keys} <= heroes
    assert set(client.names("post").values()) <= posts


async def assert_nothing_done_twice(database: Database, client: CrashClient) -> None:
    """When all that was not answered has been repeated, there is as much as was acknowledged."""
    assert client.pending == {}
    async with database.engine.connect() as connection:
        found = [await connection.scalar(select(func.count()).select_from(table)) for table in (Order, Hero, Post)]
    told = [len(client.names(kind)) for kind in ("order", "heroes", "post")]
    assert found == [told[0], told[1] * HEROES, told[2]]
