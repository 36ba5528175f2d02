"""Links of a many-to-many relation, written with the row: connect, create, add, remove, set."""

from typing import Any

import pytest

from sqlmodel_strawberry import Limits
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.writing import museum
from tests.sqlmodel_strawberry.writing.museums import Museum

LINKS = "SELECT theme_code FROM hall_theme ORDER BY theme_code"
THEMES = "hall { name themes { nodes { code } } }"


def by(*codes: str) -> list[dict[str, Any]]:
    """Themes by their codes."""
    return [{"code": code} for code in codes]


async def update(api: Museum, hall: str, **themes: Any) -> list[str]:
    """The codes of the hall's themes after a change."""
    changed = await api.write("updateHall", THEMES, id=hall, patch={}, themes=themes)
    return [theme["code"] for theme in changed["themes"]["nodes"]]


class TestCreating:
    async def test_rows_are_connected_by_any_of_their_names_and_created(self, api: Museum) -> None:
        first, _, _ = await api.themes("a", "b", "c")
        themes = {
            "connect": [{"id": first}, {"name": "B"}, {"code": "c"}],
            "create": [{"code": "n", "name": "New"}, {"code": "m", "name": "Newer"}],
        }
        hall = await api.write("createHall", THEMES, hall={"name": "x"}, themes=themes)
        assert hall == {"name": "x", "themes": {"nodes": by("a", "b", "c", "m", "n")}}
        assert await api.column("SELECT weight FROM hall_theme") == ["light"] * 5
        assert [row["slug"] for row in await api.rows("theme")] == ["a", "b", "c", "newer", "new"]

    async def test_connecting_twice_is_connecting(self, api: Museum) -> None:
        (first,) = await api.themes("a")
        themes = {"connect": [{"id": first}, {"code": "a"}, {"name": "A"}, {"code": "a"}]}
        await api.write("createHall", THEMES, hall={"name": "x"}, themes=themes)
        assert await api.column(LINKS) == ["a"]

    @pytest.mark.parametrize("count", [1, 100])
    async def test_a_constant_number_of_statements(self, api: Museum, count: int) -> None:
        codes = [f"c{number}" for number in range(count)]
        await api.themes(*codes)
        new = [{"code": f"n{number}", "name": f"new {number}"} for number in range(count)]
        with record_statements(api.database) as log:
            await api.write(
                "createHall", "hall { id }", hall={"name": "x"}, themes={"connect": by(*codes), "create": new}
            )
        # The hall, the themes that are named, those that are new, the links.
        log.assert_count(4)
        assert len(await api.column(LINKS)) == 2 * count

    async def test_from_the_other_end(self, api: Museum) -> None:
        await api.halls("h")
        theme = await api.write(
            "createTheme",
            "theme { halls { nodes { name } } }",
            theme={"code": "t", "name": "T"},
            halls={"connect": [{"name": "h"}], "create": [{"name": "i"}]},
        )
        assert theme == {"halls": {"nodes": [{"name": "h"}, {"name": "i"}]}}

    async def test_none_given_is_none_written(self, api: Museum) -> None:
        nothing: list[Any] = [None, {}, {"connect": None, "create": []}]
        for number, themes in enumerate(nothing):
            await api.write("createHall", THEMES, hall={"name": f"h{number}"}, themes=themes)
        assert await api.column(LINKS) == []


class TestRefusedCreation:
    async def test_what_is_wrong_anywhere_is_told_at_once(self, api: Museum) -> None:
        hall = await api.hall()
        themes = {"connect": [{"code": "a"}, {"id": hall}], "create": [{"code": "n", "name": ""}]}
        assert await api.refused("createHall", "hall { id }", hall={"name": "", "floor": 10}, themes=themes) == [
            ("InvalidInput", "INVALID", ["input", "hall", "name"]),
            ("InvalidInput", "INVALID", ["input", "hall", "floor"]),
            ("InvalidInput", "INVALID", ["input", "themes", "connect", "1"]),
            ("InvalidInput", "INVALID", ["input", "themes", "create", "0", "name"]),
        ]

    async def test_what_names_nothing_is_told_at_its_index(self, api: Museum) -> None:
        (gone,) = await api.themes("a")
        await api.write("deleteTheme", "theme { code }", id=gone)
        await api.themes("b")
        themes = {"connect": [{"code": "b"}, {"id": gone}, {"name": "?"}, {"code": "x" * 11}]}
        assert await api.refused("createHall", "hall { id }", hall={"name": "x"}, themes=themes) == [
            ("NotFound", "NOT_FOUND", ["input", "themes", "connect", index]) for index in "123"
        ]

    async def test_a_taken_value_is_told_at_its_row(self, api: Museum) -> None:
        await api.themes("a")
        new = [{"code": "b", "name": "B"}, {"code": "a", "name": "x"}]
        assert await api.refused("createHall", "hall { id }", hall={"name": "x"}, themes={"create": new}) == [
            ("Conflict", "CONFLICT", ["input", "themes", "create", "1", "code"])
        ]
        await api.hall("taken")
        assert await api.refused("createHall", "hall { id }", hall={"name": "taken"}, themes={"create": new[:1]}) == [
            ("Conflict", "CONFLICT", ["input", "hall", "name"])
        ]


class TestUpdating:
    async def test_add_remove_create_and_set(self, api: Museum) -> None:
        await api.themes("a", "b", "c", "d")
        hall = await api.hall()
        assert await update(api, hall, add=by("a", "b")) == ["a", "b"]
        assert await update(api, hall, add=by("b", "c"), remove=by("a", "d")) == ["b", "c"]
        assert await update(api, hall, remove=by("b"), create=[{"code": "n", "name": "N"}]) == ["c", "n"]
        assert await update(api, hall, set=by("a", "c")) == ["a", "c"]
        assert await update(api, hall, set=by("d"), create=[{"code": "m", "name": "M"}]) == ["d", "m"]
        assert await update(api, hall, set=[]) == []

    async def test_what_is_both_removed_and_added_is_there(self, api: Museum) -> None:
        await api.themes("a")
        hall = await api.hall()
        assert await update(api, hall, add=by("a"), remove=by("a")) == ["a"]

    async def test_only_this_row_is_touched(self, api: Museum) -> None:
        await api.themes("a", "b")
        first, second = await api.halls("x", "y")
        await update(api, second, set=by("a", "b"))
        await update(api, first, set=by("a"))
        await update(api, first, set=[])
        assert await api.column(LINKS) == ["a", "b"]

    async def test_a_link_that_stays_is_the_same_link(self, api: Museum) -> None:
        await api.themes("a", "b")
        hall = await api.hall()
        await update(api, hall, set=by("a"))
        async with api.database.engine.begin() as connection:
            await connection.exec_driver_sql("UPDATE hall_theme SET weight = 'heavy'")
        await update(api, hall, set=by("a", "b"))
        assert await api.column("SELECT weight FROM hall_theme ORDER BY theme_code") == ["heavy", "light"]

    async def test_links_are_part_of_the_version(self, api: Museum) -> None:
        await api.themes("a", "b")
        hall = await api.hall()
        data: dict[str, Any] = {"id": hall, "patch": {}, "themes": {"set": by("a")}}
        changed = await api.write("updateHall", "hall { version }", **data, expectedVersion=1)
        assert changed == {"version": 2}
        assert await api.refused("updateHall", "hall { id }", **data, expectedVersion=1) == [
            ("StaleVersion", "STALE_VERSION", ["input", "expectedVersion"])
        ]

    @pytest.mark.parametrize("count", [1, 100])
    async def test_a_constant_number_of_statements(self, api: Museum, count: int) -> None:
        old, new = [f"o{number}" for number in range(count)], [f"n{number}" for number in range(count)]
        await api.themes(*old)
        await api.themes(*new)
        hall = await api.hall()
        await update(api, hall, set=by(*old))
        with record_statements(api.database) as log:
            themes = {"add": by(*new), "remove": by(*old)}
            await api.write("updateHall", "hall { id }", id=hall, patch={"floor": 1}, themes=themes)
        log.assert_count(4)
        with record_statements(api.database) as log:
            await api.write("updateHall", "hall { id }", id=hall, patch={"floor": 1}, themes={"set": by(*old)})
        log.assert_count(4)
        assert await api.column(LINKS) == sorted(old)


class TestRefusedUpdates:
    async def test_set_goes_with_neither_add_nor_remove(self, api: Museum) -> None:
        await api.themes("a")
        hall = await api.hall()
        for other in ("add", "remove"):
            themes = {"set": by("a"), other: by("a")}
            assert await api.refused("updateHall", "hall { id }", id=hall, patch={}, themes=themes) == [
                ("InvalidInput", "INVALID", ["input", "themes"])
            ]

    @pytest.mark.parametrize("name", ["add", "remove", "set"])
    async def test_what_names_nothing_leaves_row_and_links_alone(self, api: Museum, name: str) -> None:
        await api.themes("a", "b")
        hall = await api.hall()
        await update(api, hall, set=by("a"))
        themes = {name: by("b", "?"), "create": [{"code": "n", "name": "N"}]}
        assert await api.refused("updateHall", "hall { id }", id=hall, patch={"floor": 3}, themes=themes) == [
            ("NotFound", "NOT_FOUND", ["input", "themes", name, "1"])
        ]

    async def test_a_row_that_is_gone_has_no_links(self, api: Museum) -> None:
        await api.themes("a")
        hall = await api.hall()
        await api.write("deleteHall", "hall { id }", id=hall)
        assert await api.refused("updateHall", "hall { id }", id=hall, patch={}, themes={"set": by("a")}) == [
            ("NotFound", "NOT_FOUND", ["input", "id"])
        ]


class TestLimits:
    @pytest.mark.parametrize("name", ["add", "remove", "set", "create"])
    async def test_each_list_is_bounded(self, make_database: MakeDatabase, name: str) -> None:
        schema = museum.create_schema(Limits(bulk_rows=2))
        operations = Operations(schema, await make_database(museum.museum.metadata))
        given = [{"code": "n", "name": "N"}] * 3 if name == "create" else by("a", "b", "c")
        query = "mutation ($input: UpdateHallInput!) { updateHall(input: $input) { hall { id } } }"
        with record_statements(operations.database) as log:
            result = await operations.run(query, input={"id": "x", "patch": {}, "themes": {name: given}})
        log.assert_count(0)
        assert [(error["extensions"]["code"], error["message"]) for error in result.errors] == [
            ("BAD_USER_INPUT", f"`{name}` takes at most 2 rows, not 3.")
        ]


def test_only_what_is_declared_can_be_nested(api: Museum) -> None:
    sdl = api.operations.schema.sdl()
    assert "HallCreateThemes" in sdl
    assert "ExhibitCreateHall" not in sdl
    assert "parts" not in sdl[sdl.index("input CreateExhibitInput") :].split("}")[0]
