"""What a `search` field found: hits of several resources, the best ones first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.lists.connection import PageInfo
from sqlmodel_strawberry.loading.rows import order_reader, page_row_maker
from sqlmodel_strawberry.statements import aggregates, reads
from sqlmodel_strawberry.statements.aggregates import Aggregate, Measure
from sqlmodel_strawberry.statements.scopes import Scope
from sqlmodel_strawberry.tasks import begin
from sqlmodel_strawberry.union_search.plans import SearchPlan, TypeSearch
from sqlmodel_strawberry.values import codec


@dataclass(frozen=True)
class Hit:
    """A row that was found, and its place: rank, position of its type, key. Better ranks come first."""

    search: TypeSearch
    row: Sequence[Any]
    place: tuple[Any, ...]
    tag: str

    @property
    def node(self) -> Any:
        """The row as an object."""
        return page_row_maker(self.search.resource, self.search.columns, (), self.search.page)(self.row)

    @property
    def cursor(self) -> str:
        """Where the hit stands, for `after`."""
        return codec.encode((self.tag, *self.place))


class SearchResults:
    """The answer to one `search` field; its rows are fetched when first asked for, one statement for each type."""

    def __init__(self, plan: SearchPlan, context: Context[Any]) -> None:
        self._plan = plan
        self._context = context
        self._hits: asyncio.Future[list[Hit]] | None = None

    async def hits(self) -> list[Hit]:
        """The page, and one hit more to tell whether others follow."""
        if self._hits is None:
            self._hits = begin(self._fetch())
        return await asyncio.shield(self._hits)

    async def edges(self) -> list[Hit]:
        """The hits of the page."""
        found = await self.page()
        self._context.show(len(found))
        return found

    async def nodes(self) -> list[Any]:
        """The rows of the page."""
        return [hit.node for hit in await self.edges()]

    async def page_info(self) -> PageInfo:
        """Whether more was found, and the cursors of the page's ends."""
        hits, page = await self.hits(), await self.page()
        ends = [page[0].cursor, page[-1].cursor] if page else [None, None]
        return PageInfo(
            has_next_page=len(hits) > self._plan.size,
            has_previous_page=self._plan.after is not None,
            start_cursor=ends[0],
            end_cursor=ends[1],
        )

    async def page_and_info(self) -> tuple[list[Hit], PageInfo]:
        """Both."""
        return await self.page(), await self.page_info()

    async def total_count(self) -> int:
        """How much was found."""
        total = 0
        for each in self._plan.searches:
            scope, values = Scope(search=each.search).slotted
            shape = (each.resource, scope, (Measure(Aggregate.COUNT),))
            total += (await self._context.reader.fetch(values, aggregates.all_measured, *shape))[0][0]
        return total

    async def page(self) -> list[Hit]:
        """The hits of the page, not counted as shown."""
        return (await self.hits())[: self._plan.size]

    async def _fetch(self) -> list[Hit]:
        hits = [hit for each in self._plan.searches for hit in await self._fetch_type(each)]
        # Each type's hits come in the order of their keys, which the sort keeps.
        hits.sort(key=lambda hit: (-hit.place[0], hit.place[1]))
        return hits[: self._plan.size + 1]

    async def _fetch_type(self, each: TypeSearch) -> list[Hit]:
        (scope, scope_values), (page, page_values) = Scope(search=each.search).slotted, each.page.slotted
        values, shape = {**scope_values, **page_values}, (each.resource, scope, each.columns, (), page)
        read, hits = order_reader(each.columns, page.order), []
        for row in await self._context.reader.fetch(values, reads.page, *shape):
            rank, *key = read(row)
            hits.append(Hit(each, row, (rank, each.position, *key), self._plan.tag))
        return hits
