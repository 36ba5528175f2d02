"""The loaders of an operation.

A loader's identity is what it loads: relation (or resource and key), columns, page. Two aliases that differ in any of
these never share a result; two that differ in none share one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.loading import Key, LevelKey, Loader, Row, ValueKind, Values
from sqlmodel_strawberry.pages import Page, PageRows, pages_of
from sqlmodel_strawberry.reading import Build, Reader
from sqlmodel_strawberry.resource import Column, Relation, Resource
from sqlmodel_strawberry.rows import level_key_reader, page_row_maker, row_maker
from sqlmodel_strawberry.statements import aggregates, keys, reads, trees
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, is_count, measured
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.slots import Values as Parameters

Sources = tuple[sa.Column[Any], ...]
Columns = tuple[Column, ...]
Measures = tuple[Measure, ...]
GroupKeys = tuple[GroupKey, ...]
Collect = Callable[[Sequence[Row], Sequence[LevelKey]], Values]


class Loaders:
    """The loaders of one operation. A write replaces them, so that nothing read before it is shown after it.

    `Loader.load_level` of each gives, for each key, what is said here; `Loader.load` the same made of objects.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._loaders: dict[Hashable, Loader] = {}

    def rows(self, resource: Resource, key: Columns, columns: Columns) -> Loader:
        """Key values → the row, or None."""

        def make() -> Loader:
            kind = _row_kind(resource, tuple(column.source for column in key), columns, lambda _: 0)
            return self._make(kind, {}, reads.by_key, resource, key, columns)

        return self._loader((resource, key, columns), make)

    def related(self, relation: Relation, columns: Columns) -> Loader:
        """Local key values → the row at the other end, or None."""

        def make() -> Loader:
            kind = _row_kind(relation.target, relation.remote, columns, lambda row: int(row is not None))
            return self._make(kind, {}, reads.related_one, relation, columns)

        return self._loader((relation, columns), make)

    def pages(self, relation: Relation, scope: Scope, columns: Columns, page: Page) -> Loader:
        """Local key values → one page of the rows at the other end, as `PageRows`."""

        def make() -> Loader:
            (scope_shape, scope_values), (page_shape, page_values) = scope.slotted, page.slotted
            width, placed = len(relation.remote), keys.are_placed(relation.remote, self._reader.access.dialect)
            grouped = _placed if placed else _grouped(relation.remote)
            kind = ValueKind(
                width,
                width,
                lambda rows, keys: _paged(grouped(rows, keys), page),
                lambda found: found.map(page_row_maker(relation.target, columns, page, width)),
            )
            values = {**scope_values, **page_values}
            return self._make(kind, values, reads.related_pages, relation, scope_shape, columns, page_shape)

        return self._loader((relation, scope, columns, page), make)

    def measures(self, relation: Relation, scope: Scope, measures: Measures) -> Loader:
        """Local key values → a row of figures about all rows at the other end."""

        def make() -> Loader:
            shape, values = scope.slotted
            width = len(relation.remote)
            nothing = (None,) * width + tuple(0 if is_count(measure) else None for measure in measures)
            collect = _single(relation.remote, nothing)
            kind = ValueKind(width, width, collect, lambda row: measured(measures, row, start=width))
            return self._make(kind, values, aggregates.related_measured, relation, shape, measures)

        return self._loader((relation, scope, measures), make)

    def groups(self, relation: Relation, scope: Scope, by: GroupKeys, measures: Measures, first: int) -> Loader:
        """Local key values → rows of figures about the largest groups at the other end, their keys first."""

        def make() -> Loader:
            shape, scope_values = scope.slotted
            width, values = len(relation.remote), {**scope_values, aggregates.FIRST: first}

            def make_groups(rows: Sequence[Row]) -> list[Any]:
                return [measured(measures, row, by, width) for row in rows]

            kind = ValueKind(width, width, _grouped(relation.remote), make_groups, len)
            return self._make(kind, values, aggregates.related_grouped, relation, shape, by, measures)

        return self._loader((relation, scope, by, measures, first), make)

    def walks(self, relation: Relation, columns: Columns, depth: int, first: int) -> Loader:
        """Local key values → the rows met by following the relation again and again, nearest first, each once."""

        def make() -> Loader:
            key, width = len(relation.remote), len(relation.remote) + len(relation.target.key)
            grouped = _grouped(relation.remote)

            def each_once(rows: Sequence[Row]) -> list[Row]:
                met: dict[Key, Row] = {}
                for row in rows:
                    # A chain that bites its own tail meets a row again.
                    met.setdefault(tuple(row[key:width]), row)
                return list(met.values())

            def collect(rows: Sequence[Row], asked: Sequence[LevelKey]) -> Values:
                return {origin: each_once(group) for origin, group in grouped(rows, asked).items()}

            def make_rows(rows: Sequence[Row]) -> list[Any]:
                return list(map(row_maker(relation.target, columns, width), rows))

            values = {trees.FIRST: first, trees.DEPTH: depth}
            return self._make(ValueKind(key, width, collect, make_rows, len), values, trees.walk, relation, columns)

        return self._loader((relation, columns, depth, first, "walk"), make)

    def _loader(self, identity: Hashable, make: Callable[[], Loader]) -> Loader:
        loader = self._loaders.get(identity)
        if loader is None:
            loader = self._loaders[identity] = make()
        return loader

    def _make(self, kind: ValueKind, values: Parameters, build: Build, *shape: Hashable) -> Loader:
        reader, dialect = self._reader, self._reader.access.dialect

        async def fetch(asked: list[LevelKey]) -> Values:
            alone = len(asked) == 1
            given = {**values, **keys.parameters(asked, kind.keys, dialect, alone=alone)}
            return kind.collect(await reader.fetch(given, build, *shape, alone), asked)

        return Loader(fetch, kind, reader.session.tally)


def _row_kind(resource: Resource, sources: Sources, columns: Columns, shown: Callable[[Any], int]) -> ValueKind:
    width = len(sources)

    def make(row: Row | None) -> Any:
        return None if row is None else row_maker(resource, columns, width)(row)

    return ValueKind(width, width, _single(sources, None), make, shown)


def _paged(groups: Mapping[LevelKey, Sequence[Row]], page: Page) -> dict[LevelKey, PageRows]:
    return dict(zip(groups, pages_of(list(groups.values()), page), strict=True))


def _single(sources: Sources, nothing: Any) -> Collect:
    """The one row of each key; `nothing` where there is none."""
    read = level_key_reader(sources)

    def collect(rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        if len(keys) == 1:
            return {keys[0]: rows[-1] if rows else nothing}
        found: Values = dict.fromkeys(keys, nothing)
        found.update(zip(map(read, rows), rows, strict=True))
        return found

    return collect


def _grouped(sources: Sources) -> Collect:
    """The rows of each key, in the order they were fetched in."""
    read = level_key_reader(sources)

    def collect(rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
        if len(keys) == 1:
            return {keys[0]: list(rows)}
        groups: Values = {key: [] for key in keys}
        # Mostly the rows of one parent come one after the other.
        for key, run in groupby(rows, read):
            groups[key] += run
        return groups

    return collect


def _placed(rows: Sequence[Row], keys: Sequence[LevelKey]) -> Values:
    """The same where rows begin with the places of keys."""
    if len(keys) == 1:
        return {keys[0]: list(rows)}
    groups: list[list[Row]] = [[] for _ in keys]
    for place, run in groupby(rows, itemgetter(0)):
        groups[place - 1] += run
    return dict(zip(keys, groups, strict=True))
