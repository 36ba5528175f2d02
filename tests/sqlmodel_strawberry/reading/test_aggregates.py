"""`totalCount` and `aggregate`: figures about exactly the rows of a list, whatever page of it is shown."""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from random import Random
from typing import Any

import pytest

from sqlmodel_strawberry import Schema
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.reading.domain import market
from tests.sqlmodel_strawberry.reading.examples import NEW_YEAR, label, maker, puts, thing
from tests.sqlmodel_strawberry.reading.generate import Generator
from tests.sqlmodel_strawberry.reading.oracle import Oracle
from tests.sqlmodel_strawberry.reading.shapes import Row
from tests.sqlmodel_strawberry.reading.world import World
from tests.sqlmodel_strawberry.running import Operations

ALL = """aggregate {
  count
  countDistinct { pieces price discount title makerId colour isFragile soldAt }
  min { pieces grams price discount score title soldAt madeOn }
  max { pieces grams price discount score title soldAt madeOn }
  sum { pieces grams price discount score }
  avg { pieces grams price discount score }
}"""


async def aggregate(api: Operations, arguments: str, selection: str, **variables: Any) -> dict[str, Any]:
    """The figures of a list of things."""
    declared = "query ($filter: ThingFilter)" if variables else "query"
    found = await api.data(f"{declared} {{ things{arguments} {{ {selection} }} }}", **variables)
    things: dict[str, Any] = found["things"]
    return things


class TestFigures:
    ROWS = (
        maker(1),
        thing(
            1, price=Decimal("0.10"), discount=Decimal("0.01"), pieces=2**31 - 1, grams=2**53 + 1, score=0.5, maker_id=1
        ),
        thing(
            2, price=Decimal("0.20"), discount=Decimal("0.02"), pieces=2**31 - 1, grams=2**53 + 1, score=0.25, title="b"
        ),
        thing(
            3,
            price=Decimal("0.30"),
            discount=Decimal("0.02"),
            pieces=1,
            grams=1,
            score=1.0,
            title="B",
            sold_at=NEW_YEAR,
        ),
        thing(4, price=Decimal("9999999999.99"), pieces=-5, grams=-(2**53), title="a", is_fragile=True),
        thing(5, price=Decimal("9999999999.99"), deleted_at=NEW_YEAR, discount=Decimal(100), title="zzz", pieces=-100),
    )

    async def test_the_filter_is_respected_and_the_page_is_not(self, api: Operations) -> None:
        chosen = "filter: {n: {lte: 3}}"
        expected = {"totalCount": 3, "aggregate": {"count": 3, "sum": {"price": "0.60"}, "max": {"n": 3}}}
        for page in ("", "first: 1", "last: 1", "first: 0", "offset: 2", "first: 1, orderBy: [{title: DESC}]"):
            selection = "totalCount aggregate { count sum { price } max { n } }"
            assert await aggregate(api, f"({chosen} {page})", selection) == expected, page
        cursor = (await aggregate(api, "(first: 2)", "pageInfo { endCursor }"))["pageInfo"]["endCursor"]
        for side in ("after", "before"):
            found = await aggregate(api, f'({chosen}, {side}: "{cursor}")', "totalCount aggregate { count }")
            assert found == {"totalCount": 3, "aggregate": {"count": 3}}

    async def test_sums_and_averages_are_exact(self, api: Operations) -> None:
        found = (await aggregate(api, "", ALL))["aggregate"]
        assert found["sum"] == {
            "pieces": str(2**32 - 6),
            "grams": str(2**53 + 3),
            "price": "10000000000.59",
            "discount": "0.05",
            "score": 1.75,
        }
        assert {name: Decimal(str(value)) for name, value in found["avg"].items()} == {
            "pieces": Decimal("1073741822.5"),
            "grams": Decimal("2251799813685248.75"),
            "price": Decimal("2500000000.1475"),
            "discount": Decimal("0.016667"),
            "score": Decimal("0.4375"),
        }

    async def test_counts_of_different_values_leave_nulls_out(self, api: Operations) -> None:
        distinct = (await aggregate(api, "", ALL))["aggregate"]["countDistinct"]
        expected = {"pieces": 3, "price": 4, "discount": 2, "title": 4}
        assert distinct == expected | {"makerId": 1, "colour": 1, "isFragile": 1, "soldAt": 1}

    async def test_extremes(self, api: Operations) -> None:
        found = (await aggregate(api, "", ALL))["aggregate"]
        same = {"soldAt": "2024-01-01T00:00:00+00:00", "madeOn": "2024-01-01"}
        assert found["min"] == same | {
            **{"pieces": -5, "grams": str(-(2**53)), "price": "0.10", "discount": "0.01", "score": 0.0, "title": ""}
        }
        assert found["max"] == same | {
            **{"pieces": 2**31 - 1, "grams": str(2**53 + 1), "price": "9999999999.99", "discount": "0.02"},
            **{"score": 1.0, "title": "b"},
        }

    async def test_of_no_rows_the_count_is_zero_and_the_rest_null(self, api: Operations) -> None:
        found = await aggregate(api, "(filter: {n: {lt: 0}})", f"totalCount {ALL}")
        figures = found["aggregate"]
        assert (found["totalCount"], figures.pop("count")) == (0, 0)
        assert set(figures.pop("countDistinct").values()) == {0}
        assert {value for part in figures.values() for value in part.values()} == {None}

    async def test_of_nulls_only(self, api: Operations) -> None:
        found = await aggregate(api, "(filter: {n: {eq: 4}})", ALL)
        figures = {name: part["discount"] for name, part in found["aggregate"].items() if name != "count"}
        assert figures == {"countDistinct": 0, "min": None, "max": None, "sum": None, "avg": None}

    async def test_figures_of_a_relation(self, api: Operations) -> None:
        text = "{ makers { nodes { things(first: 0) { totalCount aggregate { count sum { price } } nodes { n } } } } }"
        things = (await api.data(text))["makers"]["nodes"][0]["things"]
        assert things == {"totalCount": 1, "aggregate": {"count": 1, "sum": {"price": "0.10"}}, "nodes": []}

    async def test_aliases_and_fragments_get_their_own_parts(self, api: Operations) -> None:
        text = """query ($no: Boolean!) { things { ...a one: aggregate { max { n } }
            ... on ThingConnection { aggregate { max { title } sum @include(if: $no) { n } } } } }
            fragment a on ThingConnection { aggregate { min { n } ...b } } fragment b on ThingAggregate { max { n } }"""
        found = (await api.data(text, no=False))["things"]
        assert found == {"one": {"max": {"n": 4}}, "aggregate": {"min": {"n": 1}, "max": {"n": 4, "title": "b"}}}


class TestExactness:
    """Sums that leave the range of what they add."""

    ROWS = (
        *(maker(n) for n in (1, 2, 3)),
        *(thing(n, grams=2**62, price=Decimal("9999999999.99"), pieces=1, score=0.1, maker_id=1) for n in (1, 2, 3, 4)),
        *(thing(n, grams=-(2**62), price=Decimal("0.01"), pieces=n, maker_id=2) for n in (5, 6, 8)),
        label("x", 1),
        *puts("x", 5, 6, 8),
    )

    async def test_decimals(self, api: Operations) -> None:
        text = "(filter: {n: {lte: 4}})"
        found = (await aggregate(api, text, "aggregate { sum { price } avg { price } }"))["aggregate"]
        assert found == {"sum": {"price": "39999999999.96"}, "avg": {"price": "9999999999.99"}}

    async def test_the_average_is_rounded_to_six_places(self, api: Operations) -> None:
        found = (await aggregate(api, "(filter: {n: {gt: 4}})", "aggregate { avg { pieces price } }"))["aggregate"]
        assert found == {"avg": {"pieces": "6.333333", "price": "0.01"}}

    async def test_integers_past_64_bits(self, api: Operations) -> None:
        """Both databases give the exact sum, even where only the way there leaves 64 bits."""
        text = "aggregate { sum { grams } avg { grams } }"
        found = (await aggregate(api, "(filter: {n: {lte: 4}})", text))["aggregate"]
        assert found == {"sum": {"grams": str(2**64)}, "avg": {"grams": str(2**62)}}
        assert (await aggregate(api, "", text))["aggregate"]["sum"] == {"grams": str(2**62)}

    async def test_integers_past_64_bits_in_groups_and_per_parent(self, api: Operations) -> None:
        text = """{ makers { nodes { things { aggregate { sum { grams price } }
          groups(by: COLOUR) { aggregate { sum { grams } avg { grams } } } } } } }"""
        first, second, third = ((node["things"]) for node in (await api.data(text))["makers"]["nodes"])
        assert first["aggregate"] == {"sum": {"grams": str(2**64), "price": "39999999999.96"}}
        assert first["groups"] == [{"aggregate": {"sum": {"grams": str(2**64)}, "avg": {"grams": str(2**62)}}}]
        assert second["aggregate"] == {"sum": {"grams": str(-3 * 2**62), "price": "0.03"}}
        assert third == {"aggregate": {"sum": {"grams": None, "price": None}}, "groups": []}

    async def test_sums_in_filters(self, api: Operations) -> None:
        async def makers(filter_: str) -> list[int]:
            found = await api.data(f"{{ makers(filter: {{things: {filter_}}}) {{ nodes {{ n }} }} }}")
            return [node["n"] for node in found["makers"]["nodes"]]

        assert await makers('{sum: {pieces: {gt: "3000000000"}}}') == []
        assert await makers('{sum: {pieces: {lt: "3000000000"}}}') == [1, 2]
        assert await makers('{sum: {shelf: {ne: "100000"}}}') == [1, 2, 3]
        assert await makers("{min: {shelf: {lt: 100000}}}") == []
        assert await makers("{min: {shelf: {notIn: [100000, -100000]}}}") == [1, 2, 3]
        assert await makers('{max: {price: {eq: "0.01"}}}') == [2]
        assert await makers('{sum: {price: {eq: "0.03"}}}') == [2]

    async def test_sums_in_filters_may_exceed_what_the_column_holds(self, api: Operations) -> None:
        text = "query ($f: MakerFilter) { makers(filter: $f) { nodes { n } } }"
        for tests, numbers in (
            ({"gt": "30000000000.005"}, [1]),
            ({"lt": "30000000000.005"}, [2]),
            ({"eq": "0.031"}, []),
        ):
            found = await api.data(text, f={"things": {"sum": {"price": tests}}})
            assert [node["n"] for node in found["makers"]["nodes"]] == numbers


async def test_random_filters_and_all_figures(make_database: MakeDatabase, schema: Schema) -> None:
    """Figures of the rows that pass equal those that Python computes over the same rows."""
    world = World(Random("figures"))
    database = await make_database(market.metadata)
    await world.write(database)
    api = Operations(schema, database)
    await world.learn_ids(api)
    oracle = Oracle(world.ids)
    for number in range(60):
        filter_ = Generator(Random(number), world).filter("Thing", 1)
        rows = [row for row in world.rows["Thing"] if oracle.passes(row, filter_)]
        found = await aggregate(api, "(filter: $filter)", f"totalCount {ALL}", filter=filter_)
        assert found == {"totalCount": len(rows), "aggregate": figures(rows)}, filter_


def figures(rows: Sequence[Row]) -> dict[str, Any]:
    """What `ALL` must answer."""

    def values(name: str) -> list[Any]:
        return [row.values[name] for row in rows if row.values[name] is not None]

    extremes = ("pieces", "grams", "price", "discount", "score", "title", "soldAt", "madeOn")
    distinct = ("pieces", "price", "discount", "title", "makerId", "colour", "isFragile", "soldAt")
    sums = ("pieces", "grams", "price", "discount", "score")
    return {
        "count": len(rows),
        "countDistinct": {name: len(set(values(name))) for name in distinct},
        "min": {name: written(name, min(values(name), default=None)) for name in extremes},
        "max": {name: written(name, max(values(name), default=None)) for name in extremes},
        "sum": {name: written(name, total(values(name)), is_sum=True) for name in sums},
        "avg": {name: mean(values(name)) for name in sums},
    }


def total(values: Sequence[Any]) -> Any:
    """The sum; null of nothing."""
    return sum(values[1:], values[0]) if values else None


def mean(values: Sequence[Any]) -> Any:
    """Exact values to six places, without zeros at the end."""
    if not values:
        return None
    if isinstance(values[0], float):
        return pytest.approx(sum(values) / len(values))
    exact = Decimal(sum(values)) / len(values)
    return format(exact.quantize(Decimal("0.000001"), ROUND_HALF_EVEN).normalize() + 0, "f")


def written(name: str, value: Any, *, is_sum: bool = False) -> Any:
    """As JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and is_sum:
        return pytest.approx(value)
    return str(value) if isinstance(value, Decimal) or (value is not None and (is_sum or name == "grams")) else value
