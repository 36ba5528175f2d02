"""The root `search`: hits of several resources in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlmodel_strawberry.executor.blocks import Block, layout_of
from sqlmodel_strawberry.executor.fetched_sources import FieldSource, Read, source_of
from sqlmodel_strawberry.executor.objects import Make
from sqlmodel_strawberry.executor.roots import Once, QueryField
from sqlmodel_strawberry.executor.rows import RowSelection
from sqlmodel_strawberry.executor.run import Fetched, FetchedValue, Load, Run
from sqlmodel_strawberry.fields.asked import TYPENAME, AskedField
from sqlmodel_strawberry.fields.forms import Part
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.union_search.plans import SearchPlan
from sqlmodel_strawberry.union_search.results import Hit, SearchResults

Selections = Mapping[str, Mapping[Resource, RowSelection]]
"""By response key of `nodes` or `node`: what is selected of each resource."""


class FetchedHits(Fetched):
    """The hits of the page, and where the row of each is in the block of its resource."""

    def __init__(self) -> None:
        self.hits: Sequence[Hit] = ()
        self.info: Any = None
        self.blocks: dict[Resource, Block] = {}
        self.places: list[tuple[Resource, int]] = []
        self.count = FetchedValue()


@dataclass(frozen=True, eq=False)
class HitsPart:
    """A field of the connection. `fields` are those of its edges."""

    asked: AskedField
    fields: Sequence[AskedField]
    selections: Selections
    make: Make | None


@dataclass(frozen=True, eq=False)
class SearchField(QueryField):
    """`search`."""

    number: int
    asked: AskedField
    parts: Sequence[HitsPart]

    def loads(self, run: Run) -> Iterator[Load]:
        plan: SearchPlan = run.context.plans[self.asked.plan_key]
        fetched = run.fetched[self.number] = FetchedHits()
        results = SearchResults(plan, run.context)
        if plan.paged:
            yield Load(Once(results.page_and_info), ((),), fetched, self._take(run, fetched, plan))
        if any(part.asked.form is Part.TOTAL_COUNT for part in self.parts):
            yield Load(Once(results.total_count), ((),), fetched.count, fetched.count.take)

    def _take(self, run: Run, fetched: FetchedHits, plan: SearchPlan) -> Callable[[Any], None]:
        def take(found: tuple[Sequence[Hit], Any]) -> None:
            fetched.hits, fetched.info = found
            rows: dict[Resource, list[Any]] = {}
            for hit in fetched.hits:
                others = rows.setdefault(hit.search.resource, [])
                fetched.places.append((hit.search.resource, len(others)))
                others.append(hit.row)
            for search in plan.searches:
                layout = layout_of(0, search.columns, len(search.page.cursor_terms))
                fetched.blocks[search.resource] = Block(layout, rows.get(search.resource, []))
            for part in self.parts:
                if part.asked.form in (Part.NODES, Part.EDGES):
                    run.context.show(len(fetched.hits))
                for by_resource in part.selections.values():
                    for resource, block in fetched.blocks.items():
                        run.reach(by_resource[resource], block)

        return take

    def made(self, run: Run) -> Any:
        fetched: FetchedHits = run.fetched[self.number]
        return {part.asked.key: _made(part, run, fetched) for part in self.parts}

    def source(self, run: Run) -> Any:
        fetched, parts = run.fetched[self.number], {part.asked.key: part for part in self.parts}
        return FieldSource(lambda key, _read: _source(parts[key], fetched))


def _made(part: HitsPart, run: Run, fetched: FetchedHits) -> Any:
    if part.asked.form is Part.NODES:
        return _nodes(run, fetched, part.selections[part.asked.key])
    if part.asked.form is Part.EDGES:
        columns = [_edge_field(part, asked, run, fetched) for asked in part.fields]
        keys = [asked.key for asked in part.fields]
        edges = zip(*columns, strict=True) if columns else [()] * len(fetched.hits)
        return [dict(zip(keys, values, strict=True)) for values in edges]
    assert part.make is not None
    return part.make(fetched.count.value if part.asked.form is Part.TOTAL_COUNT else fetched.info)


def _edge_field(part: HitsPart, asked: AskedField, run: Run, fetched: FetchedHits) -> Sequence[Any]:
    if asked.name == TYPENAME:
        return [asked.parent_type.name] * len(fetched.hits)
    if asked.form is Part.CURSOR:
        return [hit.cursor for hit in fetched.hits]
    return _nodes(run, fetched, part.selections[asked.key])


def _nodes(run: Run, fetched: FetchedHits, selections: Mapping[Resource, RowSelection]) -> list[Any]:
    made = {resource: selections[resource].make(run, block) for resource, block in fetched.blocks.items()}
    return [made[resource][at] for resource, at in fetched.places]


def _source(part: HitsPart, fetched: FetchedHits) -> Any:
    if part.asked.form is Part.TOTAL_COUNT:
        fetched.count.check()
        return fetched.count.value
    fetched.check()
    every = range(len(fetched.hits))
    if part.asked.form is Part.NODES:
        return [_row_source(fetched, part.selections[part.asked.key], at) for at in every]
    if part.asked.form is Part.EDGES:
        return [FieldSource(partial(_edge_value, part, fetched, at)) for at in every]
    return fetched.info


def _edge_value(part: HitsPart, fetched: FetchedHits, at: int, key: str, _read: Read) -> Any:
    return _row_source(fetched, part.selections[key], at) if key in part.selections else fetched.hits[at].cursor


def _row_source(fetched: FetchedHits, selections: Mapping[Resource, RowSelection], index: int) -> Any:
    resource, at = fetched.places[index]
    return source_of(selections[resource], fetched.blocks[resource], at)
