"""A domain the engine has never seen: every write, every kind of value, and lookups, on both databases."""

from typing import Any

import pytest
from sqlalchemy import text

from sqlmodel_strawberry.values.ids import to_global_id
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = library.create_schema()
ADA = "123e4567-e89b-12d3-a456-426614174000"
NO_BOOK = to_global_id(SCHEMA.resources["Book"], ("0-00",))
BOOK: dict[str, Any] = {"isbn": "1-1", "title": "Notes", "price": "12.50"}


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    return Operations(SCHEMA, await make_database(library.library.metadata))


async def create(api: Operations, noun: str, selection: str, **values: Any) -> Any:
    name = f"{noun[0].upper()}{noun[1:]}"
    payload = await api.write(f"create{name}", f"{noun} {{ {selection} }}", **{noun: values})
    assert payload["errors"] == []
    return payload[noun]


async def create_edition(api: Operations, **values: Any) -> Any:
    book = await create(api, "book", "id", **BOOK)
    given = {"isbn": book["id"], "number": 1, "published": "2026-01-31", "pages": 90, **values}
    return await create(api, "edition", "id isbn number binding published announcedAt pages", **given)


class TestWriting:
    async def test_a_row_is_created_changed_and_deleted(self, api: Operations) -> None:
        author = await create(api, "author", "id name born initials", name="Ada Lovelace", born="1815-12-10")
        assert (author["name"], author["born"], author["initials"]) == ("Ada Lovelace", "1815-12-10", "AL")

        changed = await api.write(
            "updateAuthor",
            "author { name born initials }",
            id=author["id"],
            patch={"name": "Ada King", "born": None},
        )
        assert changed["author"] == {"name": "Ada King", "born": None, "initials": "AK"}

        deleted = await api.write("deleteAuthor", "author { name }", id=author["id"])
        assert (deleted["author"], deleted["errors"]) == ({"name": "Ada King"}, [])
        assert await api.data("{ authors { totalCount } }") == {"authors": {"totalCount": 0}}

        again = await api.write("deleteAuthor", "author { name }", id=author["id"])
        assert (again["author"], again["errors"]) == (None, [("NotFound", "NOT_FOUND", ["input", "id"])])

    async def test_a_uuid_key_may_be_given_or_left_to_the_model(self, api: Operations) -> None:
        given = await create(api, "author", "databaseId", name="Ada", id=ADA)
        assert given == {"databaseId": ADA}
        made = await create(api, "author", "databaseId", name="Grace")
        assert len(made["databaseId"]) == 36

    async def test_a_composite_row_is_created_changed_and_deleted_by_its_id(self, api: Operations) -> None:
        edition = await create_edition(api)
        second = await create(api, "edition", "id", isbn=edition["isbn"], number=2, published="2026-02-01", pages=91)
        changed = await api.write("updateEdition", "edition { number pages }", id=second["id"], patch={"pages": 7})
        assert changed["edition"] == {"number": 2, "pages": 7}
        deleted = await api.write("deleteEdition", "edition { number }", id=second["id"])
        assert deleted["edition"] == {"number": 2}
        assert await api.data("{ editions { nodes { number pages } } }") == {
            "editions": {"nodes": [{"number": 1, "pages": 90}]}
        }

    async def test_a_resource_without_update_has_no_update_mutation(self) -> None:
        fields = SCHEMA.sdl()
        assert "updateDossier" not in fields
        assert "createDossier" in fields

    @pytest.mark.parametrize(
        ("noun", "values", "error"),
        [
            (
                "author",
                {"name": "A", "mentorId": NO_BOOK},
                ("InvalidInput", "INVALID", ["input", "author", "mentorId"]),
            ),
            (
                "edition",
                {"isbn": NO_BOOK, "number": 1, "published": "2026-01-31", "pages": 1},
                ("ReferenceMissing", "REFERENCE_MISSING", ["input", "edition", "isbn"]),
            ),
            (
                "copy",
                {"isbn": "0-00", "number": 7, "shelf": "A", "place": 1},
                ("ReferenceMissing", "REFERENCE_MISSING", ["input", "copy", "isbn"]),
            ),
        ],
        ids=["an id of another type", "a text key of no row", "a composite key of no row"],
    )
    async def test_a_reference_must_point_to_a_row_of_its_type(
        self, api: Operations, noun: str, values: Any, error: Any
    ) -> None:
        name = noun.capitalize()
        payload = await api.write(f"create{name}", f"{noun} {{ id }}", **{noun: values})
        assert (payload[noun], payload["errors"]) == (None, [error])
        many = SCHEMA.resources[name].list_name
        assert await api.data(f"{{ {many} {{ totalCount }} }}") == {many: {"totalCount": 0}}

    async def test_a_composite_reference_must_exist_as_a_whole(self, api: Operations) -> None:
        await create_edition(api)
        other = await create(api, "book", "id", **{**BOOK, "isbn": "2-2"})
        await create(api, "edition", "id", isbn=other["id"], number=7, published="2026-01-31", pages=1)
        values = {"isbn": "1-1", "number": 7, "shelf": "A", "place": 1}
        payload = await api.write("createCopy", "copy { id }", copy=values)
        assert payload["errors"] == [("ReferenceMissing", "REFERENCE_MISSING", ["input", "copy", "isbn"])]
        assert await api.data("{ copies { totalCount } }") == {"copies": {"totalCount": 0}}

    async def test_constraints_without_names_of_ours_are_told_at_their_fields(self, api: Operations) -> None:
        edition = await create_edition(api)
        place = {"isbn": "1-1", "number": 1, "shelf": "A"}
        await create(api, "copy", "id", **place, place=1, barcode="7")
        for noun, values, error in (
            ("book", BOOK, ("Conflict", "CONFLICT", ["input", "book", "isbn"])),
            ("edition", {**edition, "number": 1}, ("Conflict", "CONFLICT", ["input", "edition", "isbn"])),
            ("copy", {**place, "place": 1}, ("Conflict", "CONFLICT", ["input", "copy", "shelf"])),
            ("copy", {**place, "place": 2, "barcode": "7"}, ("Conflict", "CONFLICT", ["input", "copy", "barcode"])),
            ("copy", {**place, "place": 0}, ("InvalidInput", "INVALID", ["input", "copy", "place"])),
        ):
            given = {key: value for key, value in values.items() if key != "id"}
            payload = await api.write(f"create{noun.capitalize()}", f"{noun} {{ id }}", **{noun: given})
            assert (payload[noun], payload["errors"]) == (None, [error])

    async def test_an_id_of_another_type_names_no_row_to_change(self, api: Operations) -> None:
        for name in ("update", "delete"):
            data: dict[str, Any] = {"id": NO_BOOK} | ({"patch": {}} if name == "update" else {})
            payload = await api.write(f"{name}Author", "author { id }", **data)
            assert (payload["author"], payload["errors"]) == (None, [("InvalidInput", "INVALID", ["input", "id"])])


class TestValues:
    async def test_enum_names_are_screaming_both_ways_and_stored_as_declared(self, api: Operations) -> None:
        assert (await create_edition(api))["binding"] == "PAPERBACK"
        query = """mutation ($id: ID!) {
            updateEdition(input: {id: $id, patch: {binding: HARD_COVER}}) { edition { binding } }
        }"""
        (edition,) = (await api.data("{ editions { nodes { id } } }"))["editions"]["nodes"]
        changed = await api.data(query, id=edition["id"])
        assert changed["updateEdition"]["edition"] == {"binding": "HARD_COVER"}
        assert await api.data("{ editions { nodes { binding } } }") == {
            "editions": {"nodes": [{"binding": "HARD_COVER"}]}
        }
        async with api.database.engine.connect() as connection:
            assert (await connection.execute(text("SELECT binding FROM edition"))).scalar() == "hard_cover"

    @pytest.mark.parametrize("name", ["hard_cover", "hc", "HC", "NONE"])
    async def test_only_the_names_of_the_schema_are_enum_values(self, api: Operations, name: str) -> None:
        data = {"isbn": NO_BOOK, "number": 1, "published": "2026-01-31", "pages": 1, "binding": name}
        query = "mutation ($input: CreateEditionInput!) { createEdition(input: $input) { edition { id } } }"
        assert await api.codes(query, input={"edition": data}) == ["BAD_USER_INPUT"]

    @pytest.mark.parametrize(
        ("given", "stored"),
        [
            ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00+00:00"),
            ("2026-01-31T12:00:00.123456+02:00", "2026-01-31T10:00:00.123456+00:00"),
            ("2026-01-31t23:30:00-05:30", "2026-02-01T05:00:00+00:00"),
            (None, None),
        ],
    )
    async def test_a_column_without_time_zone_holds_utc(self, api: Operations, given: Any, stored: Any) -> None:
        edition = await create_edition(api, announcedAt=given)
        assert edition["announcedAt"] == stored
        assert await api.data("{ editions { nodes { announcedAt } } }") == {
            "editions": {"nodes": [{"announcedAt": stored}]}
        }

    @pytest.mark.parametrize("day", ["0001-01-01", "2024-02-29", "9999-12-31"])
    async def test_dates_are_kept(self, api: Operations, day: str) -> None:
        assert (await create_edition(api, published=day))["published"] == day

    @pytest.mark.parametrize("day", ["2026-02-29", "2026-1-1", "2026-01-01T00:00:00Z", 5])
    async def test_what_is_no_date_is_refused(self, api: Operations, day: Any) -> None:
        query = 'mutation ($day: Date!) { updateAuthor(input: {id: "x", patch: {born: $day}}) { author { id } } }'
        assert await api.codes(query, day=day) == ["BAD_USER_INPUT"]

    @pytest.mark.parametrize(
        ("given", "read"),
        [("12.50", "12.50"), ("999999.99", "999999.99"), ("-0.01", "-0.01"), (3, "3.00"), ("1e2", "100.00")],
    )
    async def test_decimals_are_exact(self, api: Operations, given: object, read: str) -> None:
        book = await create(api, "book", "price", **{**BOOK, "price": given})
        assert book == {"price": read}
        assert await api.data("{ books { nodes { price } } }") == {"books": {"nodes": [{"price": read}]}}

    @pytest.mark.parametrize(
        "details", [{}, {"a": [1, None, {"ü": 2.5}], "b": ""}, {"deep": {"deep": {"deep": []}}}, {"big": 2**53}]
    )
    async def test_json_is_kept(self, api: Operations, details: Any) -> None:
        book = await create(api, "book", "details", **BOOK, details=details)
        assert book == {"details": details}
        assert await api.data("{ books { nodes { details } } }") == {"books": {"nodes": [{"details": details}]}}

    async def test_null_in_a_json_column_is_the_null_of_sql(self, api: Operations) -> None:
        await create(api, "book", "id", **BOOK)
        await create(api, "book", "id", **{**BOOK, "isbn": "1-2", "details": None})
        third = await create(api, "book", "id", **{**BOOK, "isbn": "1-3", "details": {"a": 1}})
        await api.write("updateBook", "book { details }", id=third["id"], patch={"details": None})
        assert await api.data("{ books { nodes { details } } }") == {"books": {"nodes": [{"details": None}] * 3}}
        async with api.database.engine.connect() as connection:
            found = await connection.execute(text("SELECT count(*) FROM book WHERE details IS NULL"))
            assert found.scalar() == 3

    async def test_lists_keep_their_order_and_may_be_empty(self, api: Operations) -> None:
        book = await create(api, "book", "id keywords", **BOOK)
        assert book["keywords"] == []
        changed = await api.write("updateBook", "book { keywords }", id=book["id"], patch={"keywords": ["b", "a", "b"]})
        assert changed["book"] == {"keywords": ["b", "a", "b"]}

    async def test_64_bit_integers_travel_as_text(self, api: Operations) -> None:
        await create_edition(api)
        copy = await create(
            api, "copy", "barcode databaseId", isbn="1-1", number=1, shelf="A", place=1, barcode=str(2**63 - 1)
        )
        assert copy == {"barcode": str(2**63 - 1), "databaseId": 1}


class TestLookups:
    async def test_every_way_to_name_a_row_finds_it(self, api: Operations) -> None:
        await create_edition(api)
        for place, barcode in ((1, "7"), (2, None)):
            await create(api, "copy", "id", isbn="1-1", number=1, shelf="A", place=place, barcode=barcode)
        query = "query ($by: CopyBy!) { copy(by: $by) { databaseId } }"
        assert await api.data(query, by={"shelfAndPlace": {"shelf": "A", "place": 2}}) == {"copy": {"databaseId": 2}}
        assert await api.data(query, by={"barcode": "7"}) == {"copy": {"databaseId": 1}}
        assert await api.data(query, by={"databaseId": 2}) == {"copy": {"databaseId": 2}}
        for nobody in ({"shelfAndPlace": {"shelf": "B", "place": 2}}, {"barcode": "8"}, {"databaseId": 3}):
            assert await api.data(query, by=nobody) == {"copy": None}

    async def test_a_foreign_key_that_is_the_key_is_an_id_in_lookups(self, api: Operations) -> None:
        author = await create(api, "author", "id", name="Ada", id=ADA)
        await create(api, "dossier", "id", authorId=author["id"], notes="n")
        query = "query ($by: DossierBy!) { dossier(by: $by) { notes authorId databaseId } }"
        found = {"dossier": {"notes": "n", "authorId": author["id"], "databaseId": ADA}}
        assert await api.data(query, by={"authorId": author["id"]}) == found
        assert await api.data(query, by={"databaseId": ADA}) == found
        assert await api.codes(query, by={"authorId": NO_BOOK}) == ["BAD_USER_INPUT"]

    @pytest.mark.parametrize(
        "by", [{}, {"barcode": None}, {"barcode": "1", "databaseId": 1}, {"shelfAndPlace": {"shelf": "A"}}]
    )
    async def test_a_row_is_named_in_exactly_one_way(self, api: Operations, by: Any) -> None:
        assert await api.codes("query ($by: CopyBy!) { copy(by: $by) { id } }", by=by) == ["BAD_USER_INPUT"]


async def test_the_app_and_the_library_share_no_table() -> None:
    from_app = {name for resource in SCHEMA.resources.values() for name in [resource.table.metadata]}
    assert from_app == {library.library.metadata}
