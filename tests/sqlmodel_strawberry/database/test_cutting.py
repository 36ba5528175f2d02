"""What is cut in the middle of a statement leaves no connection behind, and none that is broken."""

import asyncio
import time

import pytest
import sqlalchemy as sa

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from tests.databases import MakeDatabase
from tests.slow import sleepers
from tests.sqlmodel_strawberry.database.operations import ONE, held, on_postgres, read, slow


@pytest.fixture
async def database(make_database: MakeDatabase) -> Database:
    return await make_database(sa.MetaData())


class TestCutting:
    @pytest.mark.parametrize("snapshot", [True, False])
    async def test_whoever_cancels_the_task_cancels_its_sql(self, database: Database, snapshot: bool) -> None:
        await read(database)
        session = database.session()
        session.snapshot = snapshot
        task = asyncio.create_task(slow(session))
        await asyncio.sleep(0.1)
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await session.close()
        assert time.monotonic() - began < 0.5
        if database.dialect == "postgresql":
            assert await sleepers(database) == 0
        assert held(database) == 0
        await asyncio.gather(*(read(database, snapshot=True, statements=2) for _ in range(15)))
        assert held(database) == 0

    async def test_what_is_read_after_a_cut_is_no_other_snapshot(self, database: Database) -> None:
        session = database.session()
        await session.read(ONE)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(slow(session), 0.1)
        if database.dialect == "sqlite":
            await session.read(ONE)
        else:
            with pytest.raises(DatabaseUnavailableError):
                await session.read(ONE)
            await session.release()
            await session.read(ONE)
        await session.close()
        assert held(database) == 0

    async def test_what_is_cut_before_it_began(self, database: Database) -> None:
        for delay in (0, 0.0001, 0.001, 0.002):
            tasks = [asyncio.create_task(read(database, snapshot=True, statements=2)) for _ in range(20)]
            await asyncio.sleep(delay)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await database.drain(5)
            assert held(database) == 0
        await read(database)

    async def test_sqlite_keeps_its_connection(self) -> None:
        """That of `:memory:` is the database."""
        memory = Database.connect("sqlite+aiosqlite://")
        async with memory.write() as write:
            await (await write.connection()).execute(sa.text("CREATE TABLE smith (id INTEGER)"))
        session = memory.session()
        task = asyncio.create_task(slow(session))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await session.close()
        session = memory.session()
        assert (await session.fetch(sa.text("SELECT count(*) FROM smith")))[0][0] == 0
        await session.close()
        await memory.dispose()

    async def test_whatever_stops_the_session_is_what_is_raised(self, database: Database) -> None:
        session = database.session()
        task = asyncio.create_task(slow(session))
        await asyncio.sleep(0.1)
        await session.stop(RuntimeError("enough"))
        with pytest.raises(RuntimeError, match="enough"):
            await task
        assert task.cancelling() == 0
        with pytest.raises(RuntimeError, match="enough"):
            await session.read(ONE)
        await session.close()
        await database.drain(5)
        assert held(database) == 0

    @on_postgres
    async def test_a_server_that_is_gone_in_the_middle(self, database: Database) -> None:
        session = database.session()
        task = asyncio.create_task(slow(session))
        await asyncio.sleep(0.1)
        assert session._connection.current is not None
        session._connection.current.driver._transport.abort()
        with pytest.raises((DatabaseUnavailableError, sa.exc.DBAPIError)):
            await task
        await session.close()
        assert held(database) == 0
        await read(database)
