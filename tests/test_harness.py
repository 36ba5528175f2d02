"""The test harness itself: what a green run means depends on it."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, MakeDatabase, connected
from tests.postgres import Cluster

ROOT = Path(__file__).parents[1]
metadata = MetaData()
notes = Table("notes", metadata, Column("id", Integer, primary_key=True), Column("body", Text, nullable=False))


class TestCluster:
    async def test_data_survives_a_crash_and_nothing_survives_the_end(self) -> None:
        with Cluster() as cluster:
            await _run(cluster, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1)", "CHECKPOINT")
            cluster.kill()
            with pytest.raises(OSError, match=r"Connect|No such file"):
                await _run(cluster, "SELECT 1")
            cluster.start()
            assert await _run(cluster, "SELECT id FROM kept") == 1
            cluster.restart()
            assert await _run(cluster, "SELECT id FROM kept") == 1
            folder, data = cluster.folder, (cluster.folder / "data").resolve()
        assert not folder.exists()
        assert not data.exists()

    async def test_text_orders_by_code_point_and_sockets_are_the_only_way_in(self) -> None:
        with Cluster() as cluster:
            assert await _run(cluster, "SELECT 'Z' < 'a' AND 'z' < 'é'") is True
            assert await _run(cluster, "SHOW listen_addresses") == ""

    def test_a_server_that_cannot_start_says_why(self) -> None:
        with pytest.raises(RuntimeError, match='invalid value for parameter "shared_buffers"'):
            Cluster({"shared_buffers": "plenty"}).start()

    # Only Linux tells children of the death of their parent; a skipped test would fail the run.
    if sys.platform == "linux":

        def test_the_server_ends_with_a_killed_parent(self) -> None:
            script = (
                "from tests.postgres import Cluster\nc = Cluster()\nc.start()\nprint(c.folder, flush=True)\ninput()"
            )
            with subprocess.Popen(
                [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            ) as parent:
                assert parent.stdout is not None
                folder = Path(parent.stdout.readline().strip())
                data = (folder / "data").resolve()
                server = int((data / "postmaster.pid").read_text().split()[0])
                parent.kill()
            try:
                _wait_until(lambda: not Path(f"/proc/{server}/fd").exists())
            finally:
                shutil.rmtree(folder)
                shutil.rmtree(data)


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "waited for ten seconds"
        time.sleep(0.01)


async def _run(cluster: Cluster, *statements: str) -> object:
    """The first column of the last statement's only row, if it has one."""
    engine = create_async_engine(cluster.url(), isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            for statement in statements:
                result = await connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        await engine.dispose()


class TestDatabases:
    async def test_a_copy_has_the_rows_of_its_template_and_keeps_its_own(self, databases: Databases) -> None:
        async with databases.temporary() as template:
            async with connected(template) as database, database.engine.begin() as connection:
                await connection.run_sync(metadata.create_all)
                await connection.execute(insert(notes).values(body="of the template"))
            for _ in range(2):
                async with (
                    databases.temporary(template) as copy,
                    connected(copy) as database,
                    database.engine.begin() as connection,
                ):
                    assert list(await connection.scalars(select(notes.c.body))) == ["of the template"]
                    await connection.execute(insert(notes).values(body="of the copy"))

    async def test_only_the_given_tables_are_made(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        assert await _tables(database) == ["notes"]

    async def test_two_databases_of_one_test_are_apart(self, make_database: MakeDatabase) -> None:
        first, second = await make_database(metadata), await make_database(metadata)
        async with first.engine.begin() as connection:
            await connection.execute(insert(notes).values(body="only here"))
        async with second.engine.connect() as connection:
            assert (await connection.execute(select(notes))).all() == []

    async def test_a_read_only_connection_refuses_writes(self, databases: Databases) -> None:
        async with databases.temporary() as url, connected(url, read_only=True) as database:
            with pytest.raises(DBAPIError, match=r"readonly|read-only"):
                async with database.engine.begin() as connection:
                    await connection.run_sync(metadata.create_all)

    async def test_a_connection_that_is_not_given_back_is_told(self, databases: Databases) -> None:
        async with databases.temporary() as url:
            with pytest.raises(AssertionError, match="not given back"):
                async with connected(url) as database:
                    connection = await database.engine.connect()
            await connection.invalidate()
            await connection.close()


async def _tables(database: Database) -> list[str]:
    listing = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }
    async with database.engine.connect() as connection:
        return list(await connection.scalars(text(listing[database.dialect])))


class TestStatements:
    async def test_transaction_control_is_not_counted(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        with record_statements(database) as log:
            async with database.write() as session:
                connection = await session.connection()
                await connection.execute(insert(notes), [{"body": "a"}, {"body": "b"}])
                async with session.begin_nested():
                    await connection.execute(select(notes))
        log.assert_count(2)
        log.assert_one_connection()
        assert [statement.executemany for statement in log] == [True, False]

    async def test_statements_outside_of_the_block_are_not_recorded(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        with record_statements(database) as log:
            pass
        async with database.engine.connect() as connection:
            await connection.execute(select(notes))
        log.assert_count(0)
        assert log.checkouts == 0

    async def test_connections_are_told_apart(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        with record_statements(database) as log:
            async with database.engine.connect() as first, database.engine.connect() as second:
                await asyncio.gather(first.execute(select(notes)), second.execute(select(notes)))
        assert (log.connections, log.checkouts) == ({0, 1}, 2)
        with pytest.raises(AssertionError, match="one connection"):
            log.assert_one_connection()

    async def test_a_wrong_count_shows_the_statements(self, make_database: MakeDatabase) -> None:
        database = await make_database(metadata)
        with record_statements(database) as log:
            async with database.engine.connect() as connection:
                await connection.execute(select(notes).where(notes.c.body == "wanted"))
        with pytest.raises(AssertionError, match=r"(?s)expected 3 .* there were 1:.*FROM notes.*wanted"):
            log.assert_count(3)


class TestSkips:
    @pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
    def test_a_skipped_test_fails_the_run_of_ci(self, tmp_path: Path, ci: str, status: int) -> None:
        (tmp_path / "test_it.py").write_text("import pytest\n\ndef test_one():\n    pytest.skip('for no reason')\n")
        command = [sys.executable, "-m", "pytest", "-p", "tests.skips", "-p", "no:cacheprovider", "--rootdir", "."]
        environment = os.environ | {"CI": ci, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [*command, "test_it.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout
        assert ("test_it.py::test_one: " in done.stdout) is bool(ci)
