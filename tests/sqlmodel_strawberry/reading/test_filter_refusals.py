"""Lists, connectives, nulls and the limits of filters and orders: what is empty, and what is refused in words."""

from typing import Any

import pytest

from tests.sqlmodel_strawberry.reading.examples import label, maker, passing, puts, refusal, thing
from tests.sqlmodel_strawberry.running import Operations

PASS = {"pieces": {"gte": 0}}


class TestListsAndConnectives:
    ROWS = (
        maker(1),
        thing(1, pieces=1, subtitle="a", maker_id=1),
        thing(2, pieces=2, subtitle=None, pieces_left=2),
        thing(3, pieces=3, subtitle="b", pieces_left=3),
        label("x", 1),
        *puts("x", 1, 2),
    )

    @pytest.mark.parametrize(
        ("filter_", "numbers"),
        [
            (None, [1, 2, 3]),
            ({}, [1, 2, 3]),
            ({"and": []}, [1, 2, 3]),
            ({"or": []}, []),
            ({"not": {}}, []),
            ({"not": {"or": []}}, [1, 2, 3]),
            ({"not": {"not": {"subtitle": {"eq": "a"}}}}, [1]),
            ({"and": [{}]}, [1, 2, 3]),
            ({"or": [{}]}, [1, 2, 3]),
            ({"or": [{"or": []}, {"pieces": {"eq": 1}}]}, [1]),
            ({"and": [{"pieces": {"gt": 1}}, {"pieces": {"lt": 3}}], "or": [{"pieces": {"in": [1, 2]}}]}, [2]),
            ({"and": {"pieces": {"eq": 3}}}, [3]),
            ({"pieces": {}}, [1, 2, 3]),
            ({"pieces": {"in": []}}, []),
            ({"pieces": {"notIn": []}}, [1, 2, 3]),
            ({"subtitle": {"in": []}}, []),
            ({"subtitle": {"notIn": []}}, [1, 2, 3]),
            ({"subtitle": {"notIn": ["a"]}}, [2, 3]),
            ({"not": {"subtitle": {"in": ["a"]}}}, [2, 3]),
            ({"not": {"subtitle": {"notIn": ["a"]}}}, [1]),
            ({"piecesLeft": {"notIn": [2]}}, [1, 3]),
            ({"pieces": {"in": [3, 3, 1]}}, [1, 3]),
            ({"pieces": {"in": 3}}, [3]),
            ({"pieces": {"in": list(range(1000))}}, [1, 2, 3]),
            ({"pieces": {"notIn": list(range(2, 1002))}}, [1]),
            ({"maker": {}}, [1]),
            ({"not": {"maker": {}}}, [2, 3]),
            ({"labels": {}}, [1, 2, 3]),
            ({"labels": {"some": {}}}, [1, 2]),
            ({"labels": {"none": {}}}, [3]),
            ({"labels": {"every": {"or": []}}}, [3]),
            ({"labels": {"every": {}}}, [1, 2, 3]),
            ({"labels": {"count": {}}}, [1, 2, 3]),
            ({"labels": {"count": {"of": {"or": []}, "eq": 0}}}, [1, 2, 3]),
            ({"labels": {"max": {"priority": {"isNull": True}}}}, [1, 2, 3]),
            ({"labels": {"sum": {"n": {"eq": 1}}}}, [1, 2]),
            ({"labels": {"sum": {"n": {"isNull": True}}}}, [3]),
        ],
    )
    async def test_what_passes(self, api: Operations, filter_: Any, numbers: list[int]) -> None:
        assert await passing(api, filter_) == numbers

    @pytest.mark.parametrize(
        "filter_",
        [
            {"pieces": None},
            {"pieces": {"eq": None}},
            {"pieces": {"ne": None}},
            {"pieces": {"lt": None}},
            {"pieces": {"in": None}},
            {"pieces": {"in": [1, None]}},
            {"pieces": {"notIn": [None]}},
            {"pieces": {"isNull": None}},
            {"subtitle": {"like": None}},
            {"makerId": {"eq": None}},
            {"makerId": {"in": [None]}},
            {"notes": {"isNull": None}},
            {"and": None},
            {"or": None},
            {"or": [None]},
            {"not": None},
            {"maker": None},
            {"maker": {"name": None}},
            {"labels": None},
            {"labels": {"some": None}},
            {"labels": {"count": None}},
            {"labels": {"count": {"gt": None}}},
            {"labels": {"count": {"of": None, "gt": 0}}},
            {"labels": {"max": {"priority": None}}},
            {"labels": {"max": {"priority": {"eq": None}}}},
            {"notes": {"path": None, "eq": 1}},
        ],
    )
    async def test_null_is_no_operand(self, api: Operations, filter_: Any) -> None:
        assert "null" in await refusal(api, filter_)

    @pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800", "a\udfffb"])
    @pytest.mark.parametrize("operator", ["eq", "ne", "in", "like", "icontains", "gt"])
    async def test_text_that_no_database_can_hold_is_refused(self, api: Operations, operator: str, text: str) -> None:
        value = [text] if operator == "in" else text
        message = await refusal(api, {"title": {operator: value}})
        assert message == "Text may not hold U+0000 or lone surrogates, as variable $filter does."

    async def test_it_is_refused_in_the_document_too(self, api: Operations) -> None:
        for text in (r"\u0000", r"\uD800"):
            result = await api.run(f'{{ things(filter: {{title: {{eq: "{text}"}}}}) {{ totalCount }} }}')
            assert not result.executed
            assert [error["extensions"]["code"] for error in result.errors] in (
                ["BAD_USER_INPUT"],
                ["GRAPHQL_PARSE_FAILED"],
            )

    async def test_long_text_is_compared_not_refused(self, api: Operations) -> None:
        assert await passing(api, {"title": {"eq": "a" * 5000}}) == []
        assert await passing(api, {"title": {"lt": "\U0010ffff" * 500}}) == [1, 2, 3]


class TestLimits:
    ROWS = (maker(1), thing(1, maker_id=1))

    @staticmethod
    def _nested(levels: int, step: str) -> dict[str, Any]:
        filter_: dict[str, Any] = PASS
        for _ in range(levels):
            filter_ = {step: [filter_] if step in ("and", "or") else filter_}
        return filter_

    @pytest.mark.parametrize("step", ["and", "or", "not"])
    async def test_nesting_is_bounded(self, api: Operations, step: str) -> None:
        assert await passing(api, self._nested(6, step)) == [1]
        message = "A filter may nest 6 levels deep; this one nests deeper."
        for levels in (7, 20):
            assert await refusal(api, self._nested(levels, step)) == message

    async def test_nesting_through_relations_is_bounded(self, api: Operations) -> None:
        filter_: dict[str, Any] = {}
        for _ in range(3):
            filter_ = {"maker": {"things": {"some": filter_}}}
        assert await passing(api, filter_) == [1]
        assert "nest 6 levels" in await refusal(api, {"maker": {"things": {"some": filter_}}})
        deep = {"things": {"count": {"of": {"maker": {"things": {"max": {"of": filter_, "n": {"gt": 0}}}}}, "gt": 0}}}
        assert "nest 6 levels" in await refusal(api, deep, "Maker")

    async def test_the_number_of_tests_is_bounded(self, api: Operations) -> None:
        assert await passing(api, {"and": [PASS] * 100}) == [1]
        message = "A filter may have 100 tests; this one has more."
        assert await refusal(api, {"and": [PASS] * 101}) == message
        assert await refusal(api, {"and": [PASS] * 50, "or": [{"maker": {"n": {"gt": 0}}}] * 51}) == message
        assert await refusal(api, {"and": [{"maker": {"things": {"count": {"gt": 0, "lt": 9}}}}] * 51}) == message

    @pytest.mark.parametrize(
        "part", [{"maker": {}}, {"maker": {"things": {"some": {}}}}, {"not": {}}, {"not": {"maker": {"parent": {}}}}]
    )
    @pytest.mark.parametrize("connective", ["and", "or"])
    async def test_parts_without_tests_are_bounded_too(self, api: Operations, connective: str, part: Any) -> None:
        """Each is an EXISTS or a NOT: thousands of them are an expression that no database takes."""
        await refusal(api, {connective: [part] * 1000})
        await refusal(api, {connective: [{connective: [part] * 100}] * 100})

    @pytest.mark.parametrize(
        "filter_",
        [
            {"and": [{}] * 1001},
            {"or": [{}] * 1001},
            {"pieces": {"in": [1] * 1001}},
            {"pieces": {"notIn": [1] * 1001}},
            {"makerId": {"in": ["x"] * 1001}},
            {"data": {"path": ["a"] * 1001, "eq": 1}},
        ],
    )
    async def test_the_length_of_lists_is_bounded(self, api: Operations, filter_: Any) -> None:
        message = "Variable $filter lists 1001 values; 1000 are allowed in one list: send fewer at a time."
        assert await refusal(api, filter_) == message

    async def test_the_terms_of_an_order_are_bounded(self, api: Operations) -> None:
        assert await passing(api, {}, order=[{"n": "ASC"}] * 8) == [1]
        assert await refusal(api, {}, order=[{"n": "ASC"}] * 9) == "`orderBy` may have 8 terms, not 9."

    async def test_the_way_to_what_is_ordered_by_is_bounded(self, api: Operations) -> None:
        term: dict[str, Any] = {"n": "ASC"}
        for _ in range(6):
            term = {"parent": term}
        assert await passing(api, {}, "Maker", order=[term]) == [1]
        assert await refusal(api, {}, "Maker", order=[{"parent": term}]) == "`orderBy` may follow 6 relations."

    @pytest.mark.parametrize("term", [{}, {"n": "ASC", "title": "ASC"}, {"n": None}, {"n": "UP"}, {"maker": {}}])
    async def test_a_term_names_one_thing(self, api: Operations, term: Any) -> None:
        await refusal(api, {}, order=[term])
