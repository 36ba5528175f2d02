"""Operators on JSON documents, equal on both databases: by path, by equality, by containment."""

from typing import Any

import pytest
import sqlalchemy as sa

from tests.sqlmodel_strawberry.reading.examples import passing, refusal, thing
from tests.sqlmodel_strawberry.running import Operations

# The same documents in a JSONB column and in one of plain JSON.
DOCUMENTS: tuple[Any, ...] = (
    {},
    [],
    {"a": 1},
    {"a": 1.0, "b": [1, 2]},
    {"a": "1"},
    {"a": True},
    {"a": None},
    {"a": {"b": [{"c": 1}, {"c": 2, "d": "ü"}]}},
    [1, "1", True, None],
    [[1, 2], [3]],
    5,
    0.5,
    "text",
    "5",
    False,
    "",
    {"": {"a.b": 1, "0": 2, "-1": 3, "$": 4, '"': 5, "{": 6}},
    9007199254740993,
)
EVERY = list(range(len(DOCUMENTS)))


def numbers(*documents: Any) -> list[int]:
    """Which rows have these documents."""
    return sorted(DOCUMENTS.index(each) for each in documents)


class TestDocuments:
    ROWS = tuple(thing(n, data=document, notes=document) for n, document in enumerate(DOCUMENTS))

    @pytest.mark.parametrize("field", ["data", "notes"])
    @pytest.mark.parametrize(
        ("tests", "found"),
        [
            ({"eq": {}}, [0]),
            ({"eq": []}, [1]),
            ({"eq": {"a": 1}}, [2]),
            ({"eq": {"b": [1.0, 2], "a": 1}}, [3]),
            ({"eq": {"b": [2, 1], "a": 1}}, []),
            ({"eq": {"a": True}}, [5]),
            ({"eq": {"a": None}}, [6]),
            ({"eq": [1, "1", True, None]}, [8]),
            ({"eq": 5}, [10]),
            ({"eq": 5.0}, [10]),
            ({"eq": "5"}, [13]),
            ({"eq": 0}, []),
            ({"eq": False}, [14]),
            ({"eq": ""}, [15]),
            ({"eq": 9007199254740992}, []),
            ({"eq": 9007199254740993}, [17]),
            ({"eq": None}, []),
            ({"isNull": True}, []),
            ({"isNull": False}, EVERY),
        ],
    )
    async def test_equality(self, api: Operations, field: str, tests: Any, found: list[int]) -> None:
        assert await passing(api, {field: tests}) == found
        assert await passing(api, {"not": {field: tests}}) == [n for n in EVERY if n not in found]

    @pytest.mark.parametrize("field", ["data", "notes"])
    @pytest.mark.parametrize(
        ("tests", "found"),
        [
            ({"path": ["a"], "eq": 1}, [2, 3]),
            ({"path": ["a"], "eq": "1"}, [4]),
            ({"path": ["a"], "eq": True}, [5]),
            ({"path": ["a"], "eq": None}, [6]),
            ({"path": ["a"], "isNull": False}, [2, 3, 4, 5, 7]),
            ({"path": ["a"], "isNull": True}, [n for n in EVERY if n not in (2, 3, 4, 5, 7)]),
            ({"path": ["a", "b", "1", "d"], "eq": "ü"}, [7]),
            ({"path": ["a", "b", "-1", "c"], "eq": 2}, [7]),
            ({"path": ["a", "b", "2", "c"], "isNull": False}, []),
            ({"path": ["a", "b", "c"], "isNull": False}, []),
            ({"path": ["b", "0"], "eq": 1}, [3]),
            ({"path": ["0"], "eq": 1}, [8]),
            ({"path": ["0"], "eq": [1, 2]}, [9]),
            ({"path": ["-2"], "eq": True}, [8]),
            ({"path": ["0", "0"], "eq": 1}, [9]),
            ({"path": ["", "a.b"], "eq": 1}, [16]),
            ({"path": ["", "0"], "eq": 2}, [16]),
            ({"path": ["", "-1"], "eq": 3}, [16]),
            ({"path": ["", "$"], "eq": 4}, [16]),
            ({"path": ["", '"'], "eq": 5}, [16]),
            ({"path": ["", "{"], "eq": 6}, [16]),
            ({"path": [], "eq": 5}, [10]),
            ({"path": ["a"], "eq": 1, "contains": 1.0}, [2, 3]),
            ({"path": ["a"], "eq": 1, "isNull": True}, []),
        ],
    )
    async def test_paths(self, api: Operations, field: str, tests: Any, found: list[int]) -> None:
        assert await passing(api, {field: tests}) == found
        assert await passing(api, {"not": {field: tests}}) == [n for n in EVERY if n not in found]

    @pytest.mark.parametrize(
        "step", ["--1", "1.0", "", "x", "\u0660", "99999999999999999999", "-99999999999", "1-", "-", "0x0"]
    )
    async def test_a_step_that_is_no_position_finds_nothing_in_an_array(self, api: Operations, step: str) -> None:
        assert await passing(api, {"data": {"path": ["0", step], "isNull": False}}) == []
        assert await passing(api, {"not": {"data": {"path": ["a", "b", step], "contains": {}}}}) == EVERY

    @pytest.mark.parametrize("step", ["+0", " 0", "00", "-0", "0 "])
    async def test_other_spellings_of_a_position_mean_the_same_on_both_databases(
        self, api: Operations, step: str
    ) -> None:
        assert await passing(api, {"data": {"path": [step], "eq": 1}}) == ([] if step == "0 " else [8])

    @pytest.mark.parametrize("field", ["data", "notes"])
    @pytest.mark.parametrize(
        ("tests", "found"),
        [
            ({"contains": {}}, [0, 2, 3, 4, 5, 6, 7, 16]),
            ({"contains": []}, [1, 8, 9]),
            ({"contains": {"a": 1}}, [2, 3]),
            ({"contains": {"a": "1"}}, [4]),
            ({"contains": {"a": True}}, [5]),
            ({"contains": {"a": None}}, [6]),
            ({"contains": {"b": [2]}}, [3]),
            ({"contains": {"b": [2, 1, 2]}}, [3]),
            ({"contains": {"b": 2}}, []),
            ({"contains": {"a": {"b": [{"d": "ü"}]}}}, [7]),
            ({"contains": {"a": {"b": [{"c": 1, "d": "ü"}]}}}, []),
            ({"contains": {"a": {}}}, [7]),
            ({"contains": [1]}, [8]),
            ({"contains": 1}, [8]),
            ({"contains": "1"}, [8]),
            ({"contains": True}, [8]),
            ({"contains": None}, [8]),
            ({"contains": [None, True]}, [8]),
            ({"contains": [[1]]}, [9]),
            ({"contains": [[1], [3]]}, [9]),
            ({"contains": [[1, 3]]}, []),
            ({"contains": [[]]}, [9]),
            ({"contains": 3}, []),
            ({"contains": 5}, [10]),
            ({"contains": [5]}, []),
            ({"contains": "text"}, [12]),
            ({"contains": "tex"}, []),
            ({"path": ["a", "b"], "contains": [{"c": 2}]}, [7]),
            ({"path": ["b"], "contains": 2}, [3]),
            ({"path": ["0"], "contains": [2]}, [9]),
        ],
    )
    async def test_containment(self, api: Operations, field: str, tests: Any, found: list[int]) -> None:
        assert await passing(api, {field: tests}) == found
        assert await passing(api, {"not": {field: tests}}) == [n for n in EVERY if n not in found]

    async def test_a_value_may_stand_in_the_document(self, api: Operations) -> None:
        text = '{ things(filter: {data: {path: ["a", "b"], contains: [{c: 2, d: "ü"}]}}) { nodes { n } } }'
        assert await api.data(text) == {"things": {"nodes": [{"n": 7}]}}

    async def test_a_value_in_the_document_may_hold_a_variable(self, api: Operations) -> None:
        text = 'query ($c: JSON) { things(filter: {data: {eq: {a: {b: [{c: $c}, {c: 2, d: "ü"}]}}}}) { nodes { n } } }'
        assert await api.data(text, c=1) == {"things": {"nodes": [{"n": 7}]}}

    @pytest.mark.parametrize(
        "hostile",
        [
            2**64,
            -(2**63) - 1,
            [2**100],
            float("nan"),
            float("inf"),
            "\0",
            {"a\0": 1},
            {"\ud800": 1},
            ["\udfff"],
        ],
    )
    @pytest.mark.parametrize("operator", ["eq", "contains"])
    async def test_what_no_database_can_hold_is_refused(self, api: Operations, operator: str, hostile: Any) -> None:
        await refusal(api, {"data": {operator: hostile}})

    @pytest.mark.parametrize("depth", [45, 100, 100_000])
    async def test_deep_documents_are_answered_or_refused(self, api: Operations, depth: int) -> None:
        deep: Any = 1
        for _ in range(depth):
            deep = [deep]
        if depth == 45:
            assert await passing(api, {"data": {"eq": deep}}) == []
        else:
            await refusal(api, {"data": {"eq": deep}})

    @pytest.mark.parametrize("path", [None, [None], ["\0"], ["\ud800"], ["a"] * 1001])
    async def test_hostile_paths_are_refused(self, api: Operations, path: Any) -> None:
        await refusal(api, {"data": {"path": path, "eq": 1}})

    @pytest.mark.parametrize("tests", [{"isNull": None}, {"ne": 1}, {"in": [1]}, {"gt": 1}, {"like": "a"}])
    async def test_there_are_no_other_operators(self, api: Operations, tests: Any) -> None:
        await refusal(api, {"data": tests})


class TestNulls:
    """A column's NULL, JSON's null as a document, and null inside of one."""

    ROWS = (
        thing(1, notes=sa.null()),
        thing(2, notes=sa.JSON.NULL),
        thing(3, notes={"a": None}),
        thing(4, notes={"a": 0}),
        thing(5, notes=[None]),
    )

    @pytest.mark.parametrize(
        ("tests", "found"),
        [
            ({"isNull": True}, [1, 2]),
            ({"isNull": False}, [3, 4, 5]),
            ({"eq": None}, [2]),
            ({"contains": None}, [2, 5]),
            ({"path": ["a"], "isNull": True}, [1, 2, 3, 5]),
            ({"path": ["a"], "isNull": False}, [4]),
            ({"path": ["a"], "eq": None}, [3]),
            ({"path": ["a"], "contains": None}, [3]),
            ({"path": ["0"], "eq": None}, [5]),
            ({"path": ["b"], "eq": None}, []),
        ],
    )
    async def test_null_documents(self, api: Operations, tests: Any, found: list[int]) -> None:
        assert await passing(api, {"notes": tests}) == found
        assert await passing(api, {"not": {"notes": tests}}) == [n for n in range(1, 6) if n not in found]

    async def test_all_of_them_are_null_to_a_client(self, api: Operations) -> None:
        found = await api.data("{ things(filter: {notes: {isNull: true}}) { nodes { notes } } }")
        assert found == {"things": {"nodes": [{"notes": None}] * 2}}
