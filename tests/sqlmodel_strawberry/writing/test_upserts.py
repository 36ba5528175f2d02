"""upsertExhibit: create, or change the living row that has the same unique key."""

import asyncio
from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.writing.museums import Museum


async def upsert(api: Museum, selection: str, on: str = "LABEL", **exhibit: Any) -> Any:
    return await api.write("upsertExhibit", f"exhibit {{ {selection} }} wasCreated", exhibit=exhibit, on=on)


class TestBothBranches:
    async def test_it_creates_in_one_statement_and_changes_in_two(self, api: Museum) -> None:
        hall = await api.hall()
        with record_statements(api.database) as log:
            created = await upsert(api, "id label rank version", label="a", hallId=hall)
        log.assert_count(1)
        assert created["wasCreated"] is True
        assert {**created["exhibit"], "id": None} == {"id": None, "label": "a", "rank": 7, "version": 1}

        with record_statements(api.database) as log:
            changed = await upsert(api, "id label rank version", label="a", hallId=hall, rank=9)
        log.assert_count(2)
        expected = {"id": created["exhibit"]["id"], "label": "a", "rank": 9, "version": 2}
        assert changed == {"exhibit": expected, "wasCreated": False}
        assert len(await api.rows("exhibit")) == 1

    async def test_a_change_touches_what_was_sent_and_the_update_model_admits(self, api: Museum) -> None:
        first, second = await api.halls("a", "b")
        await upsert(api, "id", label="x", hallId=first, rank=3, details={"a": 1}, loud="X!")
        changed = await upsert(
            api, "hallId rank details loud version", label="x", hallId=second, details=None, loud="?"
        )
        assert changed["exhibit"] == {"hallId": first, "rank": 3, "details": None, "loud": "X!", "version": 2}

    async def test_columns_that_follow_every_update_follow_this_one(self, api: Museum) -> None:
        selection = "hall { name touched version floor }"
        for floor, touched, version in ((1, "never", 1), (2, "again", 2)):
            done = await api.write("upsertHall", selection, hall={"name": "a", "floor": floor}, on="NAME")
            assert done == {"name": "a", "touched": touched, "version": version, "floor": floor}

    async def test_nothing_to_change_leaves_the_row_as_it_is(self, api: Museum) -> None:
        hall = {"name": "a", "opened": "2026-01-31"}
        await api.write("upsertHall", "hall { id }", hall=hall, on="NAME")
        before = await api.rows("hall")
        again = await api.write("upsertHall", "hall { opened version } wasCreated", hall=hall, on="NAME")
        assert again == {"hall": {"opened": "2026-01-31", "version": 1}, "wasCreated": False}
        assert await api.rows("hall") == before

    async def test_a_natural_key_is_a_key_to_go_by(self, api: Museum) -> None:
        for name in ("A", "B"):
            theme = {"code": "c", "name": name}
            assert await api.write("upsertTheme", "theme { code name }", theme=theme, on="CODE") == theme
        assert [(row["name"], row["slug"]) for row in await api.rows("theme")] == [("B", "b")]

    async def test_the_key_decides_which_row_it_is(self, api: Museum) -> None:
        await api.themes("c", "d")
        done = await api.write("upsertTheme", "theme { code } wasCreated", theme={"code": "e", "name": "C"}, on="NAME")
        assert done == {"theme": {"code": "c"}, "wasCreated": False}
        for theme in ({"code": "e", "name": "C"}, {"code": "c", "name": "D"}):
            errors = await api.refused("upsertTheme", "theme { code } wasCreated", theme=theme, on="CODE")
            # The slug that prepare= makes of the name is taken too, and databases differ in which they look at first.
            assert [(code, path[:2]) for _, code, path in errors] == [("CONFLICT", ["input", "theme"])]


class TestDeletedRows:
    async def test_a_deleted_row_is_neither_changed_nor_in_the_way(self, api: Museum) -> None:
        hall = await api.hall()
        gone = await api.exhibit("a", hall)
        await api.write("deleteExhibit", "exhibit { id }", id=gone)
        created = await upsert(api, "id", label="a", hallId=hall)
        assert created["wasCreated"] is True
        assert created["exhibit"]["id"] != gone
        assert await api.column("SELECT count(*) FROM exhibit WHERE label = 'a'") == [2]


class TestRefusals:
    async def test_rules_of_the_models_and_of_the_table(self, api: Museum) -> None:
        hall = await api.hall()
        for exhibit, error in (
            ({"label": "", "hallId": hall}, ("InvalidInput", "INVALID", ["input", "exhibit", "label"])),
            ({"label": "a", "hallId": "x"}, ("InvalidInput", "INVALID", ["input", "exhibit", "hallId"])),
            ({"label": "a", "hallId": hall, "rank": 0}, ("InvalidInput", "INVALID", ["input", "exhibit", "rank"])),
        ):
            selection = "exhibit { id } wasCreated"
            assert await api.refused("upsertExhibit", selection, exhibit=exhibit, on="LABEL") == [error]

    @pytest.mark.parametrize("on", ["RANK", "label", "", "SLUG"])
    async def test_only_declared_keys_are_keys(self, api: Museum, on: str) -> None:
        query = "mutation ($input: UpsertThemeInput!) { upsertTheme(input: $input) { theme { code } } }"
        given = {"theme": {"code": "a", "name": "A"}, "on": on}
        assert await api.operations.codes(query, input=given) == ["BAD_USER_INPUT"]


async def test_of_many_at_once_one_creates(api: Museum) -> None:
    done = await asyncio.gather(
        *[
            api.write("upsertHall", "hall { id } wasCreated", hall={"name": "a", "floor": number}, on="NAME")
            for number in range(8)
        ]
    )
    assert sorted(each["wasCreated"] for each in done) == [False] * 7 + [True]
    assert len({each["hall"]["id"] for each in done}) == 1
    assert await api.column("SELECT version FROM hall") == [8]
