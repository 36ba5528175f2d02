"""createHalls: all or nothing, in the order given, in one statement."""

import uuid
from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from sqlmodel_strawberry.values.ids import to_global_id
from tests.sqlmodel_strawberry.writing.museums import Museum

NOBODY = str(uuid.UUID(int=1))


def halls(*names: str) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


class TestCreating:
    async def test_rows_come_back_in_the_order_given(self, api: Museum) -> None:
        names = [f"hall {number}" for number in (5, 3, 9, 1, 7)]
        created = await api.write("createHalls", "halls { name databaseId version }", halls=halls(*names))
        assert [hall["name"] for hall in created] == names
        assert [hall["version"] for hall in created] == [1] * 5
        assert [hall["databaseId"] for hall in created] == [1, 2, 3, 4, 5]
        by_id = {hall["databaseId"]: hall["name"] for hall in created}
        assert {row["id"]: row["name"] for row in await api.rows("hall")} == by_id

    @pytest.mark.parametrize("count", [1, 2, 100])
    async def test_one_statement_however_many_rows(self, api: Museum, count: int) -> None:
        hall = await api.hall()
        given = [{"label": f"e{n}", "hallId": hall, **({"rank": n} if n % 2 else {})} for n in range(count)]
        with record_statements(api.database) as log:
            created = await api.write("createExhibits", "exhibits { label rank }", exhibits=given)
        log.assert_count(1)
        assert created == [{"label": f"e{n}", "rank": n if n % 2 else 7} for n in range(count)]

    async def test_what_a_row_leaves_out_has_its_own_default(self, api: Museum) -> None:
        hall, key = await api.hall(), str(uuid.uuid4())
        given: list[dict[str, Any]] = [
            {"label": "plain", "hallId": hall},
            {"label": "full", "hallId": hall, "id": key, "rank": 2, "loud": "x", "added": "y", "details": {"a": 1}},
            {"label": "half", "hallId": hall, "loud": "z", "details": None},
        ]
        selection = "exhibits { label rank loud added details version }"
        for expected_after in (given, [{**each, "label": f"{each['label']}2"} for each in reversed(given)]):
            rows = [{**each, **({"id": str(uuid.uuid4())} if "id" in each else {})} for each in expected_after]
            created = await api.write("createExhibits", selection, exhibits=rows)
            for row, exhibit in zip(rows, created, strict=True):
                assert exhibit == {
                    "label": row["label"],
                    "rank": row.get("rank", 7),
                    "loud": row.get("loud", row["label"].upper()),
                    "added": row.get("added", "now"),
                    "details": row.get("details"),
                    "version": 1,
                }
        assert await api.column("SELECT count(*) FROM exhibit WHERE details IS NULL") == [4]

    async def test_given_keys_and_generated_ones_may_be_mixed(self, api: Museum) -> None:
        hall, key = await api.hall(), "ffffffff-ffff-ffff-ffff-ffffffffffff"
        given = [
            {"label": "a", "hallId": hall, "id": key},
            {"label": "b", "hallId": hall},
            {"label": "c", "hallId": hall, "id": NOBODY},
        ]
        created = await api.write("createExhibits", "exhibits { label databaseId }", exhibits=given)
        assert [exhibit["label"] for exhibit in created] == ["a", "b", "c"]
        assert (created[0]["databaseId"], created[2]["databaseId"]) == (key, NOBODY)

    async def test_a_row_may_point_to_another_one_of_the_same_call(self, api: Museum) -> None:
        hall, key = await api.hall(), uuid.uuid4()
        whole = to_global_id(api.operations.schema.resources["Exhibit"], (key,))
        # The part comes first: foreign keys are checked when the statement ends.
        given = [
            {"label": "part", "hallId": hall, "partOfId": whole},
            {"label": "whole", "hallId": hall, "id": str(key)},
        ]
        created = await api.write("createExhibits", "exhibits { label }", exhibits=given)
        assert created == [{"label": "part"}, {"label": "whole"}]
        refused = [{**row, "label": f"{row['label']} 2", "partOfId": whole} for row in given]
        errors = await api.refused("createExhibits", "exhibits { label }", exhibits=refused)
        assert errors == [("Conflict", "CONFLICT", ["input", "exhibits", "1", "id"])]

    async def test_every_row_is_prepared(self, api: Museum) -> None:
        await api.themes("a", "b")
        assert [theme["slug"] for theme in await api.rows("theme")] == ["a", "b"]

    async def test_composite_keys(self, api: Museum) -> None:
        hall = await api.hall()
        given = [{"hallId": hall, "number": number, "price": "1.50"} for number in (3, 1, 2)]
        created = await api.write("createTickets", "tickets { number price }", tickets=given)
        assert created == [{"number": number, "price": "1.50"} for number in (3, 1, 2)]

    async def test_none_is_nothing_to_do(self, api: Museum) -> None:
        with record_statements(api.database) as log:
            assert await api.write("createHalls", "halls { id }", halls=[]) == []
            assert await api.write("updateHalls", "halls { id }", patches=[]) == []
            assert await api.write("deleteHalls", "halls { id }", ids=[]) == []
        log.assert_count(0)


class TestRefusedCreation:
    async def test_a_rule_of_the_model_is_told_at_its_row_and_field(self, api: Museum) -> None:
        given = [{"name": "a"}, {"name": ""}, {"name": "b", "floor": 10}, {"name": "x" * 21, "floor": 11}]
        assert await api.refused("createHalls", "halls { id }", halls=given) == [
            ("InvalidInput", "INVALID", ["input", "halls", "1", "name"]),
            ("InvalidInput", "INVALID", ["input", "halls", "2", "floor"]),
            ("InvalidInput", "INVALID", ["input", "halls", "3", "name"]),
            ("InvalidInput", "INVALID", ["input", "halls", "3", "floor"]),
        ]

    async def test_a_taken_value_is_told_at_its_row(self, api: Museum) -> None:
        await api.halls("taken", "too")
        given = halls("a", "b", "c", "taken", "d", "too")
        assert await api.refused("createHalls", "halls { id }", halls=given) == [
            ("Conflict", "CONFLICT", ["input", "halls", "3", "name"]),
            ("Conflict", "CONFLICT", ["input", "halls", "5", "name"]),
        ]

    async def test_two_rows_with_one_value_are_told_at_the_second(self, api: Museum) -> None:
        given = halls("a", "same", "b", "same")
        assert await api.refused("createHalls", "halls { id }", halls=given) == [
            ("Conflict", "CONFLICT", ["input", "halls", "3", "name"])
        ]

    async def test_every_kind_of_rule_is_told_at_its_row(self, api: Museum) -> None:
        hall = await api.hall()
        gone = await api.hall("gone")
        await api.write("deleteHall", "hall { id }", id=gone)
        key = str(uuid.uuid4())
        given = [
            {"label": "a", "hallId": hall, "id": key},
            {"label": "b", "hallId": gone},
            {"label": "c", "hallId": hall, "rank": 0},
            {"label": "d", "hallId": hall, "id": key},
            {"label": "e", "hallId": hall},
            {"label": "a", "hallId": hall},
        ]
        assert await api.refused("createExhibits", "exhibits { label }", exhibits=given) == [
            ("ReferenceMissing", "REFERENCE_MISSING", ["input", "exhibits", "1", "hallId"]),
            ("InvalidInput", "INVALID", ["input", "exhibits", "2", "rank"]),
            ("Conflict", "CONFLICT", ["input", "exhibits", "3", "id"]),
            ("Conflict", "CONFLICT", ["input", "exhibits", "5", "label"]),
        ]

    async def test_a_column_that_only_prepare_knows_has_no_path(self, api: Museum) -> None:
        await api.themes("a")
        given = [{"code": "b", "name": "B"}, {"code": "c", "name": "a"}]
        assert await api.refused("createThemes", "themes { code }", themes=given) == [
            ("Conflict", "CONFLICT", ["input", "themes", "1"])
        ]
