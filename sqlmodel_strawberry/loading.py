"""Loaders: one SQL statement per relation and level, however many parents ask.

A loader's identity is what it loads: relation (or resource and key), columns, page. Two aliases that differ in any of
these never share a result; two that differ in none share one statement.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any

from aiodataloader import DataLoader

from sqlmodel_strawberry.pages import Page, PageRows, page_of
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import row_maker
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.statements import keys as key_binding
from sqlmodel_strawberry.statements import reads

Key = tuple[Any, ...]
Columns = tuple[Column, ...]
BatchFunction = Callable[[list[Key]], Awaitable[list[Any]]]


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
            return self._one(statement, resource, len(key), columns)

        return self._loader((resource, key, columns), make)

    def related(self, relation: Relation, columns: Columns) -> DataLoader[Key, Any]:
        """Local key values → the row at the other end, or None."""

        def make() -> BatchFunction:
            statement = reads.related_one(relation, columns, self._dialect)
            return self._one(statement, relation.target, len(relation.remote), columns)

        return self._loader((relation, columns), make)

    def pages(self, relation: Relation, columns: Columns, page: Page) -> DataLoader[Key, PageRows]:
        """Local key values → one page of the rows at the other end."""

        def make() -> BatchFunction:
            statement = reads.related_pages(relation, columns, page, self._dialect)
            width, make_row = len(relation.remote), row_maker(relation.target, columns)

            async def load(keys: list[Key]) -> list[PageRows]:
                groups: dict[Key, list[Any]] = {key: [] for key in keys}
                for row in await self._fetch(statement, keys):
                    groups[tuple(row[:width])].append(make_row(row[width:]))
                return [page_of(groups[key], page) for key in keys]

            return load

        return self._loader((relation, columns, page), make)

    def counts(self, relation: Relation) -> DataLoader[Key, int]:
        """Local key values → the number of rows at the other end."""

        def make() -> BatchFunction:
            statement = reads.related_counts(relation, self._dialect)

            async def load(keys: list[Key]) -> list[int]:
                found = {tuple(row[:-1]): row[-1] for row in await self._fetch(statement, keys)}
                return [found.get(key, 0) for key in keys]

            return load

        return self._loader((relation, "count"), make)

    def _loader(self, identity: Hashable, make: Callable[[], BatchFunction]) -> DataLoader[Key, Any]:
        loader = self._loaders.get(identity)
        if loader is None:
            loader = self._loaders[identity] = DataLoader(make())  # type: ignore[arg-type]
        return loader

    def _one(self, statement: reads.Statement, resource: Resource, width: int, columns: Columns) -> BatchFunction:
        make_row = row_maker(resource, columns)

        async def load(keys: list[Key]) -> list[Any]:
            found = {tuple(row[:width]): make_row(row[width:]) for row in await self._fetch(statement, keys)}
            return [found.get(key) for key in keys]

        return load

    async def _fetch(self, statement: reads.Statement, keys: list[Key]) -> Sequence[Any]:
        return await self._session.fetch(statement, key_binding.parameters(keys, self._dialect))
