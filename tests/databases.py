"""Databases for tests: made from a template in milliseconds, dropped at the end of the test."""

import itertools
import shutil
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, MetaData, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

from sqlmodel_strawberry.database.engine import Database

MakeDatabase = Callable[[MetaData], Awaitable[Database]]


class Databases(ABC):
    """Makes and drops the databases of one test process on one dialect."""

    def __init__(self, prefix: str) -> None:
        self._names = (f"{prefix}_{number}" for number in itertools.count())

    @abstractmethod
    async def create(self, template: URL | None = None) -> URL:
        """A new database: empty, or equal to `template`, which nobody may be connected to."""

    @abstractmethod
    async def drop(self, url: URL) -> None:
        """Remove the database, whoever may still be connected to it."""

    @abstractmethod
    async def close(self) -> None:
        """Give up what is held."""

    @asynccontextmanager
    async def temporary(self, template: URL | None = None) -> AsyncIterator[URL]:
        url = await self.create(template)
        try:
            yield url
        finally:
            await self.drop(url)


class SqliteDatabases(Databases):
    """Files in `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__("test")
        self._folder = folder

    async def create(self, template: URL | None = None) -> URL:
        path = self._folder / f"{next(self._names)}.db"
        if template is not None:
            shutil.copyfile(_path(template), path)
        return URL.create("sqlite+aiosqlite", database=str(path))

    async def drop(self, url: URL) -> None:
        path = _path(url)
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    async def close(self) -> None:
        shutil.rmtree(self._folder)


class PostgresDatabases(Databases):
    """Databases of the server at `server`; `prefix` keeps the names of test processes apart."""

    def __init__(self, server: URL, prefix: str) -> None:
        super().__init__(prefix)
        self._server = server
        self._engine = create_async_engine(server, isolation_level="AUTOCOMMIT", pool_size=1, max_overflow=0)

    async def create(self, template: URL | None = None) -> URL:
        name = next(self._names)
        # file_copy is twice as fast as wal_log where nothing is flushed to the disk.
        source = "" if template is None else f' TEMPLATE "{template.database}" STRATEGY file_copy'
        await self._execute(f'CREATE DATABASE "{name}"{source}')
        return self._server.set(database=name)

    async def drop(self, url: URL) -> None:
        await self._execute(f'DROP DATABASE "{url.database}" WITH (FORCE)')

    async def close(self) -> None:
        await self._engine.dispose()

    async def _execute(self, statement: str) -> None:
        async with self._engine.connect() as connection:
            await connection.execute(text(statement))


@asynccontextmanager
async def connected(url: URL, *, read_only: bool = False, **options: Any) -> AsyncIterator[Database]:
    """The database at `url`. A connection that was not given back at the end fails the test."""
    database = Database.connect(url, slow_statement=None, **options)
    if read_only:
        _refuse_writes(database)
    try:
        yield database
        # One whose snapshot is being ended is on its way back.
        await database.drain(5)
        pool = database.engine.pool
        assert not isinstance(pool, QueuePool) or pool.checkedout() == 0, f"connections not given back: {pool.status()}"
    finally:
        await database.dispose()


@asynccontextmanager
async def filled(
    databases: Databases, template: URL, fill: Callable[[Database], Awaitable[None]]
) -> AsyncIterator[URL]:
    """A copy of a template with the rows that `fill` writes, to copy from in turn: nobody stays connected to it."""
    async with databases.temporary(template) as url:
        async with connected(url) as database:
            await fill(database)
            if database.dialect == "sqlite":
                async with database.engine.connect() as connection:
                    await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        yield url


def _refuse_writes(database: Database) -> None:
    sqlite = database.dialect == "sqlite"
    statement = "PRAGMA query_only=ON" if sqlite else "SET default_transaction_read_only = on"

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(statement)
        cursor.close()
        connection.commit()

    event.listen(database.engine.sync_engine, "connect", prepare)


def _path(url: URL) -> Path:
    if url.database is None:
        raise ValueError(f"{url} names no file")
    return Path(url.database)
