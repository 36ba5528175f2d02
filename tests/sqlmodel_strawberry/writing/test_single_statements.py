"""A write of one statement is a transaction by itself on PostgreSQL. Others begin one, and so do all on SQLite."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import event, text

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.database.dialect_connections import PostgresConnection
from sqlmodel_strawberry.database.driver_connections import DriverConnection
from sqlmodel_strawberry.database.session import WRITE
from sqlmodel_strawberry.database.session_connection import SNAPSHOT
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.faulty import assert_usable, execute, faulty_schema, names, smithy
from tests.sqlmodel_strawberry.writing.museums import Museum

HASTY, PATIENT = faulty_schema(0.3), faulty_schema()
CREATE = 'mutation { createSmith(input: {smith: {name: "Cid"}}) { smith { name } userErrors { code } } }'


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that begin transactions."""
    found: list[str] = []
    begin = DriverConnection.begin

    async def noted(self: DriverConnection, sql: str) -> None:
        found.append(sql)
        await begin(self, sql)

    monkeypatch.setattr(DriverConnection, "begin", noted)
    return found


@asynccontextmanager
async def locked(database: Database, release: asyncio.Event | None = None) -> AsyncIterator[None]:
    """Nobody writes a smith in this block, or until `release` is set."""
    async with database.engine.connect() as connection:
        await connection.execute(text("LOCK TABLE smith IN ACCESS EXCLUSIVE MODE"))

        async def free() -> None:
            if release is not None:
                await release.wait()
                await connection.rollback()

        task = asyncio.create_task(free())
        yield
        await task


async def waiting(database: Database) -> int:
    """How many statements wait for a lock of this database."""
    async with database.engine.connect() as connection:
        sql = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return int((await connection.execute(text(sql))).scalar_one())


class TestWhatBeginsTransactions:
    async def test_one_statement_needs_none(self, api: Museum, begun: list[str]) -> None:
        hall = await api.hall("Egypt")
        await api.halls("Rome", "Greece")
        await api.write("updateHall", "hall { name }", id=hall, patch={"name": "Nubia"})
        await api.write("deleteHall", "hall { name }", id=hall)
        await api.refused("deleteHall", "hall { name }", id=hall)
        assert len(begun) == (5 if api.database.dialect == "sqlite" else 0)

    async def test_rows_that_may_be_missing_are_changed_together(self, api: Museum, begun: list[str]) -> None:
        halls = await api.halls("Rome", "Greece")
        begun.clear()
        gone = [{"id": hall, "patch": {"name": f"{hall}!"}} for hall in halls]
        await api.write("deleteHall", "hall { id }", id=halls[1])
        begun.clear()
        await api.refused("updateHalls", "halls { name }", patches=gone)
        await api.refused("deleteHalls", "halls { name }", ids=halls)
        assert len(begun) == 2

    async def test_one_statement_that_reads_afterwards_needs_none(self, api: Museum, begun: list[str]) -> None:
        hall, dialect = await api.hall("Egypt"), api.database.dialect
        exhibits, themes = "exhibits { totalCount }", "themes { totalCount }"
        for floor, (selected, snapshots) in enumerate(
            [(exhibits, 0), (f"{exhibits} {themes}", 1), (f"{exhibits} ...@include(if: false) {{ {themes} }}", 0)]
        ):
            begun.clear()
            written = await api.write("updateHall", f"hall {{ floor {selected} }}", id=hall, patch={"floor": floor})
            assert written["floor"] == floor
            assert (begun.count(SNAPSHOT[dialect]), begun.count(WRITE[dialect])) == (snapshots, dialect == "sqlite")

    async def test_who_listens_to_transactions_hears_of_them(self, api: Museum, begun: list[str]) -> None:
        heard: list[Any] = []
        event.listen(api.database.engine.sync_engine, "commit", lambda connection: heard.append(connection))
        await api.hall("Egypt")
        assert (len(begun), len(heard)) == (1, 1)


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True, scope="session")
class TestDeadlines:
    async def test_what_waits_for_a_lock_is_ended_and_writes_nothing(self, make_database: MakeDatabase) -> None:
        database = await smithy(make_database)
        async with locked(database):
            result = await execute(HASTY, database, CREATE)
            assert [error["extensions"]["code"] for error in result.errors] == ["TIMEOUT"]
            assert await waiting(database) == 0
        assert await names(database) == ["Ann", "Bob"]
        await assert_usable(PATIENT, database)

    async def test_what_is_too_late_to_end_is_answered(
        self, make_database: MakeDatabase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def nothing(_self: PostgresConnection) -> None:
            release.set()

        database, release = await smithy(make_database), asyncio.Event()
        monkeypatch.setattr(PostgresConnection, "interrupt", nothing)
        async with locked(database, release):
            result = await execute(HASTY, database, CREATE)
        assert result.data == {"createSmith": {"smith": {"name": "Cid"}, "userErrors": []}}
        assert await names(database) == ["Ann", "Bob", "Cid"]
        await assert_usable(PATIENT, database)
