"""updateHalls, deleteHalls and the limits of all three: all or nothing, in the order given, in one statement."""

from typing import Any

import pytest

from sqlmodel_strawberry import Limits
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.writing import museum
from tests.sqlmodel_strawberry.writing.museums import Museum


def halls(*names: str) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


class TestUpdating:
    async def test_each_row_gets_its_own_changes_and_only_those(self, api: Museum) -> None:
        first, second, third = await api.halls("a", "b", "c")
        await api.write("updateHall", "hall { id }", id=second, patch={"floor": 5})
        patches = [
            {"id": third, "patch": {"name": "C", "floor": 3}},
            {"id": first, "patch": {"floor": 1}},
            {"id": second, "patch": {"name": "B"}},
        ]
        with record_statements(api.database) as log:
            changed = await api.write("updateHalls", "halls { name floor version touched }", patches=patches)
        log.assert_count(1)
        assert changed == [
            {"name": "C", "floor": 3, "version": 2, "touched": "again"},
            {"name": "a", "floor": 1, "version": 2, "touched": "again"},
            {"name": "B", "floor": 5, "version": 3, "touched": "again"},
        ]

    async def test_null_is_written_and_absence_is_not(self, api: Museum) -> None:
        hall = await api.hall()
        given = [{"label": name, "hallId": hall, "details": {"a": 1}} for name in "abc"]
        ids = [each["id"] for each in await api.write("createExhibits", "exhibits { id }", exhibits=given)]
        patches = [
            {"id": ids[0], "patch": {"details": None}},
            {"id": ids[1], "patch": {"rank": 2}},
            {"id": ids[2], "patch": {"details": {"b": [1]}, "rank": 3}},
        ]
        changed = await api.write("updateExhibits", "exhibits { details rank }", patches=patches)
        assert changed == [
            {"details": None, "rank": 7},
            {"details": {"a": 1}, "rank": 2},
            {"details": {"b": [1]}, "rank": 3},
        ]
        assert await api.column("SELECT label FROM exhibit WHERE details IS NULL") == ["a"]

    async def test_an_empty_patch_changes_nothing(self, api: Museum) -> None:
        first, second = await api.halls("a", "b")
        patches = [{"id": first, "patch": {}}, {"id": second, "patch": {"floor": 1}}]
        changed = await api.write("updateHalls", "halls { name version touched }", patches=patches)
        assert changed == [
            {"name": "a", "version": 1, "touched": "never"},
            {"name": "b", "version": 2, "touched": "again"},
        ]

    @pytest.mark.parametrize("count", [2, 100])
    async def test_a_constant_number_of_statements(self, api: Museum, count: int) -> None:
        ids = await api.halls(*[f"h{number}" for number in range(count)])
        patches = [
            {"id": each, "patch": {"floor": 1} if number % 2 else {}, "expectedVersion": 1}
            for number, each in enumerate(ids)
        ]
        with record_statements(api.database) as log:
            changed = await api.write("updateHalls", "halls { name }", patches=patches)
        log.assert_count(2)
        assert changed == [{"name": f"h{number}"} for number in range(count)]

    async def test_composite_keys(self, api: Museum) -> None:
        hall = await api.hall()
        given = [{"hallId": hall, "number": number, "price": "1.50", "holder": "x"} for number in (1, 2)]
        ids = [each["id"] for each in await api.write("createTickets", "tickets { id }", tickets=given)]
        patches = [{"id": ids[1], "patch": {"price": "0.05"}}, {"id": ids[0], "patch": {"holder": None}}]
        changed = await api.write("updateTickets", "tickets { number price holder }", patches=patches)
        assert changed == [
            {"number": 2, "price": "0.05", "holder": "x"},
            {"number": 1, "price": "1.50", "holder": None},
        ]


class TestRefusedUpdates:
    async def test_a_row_that_is_gone_and_one_named_twice(self, api: Museum) -> None:
        first, second, gone = await api.halls("a", "b", "c")
        await api.write("deleteHall", "hall { id }", id=gone)
        patches = [{"id": each, "patch": {"floor": 1}} for each in (first, gone, second)]
        assert await api.refused("updateHalls", "halls { id }", patches=patches) == [
            ("NotFound", "NOT_FOUND", ["input", "patches", "1", "id"])
        ]
        patches = [{"id": each, "patch": {"floor": 1}} for each in (first, second, first)]
        assert await api.refused("updateHalls", "halls { id }", patches=patches) == [
            ("InvalidInput", "INVALID", ["input", "patches", "2", "id"])
        ]

    async def test_rules_of_the_model_and_damaged_ids_are_told_together(self, api: Museum) -> None:
        (first,) = await api.halls("a")
        patches = [{"id": first, "patch": {"floor": 10}}, {"id": "???", "patch": {"name": None}}]
        assert await api.refused("updateHalls", "halls { id }", patches=patches) == [
            ("InvalidInput", "INVALID", ["input", "patches", "0", "patch", "floor"]),
            ("InvalidInput", "INVALID", ["input", "patches", "1", "id"]),
            ("InvalidInput", "INVALID", ["input", "patches", "1", "patch", "name"]),
        ]

    async def test_a_taken_value_is_told_at_its_row(self, api: Museum) -> None:
        first, second, _ = await api.halls("a", "b", "taken")
        patches = [{"id": first, "patch": {"floor": 1}}, {"id": second, "patch": {"name": "taken"}}]
        assert await api.refused("updateHalls", "halls { id }", patches=patches) == [
            ("Conflict", "CONFLICT", ["input", "patches", "1", "patch", "name"])
        ]

    async def test_a_check_and_a_reference_are_told_at_their_rows(self, api: Museum) -> None:
        hall = await api.hall()
        first, second, third = [await api.exhibit(label, hall) for label in "abc"]
        gone = await api.write("createTicket", "ticket { id }", ticket={"hallId": hall, "number": 1, "price": "1"})
        patches = [
            {"id": first, "patch": {"rank": 3}},
            {"id": second, "patch": {"rank": -1}},
            {"id": third, "patch": {"partOfId": gone["id"]}},
        ]
        assert await api.refused("updateExhibits", "exhibits { id }", patches=patches) == [
            ("InvalidInput", "INVALID", ["input", "patches", "2", "patch", "partOfId"])
        ]
        assert await api.refused("updateExhibits", "exhibits { id }", patches=patches[:2]) == [
            ("InvalidInput", "INVALID", ["input", "patches", "1", "patch", "rank"])
        ]


class TestDeleting:
    async def test_rows_come_back_in_the_order_given(self, api: Museum) -> None:
        first, _, third = await api.halls("a", "b", "c")
        with record_statements(api.database) as log:
            deleted = await api.write("deleteHalls", "halls { name }", ids=[third, first])
        log.assert_count(1)
        assert deleted == [{"name": "c"}, {"name": "a"}]
        assert [row["name"] for row in await api.rows("hall")] == ["b"]

    async def test_declared_cascades_follow(self, api: Museum) -> None:
        hall = await api.hall(floor=1)
        await api.write("createTicket", "ticket { id }", ticket={"hallId": hall, "number": 1, "price": "1"})
        await api.write("deleteHalls", "halls { id }", ids=[hall])
        assert await api.rows("ticket") == []

    async def test_what_others_point_to_is_told_by_its_index(self, api: Museum) -> None:
        first, second, third = await api.halls("a", "b", "c")
        await api.exhibit("x", second)
        assert await api.refused("deleteHalls", "halls { id }", ids=[first, second, third]) == [
            ("Referenced", "REFERENCED", ["input", "ids", "1"])
        ]
        assert await api.refused("deleteHall", "hall { id }", id=second) == [
            ("Referenced", "REFERENCED", ["input", "id"])
        ]

    async def test_what_is_gone_and_what_is_named_twice(self, api: Museum) -> None:
        first, gone = await api.halls("a", "b")
        await api.write("deleteHall", "hall { id }", id=gone)
        assert await api.refused("deleteHalls", "halls { id }", ids=[first, gone]) == [
            ("NotFound", "NOT_FOUND", ["input", "ids", "1"])
        ]
        assert await api.refused("deleteHalls", "halls { id }", ids=[first, first, "???"]) == [
            ("InvalidInput", "INVALID", ["input", "ids", "2"]),
            ("InvalidInput", "INVALID", ["input", "ids", "1"]),
        ]

    async def test_composite_keys(self, api: Museum) -> None:
        hall = await api.hall()
        given = [{"hallId": hall, "number": number, "price": "1"} for number in (1, 2, 3)]
        ids = [each["id"] for each in await api.write("createTickets", "tickets { id }", tickets=given)]
        deleted = await api.write("deleteTickets", "tickets { number }", ids=[ids[2], ids[0]])
        assert deleted == [{"number": 3}, {"number": 1}]
        assert [row["number"] for row in await api.rows("ticket")] == [2]


class TestLimits:
    @pytest.mark.parametrize(
        ("mutation", "noun", "name", "given"),
        [
            ("createHalls", "halls", "halls", {"name": "a"}),
            ("updateHalls", "halls", "patches", {"id": "x", "patch": {}}),
            ("deleteHalls", "halls", "ids", "x"),
        ],
    )
    async def test_too_many_rows_are_refused_before_any_statement(
        self, make_database: MakeDatabase, mutation: str, noun: str, name: str, given: Any
    ) -> None:
        schema = museum.create_schema(Limits(bulk_rows=3))
        operations = Operations(schema, await make_database(museum.museum.metadata))
        input_type = f"{mutation[0].upper()}{mutation[1:]}Input!"
        query = f"mutation ($input: {input_type}) {{ {mutation}(input: $input) {{ {noun} {{ id }} }} }}"
        with record_statements(operations.database) as log:
            result = await operations.run(query, input={name: [given] * 4})
        log.assert_count(0)
        assert [(error["extensions"]["code"], error["message"]) for error in result.errors] == [
            ("BAD_USER_INPUT", f"`{name}` takes at most 3 rows, not 4.")
        ]

    async def test_a_hundred_rows_are_the_default(self, api: Museum) -> None:
        query = "mutation ($input: CreateHallsInput!) { createHalls(input: $input) { halls { id } } }"
        given = halls(*[str(number) for number in range(101)])
        assert await api.operations.codes(query, input={"halls": given}) == ["BAD_USER_INPUT"]
        assert await api.rows("hall") == []


def test_what_a_resource_does_not_declare_it_does_not_have() -> None:
    fields = museum.create_schema().graphql.mutation_type.fields  # type: ignore[union-attr]
    assert {name for name in fields if "Exhibit" in name} == {
        f"{verb}Exhibit{many}" for verb in ("create", "update", "delete") for many in ("", "s")
    } | {"upsertExhibit", "restoreExhibit"}
    assert {"upsertTicket", "restoreTicket", "restoreHall"}.isdisjoint(fields)
