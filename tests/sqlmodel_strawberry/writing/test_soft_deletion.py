"""Rows with deleted_at: deletion hides them, and restoreExhibit brings them back."""

from typing import Any

from sqlmodel_strawberry.testing.statements import record_statements
from tests.sqlmodel_strawberry.writing.museums import Museum


async def deleted(api: Museum, label: str, hall: str) -> str:
    exhibit = await api.exhibit(label, hall)
    await api.write("deleteExhibit", "exhibit { id }", id=exhibit)
    return exhibit


async def labels(api: Museum) -> Any:
    data = await api.operations.data("{ exhibits(orderBy: [{label: ASC}]) { totalCount nodes { label } } }")
    assert data["exhibits"]["totalCount"] == len(data["exhibits"]["nodes"])
    return [node["label"] for node in data["exhibits"]["nodes"]]


class TestDeletion:
    async def test_the_row_stays_and_is_hidden(self, api: Museum) -> None:
        hall = await api.hall()
        exhibit = await api.exhibit("a", hall)
        with record_statements(api.database) as log:
            gone = await api.write("deleteExhibit", "exhibit { label version }", id=exhibit)
        log.assert_count(1)
        assert gone == {"label": "a", "version": 2}
        assert await labels(api) == []
        assert await api.column("SELECT count(*) FROM exhibit WHERE deleted_at IS NOT NULL") == [1]

    async def test_a_hidden_row_cannot_be_written(self, api: Museum) -> None:
        exhibit = await deleted(api, "a", await api.hall())
        missing = [("NotFound", "NOT_FOUND", ["input", "id"])]
        assert await api.refused("updateExhibit", "exhibit { id }", id=exhibit, patch={"rank": 1}) == missing
        assert await api.refused("updateExhibit", "exhibit { id }", id=exhibit, patch={}) == missing
        assert await api.refused("deleteExhibit", "exhibit { id }", id=exhibit) == missing

    async def test_its_unique_name_can_be_used_again(self, api: Museum) -> None:
        hall = await api.hall()
        await deleted(api, "a", hall)
        await deleted(api, "a", hall)
        await api.exhibit("a", hall)
        assert await labels(api) == ["a"]

    async def test_many_at_once(self, api: Museum) -> None:
        hall = await api.hall()
        first, second, third = [await api.exhibit(label, hall) for label in "abc"]
        with record_statements(api.database) as log:
            gone = await api.write("deleteExhibits", "exhibits { label version }", ids=[third, first])
        log.assert_count(1)
        assert gone == [{"label": "c", "version": 2}, {"label": "a", "version": 2}]
        assert await labels(api) == ["b"]
        assert await api.refused("deleteExhibits", "exhibits { id }", ids=[second, first]) == [
            ("NotFound", "NOT_FOUND", ["input", "ids", "1"])
        ]


class TestRestoring:
    async def test_the_row_is_back_as_it_was(self, api: Museum) -> None:
        exhibit = await deleted(api, "a", await api.hall())
        with record_statements(api.database) as log:
            back = await api.write("restoreExhibit", "exhibit { id label rank version }", id=exhibit)
        log.assert_count(1)
        assert back == {"id": exhibit, "label": "a", "rank": 7, "version": 3}
        assert await labels(api) == ["a"]

    async def test_a_living_row_with_its_name_is_in_the_way(self, api: Museum) -> None:
        hall = await api.hall()
        exhibit = await deleted(api, "a", hall)
        await api.exhibit("a", hall)
        assert await api.refused("restoreExhibit", "exhibit { id }", id=exhibit) == [
            ("Conflict", "CONFLICT", ["input", "id"])
        ]

    async def test_a_living_row_and_one_that_never_was_are_not_found(self, api: Museum) -> None:
        hall = await api.hall()
        missing = [("NotFound", "NOT_FOUND", ["input", "id"])]
        assert await api.refused("restoreExhibit", "exhibit { id }", id=await api.exhibit("a", hall)) == missing
        assert await api.refused("restoreExhibit", "exhibit { id }", id=hall) == [
            ("InvalidInput", "INVALID", ["input", "id"])
        ]
