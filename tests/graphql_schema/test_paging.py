"""Paging: whatever the sizes of the pages, every row comes once and in order.

Lists on the root and per parent, over one-to-many and many-to-many relations, with integer, UUID and composite keys.
"""

from collections.abc import AsyncIterator, Collection, Iterator
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from sqlmodel_strawberry import Database, Schema
from tests.databases import Databases, connected
from tests.graphql_schema.operations import answer
from tests.graphql_schema.paged_lists import LISTS, NUMBERS, PagedList

PAGE = "nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"

members = st.sets(st.sampled_from(NUMBERS), max_size=20)
page_sizes = st.lists(st.integers(1, 7), min_size=1, max_size=5)
directions = st.sampled_from(["forward", "backward"])
# What becomes of each number behind the cursor, before each page: all the others stay as they are.
changes = st.lists(st.sets(st.sampled_from(NUMBERS), max_size=6), min_size=1, max_size=4)

# There are nine lists on two databases: each gets a share of the examples.
half = settings(max_examples=settings().max_examples // 2)
few = settings(max_examples=settings().max_examples // 5)


class Lists:
    """One list, in a database of its own."""

    def __init__(self, schema: Schema, database: Database, paged: PagedList) -> None:
        self.schema, self.database, self.paged = schema, database, paged

    async def page(self, **arguments: Any) -> Any:
        """The connection with these arguments."""
        given = ", ".join(f"{name}: ${name}" for name in arguments)
        types = ", ".join(f"${name}: {'String' if name in ('after', 'before') else 'Int'}" for name in arguments)
        query = f"query {f'({types})' if types else ''} {{ {self.paged.query(given, PAGE)} }}"
        connection = self.paged.connection(await answer(self.schema, self.database, query, arguments))
        edges, info = connection["edges"], connection["pageInfo"]
        assert connection["nodes"] == [edge["node"] for edge in edges]
        cursors = [edge["cursor"] for edge in edges]
        ends = [cursors[0], cursors[-1]] if cursors else [None, None]
        assert [info["startCursor"], info["endCursor"]] == ends
        return connection

    async def ids(self, **arguments: Any) -> list[str]:
        return [node["id"] for node in (await self.page(**arguments))["nodes"]]

    def expected(self, numbers: Collection[int]) -> list[str]:
        return self.paged.ids(self.schema, numbers)


@pytest.fixture(scope="module", params=LISTS, ids=str)
async def lists(
    request: pytest.FixtureRequest, schema: Schema, databases: Databases, template_url: URL
) -> AsyncIterator[Lists]:
    paged: PagedList = request.param
    async with databases.temporary(template_url) as url, connected(url) as database:
        await paged.prepare(database)
        yield Lists(schema, database, paged)


async def walk(
    lists: Lists, numbers: Collection[int], direction: str, sizes: Iterator[int]
) -> AsyncIterator[list[str]]:
    """Page through the list to its end; yields the ids of each page, and changes to come behind are made meanwhile."""
    forward = direction == "forward"
    size_name, cursor_name = ("first", "after") if forward else ("last", "before")
    arguments: dict[str, Any] = {}
    left = len(numbers)
    for _ in range(len(numbers) + 1):
        size = next(sizes)
        connection = await lists.page(**{size_name: size, **arguments})
        info = connection["pageInfo"]
        left -= len(connection["nodes"])
        onward, behind = info["hasNextPage"], info["hasPreviousPage"]
        if not forward:
            onward, behind = behind, onward
        # Ahead it is the truth; behind it is whether a cursor was given, which costs no statement.
        assert (onward, behind) == (left > 0, bool(arguments))
        assert len(connection["nodes"]) == size or not onward
        yield [node["id"] for node in connection["nodes"]]
        if not onward:
            return
        arguments = {cursor_name: info["endCursor" if forward else "startCursor"]}
    pytest.fail("there are more pages than rows")


class TestEveryRowOnceInOrder:
    @half
    @given(numbers=members, direction=directions, sizes=page_sizes)
    async def test_through_pages_of_any_sizes(
        self, lists: Lists, numbers: set[int], direction: str, sizes: list[int]
    ) -> None:
        await lists.paged.fill(lists.database, numbers)
        pages = [page async for page in walk(lists, numbers, direction, cycle(sizes))]
        if direction == "backward":
            pages.reverse()
        assert [id for page in pages for id in page] == lists.expected(numbers)

    @half
    @given(numbers=members, direction=directions, sizes=page_sizes, changes=changes)
    async def test_while_rows_come_and_go_behind_the_cursor(
        self, lists: Lists, numbers: set[int], direction: str, sizes: list[int], changes: list[set[int]]
    ) -> None:
        await lists.paged.fill(lists.database, numbers)
        ordered = sorted(numbers, reverse=direction == "backward")
        present, seen, pages = set(numbers), 0, []
        upcoming = cycle(changes)
        async for page in walk(lists, numbers, direction, cycle(sizes)):
            pages.append(page)
            seen += len(page)
            if seen:
                edge = ordered[seen - 1]
                # The row that the cursor is of may go as well.
                behind = {n for n in next(upcoming) | {edge} if (n <= edge if direction == "forward" else n >= edge)}
                await lists.paged.change(lists.database, behind - present, behind & present)
                present ^= behind
        if direction == "backward":
            pages.reverse()
        assert [id for page in pages for id in page] == lists.expected(numbers)

    @few
    @given(numbers=members, offset=st.integers(0, 25), first=st.integers(0, 25))
    async def test_by_offset(self, lists: Lists, numbers: set[int], offset: int, first: int) -> None:
        await lists.paged.fill(lists.database, numbers)
        connection = await lists.page(first=first, offset=offset)
        assert [node["id"] for node in connection["nodes"]] == lists.expected(numbers)[offset : offset + first]
        assert connection["pageInfo"]["hasNextPage"] is (offset + first < len(numbers))
        assert connection["pageInfo"]["hasPreviousPage"] is (offset > 0)

    @few
    @given(
        numbers=st.sets(st.sampled_from(NUMBERS), min_size=2, max_size=20),
        data=st.data(),
        size=st.integers(0, 7),
        direction=directions,
    )
    async def test_between_two_cursors(
        self, lists: Lists, numbers: set[int], data: st.DataObject, size: int, direction: str
    ) -> None:
        await lists.paged.fill(lists.database, numbers)
        cursors = [edge["cursor"] for edge in (await lists.page())["edges"]]
        start, end = (data.draw(st.integers(0, len(cursors) - 1)) for _ in range(2))
        window = lists.expected(numbers)[start + 1 : end]
        forward = direction == "forward"
        connection = await lists.page(
            **{"first" if forward else "last": size}, after=cursors[start], before=cursors[end]
        )
        found = [node["id"] for node in connection["nodes"]]
        assert found == (window[:size] if forward else window[len(window) - min(size, len(window)) :])
        more = connection["pageInfo"]["hasNextPage" if forward else "hasPreviousPage"]
        assert more is (len(window) > size)


class TestSmallLists:
    @pytest.mark.parametrize("size", ["first", "last"])
    async def test_no_rows_asked(self, lists: Lists, size: str) -> None:
        for numbers in ([], [5, 6]):
            await lists.paged.fill(lists.database, numbers)
            connection = await lists.page(**{size: 0})
            ahead, behind = (
                ("hasNextPage", "hasPreviousPage") if size == "first" else ("hasPreviousPage", "hasNextPage")
            )
            assert connection["nodes"] == connection["edges"] == []
            assert connection["pageInfo"] == {
                ahead: bool(numbers),
                behind: False,
                "startCursor": None,
                "endCursor": None,
            }

    async def test_twenty_rows_unless_said(self, lists: Lists) -> None:
        numbers = range(1, 32)
        await lists.paged.fill(lists.database, numbers)
        assert await lists.ids() == lists.expected(numbers)[:20]
        assert (
            await lists.ids(first=None, last=None, after=None, before=None, offset=None) == lists.expected(numbers)[:20]
        )

    async def test_a_hundred_rows_at_most(self, lists: Lists) -> None:
        await lists.paged.fill(lists.database, NUMBERS)
        assert await lists.ids(first=100) == lists.expected(NUMBERS)[:100]
        assert await lists.ids(last=100) == lists.expected(NUMBERS)[-100:]

    async def test_an_offset_counts_from_the_cursor(self, lists: Lists) -> None:
        numbers = range(1, 11)
        await lists.paged.fill(lists.database, numbers)
        third = (await lists.page(first=3))["pageInfo"]["endCursor"]
        assert await lists.ids(first=2, after=third, offset=4) == lists.expected(numbers)[7:9]

    async def test_a_cursor_outlives_its_row(self, lists: Lists) -> None:
        await lists.paged.fill(lists.database, [1, 2, 3])
        second = (await lists.page(first=2))["pageInfo"]["endCursor"]
        await lists.paged.change(lists.database, [], [2])
        assert await lists.ids(first=5, after=second) == lists.expected([3])
        assert await lists.ids(last=5, before=second) == lists.expected([1])
