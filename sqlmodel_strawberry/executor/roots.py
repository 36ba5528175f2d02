"""Fields of the query root: rows by their keys, lists, searches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from sqlmodel_strawberry.connections import Everything
from sqlmodel_strawberry.executor.asked import AskedField
from sqlmodel_strawberry.executor.blocks import WHOLE, Block, layout_of
from sqlmodel_strawberry.executor.connections import ConnectionField
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Load, Run, Source
from sqlmodel_strawberry.executor.sources import ConnectionSource, RootSource, source_of
from sqlmodel_strawberry.levels import Groups
from sqlmodel_strawberry.listings import Grouping, Listing
from sqlmodel_strawberry.lookups import Lookup
from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.rows import level_key_reader


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

    def source(self) -> RootSource:
        """The answer, as a source for graphql-core."""
        return RootSource(self.fields)


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


class OneList(Once):
    """The same of what gives rows, which are those of one key."""

    __slots__ = ()

    async def load_alone(self, keys: Sequence[Any], *, has_null: bool = False) -> Groups:
        """These."""
        rows = await self._ask()
        return Groups(rows, (len(rows),))


class ListField(ConnectionField, QueryField):
    """All rows of a resource, as a connection."""

    def loads(self, run: Run) -> Iterable[Load]:
        return self.fetches(run, WHOLE)

    def pages(self, run: Run, listing: Listing) -> Source:
        return OneList(partial(run.context.loaders.reader.fetch_shape, *listing.whole))

    def figures(self, run: Run, listing: Listing) -> Source:
        return Once(partial(Everything(run.context).fetch_figures, listing))

    def groups(self, run: Run, listing: Listing, grouping: Grouping) -> Source:
        return OneList(partial(Everything(run.context).fetch_groups, listing, grouping))

    def made(self, run: Run) -> Any:
        return self.connections(run)[0]

    def source(self, run: Run) -> Any:
        return ConnectionSource(self, run.fetched[self.number], 0)


@lru_cache(maxsize=1024)
def key_reader_of(by: tuple[Column, ...]) -> Callable[[Any], Any]:
    """See `level_key_reader`."""
    return level_key_reader([column.source for column in by])


class FetchedLookups(Fetched):
    """For each id asked for, where its row is; None where there is none."""

    def __init__(self, count: int) -> None:
        self.places: list[tuple[RowSelection, Block, int] | None] = [None] * count


@dataclass(frozen=True, eq=False)
class LookupField(QueryField):
    """Rows that the operation names: `hero(by:)`, `node`, and with `is_list` `nodes`."""

    number: int
    asked: AskedField
    selections: Mapping[Resource, RowSelection]
    is_list: bool = False

    def loads(self, run: Run) -> Iterable[Load]:
        plan, loads = run.context.plans[self.asked.plan_key], []
        lookups: Sequence[Lookup] = plan if self.is_list else [plan]
        fetched = run.fetched[self.number] = FetchedLookups(len(lookups))
        by_resource: dict[Resource, list[int]] = {}
        for index, lookup in enumerate(lookups):
            if lookup.key is not None:
                by_resource.setdefault(lookup.resource, []).append(index)
        for resource, indexes in by_resource.items():
            first = lookups[indexes[0]]
            loader = run.context.loaders.rows(resource, first.by, first.columns)
            places: dict[Any, list[int]] = {}
            for index in indexes:
                places.setdefault(loader.get_cache_key(lookups[index].key), []).append(index)
            loads.append(Load(loader, list(places), fetched, self._take(run, fetched, places, first)))
        return loads

    def _take(
        self, run: Run, fetched: FetchedLookups, places: Mapping[Any, Sequence[int]], lookup: Lookup
    ) -> Callable[[Sequence[Any]], None]:
        def take(rows: Sequence[Any]) -> None:
            read, weights = key_reader_of(lookup.by), []
            selection, block = self.selections[lookup.resource], Block(layout_of(len(lookup.by), lookup.columns), rows)
            for at, row in enumerate(rows):
                indexes = places[read(row)]
                weights.append(len(indexes))
                for index in indexes:
                    fetched.places[index] = (selection, block, at)
            block.weights = weights
            run.context.show(sum(weights))
            run.reach(selection, block)

        return take

    def made(self, run: Run) -> Any:
        fetched: FetchedLookups = run.fetched[self.number]
        if not self.is_list:
            (place,) = fetched.places
            return None if place is None else place[0].make(run, place[1])[place[2]]
        made = {id(block): selection.make(run, block) for selection, block, _ in filter(None, fetched.places)}
        return [None if place is None else made[id(place[1])][place[2]] for place in fetched.places]

    def source(self, run: Run) -> Any:
        fetched: FetchedLookups = run.fetched[self.number]
        fetched.check()
        sources = [None if place is None else source_of(*place) for place in fetched.places]
        return sources if self.is_list else sources[0]
