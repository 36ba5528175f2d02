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

from sqlmodel_strawberry.pages import Page, PageRows, page_of
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import key_reader, page_row_maker, row_maker
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.statements import aggregates, reads, trees
from sqlmodel_strawberry.statements import keys as key_binding
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, Measured, is_count, measured
from sqlmodel_strawberry.statements.scopes import Scope

Key = tuple[Any, ...]
Columns = tuple[Column, ...]
Measures = tuple[Measure, ...]
GroupKeys = tuple[GroupKey, ...]
BatchFunction = Callable[[list[Key]], Awaitable[list[Any]]]


class Loader(DataLoader[Key, Any]):
    """A loader whose results outlive the fields that wait for them.

    graphql-core cancels the siblings of a field that failed; what they waited for is cached, and others wait for it.
    """

    def load(self, key: Key) -> asyncio.Future[Any]:
        """What was loaded for a key. To cancel the wait cancels nothing else."""
        return asyncio.shield(super().load(key))


class Loaders:
    """The loaders of one operation. A write replaces them, so that nothing read before it is shown after it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dialect = session.database.dialect
        self._loaders: dict[Hashable, DataLoader[Key, Any]] = {}

    def rows(self, resource: Resource, key: Columns, columns: Columns) -> DataLoader[Key, Any]:
        """Key values → the row, or None."""

        def make() -> BatchFunction:
            statement = reads.by_key(resource, key, columns, self._dialect)
            return self._one(statement, resource, [column.source for column in key], columns)

        return self._loader((resource, key, columns), make)

    def related(self, relation: Relation, columns: Columns) -> DataLoader[Key, Any]:
        """Local key values → the row at the other end, or None."""

        def make() -> BatchFunction:
            statement = reads.related_one(relation, columns, self._dialect)
            return self._one(statement, relation.target, relation.remote, columns)

        return self._loader((relation, columns), make)

    def pages(self, relation: Relation, scope: Scope, columns: Columns, page: Page) -> DataLoader[Key, PageRows]:
        """Local key values → one page of the rows at the other end."""

        def make() -> BatchFunction:
            statement = reads.related_pages(relation, scope, columns, page, self._dialect)
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
            statement = aggregates.related_measured(relation, scope, measures, self._dialect)
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
            statement = aggregates.related_grouped(relation, scope, by, measures, first, self._dialect)
            key_of, width = key_reader(relation.remote), len(relation.remote)

            async def load(keys: list[Key]) -> list[list[Measured]]:
                groups: dict[Key, list[Measured]] = {key: [] for key in keys}
                for row in await self._fetch(statement, keys):
                    groups[key_of(row)].append(measured(measures, row[width:], by))
                return [groups[key] for key in keys]

            return load

        return self._loader((relation, scope, by, measures, first), make)

    def walks(self, relation: Relation, columns: Columns, depth: int, first: int) -> DataLoader[Key, list[Any]]:
        """Local key values → the rows met by following the relation again and again, nearest first, each once."""

        def make() -> BatchFunction:
            statement = trees.walk(relation, columns, depth, first, self._dialect)
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

        return self._loader((relation, columns, depth, first, "walk"), make)

    def _loader(self, identity: Hashable, make: Callable[[], BatchFunction]) -> DataLoader[Key, Any]:
        loader = self._loaders.get(identity)
        if loader is None:
            loader = self._loaders[identity] = Loader(make())  # type: ignore[arg-type]
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
        return await self._session.fetch(statement, key_binding.parameters(keys, self._dialect))
