"""A connection goes back to the pool with its snapshot open: the next to have it ends that, or a timer does."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.database.pooling import REST_SECONDS
from sqlmodel_strawberry.database.queries import Query
from tests.databases import MakeDatabase

THINGS = sa.Table("things", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
COUNT = Query(sa.select(sa.func.count()).select_from(THINGS))
INSERT = Query(sa.insert(THINGS).values(id=sa.bindparam("id", type_=sa.Integer)).returning(THINGS.c.id))

pytestmark = pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return await make_database(THINGS.metadata)


async def counted(database: Database, *, snapshot: bool = True) -> int:
    """How many things an operation finds."""
    session = database.session()
    session.snapshot = snapshot
    try:
        ((found,),) = await session.read(COUNT)
        return int(found)
    finally:
        await session.close()


async def inserted(database: Database, key: int, *, last: bool = False) -> None:
    """One more thing, by a statement that is a transaction where it is the `last`."""
    session = database.session()
    await session.transact(
        lambda transaction: (transaction.fetch_last if last else transaction.fetch)(INSERT, {"id": key})
    )
    await session.close()


@pytest.fixture
async def driver(database: Database) -> Any:
    """The only connection, which rests."""
    pool: Any = database.engine.pool
    assert await counted(database) == 0
    assert isinstance(pool, QueuePool)
    assert (pool.checkedout(), pool.checkedin()) == (0, 1)
    found = database.pool._idle[0].dbapi_connection.driver_connection
    assert found.is_in_transaction()
    return found


@pytest.mark.parametrize("snapshot", [True, False])
async def test_what_was_committed_since_is_seen(database: Database, driver: Any, *, snapshot: bool) -> None:
    async with database.engine.connect() as other, database.engine.begin() as connection:
        assert await counted(database) == 0
        await connection.execute(sa.insert(THINGS), {"id": 1})
        await connection.commit()
        assert await counted(database, snapshot=snapshot) == 1
        await other.close()


@pytest.mark.parametrize("last", [True, False])
async def test_a_write_takes_it(database: Database, driver: Any, *, last: bool) -> None:
    await inserted(database, 1, last=last)
    assert database.pool._idle[0].dbapi_connection.driver_connection is driver
    assert not driver.is_in_transaction()
    assert await counted(database) == 1


async def test_a_session_takes_it(database: Database, driver: Any) -> None:
    async with database.write() as session:
        raw: Any = await (await session.connection()).get_raw_connection()
        assert raw.driver_connection is driver
        await (await session.connection()).execute(sa.insert(THINGS).values(id=1))
    assert await counted(database) == 1


async def test_others_take_it_without_a_transaction(database: Database, driver: Any) -> None:
    async with database.engine.connect() as connection:
        raw: Any = await connection.get_raw_connection()
        assert (raw.driver_connection, driver.is_in_transaction()) == (driver, False)
        await connection.execute(sa.insert(THINGS), {"id": 1})
        await connection.commit()
    assert await counted(database) == 1


async def test_one_statement_has_no_part_in_it(database: Database, driver: Any) -> None:
    assert await counted(database, snapshot=False) == 0
    assert not driver.is_in_transaction()


async def test_it_ends_by_itself(database: Database, driver: Any) -> None:
    await asyncio.sleep(3 * REST_SECONDS)
    await database.drain(5)
    assert not driver.is_in_transaction()
    pool: Any = database.engine.pool
    assert (pool.checkedout(), pool.checkedin(), database.pool._resting) == (0, 1, {})


async def test_what_is_used_all_the_time_is_left_alone(database: Database, driver: Any) -> None:
    ended: list[str] = []
    driver.add_query_logger(lambda record: ended.append(record.query))
    for _ in range(10):
        await counted(database)
        await asyncio.sleep(REST_SECONDS / 4)
    assert "ROLLBACK" not in ended
    assert sum(query.startswith("ROLLBACK; BEGIN ") for query in ended) == 10


async def test_a_table_may_be_dropped_meanwhile(database: Database, driver: Any) -> None:
    async with database.engine.connect() as other, asyncio.timeout(5):
        await counted(database)
        await other.execute(sa.text("DROP TABLE things"))
        await other.commit()


async def test_whoever_waits_for_a_connection_has_it_at_once(database: Database) -> None:
    narrow = Database.connect(database.engine.url, pool_size=1, max_overflow=0)
    assert await asyncio.gather(*(counted(narrow) for _ in range(10))) == [0] * 10
    await narrow.dispose()


async def test_a_server_that_ended_it(database: Database) -> None:
    async with database.engine.connect() as other:
        # A new connection does not rest yet.
        assert [await counted(database) for _ in range(2)] == [0, 0]
        (resting,) = database.pool._resting
        pid = resting.driver_connection.get_server_pid()
        await other.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
    await asyncio.sleep(0.05)
    assert await counted(database) == 0


async def test_none_where_somebody_listens(database: Database) -> None:
    seen: list[str] = []
    event.listen(database.engine.sync_engine, "rollback", lambda _: seen.append("rollback"))
    assert await counted(database) == 0
    assert (seen, database.pool._resting) == (["rollback"], {})


async def test_none_after_a_failure(database: Database) -> None:
    session = database.session()
    with pytest.raises(sa.exc.DBAPIError):
        await session.read(Query(sa.text("SELECT 1 / 0")))
    await session.close()
    assert database.pool._resting == {}


async def test_the_engine_is_disposed_meanwhile(database: Database, driver: Any) -> None:
    await database.engine.dispose()
    assert driver.is_closed()
    await asyncio.sleep(3 * REST_SECONDS)
    assert await counted(database) == 0


class TestReadsAfterAWrite:
    """Where it is certain that something is read next, the snapshot begins as the write is committed."""

    @pytest.mark.parametrize("reads_on", [True, False])
    async def test_by_one_message(self, database: Database, driver: Any, *, reads_on: bool) -> None:
        sent: list[str] = []
        driver.add_query_logger(lambda record: sent.append(record.query.partition(" ISOLATION")[0]))
        session = database.session()
        session.reads_on = reads_on
        await session.transact(lambda transaction: transaction.fetch(INSERT, {"id": 1}))
        assert [tuple(row) for row in await session.read(COUNT)] == [(1,)]
        assert driver.is_in_transaction()
        await session.close()
        messages = [query for query in sent if not query.startswith(("INSERT", "SELECT"))]
        assert messages == ["ROLLBACK; BEGIN", *(["COMMIT; BEGIN"] if reads_on else ["COMMIT", "BEGIN"])]
        assert await counted(database) == 1

    async def test_none_where_nothing_is_committed(self, database: Database, driver: Any) -> None:
        session = database.session()
        session.reads_on = True
        await session.transact(lambda transaction: transaction.fetch(INSERT, {"id": 1}))
        with pytest.raises(sa.exc.IntegrityError):
            await session.transact(lambda transaction: transaction.fetch(INSERT, {"id": 1}))
        assert not driver.is_in_transaction()
        assert [tuple(row) for row in await session.read(COUNT)] == [(1,)]
        await session.close()

    async def test_one_write_after_the_other(self, database: Database, driver: Any) -> None:
        session = database.session()
        session.reads_on = True
        for key in range(3):
            await session.transact(lambda transaction, key=key: transaction.fetch(INSERT, {"id": key}))  # type: ignore[misc]
        assert [tuple(row) for row in await session.read(COUNT)] == [(3,)]
        await session.close()
