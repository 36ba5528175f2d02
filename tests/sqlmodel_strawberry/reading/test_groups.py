"""`groups`: figures about the rows of a list that have something in common, the largest group first."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.sqlmodel_strawberry.reading.domain import Colour
from tests.sqlmodel_strawberry.reading.examples import NEW_YEAR, maker, thing
from tests.sqlmodel_strawberry.running import Operations


async def groups(api: Operations, by: str, key: str, arguments: str = "", rest: str = "") -> list[tuple[Any, ...]]:
    """Each group's key fields, then its count."""
    text = f"{{ things{arguments} {{ groups(by: {by}{rest}) {{ key {{ {key} }} aggregate {{ count }} }} }} }}"
    found = (await api.data(text))["things"]["groups"]
    return [(*group["key"].values(), group["aggregate"]["count"]) for group in found]


def at(text: str) -> dt.datetime:
    """An instant."""
    return dt.datetime.fromisoformat(text)


class TestKeys:
    ROWS = (
        maker(1),
        thing(
            1, colour=Colour.green, lining=None, price=Decimal("1.00"), maker_id=1, is_new=True, title="x", score=0.5
        ),
        thing(2, colour=Colour.green, lining=Colour.blue, price=Decimal("2.00"), maker_id=1, title="X", score=0.5),
        thing(3, colour=Colour.dark_red, lining=None, price=Decimal("2.00"), title="x", pieces_left=5),
        thing(4, colour=Colour.green, lining=None, price=Decimal("4.50"), title="y", is_new=True),
        thing(5, colour=Colour.blue, lining=Colour.blue, deleted_at=NEW_YEAR),
    )

    async def test_the_largest_group_comes_first_then_the_smaller_key(self, api: Operations) -> None:
        assert await groups(api, "COLOUR", "colour") == [("GREEN", 3), ("DARK_RED", 1)]
        assert await groups(api, "PRICE", "price") == [("2.00", 2), ("1.00", 1), ("4.50", 1)]
        assert await groups(api, "TITLE", "title") == [("x", 2), ("X", 1), ("y", 1)]
        assert await groups(api, "IS_NEW", "isNew") == [(False, 2), (True, 2)]
        assert await groups(api, "SCORE", "score") == [(0.0, 2), (0.5, 2)]

    async def test_nulls_are_a_group_and_the_largest_key(self, api: Operations) -> None:
        assert await groups(api, "LINING", "lining") == [(None, 3), ("BLUE", 1)]
        assert await groups(api, "PIECES_LEFT", "piecesLeft", "(filter: {n: {gte: 3}})") == [(5, 1), (None, 1)]
        assert await groups(api, "PIECES_LEFT", "piecesLeft", "(filter: {n: {in: [2, 3]}})") == [(5, 1), (None, 1)]

    async def test_foreign_keys_are_ids(self, api: Operations) -> None:
        id_ = (await api.data("{ makers { nodes { id } } }"))["makers"]["nodes"][0]["id"]
        assert await groups(api, "MAKER_ID", "makerId", "(filter: {n: {lt: 4}})") == [(id_, 2), (None, 1)]

    async def test_several_keys(self, api: Operations) -> None:
        found = await groups(api, "[COLOUR, LINING]", "colour lining price")
        expected = [("GREEN", None, None, 2), ("GREEN", "BLUE", None, 1), ("DARK_RED", None, None, 1)]
        assert found == expected
        assert await groups(api, "[COLOUR, LINING, COLOUR]", "colour lining price") == expected

    async def test_figures_of_each_group(self, api: Operations) -> None:
        text = "{ things { groups(by: COLOUR) { aggregate { count sum { price } avg { price } max { n } } } } }"
        assert (await api.data(text))["things"]["groups"] == [
            {"aggregate": {"count": 3, "sum": {"price": "7.50"}, "avg": {"price": "2.5"}, "max": {"n": 4}}},
            {"aggregate": {"count": 1, "sum": {"price": "2.00"}, "avg": {"price": "2"}, "max": {"n": 3}}},
        ]

    async def test_keys_alone_need_no_figures(self, api: Operations) -> None:
        found = await api.data("{ things { groups(by: COLOUR) { key { colour } } } }")
        assert found["things"]["groups"] == [{"key": {"colour": "GREEN"}}, {"key": {"colour": "DARK_RED"}}]

    async def test_the_filter_is_respected_and_the_page_is_not(self, api: Operations) -> None:
        for page in ("", "first: 1", "last: 1", "offset: 1", "orderBy: [{n: DESC}]"):
            assert await groups(api, "IS_NEW", "isNew", f"(filter: {{n: {{lte: 3}}}} {page})") == [
                (False, 2),
                (True, 1),
            ]
        assert await groups(api, "COLOUR", "colour", "(filter: {n: {lt: 0}})") == []

    async def test_how_many(self, api: Operations) -> None:
        assert await groups(api, "TITLE", "title", rest=", first: 2") == [("x", 2), ("X", 1)]
        assert await groups(api, "TITLE", "title", rest=", first: 0") == []
        assert len(await groups(api, "N", "n", rest=", first: 100")) == 4
        for first in (-1, 101):
            assert await api.codes(f"{{ things {{ groups(by: N, first: {first}) {{ key {{ n }} }} }} }}") == [
                "BAD_USER_INPUT"
            ]

    @pytest.mark.parametrize("by", ["[]", "[N, COLOUR, LINING, TITLE, PRICE, IS_NEW, SCORE, CODE, BATCH]"])
    async def test_by_nothing_or_by_too_much_is_refused(self, api: Operations, by: str) -> None:
        result = await api.run(f"{{ things {{ groups(by: {by}) {{ key {{ n }} }} }} }}")
        assert [error["message"] for error in result.errors] == ["`by` must name 1 to 8 fields."]


class TestBuckets:
    """In UTC, wherever the server and the instants come from."""

    ROWS = tuple(
        thing(n, made_at=instant, sold_at=None if n % 2 else instant, made_on=instant.date(), expires_on=day)
        for n, (instant, day) in enumerate(
            [
                (at("2023-12-31T23:59:59.999999+00:00"), dt.date(2023, 12, 31)),
                (at("2024-01-01T00:00:00+00:00"), dt.date(2024, 1, 1)),
                (at("2024-01-01T00:59:59.999500+00:00"), dt.date(2024, 2, 29)),
                (at("2024-01-01T01:00:00+13:45"), None),
                (at("2024-02-29T12:00:00.000001+00:00"), dt.date(1, 1, 2)),
                (at("2024-02-29T22:00:00-03:30"), dt.date(9999, 12, 30)),
            ],
            1,
        )
    )

    @pytest.mark.parametrize(
        ("bucket", "key", "expected"),
        [
            ("YEAR", "madeAtYear", [("2024-01-01", 4), ("2023-01-01", 2)]),
            ("MONTH", "madeAtMonth", [("2023-12-01", 2), ("2024-01-01", 2), ("2024-02-01", 1), ("2024-03-01", 1)]),
            (
                "DAY",
                "madeAtDay",
                [("2024-01-01", 2), ("2023-12-31", 2), ("2024-02-29", 1), ("2024-03-01", 1)],
            ),
            (
                "HOUR",
                "madeAtHour",
                [
                    ("2024-01-01", 2),
                    ("2023-12-31T11:00:00", 1),
                    ("2023-12-31T23:00:00", 1),
                    ("2024-02-29T12:00:00", 1),
                    ("2024-03-01T01:00:00", 1),
                ],
            ),
        ],
    )
    async def test_instants(self, api: Operations, bucket: str, key: str, expected: list[tuple[str, int]]) -> None:
        full = [(begin if "T" in begin else f"{begin}T00:00:00", count) for begin, count in expected]
        found = await groups(api, f"MADE_AT_{bucket}", key)
        by_size = sorted(full, key=lambda each: (-each[1], each[0]))
        assert found == [(f"{begin}+00:00", count) for begin, count in by_size]

    @pytest.mark.parametrize(
        ("bucket", "key", "days"),
        [
            ("YEAR", "expiresOnYear", ["2024-01-01", "0001-01-01", "2023-01-01", "9999-01-01", None]),
            (
                "MONTH",
                "expiresOnMonth",
                ["0001-01-01", "2023-12-01", "2024-01-01", "2024-02-01", "9999-12-01", None],
            ),
            ("DAY", "expiresOnDay", ["0001-01-02", "2023-12-31", "2024-01-01", "2024-02-29", "9999-12-30", None]),
        ],
    )
    async def test_days(self, api: Operations, bucket: str, key: str, days: list[str | None]) -> None:
        assert [day for day, _ in await groups(api, f"EXPIRES_ON_{bucket}", key)] == days

    async def test_nulls_are_a_bucket(self, api: Operations) -> None:
        assert await groups(api, "SOLD_AT_YEAR", "soldAtYear") == [
            (None, 3),
            ("2024-01-01T00:00:00+00:00", 2),
            ("2023-01-01T00:00:00+00:00", 1),
        ]

    async def test_two_buckets_of_one_column(self, api: Operations) -> None:
        found = await groups(api, "[MADE_ON_YEAR, MADE_ON_MONTH]", "madeOnYear madeOnMonth", rest=", first: 1")
        assert found == [("2024-01-01", "2024-01-01", 3)]

    async def test_days_have_no_hours_and_instants_are_not_grouped_bare(self, api: Operations) -> None:
        for by in ("MADE_ON_HOUR", "MADE_ON", "MADE_AT", "DATA", "NOTES", "SECRET", "DELETED_AT", "DELETED_AT_DAY"):
            codes = await api.codes(f"{{ things {{ groups(by: {by}) {{ key {{ n }} }} }} }}")
            assert codes == ["GRAPHQL_VALIDATION_FAILED"], by


class TestPerParent:
    ROWS = (
        *(maker(n) for n in (1, 2, 3)),
        *(thing(n, title="abc"[n % 3], pieces=n, maker_id=1) for n in range(1, 8)),
        *(thing(n, title="b", pieces=n, maker_id=2) for n in range(8, 11)),
        thing(11, title="d", maker_id=2),
        thing(12, title="d", maker_id=2, deleted_at=NEW_YEAR),
        thing(13, title="d"),
    )

    async def test_each_parent_has_its_own_largest_groups(self, api: Operations) -> None:
        text = """{ makers { nodes { n things(filter: {pieces: {ne: 1}}) {
          all: groups(by: TITLE) { key { title } aggregate { count max { pieces } } }
          one: groups(by: TITLE, first: 1) { key { title } aggregate { count } } } } } }"""
        nodes = (await api.data(text))["makers"]["nodes"]

        def all_of(node: dict[str, Any]) -> list[tuple[Any, ...]]:
            return [
                (each["key"]["title"], each["aggregate"]["count"], each["aggregate"]["max"]["pieces"])
                for each in node["things"]["all"]
            ]

        assert [all_of(node) for node in nodes] == [
            [("a", 2, 6), ("b", 2, 7), ("c", 2, 5)],
            [("b", 3, 10), ("d", 1, 0)],
            [],
        ]
        assert [[each["key"]["title"] for each in node["things"]["one"]] for node in nodes] == [["a"], ["b"], []]
