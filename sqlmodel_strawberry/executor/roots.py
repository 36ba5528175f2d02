"""Fields of the query root: rows by their keys, lists, searches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from sqlmodel_strawberry.building.lookups import Lookup
from sqlmodel_strawberry.database.reading import Shape
from sqlmodel_strawberry.executor.blocks import WHOLE, Block, layout_of
from sqlmodel_strawberry.executor.connection_parts import FetchedGroups, FetchedPages
from sqlmodel_strawberry.executor.connections import ConnectionField
from sqlmodel_strawberry.executor.fetched_sources import FieldSource, root_source, source_of
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Load, Run, Source
from sqlmodel_strawberry.fields.asked import AskedField
from sqlmodel_strawberry.lists.listing import Listing
from sqlmodel_strawberry.loading.rows import level_key_reader
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements import combined
from sqlmodel_strawberry.statements.slots import Values


class QueryField(ABC):
    """One field of the query root."""

    asked: AskedField

    @abstractmethod
    def loads(self, run: Run) -> Iterable[Load]:
        """What is to be fetched."""

    @abstractmethod
    def made(self, run: Run) -> Any:
        """What it shows."""

    @abstractmethod
    def source(self, run: Run) -> Any:
        """The same, as a source for graphql-core. Raises what went wrong."""


@dataclass(frozen=True)
class QuerySelection:
    """What is selected of the query root."""

    fields: Mapping[str, QueryField]

    def fetch(self, run: Run) -> Awaitable[None]:
        """Fetch all of it."""
        loads: list[Load] = []
        for field in self.fields.values():
            loads += field.loads(run)
        return run.fetch(loads)

    def made(self, run: Run) -> dict[str, Any]:
        """The answer."""
        return {key: field.made(run) for key, field in self.fields.items()}

    def source(self, run: Run) -> FieldSource:
        """The answer, as a source for graphql-core."""
        return root_source(run, self.fields)


@dataclass(frozen=True)
class RootTypename(QueryField):
    """`__typename`."""

    asked: AskedField

    def loads(self, run: Run) -> Iterable[Load]:
        return ()

    def made(self, run: Run) -> Any:
        return self.asked.parent_type.name

    def source(self, run: Run) -> Any:
        return self.made(run)


class Once:
    """What is asked for once, and has no keys."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Callable[[], Awaitable[Any]]) -> None:
        self._ask = ask

    def load_alone(self, keys: Sequence[Any], *, has_null: bool = False) -> Awaitable[Any]:
        """What it gives."""
        return self._ask()


class ListField(ConnectionField, QueryField):
    """All rows of a resource, as a connection."""

    def loads(self, run: Run) -> Iterable[Load]:
        return self.fetches(run, WHOLE)

    def pages(self, run: Run, fetched: FetchedPages) -> Source:
        listing = fetched.listing
        fetched.joins = listing.joins
        if listing.measures:
            fetched.brings_figures, fetched.width = True, combined.width(listing.measures)
            return Once(partial(_with_figures, run, fetched, *listing.rows()))
        return Once(partial(run.context.loaders.reader.fetch_shape, *listing.rows()))

    def figures(self, run: Run, listing: Listing) -> Source:
        return Once(partial(run.context.loaders.reader.fetch_shape, *listing.figures()))

    def groups(self, run: Run, fetched: FetchedPages, groups: FetchedGroups) -> Source:
        listing, grouping = fetched.listing, groups.grouping
        if listing.measures and not fetched.brings_figures:
            fetched.brings_figures, groups.width = True, combined.width(listing.measures)
            return Once(partial(_with_figures, run, fetched, *listing.measured_groups(grouping)))
        return Once(partial(run.context.loaders.reader.fetch_shape, *listing.groups(grouping)))

    def made(self, run: Run) -> Any:
        return self.connections(run)[0]

    def source(self, run: Run) -> Any:
        return self.connection_source(run.fetched[self.number], 0)


async def _with_figures(run: Run, fetched: FetchedPages, shape: Shape, values: Values) -> Sequence[Any]:
    """The rows of a statement, and the listing's measures on the way."""
    try:
        found = await run.context.loaders.reader.fetch_shape(shape, values)
    except Exception as error:
        run.fail(fetched.figures, error)
        raise
    measures, rows = combined.apart(fetched.listing.measures, found)
    fetched.figures.take((measures,))
    return rows


@lru_cache(maxsize=1024)
def key_reader_of(by: tuple[Column, ...]) -> Callable[[Any], Any]:
    """See `level_key_reader`."""
    return level_key_reader([column.source for column in by])


class FetchedLookups(Fetched):
    """For each row that was named, where it is; None where there is none."""

    places: Sequence[Any] = ()


@dataclass(frozen=True, eq=False)
class LookupField(QueryField):
    """A row that the operation names: `hero(by:)`, `node(id:)`."""

    number: int
    asked: AskedField
    selections: Mapping[Resource, RowSelection]

    def loads(self, run: Run) -> Iterable[Load]:
        lookup: Lookup = run.context.plans[self.asked.plan_key]
        fetched = run.fetched[self.number] = FetchedLookups()
        if lookup.key is None:
            return ()
        by, columns = lookup.by, lookup.columns
        loader = run.context.loaders.rows(lookup.resource, by, columns, lookup.joins)

        def take(rows: Sequence[Any]) -> None:
            if rows:
                selection = self.selections[lookup.resource]
                block = Block(layout_of(len(by), columns, 0, lookup.joins), rows)
                fetched.places = [(selection, block, 0)]
                run.context.show(1)
                run.reach(selection, block)

        return (Load(loader, (loader.get_cache_key(lookup.key),), fetched, take, joins=lookup.joins),)

    def made(self, run: Run) -> Any:
        for selection, block, _ in run.fetched[self.number].places:
            return selection.make(run, block)[0]
        return None

    def source(self, run: Run) -> Any:
        fetched: FetchedLookups = run.fetched[self.number]
        fetched.check()
        return source_of(*fetched.places[0]) if fetched.places else None


@dataclass(frozen=True, eq=False)
class LookupsField(LookupField):
    """Several: `nodes(ids:)`."""

    def loads(self, run: Run) -> Iterable[Load]:
        lookups: Sequence[Lookup] = run.context.plans[self.asked.plan_key]
        places: list[Any] = [None] * len(lookups)
        fetched = run.fetched[self.number] = FetchedLookups()
        fetched.places, loads = places, []
        by_resource: dict[Resource, list[int]] = {}
        for index, lookup in enumerate(lookups):
            if lookup.key is not None:
                by_resource.setdefault(lookup.resource, []).append(index)
        for resource, indexes in by_resource.items():
            first = lookups[indexes[0]]
            loader = run.context.loaders.rows(resource, first.by, first.columns, first.joins)
            by_key: dict[Any, list[int]] = {}
            for index in indexes:
                by_key.setdefault(loader.get_cache_key(lookups[index].key), []).append(index)
            take = self._take(run, places, by_key, first)
            loads.append(Load(loader, list(by_key), fetched, take, joins=first.joins))
        return loads

    def _take(
        self, run: Run, places: list[Any], by_key: Mapping[Any, Sequence[int]], lookup: Lookup
    ) -> Callable[[Sequence[Any]], None]:
        def take(rows: Sequence[Any]) -> None:
            read, weights = key_reader_of(lookup.by), []
            selection = self.selections[lookup.resource]
            block = Block(layout_of(len(lookup.by), lookup.columns, 0, lookup.joins), rows)
            for at, row in enumerate(rows):
                indexes = by_key[read(row)]
                weights.append(len(indexes))
                for index in indexes:
                    places[index] = (selection, block, at)
            block.weights = weights
            run.context.show(sum(weights))
            run.reach(selection, block)

        return take

    def made(self, run: Run) -> Any:
        places = run.fetched[self.number].places
        made = {id(block): selection.make(run, block) for selection, block, _ in filter(None, places)}
        return [None if place is None else made[id(place[1])][place[2]] for place in places]

    def source(self, run: Run) -> Any:
        fetched: FetchedLookups = run.fetched[self.number]
        fetched.check()
        return [None if place is None else source_of(*place) for place in fetched.places]
