"""Operators on numbers, instants, enums and ids: one example per edge, equal on both databases."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from tests.sqlmodel_strawberry.reading.domain import Colour
from tests.sqlmodel_strawberry.reading.examples import NEW_YEAR, maker, passing, refusal, thing
from tests.sqlmodel_strawberry.running import Operations

BIG = 2**53
CODE = UUID("123e4567-e89b-12d3-a456-426614174abc")


class TestDecimals:
    ROWS = (
        thing(1, price=Decimal("-1.00"), discount=Decimal("-1.00")),
        thing(2, price=Decimal("1.00"), discount=Decimal("1.00")),
        thing(3, price=Decimal("1.01"), discount=None),
        thing(4, price=Decimal("9999999999.99"), discount=Decimal("9999999999.99")),
    )

    @pytest.mark.parametrize(
        ("tests", "numbers"),
        [
            ({"eq": "1.00"}, [2]),
            ({"eq": "1"}, [2]),
            ({"eq": "1.000000000000000000000000000000000000000"}, [2]),
            ({"eq": "0.1e1"}, [2]),
            ({"eq": 1}, [2]),
            ({"ne": 1}, [1, 3, 4]),
            ({"lt": "1.00"}, [1]),
            ({"lte": "1.00"}, [1, 2]),
            ({"gt": "1.00"}, [4]),
            ({"gte": "1.00"}, [2, 4]),
            ({"in": ["1", "-1.0"]}, [1, 2]),
            ({"notIn": ["1", "-1.0"]}, [3, 4]),
            ({"isNull": True}, [3]),
            ({"isNull": False}, [1, 2, 4]),
            ({"gt": "-1", "lt": "5"}, [2]),
        ],
    )
    async def test_a_value_is_compared_exactly(self, api: Operations, tests: Any, numbers: list[int]) -> None:
        assert await passing(api, {"discount": tests}) == numbers

    @pytest.mark.parametrize("finer", ["1.005", "1.001", "1.0000000001", "1.0000000000000000000000000000000001"])
    @pytest.mark.parametrize(
        ("operator", "numbers"),
        [("eq", []), ("ne", [1, 2, 3, 4]), ("lt", [1, 2]), ("lte", [1, 2]), ("gt", [3, 4]), ("gte", [3, 4])],
    )
    async def test_more_places_than_the_column_has_are_not_rounded(
        self, api: Operations, finer: str, operator: str, numbers: list[int]
    ) -> None:
        assert await passing(api, {"price": {operator: finer}}) == numbers

    async def test_more_places_in_lists(self, api: Operations) -> None:
        assert await passing(api, {"price": {"in": ["1.005", "1.01", "1e20"]}}) == [3]
        assert await passing(api, {"price": {"notIn": ["1.005", "1.01"]}}) == [1, 2, 4]
        assert await passing(api, {"price": {"in": ["1.005"]}}) == []
        assert await passing(api, {"discount": {"notIn": ["1.005"]}}) == [1, 2, 3, 4]

    @pytest.mark.parametrize("huge", ["1e10", "1e15", "1e27", "1e30", "9e60", "123456789012345678901234567890.12345"])
    async def test_beyond_the_columns_range(self, api: Operations, huge: str) -> None:
        for operator, numbers in {"lt": [1, 2, 4], "lte": [1, 2, 4], "gt": [], "gte": [], "eq": []}.items():
            assert await passing(api, {"discount": {operator: huge}}) == numbers, operator
        for operator, numbers in {"lt": [], "lte": [], "gt": [1, 2, 4], "gte": [1, 2, 4], "ne": [1, 2, 3, 4]}.items():
            assert await passing(api, {"discount": {operator: f"-{huge}"}}) == numbers, operator

    @pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-Infinity", "sNaN", "1e65", "1,5", "", 1.5, True, [], {}])
    async def test_what_is_no_exact_number_is_refused(self, api: Operations, wrong: Any) -> None:
        await refusal(api, {"price": {"eq": wrong}})


class TestIntegers:
    ROWS = (
        thing(1, pieces=-(2**31), grams=-(2**63), grams_packed=-BIG, shelf=-(2**15)),
        thing(2, pieces=0, grams=BIG, grams_packed=None, shelf=None),
        thing(3, pieces=2**31 - 1, grams=BIG + 1, grams_packed=BIG + 1, shelf=7),
        thing(4, pieces=1, grams=2**63 - 1, grams_packed=2**63 - 1, shelf=2**15 - 1),
    )

    @pytest.mark.parametrize(
        ("filter_", "numbers"),
        [
            ({"pieces": {"lte": -(2**31)}}, [1]),
            ({"pieces": {"gte": 2**31 - 1}}, [3]),
            ({"grams": {"eq": str(BIG)}}, [2]),
            ({"grams": {"eq": BIG + 1}}, [3]),
            ({"grams": {"in": [str(-(2**63)), str(2**63 - 1)]}}, [1, 4]),
            ({"grams": {"gt": str(BIG)}}, [3, 4]),
            ({"gramsPacked": {"ne": str(BIG + 1)}}, [1, 2, 4]),
            ({"gramsPacked": {"notIn": [str(BIG + 1)]}}, [1, 2, 4]),
            ({"gramsPacked": {"lt": str(2**63 - 1)}}, [1, 3]),
        ],
    )
    async def test_a_value_is_compared_exactly(self, api: Operations, filter_: Any, numbers: list[int]) -> None:
        assert await passing(api, filter_) == numbers

    @pytest.mark.parametrize(
        ("tests", "numbers"),
        [
            ({"eq": 2**15}, []),
            ({"ne": 2**15}, [1, 2, 3, 4]),
            ({"lt": 2**15}, [1, 3, 4]),
            ({"lte": 2**31 - 1}, [1, 3, 4]),
            ({"gt": 2**15}, []),
            ({"gte": -(2**31)}, [1, 3, 4]),
            ({"lt": -(2**15) - 1}, []),
            ({"in": [2**15, 7]}, [3]),
            ({"notIn": [2**15, 7]}, [1, 2, 4]),
        ],
    )
    async def test_beyond_the_columns_range(self, api: Operations, tests: Any, numbers: list[int]) -> None:
        assert await passing(api, {"shelf": tests}) == numbers

    @pytest.mark.parametrize("wrong", [2**31, -(2**31) - 1, 1.5, "1", True])
    async def test_what_is_no_int_is_refused(self, api: Operations, wrong: Any) -> None:
        await refusal(api, {"pieces": {"eq": wrong}})

    @pytest.mark.parametrize("wrong", [2**63, str(2**63), str(-(2**63) - 1), "1.0", "", 1.5, "0x1", "\uff11"])
    async def test_what_is_no_big_int_is_refused(self, api: Operations, wrong: Any) -> None:
        await refusal(api, {"grams": {"eq": wrong}})


class TestFloats:
    ROWS = (
        thing(1, score=0.1, rating=0.1),
        thing(2, score=0.1 + 0.2, rating=None),
        thing(3, score=1e22, rating=1 / 3),
        thing(4, score=-0.0, rating=5e-324),
    )

    @pytest.mark.parametrize(
        ("filter_", "numbers"),
        [
            ({"score": {"eq": 0.1}}, [1]),
            ({"score": {"eq": 0.3}}, []),
            ({"score": {"in": [0.1 + 0.2, 1e22]}}, [2, 3]),
            ({"score": {"eq": 0}}, [4]),
            ({"score": {"lt": 1}}, [1, 2, 4]),
            ({"score": {"lte": 1.7976931348623157e308}}, [1, 2, 3, 4]),
            ({"rating": {"in": [1 / 3, 5e-324]}}, [3, 4]),
            ({"rating": {"notIn": [1 / 3]}}, [1, 2, 4]),
            ({"rating": {"gt": 0}}, [1, 3, 4]),
            ({"rating": {"ne": 0.1}}, [2, 3, 4]),
        ],
    )
    async def test_values_are_compared_bit_for_bit(self, api: Operations, filter_: Any, numbers: list[int]) -> None:
        assert await passing(api, filter_) == numbers

    @pytest.mark.parametrize("wrong", [float("nan"), float("inf"), "1", True])
    async def test_what_is_no_finite_number_is_refused(self, api: Operations, wrong: Any) -> None:
        await refusal(api, {"score": {"lt": wrong}})


class TestInstantsAndDays:
    ROWS = (
        thing(1, made_at=NEW_YEAR, sold_at=None, made_on=dt.date(1, 1, 1)),
        thing(2, made_at=NEW_YEAR + dt.timedelta(microseconds=1), sold_at=NEW_YEAR, made_on=dt.date(2024, 2, 29)),
        thing(3, made_at=NEW_YEAR + dt.timedelta(hours=1), sold_at=NEW_YEAR, made_on=dt.date(9999, 12, 31)),
    )

    @pytest.mark.parametrize(
        ("filter_", "numbers"),
        [
            ({"madeAt": {"eq": "2024-01-01T00:00:00Z"}}, [1]),
            ({"madeAt": {"eq": "2023-12-31T20:30:00.000001-03:30"}}, [2]),
            ({"madeAt": {"in": ["2024-01-01T13:45:00+13:45", "2024-01-01t01:00:00z"]}}, [1, 3]),
            ({"madeAt": {"gt": "2024-01-01T00:00:00Z", "lt": "2024-01-01T02:00:00+01:00"}}, [2]),
            ({"madeAt": {"lte": "9999-12-31T23:59:59.999999Z"}}, [1, 2, 3]),
            ({"madeAt": {"gte": "0001-01-01T00:00:00Z"}}, [1, 2, 3]),
            ({"soldAt": {"ne": "2024-01-01T00:00:00Z"}}, [1]),
            ({"madeOn": {"lt": "2024-02-29"}}, [1]),
            ({"madeOn": {"in": ["0001-01-01", "9999-12-31"]}}, [1, 3]),
        ],
    )
    async def test_instants_are_compared_whatever_their_offset(
        self, api: Operations, filter_: Any, numbers: list[int]
    ) -> None:
        assert await passing(api, filter_) == numbers

    @pytest.mark.parametrize(
        "wrong",
        ["2024-01-01T00:00:00", "2024-01-01", "0001-01-01T00:00:00+14:00", "2024-02-30T00:00:00Z", "now", 0, ""],
    )
    async def test_an_instant_needs_its_offset(self, api: Operations, wrong: Any) -> None:
        await refusal(api, {"madeAt": {"lt": wrong}})

    @pytest.mark.parametrize("wrong", ["2023-02-29", "2024-1-1", "2024-01-01T00:00:00Z", "10000-01-01", "", 20240101])
    async def test_what_is_no_day_is_refused(self, api: Operations, wrong: Any) -> None:
        await refusal(api, {"madeOn": {"lt": wrong}})


class TestEnumsBooleansAndCodes:
    ROWS = (
        thing(1, colour=Colour.dark_red, lining=None, is_fragile=None, code=CODE, batch=None),
        thing(2, colour=Colour.green, lining=Colour.green, is_fragile=False, batch=CODE),
        thing(3, colour=Colour.blue, lining=Colour.blue, is_fragile=True),
    )

    @pytest.mark.parametrize(
        ("filter_", "numbers"),
        [
            ({"colour": {"eq": "DARK_RED"}}, [1]),
            ({"colour": {"in": ["DARK_RED", "BLUE"]}}, [1, 3]),
            ({"lining": {"ne": "GREEN"}}, [1, 3]),
            ({"lining": {"notIn": ["GREEN", "BLUE"]}}, [1]),
            ({"lining": {"isNull": True}}, [1]),
            ({"isFragile": {"eq": False}}, [2]),
            ({"isFragile": {"ne": False}}, [1, 3]),
            ({"not": {"isFragile": {"eq": True}}}, [1, 2]),
            ({"code": {"eq": str(CODE).upper()}}, [1]),
            ({"batch": {"notIn": [str(CODE)]}}, [1, 3]),
            ({"batch": {"in": [str(CODE), str(CODE)]}}, [2]),
        ],
    )
    async def test_values_are_told_apart(self, api: Operations, filter_: Any, numbers: list[int]) -> None:
        assert await passing(api, filter_) == numbers

    @pytest.mark.parametrize(
        "filter_",
        [
            {"colour": {"eq": "RED"}},
            {"colour": {"eq": "dark_red"}},
            {"colour": {"lt": "BLUE"}},
            {"isNew": {"eq": 1}},
            {"isNew": {"in": [True]}},
            {"code": {"eq": CODE.hex}},
            {"code": {"gt": str(CODE)}},
        ],
    )
    async def test_what_is_no_such_value_or_operator_is_refused(self, api: Operations, filter_: Any) -> None:
        await refusal(api, filter_)


class TestIds:
    ROWS = (maker(1), maker(2, parent_id=1), thing(1, maker_id=1), thing(2, maker_id=2), thing(3))

    async def test_ids_and_foreign_keys_are_tested_as_ids(self, api: Operations) -> None:
        nodes = (await api.data("{ makers { nodes { id } } }"))["makers"]["nodes"]
        first, second = (node["id"] for node in nodes)
        assert await passing(api, {"id": {"eq": first}}, "Maker") == [1]
        assert await passing(api, {"id": {"notIn": [first]}}, "Maker") == [2]
        assert await passing(api, {"makerId": {"eq": second}}) == [2]
        assert await passing(api, {"makerId": {"ne": second}}) == [1, 3]
        assert await passing(api, {"makerId": {"in": [first, second]}}) == [1, 2]
        assert await passing(api, {"makerId": {"in": []}}) == []
        assert await passing(api, {"makerId": {"isNull": True}}) == [3]
        assert await passing(api, {"parentId": {"in": [first]}}, "Maker") == [2]
        assert await passing(api, {"maker": {"parent": {"id": {"eq": first}}}}) == [2]

    async def test_an_id_of_another_type_is_refused(self, api: Operations) -> None:
        of_thing = (await api.data("{ things { nodes { id } } }"))["things"]["nodes"][0]["id"]
        of_maker = (await api.data("{ makers { nodes { id } } }"))["makers"]["nodes"][0]["id"]
        for tests in ({"eq": of_thing}, {"ne": of_thing}, {"in": [of_maker, of_thing]}, {"notIn": [of_thing]}):
            assert await refusal(api, {"makerId": tests}) == f'"{of_thing[:40]}" is not an id of a Maker.'
        assert await refusal(api, {"id": {"eq": of_maker}}) == f'"{of_maker}" is not an id of a Thing.'

    @pytest.mark.parametrize("forged", ["1", "", "%%%", "W10", "WyJNYWtlciJd", "WyJNYWtlciIsIjEiXQ", "ü"])
    async def test_a_forged_id_is_refused(self, api: Operations, forged: str) -> None:
        assert await refusal(api, {"makerId": {"eq": forged}}) == f'"{forged}" is not an id of a Maker.'
