"""The loaders of an operation.

A loader's identity is what it loads: relation (or resource and key), columns, page. Two aliases that differ in any of
these never share a result; two that differ in none share one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.loading import Key, LevelKey, Loader, Row, ValueKind, Values
from sqlmodel_strawberry.pages import Page, page_of
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import level_key_reader, page_row_maker, row_maker
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.statements import aggregates, keys, reads, trees
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, is_count, measured
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.visibility import Access

Columns = tuple[Column, ...]
Measures = tuple[Measure, ...]
GroupKeys = tuple[GroupKey, ...]
Collect = Callable[[Sequence[Row], Sequence[LevelKey]], Values]


class Loaders:
    """The loaders of one operation. A write replaces them, so that nothing read before it is shown after it.

    `Loader.load_level` of each gives, for each key, what is said here; `Loader.load` the same made of objects.
    """

    def __init__(self, session: Session, access: Access) -> None:
        self._session = session
        self._access = access
        self._loaders: dict[Hashable, Loader] = {}

    def rows(self, resource: Resource, key: Columns, columns: Columns) -> Loader:
        """Key values → the row, or None."""

        def make() -> Loader:
            statement = reads.by_key(resource, key, columns, self._access)
            return self._one(statement, resource, [column.source for column in key], columns, lambda _: 0)

        return self._loader((resource, key, columns), make)

    def related(self, relation: Relation, columns: Columns) -> Loader:
        """Local key values → the row at the other end, or None."""

        def make() -> Loader:
            statement = reads.related_one(relation, columns, self._access)
            return self._one(statement, relation.target, relation.remote, columns, lambda row: int(row is not None))

        return self._loader((relation, columns), make)

    def pages(self, relation: Relation, scope: Scope, columns: Columns, page: Page) -> Loader:
        """Local key values → one page of the rows at the other end, as `PageRows`."""

        def make() -> Loader:
            statement = reads.related_pages(relation, scope, columns, page, self._access)
            width = len(relation.remote)
            make_row = page_row_maker(relation.target, columns, page, width)
            grouped = _grouped(relation.remote)
            kind = ValueKind(
                width,
                width,
                lambda rows, keys: {key: page_of(group, page) for key, group in grouped(rows, keys).items()},
                lambda found: found.map(make_row),
            )
            return self._make(statement, kind)

        return self._loader((relation, scope, columns, page), make)

    def measures(self, relation: Relation, scope: Scope, measures: Measures) -> Loader:
        """Local key values → a row of figures about all rows at the other end."""

        def make() -> Loader:
            statement = aggregates.related_measured(relation, scope, measures, self._access)
            width = len(relation.remote)
            nothing = (None,) * width + tuple(0 if is_count(measure) else None for measure in measures)
            collect = _single(relation.remote, nothing)
            return self._make(
                statement, ValueKind(width, width, collect, lambda row: measured(measures, row, start=width))
            )

        return self._loader((relation, scope, measures), make)

    def groups(self, relation: Relation, scope: Scope, by: GroupKeys, measures: Measures, first: int) -> Loader:
        """Local key values → rows of figures about the largest groups at the other end, their keys first."""

        def make() -> Loader:
            statement = aggregates.related_grouped(relation, scope, by, measures, first, self._access)
            width = len(relation.remote)

            def make_groups(rows: Sequence[Row]) -> list[Any]:
                return [measured(measures, row, by, width) for row in rows]

            return self._make(statement, ValueKind(width, width, _grouped(relation.remote), make_groups, len))

        return self._loader((relation, scope, by, measures, first), make)

    def walks(self, relation: Relation, columns: Columns, depth: int, first: int) -> Loader:
        """Local key values → the rows met by following the relation again and again, nearest first, each once."""

        def make() -> Loader:
            statement = trees.walk(relation, columns, depth, first, self._access)
            key, width = len(relation.remote), len(relation.remote) + len(relation.target.key)
            grouped, make_row = _grouped(relation.remote), row_maker(relation.target, columns, width)

            def each_once(rows: Sequence[Row]) -> list[Row]:
                met: dict[Key, Row] = {}
                for row in rows:
                    # A chain that bites its own tail meets a row again.
                    met.setdefault(tuple(row[key:width]), row)
                return list(met.values())

            def collect(rows: Sequence[Row], asked: Sequence[LevelKey]) -> Values:
                return {origin: each_once(group) for origin, group in grouped(rows, asked).items()}

            return self._make(
                statement, ValueKind(key, width, collect, lambda met: [make_row(row) for row in met], len)
            )

        return self._loader((relation, columns, depth, first, "walk"), make)

    def _loader(self, identity: Hashable, make: Callable[[], Loader]) -> Loader:
        loader = self._loaders.get(identity)
        if loader is None:
            loader = self._loaders[identity] = make()
        return loader

    def _one(
        self,
        statement: reads.Statement,
        resource: Resource,
        sources: Sequence[sa.Column[Any]],
        columns: Columns,
        shown: Callable[[Any], int],
    ) -> Loader:
        make_row, width = row_maker(resource, columns, len(sources)), len(sources)
        kind = ValueKind(
            width, width, _single(sources, None), lambda row: None if row is None else make_row(row), shown
        )
        return self._make(statement, kind)

    def _make(self, statement: reads.Statement, kind: ValueKind) -> Loader:
        session, dialect = self._session, self._access.dialect

        async def fetch(asked: list[LevelKey]) -> Values:
            rows = await session.fetch(statement, keys.parameters(asked, kind.keys, dialect))
            return kind.collect(rows, asked)

        return Loader(fetch, kind, session.tally)


def _single(sources: Sequence[sa.Column[Any]], nothing: Any) -> Collect:
    """The one row of each key; `nothing` where there is none."""
    read = level_key_reader(sources)

    def collect(rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        found: Values = dict.fromkeys(keys, nothing)
        found.update(zip(map(read, rows), rows, strict=True))
        return found

    return collect


def _grouped(sources: Sequence[sa.Column[Any]]) -> Collect:
    """The rows of each key, in the order they were fetched in."""
    read = level_key_reader(sources)

    def collect(rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        groups: Values = {key: [] for key in keys}
        for row in rows:
            groups[read(row)].append(row)
        return groups

    return collect
