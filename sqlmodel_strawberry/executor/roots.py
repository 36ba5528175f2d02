"""Fields of the query root: rows by their keys, lists, searches."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel_strawberry.connections import Everything, Grouping, Listing
from sqlmodel_strawberry.executor.asked import AskedField
from sqlmodel_strawberry.executor.blocks import Block, layout_of
from sqlmodel_strawberry.executor.connections import ConnectionField
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, Load, Run, Source
from sqlmodel_strawberry.executor.sources import ConnectionSource, RootSource, source_of
from sqlmodel_strawberry.lookups import Lookup
from sqlmodel_strawberry.resource import Resource


class QueryField(ABC):
    """One field of the query root."""

    asked: AskedField

    @abstractmethod
    def loads(self, run: Run) -> Iterator[Load]:
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

    async def fetch(self, run: Run) -> None:
        """Fetch all of it."""
        await run.fetch([load for field in self.fields.values() for load in field.loads(run)])

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

    def loads(self, run: Run) -> Iterator[Load]:
        yield from ()

    def made(self, run: Run) -> Any:
        return self.asked.parent_type.name

    def source(self, run: Run) -> Any:
        return self.made(run)


@dataclass(frozen=True, eq=False)
class Once:
    """What is asked for once, and has no keys."""

    ask: Callable[[], Awaitable[Any]]

    async def load_level(self, keys: Sequence[Any]) -> list[Any]:
        """See `Source`."""
        return [await self.ask()]


class ListField(ConnectionField, QueryField):
    """All rows of a resource, as a connection."""

    def loads(self, run: Run) -> Iterator[Load]:
        return self.fetches(run, ((),), ((),), (1,))

    def pages(self, run: Run, listing: Listing) -> Source:
        return Once(lambda: Everything(run.context).fetch_page(listing))

    def figures(self, run: Run, listing: Listing) -> Source:
        return Once(lambda: Everything(run.context).fetch_figures(listing))

    def groups(self, run: Run, listing: Listing, grouping: Grouping) -> Source:
        return Once(lambda: Everything(run.context).fetch_groups(listing, grouping))

    def made(self, run: Run) -> Any:
        return self.connections(run)[0]

    def source(self, run: Run) -> Any:
        return ConnectionSource(self, run.fetched[self.number], 0)


class FetchedLookups(Fetched):
    """For each id asked for, where its row is; None where there is none."""

    __slots__ = ("places",)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.places: list[tuple[RowSelection, Block, int] | None] = [None] * count


@dataclass(frozen=True, eq=False)
class LookupField(QueryField):
    """Rows that the operation names: `hero(by:)`, `node`, and with `is_list` `nodes`."""

    number: int
    asked: AskedField
    selections: Mapping[Resource, RowSelection]
    is_list: bool = False

    def loads(self, run: Run) -> Iterator[Load]:
        plan = run.context.plans[self.asked.plan_key]
        lookups: Sequence[Lookup] = plan if self.is_list else [plan]
        fetched = run.fetched[self.number] = FetchedLookups(len(lookups))
        by_resource: dict[Resource, list[int]] = {}
        for index, lookup in enumerate(lookups):
            if lookup.key is not None:
                by_resource.setdefault(lookup.resource, []).append(index)
        for resource, indexes in by_resource.items():
            first = lookups[indexes[0]]
            loader = run.context.loaders.rows(resource, first.by, first.columns)
            keys = [loader.get_cache_key(lookups[index].key) for index in indexes]
            yield Load(loader, keys, fetched, self._take(run, fetched, indexes, first))

    def _take(
        self, run: Run, fetched: FetchedLookups, indexes: Sequence[int], lookup: Lookup
    ) -> Callable[[list[Any]], None]:
        def take(rows: list[Any]) -> None:
            there = [(index, row) for index, row in zip(indexes, rows, strict=True) if row is not None]
            selection = self.selections[lookup.resource]
            block = Block(layout_of(len(lookup.by), lookup.columns), [row for _, row in there])
            for at, (index, _) in enumerate(there):
                fetched.places[index] = (selection, block, at)
            run.context.show(len(there))
            run.reach(selection, block)

        return take

    def made(self, run: Run) -> Any:
        fetched: FetchedLookups = run.fetched[self.number]
        made = {id(block): selection.make(run, block) for selection, block, _ in filter(None, fetched.places)}
        found = [None if place is None else made[id(place[1])][place[2]] for place in fetched.places]
        return found if self.is_list else found[0]

    def source(self, run: Run) -> Any:
        fetched: FetchedLookups = run.fetched[self.number]
        fetched.check()
        sources = [None if place is None else source_of(*place) for place in fetched.places]
        return sources if self.is_list else sources[0]
