"""expectedVersion: of two writers who read the same version, one wins and the other hears of it."""

import asyncio
from typing import Any

import pytest

from sqlmodel_strawberry import build_schema, resource
from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.writing import museum
from tests.sqlmodel_strawberry.writing.museums import Museum

STALE = """mutation ($input: UpdateHallInput!) { updateHall(input: $input) {
    hall { version } userErrors { code path ... on StaleVersion { currentVersion } } } }"""


class TestOneRow:
    async def test_the_right_version_wins_in_one_statement(self, api: Museum) -> None:
        hall = await api.hall()
        with record_statements(api.database) as log:
            changed = await api.write(
                "updateHall", "hall { version floor }", id=hall, patch={"floor": 2}, expectedVersion=1
            )
        log.assert_count(1)
        assert changed == {"version": 2, "floor": 2}

    async def test_a_stale_version_is_refused_with_the_current_one(self, api: Museum) -> None:
        hall = await api.hall()
        await api.write("updateHall", "hall { id }", id=hall, patch={"floor": 2})
        before = await api.rows()
        for version in (1, 3, -5):
            data = await api.operations.data(
                STALE, input={"id": hall, "patch": {"floor": 3}, "expectedVersion": version}
            )
            error = {"code": "STALE_VERSION", "path": ["input", "expectedVersion"], "currentVersion": 2}
            assert data["updateHall"] == {"hall": None, "userErrors": [error]}
        assert await api.rows() == before

    async def test_without_expectation_the_version_still_grows(self, api: Museum) -> None:
        hall = await api.hall()
        for version in (2, 3):
            changed = await api.write("updateHall", "hall { version }", id=hall, patch={"floor": 2})
            assert changed == {"version": version}

    async def test_an_empty_patch_checks_the_version_and_leaves_it(self, api: Museum) -> None:
        hall = await api.hall()
        same = await api.write("updateHall", "hall { version }", id=hall, patch={}, expectedVersion=1)
        assert same == {"version": 1}
        assert await api.refused("updateHall", "hall { id }", id=hall, patch={}, expectedVersion=2) == [
            ("StaleVersion", "STALE_VERSION", ["input", "expectedVersion"])
        ]

    async def test_a_row_that_is_gone_is_not_stale(self, api: Museum) -> None:
        hall = await api.hall()
        await api.write("deleteHall", "hall { id }", id=hall)
        assert await api.refused("updateHall", "hall { id }", id=hall, patch={"floor": 1}, expectedVersion=1) == [
            ("NotFound", "NOT_FOUND", ["input", "id"])
        ]

    async def test_a_deletion_may_expect_a_version(self, api: Museum) -> None:
        hall = await api.hall()
        exhibit = await api.exhibit("a", hall)
        for mutation, noun, row in (("deleteExhibit", "exhibit", exhibit), ("deleteHall", "hall", hall)):
            if noun == "hall":
                await api.operations.data("{ halls { totalCount } }")
            selection = f"{noun} {{ id }}"
            errors = await api.refused(mutation, selection, id=row, expectedVersion=7)
            assert errors == [("StaleVersion", "STALE_VERSION", ["input", "expectedVersion"])]
        await api.write("deleteExhibit", "exhibit { id }", id=exhibit, expectedVersion=1)

    def test_only_rows_with_versions_have_the_argument(self, api: Museum) -> None:
        sdl = api.operations.schema.sdl()
        assert "expectedVersion" in sdl[sdl.index("input UpdateHallInput") :].split("}")[0]
        assert "expectedVersion" not in sdl[sdl.index("input UpdateThemeInput") :].split("}")[0]


def test_a_version_that_cannot_be_read_is_not_told() -> None:
    hall: type = resource(museum.Hall, public=museum.HallBase, update=museum.HallUpdate)(type("HallType", (), {}))
    assert "expectedVersion" not in build_schema([hall]).sdl()


class TestManyRows:
    async def test_each_stale_row_is_told(self, api: Museum) -> None:
        first, second, third = await api.halls("a", "b", "c")
        await api.write("updateHall", "hall { id }", id=second, patch={"floor": 2})
        patches = [
            {"id": first, "patch": {"floor": 1}, "expectedVersion": 1},
            {"id": second, "patch": {"floor": 1}, "expectedVersion": 1},
            {"id": third, "patch": {}, "expectedVersion": 2},
        ]
        assert await api.refused("updateHalls", "halls { id }", patches=patches) == [
            ("StaleVersion", "STALE_VERSION", ["input", "patches", "1", "expectedVersion"]),
            ("StaleVersion", "STALE_VERSION", ["input", "patches", "2", "expectedVersion"]),
        ]

    async def test_expectations_and_none_may_be_mixed(self, api: Museum) -> None:
        first, second = await api.halls("a", "b")
        patches: list[dict[str, Any]] = [
            {"id": first, "patch": {"floor": 1}, "expectedVersion": 1},
            {"id": second, "patch": {"floor": 2}},
        ]
        changed = await api.write("updateHalls", "halls { version floor }", patches=patches)
        assert changed == [{"version": 2, "floor": 1}, {"version": 2, "floor": 2}]


@pytest.mark.parametrize("many", [False, True], ids=["updateHall", "updateHalls"])
async def test_of_concurrent_updates_with_one_version_exactly_one_wins(api: Museum, many: bool) -> None:
    hall, other = await api.halls("a", "b")

    async def update(floor: int) -> Any:
        change = {"id": hall, "patch": {"floor": floor}, "expectedVersion": version}
        if not many:
            return await api.operations.write("updateHall", "hall { floor }", **change)
        patches = [change, {"id": other, "patch": {"floor": floor}}]
        return await api.operations.write("updateHalls", "halls { floor }", patches=patches)

    for version in range(1, 6):
        done = await asyncio.gather(*[update(floor) for floor in range(5)])
        winners = [floor for floor, each in enumerate(done) if not each["errors"]]
        assert len(winners) == 1
        assert {each["errors"][0][1] for each in done if each["errors"]} == {"STALE_VERSION"}
        row = next(row for row in await api.rows("hall") if row["name"] == "a")
        assert (row["floor"], row["version"]) == (winners[0], version + 1)


async def test_concurrent_updates_of_other_columns_are_all_kept(api: Museum) -> None:
    hall = await api.hall()
    patches = [{"floor": 4}, {"name": "new"}] * 4
    await asyncio.gather(*[api.write("updateHall", "hall { id }", id=hall, patch=patch) for patch in patches])
    (row,) = await api.rows("hall")
    assert (row["floor"], row["name"], row["version"]) == (4, "new", 9)


async def test_concurrent_changes_of_the_same_rows_in_any_order_all_happen(api: Museum) -> None:
    halls = await api.halls(*[f"h{number}" for number in range(20)])
    orders = [halls, halls[::-1], halls[10:] + halls[:10]] * 3
    await asyncio.gather(
        *[
            api.write("updateHalls", "halls { id }", patches=[{"id": each, "patch": {"floor": 1}} for each in order])
            for order in orders
        ]
    )
    assert await api.column("SELECT DISTINCT version FROM hall") == [1 + len(orders)]
