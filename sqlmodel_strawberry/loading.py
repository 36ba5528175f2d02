"""Loaders: one SQL statement per relation and level, however many parents ask.

A loader's identity is what it loads: relation (or resource and key), columns, page. Two aliases that differ in any of
these never share a result; two that differ in none share one statement.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any

import sqlalchemy as sa
from aiodataloader import DataLoader

from sqlmodel_strawberry.cost.tally import Tally
from sqlmodel_strawberry.observing import current
from sqlmodel_strawberry.pages import Page, PageRows, page_of
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import key_reader, page_row_maker, row_maker
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.statements import aggregates, reads, trees
from sqlmodel_strawberry.statements import keys as key_binding
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, Measured, is_count, measured
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.tasks import retrieve

Key = tuple[Any, ...]
Columns = tuple[Column, ...]
Measures = tuple[Measure, ...]
GroupKeys = tuple[GroupKey, ...]
BatchFunction = Callable[[list[Key]], Awaitable[list[Any]]]

TURNS = 3
"""Turns of the event loop that a level takes at least, so that everyone waits for it when it is answered.

What parents ask for they ask for in one turn. But graphql-core waits for it a turn later in each list and object with
several awaitables, and at once in those with a single one; whoever begins to wait after the answer would go on earlier.
"""


class Loader(DataLoader[Key, Any]):
    """A loader that answers levels: whatever is asked of it at one time, known already or not, is answered at one time.

    Were a known key answered at once, its row would ask for children before the others of its level do, and one level
    of children would take two statements.
    """

    def __init__(self, fetch: BatchFunction, tally: Tally, rows: Callable[[Any], int]) -> None:
        """`rows` says how many rows of the operation's answer a loaded value is, each time that it is asked for."""
        self._known: dict[Key, asyncio.Future[Any]] = {}
        super().__init__(fetch, cache_map=self._known)  # type: ignore[arg-type]
        self._level: list[tuple[Key, asyncio.Future[Any]]] = []
        self._turn = asyncio.Lock()
        self._answers: set[asyncio.Task[None]] = set()
        self._tally, self._rows = tally, rows

    def load(self, key: Key) -> asyncio.Future[Any]:
        """What was loaded for a key. Each call has a future of its own: to cancel one cancels nothing else."""
        if not self._level:
            self.loop.call_soon(self._wait, TURNS)
        future = self.loop.create_future()
        future.add_done_callback(retrieve)
        self._level.append((key, future))
        return future

    async def load_level(self, keys: Sequence[Key]) -> list[Any]:
        """What was loaded for all keys of a level, after one statement for those that were never asked for."""
        async with self._turn:
            missing = [key for key in dict.fromkeys(keys) if key not in self._known]
            if missing:
                observation = current()
                if observation is not None:
                    observation.loaded(len(missing))
                for key, value in zip(missing, await self.batch_load_fn(missing), strict=True):
                    self.prime(key, value)
        return [self._known[key].result() for key in keys]

    def _wait(self, turns: int) -> None:
        if turns:
            self.loop.call_soon(self._wait, turns - 1)
            return
        level, self._level = self._level, []
        task = self.loop.create_task(self._answer(level))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, level: Sequence[tuple[Key, asyncio.Future[Any]]]) -> None:
        waiting = [future for _, future in level]
        try:
            values = await self.load_level([key for key, _ in level])
        except asyncio.CancelledError:
            for future in waiting:
                future.cancel()
            raise
        except Exception as error:
            for future in waiting:
                if not future.done():
                    future.set_exception(error)
            return
        for future, value in zip(waiting, values, strict=True):
            if not future.done():
                self._tally.rows += self._rows(value)
                future.set_result(value)


class Loaders:
    """The loaders of one operation. A write replaces them, so that nothing read before it is shown after it."""

    def __init__(self, session: Session, access: Access) -> None:
        self._session = session
        self._access = access
        self._loaders: dict[Hashable, DataLoader[Key, Any]] = {}

    def rows(self, resource: Resource, key: Columns, columns: Columns) -> DataLoader[Key, Any]:
        """Key values → the row, or None."""

        def make() -> BatchFunction:
            statement = reads.by_key(resource, key, columns, self._access)
            return self._one(statement, resource, [column.source for column in key], columns)

        return self._loader((resource, key, columns), make)

    def related(self, relation: Relation, columns: Columns) -> DataLoader[Key, Any]:
        """Local key values → the row at the other end, or None."""

        def make() -> BatchFunction:
            statement = reads.related_one(relation, columns, self._access)
            return self._one(statement, relation.target, relation.remote, columns)

        return self._loader((relation, columns), make, lambda row: int(row is not None))

    def pages(self, relation: Relation, scope: Scope, columns: Columns, page: Page) -> DataLoader[Key, PageRows]:
        """Local key values → one page of the rows at the other end."""

        def make() -> BatchFunction:
            statement = reads.related_pages(relation, scope, columns, page, self._access)
            key_of, width = key_reader(relation.remote), len(relation.remote)
            make_row = page_row_maker(relation.target, columns, page)

            async def load(keys: list[Key]) -> list[PageRows]:
                groups: dict[Key, list[Any]] = {key: [] for key in keys}
                for row in await self._fetch(statement, keys):
                    groups[key_of(row)].append(make_row(row[width:]))
                return [page_of(groups[key], page) for key in keys]

            return load

        return self._loader((relation, scope, columns, page), make)

    def measures(self, relation: Relation, scope: Scope, measures: Measures) -> DataLoader[Key, Measured]:
        """Local key values → figures about all rows at the other end."""

        def make() -> BatchFunction:
            statement = aggregates.related_measured(relation, scope, measures, self._access)
            key_of, width = key_reader(relation.remote), len(relation.remote)
            nothing = [0 if is_count(measure) else None for measure in measures]

            async def load(keys: list[Key]) -> list[Measured]:
                found = {key_of(row): row[width:] for row in await self._fetch(statement, keys)}
                return [measured(measures, found.get(key, nothing)) for key in keys]

            return load

        return self._loader((relation, scope, measures), make)

    def groups(
        self, relation: Relation, scope: Scope, by: GroupKeys, measures: Measures, first: int
    ) -> DataLoader[Key, list[Measured]]:
        """Local key values → figures about the largest groups at the other end."""

        def make() -> BatchFunction:
            statement = aggregates.related_grouped(relation, scope, by, measures, first, self._access)
            key_of, width = key_reader(relation.remote), len(relation.remote)

            async def load(keys: list[Key]) -> list[list[Measured]]:
                groups: dict[Key, list[Measured]] = {key: [] for key in keys}
                for row in await self._fetch(statement, keys):
                    groups[key_of(row)].append(measured(measures, row[width:], by))
                return [groups[key] for key in keys]

            return load

        return self._loader((relation, scope, by, measures, first), make, len)

    def walks(self, relation: Relation, columns: Columns, depth: int, first: int) -> DataLoader[Key, list[Any]]:
        """Local key values → the rows met by following the relation again and again, nearest first, each once."""

        def make() -> BatchFunction:
            statement = trees.walk(relation, columns, depth, first, self._access)
            key_of, width = key_reader(relation.remote), len(relation.remote)
            make_row, end = row_maker(relation.target, columns), width + len(relation.target.key)

            async def load(keys: list[Key]) -> list[list[Any]]:
                groups: dict[Key, dict[Key, Any]] = {key: {} for key in keys}
                for row in await self._fetch(statement, keys):
                    # A chain that bites its own tail meets a row again.
                    own, values = tuple(row[width:end]), row[end:]
                    groups[key_of(row)].setdefault(own, make_row(values))
                return [list(groups[key].values()) for key in keys]

            return load

        return self._loader((relation, columns, depth, first, "walk"), make, len)

    def _loader(
        self, identity: Hashable, make: Callable[[], BatchFunction], rows: Callable[[Any], int] = lambda _: 0
    ) -> DataLoader[Key, Any]:
        loader = self._loaders.get(identity)
        if loader is None:
            loader = self._loaders[identity] = Loader(make(), self._session.tally, rows)
        return loader

    def _one(
        self, statement: reads.Statement, resource: Resource, sources: Sequence[sa.Column[Any]], columns: Columns
    ) -> BatchFunction:
        make_row, key_of = row_maker(resource, columns), key_reader(sources)
        width = len(sources)

        async def load(keys: list[Key]) -> list[Any]:
            found = {key_of(row): make_row(row[width:]) for row in await self._fetch(statement, keys)}
            return [found.get(key) for key in keys]

        return load

    async def _fetch(self, statement: reads.Statement, keys: list[Key]) -> Sequence[Any]:
        return await self._session.fetch(statement, key_binding.parameters(keys, self._access.dialect))
