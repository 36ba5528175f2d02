"""The loaders of an operation.

A loader's identity is what it loads: relation (or resource and key), columns, page. Two aliases that differ in any of
these never share a result; two that differ in none share one statement.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any

from sqlmodel_strawberry.database.reading import Build, Reader, Shape
from sqlmodel_strawberry.lists.pages import Page, page_of
from sqlmodel_strawberry.loading.levels import Figures, Gathering, LevelKey, Many, Met, Placed, ReadKey, Row, Single
from sqlmodel_strawberry.loading.loader import Loader, ValueKind
from sqlmodel_strawberry.loading.rows import level_key_reader, page_row_maker, row_maker, with_joined
from sqlmodel_strawberry.observing.observation import current
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements import aggregates, keys, reads, trees
from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure, is_count, measured
from sqlmodel_strawberry.statements.joins import Join
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.statements.slots import Values as Parameters

Columns = tuple[Column, ...]
Joins = tuple[Join, ...]
Measures = tuple[Measure, ...]
GroupKeys = tuple[GroupKey, ...]

PLANS = 256
"""Of each kind of loader: what operations share of those that load the same."""


class LoaderPlan:
    """What a loader is made of, but for who asks."""

    __slots__ = ("_alone", "_many", "_values", "kind")

    def __init__(self, kind: ValueKind, values: Parameters, build: Build, *shape: Hashable) -> None:
        """The last argument of `build`, before its `Access`, is whether there is one key alone."""
        self.kind = kind
        self._values = values
        self._alone, self._many = Shape(build, *shape, True), Shape(build, *shape, False)

    def fetch(self, reader: Reader, asked: Sequence[LevelKey]) -> Awaitable[Sequence[Row]]:
        """The rows of these keys, for one operation."""
        observation = current()
        if observation is not None:
            observation.loaded(len(asked))
        alone, own = len(asked) == 1, self._values
        values = keys.parameters(asked, self.kind.keys, reader.access.dialect, alone=alone)
        return reader.fetch_shape(self._alone if alone else self._many, {**own, **values} if own else values)


class Loaders:
    """The loaders of one operation. A write has them forgotten, so that nothing read before it is shown after it.

    Below is said what belongs to a key, and how the rows begin that make it. `Loader.load` gives the same as objects.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._loaders: dict[LoaderPlan, Loader] = {}

    def forget(self) -> None:
        """Load anew from now on."""
        self._loaders = {}

    def rows(self, resource: Resource, key: Columns, columns: Columns, joins: Joins = ()) -> Loader:
        """Key values → the row, or None. It begins with the key."""
        return self._loader(_rows(resource, key, columns, joins))

    def related(self, relation: Relation, columns: Columns) -> Loader:
        """Local key values → the row at the other end, or None. It begins with the key."""
        return self._loader(_related(relation, columns))

    def pages(self, relation: Relation, scope: Scope, columns: Columns, joins: Joins, page: Page) -> Loader:
        """Local key values → rows at the other end as `page_of` takes them. They begin with what tells the key."""
        return self._loader(_pages(relation, scope, columns, joins, page, self.reader.access.dialect))

    def measures(self, relation: Relation, scope: Scope, measures: Measures) -> Loader:
        """Local key values → a row of figures about all rows at the other end. It begins with the key."""
        return self._loader(_measures(relation, scope, measures))

    def groups(self, relation: Relation, scope: Scope, by: GroupKeys, measures: Measures, first: int) -> Loader:
        """Local key values → rows of figures about the largest groups at the other end: the key, then the group's."""
        return self._loader(_groups(relation, scope, by, measures, first))

    def walks(self, relation: Relation, columns: Columns, depth: int, first: int) -> Loader:
        """Local key values → the rows met by following the relation again and again, nearest first, each once.

        They begin with the key, then their own.
        """
        return self._loader(_walks(relation, columns, depth, first))

    def _loader(self, plan: LoaderPlan) -> Loader:
        loader = self._loaders.get(plan)
        if loader is None:
            reader = self.reader
            loader = self._loaders[plan] = Loader(partial(plan.fetch, reader), plan.kind, reader.session.tally)
        return loader


@lru_cache(PLANS)
def _rows(resource: Resource, key: Columns, columns: Columns, joins: Joins) -> LoaderPlan:
    read = level_key_reader([column.source for column in key])
    kind = ValueKind(len(key), Single(read), _object_maker(resource, columns, joins, len(key)))
    return LoaderPlan(kind, {}, reads.by_key, resource, key, columns, joins)


@lru_cache(PLANS)
def _related(relation: Relation, columns: Columns) -> LoaderPlan:
    width = len(relation.remote)
    made = _object_maker(relation.target, columns, (), width)
    kind = ValueKind(width, Single(_key_of(relation)), made, lambda row: int(row is not None))
    return LoaderPlan(kind, {}, reads.related_one, relation, columns)


@lru_cache(PLANS)
def _pages(relation: Relation, scope: Scope, columns: Columns, joins: Joins, page: Page, dialect: str) -> LoaderPlan:
    (scope_shape, scope_values), (page_shape, page_values) = scope.slotted, page.slotted
    width, make = len(relation.remote), page_row_maker(relation.target, columns, joins, page, len(relation.remote))
    placed: Gathering = Placed() if keys.are_placed(relation.remote, dialect) else Many(_key_of(relation))
    kind = ValueKind(width, placed, lambda rows: page_of(rows, page).map(make))
    values = {**scope_values, **page_values}
    return LoaderPlan(kind, values, reads.related_pages, relation, scope_shape, columns, joins, page_shape)


@lru_cache(PLANS)
def _measures(relation: Relation, scope: Scope, measures: Measures) -> LoaderPlan:
    shape, values = scope.slotted
    width = len(relation.remote)
    nothing = (None,) * width + tuple(0 if is_count(measure) else None for measure in measures)
    gathering = Figures(_key_of(relation), nothing)
    kind = ValueKind(width, gathering, lambda row: measured(measures, row, width))
    return LoaderPlan(kind, values, aggregates.related_measured, relation, shape, measures)


@lru_cache(PLANS)
def _groups(relation: Relation, scope: Scope, by: GroupKeys, measures: Measures, first: int) -> LoaderPlan:
    shape, scope_values = scope.slotted
    width, values = len(relation.remote), {**scope_values, aggregates.FIRST: first}

    def make(rows: Sequence[Row]) -> list[Any]:
        return [measured((*by, *measures), row, width) for row in rows]

    kind = ValueKind(width, Many(_key_of(relation)), make, len)
    return LoaderPlan(kind, values, aggregates.related_grouped, relation, shape, by, measures)


@lru_cache(PLANS)
def _walks(relation: Relation, columns: Columns, depth: int, first: int) -> LoaderPlan:
    key, width = len(relation.remote), len(relation.remote) + len(relation.target.key)
    make = row_maker(relation.target, columns, width)
    gathering = Met(_key_of(relation), itemgetter(slice(key, width)))
    kind = ValueKind(key, gathering, lambda rows: list(map(make, rows)), len)
    return LoaderPlan(kind, {trees.FIRST: first, trees.DEPTH: depth}, trees.walk, relation, columns)


def _key_of(relation: Relation) -> ReadKey:
    """Rows have the key as those have it that lead to them."""
    return itemgetter(*range(len(relation.remote)))


def _object_maker(resource: Resource, columns: Columns, joins: Joins, start: int) -> Callable[[Row | None], Any]:
    make = with_joined(row_maker(resource, columns, start), joins, start + len(columns))
    return lambda row: None if row is None else make(row)
