"""A page far into a list costs what the first one costs, though its columns may be null or run in mixed directions."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import SQLModel

from sqlmodel_strawberry import Database, build_schema, resource
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import Databases, connected
from tests.plans import Plan, explain
from tests.sqlmodel_strawberry.running import Operations

ROWS, SHELVES, PAGE = 6_000, 20, 10
library = registry()


class Base(DeclarativeBase):
    """Tables of this module only."""

    registry = library
    metadata = library.metadata


class Shelf(Base):
    __tablename__ = "shelf"

    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[int] = mapped_column()
    books: Mapped[list["Book"]] = relationship(back_populates="shelf", lazy="raise")


class Book(Base):
    """Of these columns, `year` has an index of its own, and `loans` none."""

    __tablename__ = "book"

    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_id: Mapped[int] = mapped_column(ForeignKey("shelf.id"))
    pages: Mapped[int] = mapped_column()
    price: Mapped[int | None] = mapped_column()
    year: Mapped[int | None] = mapped_column(index=True)
    loans: Mapped[int | None] = mapped_column()
    shelf: Mapped[Shelf] = relationship(back_populates="books", lazy="raise")

    __table_args__ = (Index(None, pages, id), Index(None, price, id), Index(None, shelf_id, price, id))


class ShelfPublic(SQLModel):
    """Where books stand."""

    id: int
    room: int


class BookPublic(SQLModel):
    """A book."""

    id: int
    shelf_id: int
    pages: int
    price: int | None
    year: int | None
    loans: int | None


@resource(Shelf, public=ShelfPublic, relations=["books"])
class ShelfType:
    """Where books stand."""


@resource(Book, public=BookPublic, relations=["shelf"])
class BookType:
    """A book."""


def book(n: int) -> dict[str, Any]:
    scattered = n * 7919 % ROWS
    return {
        "id": n,
        "shelf_id": n % SHELVES + 1,
        "pages": scattered // 3,
        "price": None if n % 4 == 0 else scattered // 2,
        "year": None if n % 500 == 0 else scattered // 4,
        "loans": None if n % 3 == 0 else n % 50,
    }


BOOKS = [book(n) for n in range(1, ROWS + 1)]
SHELF = [each for each in BOOKS if each["shelf_id"] == 3]


@dataclass(frozen=True)
class Ordering:
    """An `orderBy`, and the books in that order."""

    terms: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return ",".join(f"{name} {order}" for name, order in self.terms)

    @property
    def text(self) -> str:
        return f"[{', '.join(f'{{{name}: {order}}}' for name, order in self.terms)}]"

    def ids(self, books: list[dict[str, Any]]) -> list[int]:
        descending = self.terms[-1][1].startswith("DESC")
        found = sorted(books, key=lambda each: each["id"], reverse=descending)
        for name, order in reversed(self.terms):
            found.sort(key=_key(name, order), reverse=order.startswith("DESC"))
        return [each["id"] for each in found]


def _key(name: str, order: str) -> Callable[[dict[str, Any]], tuple[bool, Any]]:
    # Reversed where it is descending, nulls included.
    last = ("NULLS" not in order) or order in ("ASC_NULLS_LAST", "DESC_NULLS_FIRST")
    column = "id" if name == "databaseId" else name
    return lambda each: ((each[column] is None) == last, each[column] or 0)


NULLABLE = [Ordering((("price", order),)) for order in ("ASC", "DESC", "ASC_NULLS_FIRST", "DESC_NULLS_LAST")]
MIXED = [
    Ordering((("pages", "ASC"), ("databaseId", "DESC"))),
    Ordering((("pages", "DESC"), ("price", "ASC"))),
    Ordering((("price", "ASC"), ("databaseId", "DESC"))),
]
SINGLE = [Ordering((("year", order),)) for order in ("ASC", "DESC_NULLS_LAST")]
PLAIN = [Ordering((("pages", order),)) for order in ("ASC", "DESC")]
UNINDEXED = [
    Ordering((("loans", "ASC"), ("price", "DESC"))),
    Ordering((("loans", "DESC_NULLS_LAST"),)),
    # Among books of one price, or of none, no index has the pages in order.
    Ordering((("price", "DESC_NULLS_LAST"), ("pages", "ASC"), ("year", "DESC"))),
]
ARGUMENTS = ("first: {size}, after: $at", "last: {size}, before: $at")
# Where a page begins: at an end (None), among the values of each order, and among its nulls.
PLACES = (None, 0, ROWS // 10, ROWS // 2, ROWS - ROWS // 10, ROWS - 1)


@pytest.fixture(scope="module")
async def api(databases: Databases) -> AsyncIterator[Operations]:
    async with databases.temporary() as url, connected(url) as database:
        async with database.engine.begin() as connection:
            await connection.run_sync(library.metadata.create_all)
            await connection.execute(sa.insert(Shelf), [{"id": n, "room": 1} for n in range(1, SHELVES + 1)])
            await connection.execute(sa.insert(Book), BOOKS)
            if database.dialect == "postgresql":
                await connection.execute(sa.text("ANALYZE"))
        yield Operations(build_schema([ShelfType, BookType]), database)


async def cursor_of(api: Operations, ordering: Ordering, place: int) -> str:
    query = f"{{ books(first: 1, offset: {place}, orderBy: {ordering.text}) {{ edges {{ cursor }} }} }}"
    cursor: str = (await api.data(query))["books"]["edges"][0]["cursor"]
    return cursor


async def run(api: Operations, query: str, **variables: Any) -> tuple[dict[str, Any], Plan]:
    """The answer, and how its last statement was run."""
    with record_statements(api.database) as log:
        data = await api.data(query, **variables)
    return data, await explain(api.database, log.statements[-1], analyze=True)


def assert_reads_a_page(database: Database, plan: Plan, pages: int = 1, ties: int = 3) -> None:
    """Fail unless little more than each page is looked at: both halves, and rows that tie with its first."""
    if database.dialect == "postgresql":
        assert plan.read <= pages * 2 * (PAGE + 1 + ties), f"{plan.read} rows read\n{plan}"
    else:
        assert "SEARCH" in plan.text, plan


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=["after", "before"])
class TestDeepPages:
    @pytest.mark.parametrize("ordering", [*NULLABLE, *MIXED, *SINGLE, *PLAIN], ids=str)
    async def test_read_little_more_than_themselves(self, api: Operations, ordering: Ordering, arguments: str) -> None:
        every = ordering.ids(BOOKS)
        given = f"{arguments.format(size=PAGE)}, orderBy: {ordering.text}"
        query = f"query ($at: String) {{ books({given}) {{ nodes {{ databaseId }} }} }}"
        for place in (each for each in PLACES if each is not None):
            data, plan = await run(api, query, at=await cursor_of(api, ordering, place))
            expected = every[place + 1 :][:PAGE] if "after" in arguments else every[:place][-PAGE:]
            assert [each["databaseId"] for each in data["books"]["nodes"]] == expected, plan
            # An index on one column leaves the order of its ties, and of all its nulls, to a sort or to another index.
            assert_reads_a_page(api.database, plan, ties=300 if ordering in SINGLE else 3)

    @pytest.mark.parametrize("ordering", NULLABLE, ids=str)
    async def test_of_each_parent_too(self, api: Operations, ordering: Ordering, arguments: str) -> None:
        every = ordering.ids(SHELF)
        list_ = f"books({arguments.format(size=PAGE)}, orderBy: {ordering.text}) {{ nodes {{ databaseId }} }}"
        query = f"query ($at: String) {{ shelfs(first: 5) {{ nodes {{ databaseId {list_} }} }} }}"
        for place in (0, len(every) // 2, len(every) - 20):
            whole = ordering.ids(BOOKS).index(every[place])
            data, plan = await run(api, query, at=await cursor_of(api, ordering, whole))
            books = next(each["books"] for each in data["shelfs"]["nodes"] if each["databaseId"] == 3)
            expected = every[place + 1 :][:PAGE] if "after" in arguments else every[:place][-PAGE:]
            assert [each["databaseId"] for each in books["nodes"]] == expected, plan
            assert_reads_a_page(api.database, plan, pages=5)


class TestEnds:
    @pytest.mark.parametrize("arguments", [f"first: {PAGE}", f"last: {PAGE}"])
    @pytest.mark.parametrize("ordering", [*NULLABLE, *PLAIN], ids=str)
    async def test_wherever_nulls_are_wanted_an_index_has_them(
        self, api: Operations, ordering: Ordering, arguments: str
    ) -> None:
        query = f"{{ books({arguments}, orderBy: {ordering.text}) {{ nodes {{ databaseId }} }} }}"
        data, plan = await run(api, query)
        every = ordering.ids(BOOKS)
        assert [each["databaseId"] for each in data["books"]["nodes"]] == (
            every[:PAGE] if "first" in arguments else every[-PAGE:]
        )
        assert not plan.sorts or api.database.dialect == "postgresql", plan
        if api.database.dialect == "postgresql":
            assert_reads_a_page(api.database, plan)


@pytest.mark.parametrize("ordering", [*NULLABLE, *MIXED, *SINGLE, *UNINDEXED], ids=str)
class TestWalks:
    async def test_between_two_cursors_and_past_an_offset(self, api: Operations, ordering: Ordering) -> None:
        every = ordering.ids(BOOKS)
        arguments = "$first: Int, $last: Int, $after: String, $before: String, $offset: Int"
        given = "first: $first, last: $last, after: $after, before: $before, offset: $offset"
        query = f"query ({arguments}) {{ books({given}, orderBy: {ordering.text}) {{ nodes {{ databaseId }} }} }}"
        places = [(place, None if place is None else await cursor_of(api, ordering, place)) for place in PLACES]
        for begin, after in places:
            for end, before in places:
                between = every[0 if begin is None else begin + 1 : end]
                for size, wanted in (
                    ({"first": 7, "offset": 5}, between[5:12]),
                    ({"first": 7}, between[:7]),
                    ({"last": 7}, between[-7:]),
                ):
                    data = await api.data(query, **size, after=after, before=before)
                    assert [each["databaseId"] for each in data["books"]["nodes"]] == wanted, (size, begin, end)
