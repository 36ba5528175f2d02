"""Many changes in one statement keep every kind of value, null among them, as one change does."""

from typing import Any

import pytest

from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = library.create_schema()
BOOK: dict[str, Any] = {"title": "Notes", "price": "12.50", "details": {"a": [1]}, "keywords": ["x"]}
EDITION: dict[str, Any] = {
    "binding": "HARD_COVER",
    "published": "2026-01-31",
    "announcedAt": "2026-01-01T12:00:00.000001+00:00",
    "pages": 9,
}


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    return Operations(SCHEMA, await make_database(library.library.metadata))


async def written(api: Operations, mutation: str, selection: str, **data: Any) -> Any:
    payload = await api.write(mutation, selection, **data)
    assert payload["errors"] == [], payload["messages"]
    return next(iter(payload.values()))


async def test_books(api: Operations) -> None:
    given = [{**BOOK, "isbn": str(number)} for number in range(4)]
    books = await written(api, "createBooks", "books { id title price details keywords }", books=given)
    ids = [book.pop("id") for book in books]
    assert books == [BOOK] * 4
    changes: list[dict[str, Any]] = [
        {"details": None},
        {"price": "0.01", "keywords": []},
        {"title": "ß😀", "details": {}},
        {"details": {"b": None}, "price": "999999.99"},
    ]
    patches = [{"id": id_, "patch": patch} for id_, patch in zip(ids, changes, strict=True)]
    changed = await written(api, "updateBooks", "books { title price details keywords }", patches=patches)
    assert changed == [{**BOOK, **patch} for patch in changes]
    nodes = (await api.data("{ books { nodes { title price details keywords } } }"))["books"]["nodes"]
    assert nodes == changed
    found = await api.data("{ books(filter: {details: {isNull: true}}) { totalCount } }")
    assert found == {"books": {"totalCount": 1}}


async def test_editions(api: Operations) -> None:
    book = await written(api, "createBook", "book { id }", book={**BOOK, "isbn": "1"})
    given = [{**EDITION, "isbn": book["id"], "number": number} for number in range(1, 5)]
    selection = "editions { id binding published announcedAt pages }"
    editions = await written(api, "createEditions", selection, editions=given)
    ids = [edition.pop("id") for edition in editions]
    assert editions == [EDITION] * 4
    changes: list[dict[str, Any]] = [
        {"announcedAt": None},
        {"binding": "PAPERBACK"},
        {"published": "0001-01-01", "pages": 32767},
        {"announcedAt": "9999-12-31T23:59:59.999999+00:00", "binding": "PAPERBACK"},
    ]
    patches = [{"id": id_, "patch": patch} for id_, patch in zip(ids, changes, strict=True)]
    changed = await written(api, "updateEditions", selection.replace("id ", ""), patches=patches)
    assert changed == [{**EDITION, **patch} for patch in changes]


async def test_copies(api: Operations) -> None:
    book = await written(api, "createBook", "book { id }", book={**BOOK, "isbn": "1"})
    await written(api, "createEdition", "edition { id }", edition={**EDITION, "isbn": book["id"], "number": 1})
    given = [
        {
            "isbn": "1",
            "number": 1,
            "shelf": "A",
            "place": place,
            **({"barcode": str(2**62 + place)} if place % 2 else {}),
        }
        for place in range(1, 5)
    ]
    copies = await written(api, "createCopies", "copies { id place barcode }", copies=given)
    assert [copy["barcode"] for copy in copies] == [row.get("barcode") for row in given]
    patches = [
        {"id": copy["id"], "patch": {"barcode": None} if copy["barcode"] else {"barcode": "-9223372036854775808"}}
        for copy in copies[:2]
    ]
    changed = await written(api, "updateCopies", "copies { barcode }", patches=patches)
    assert changed == [{"barcode": None}, {"barcode": "-9223372036854775808"}]
    upserted = await written(
        api, "upsertCopy", "copy { id place } wasCreated", copy={**given[0], "barcode": None}, on="SHELF_AND_PLACE"
    )
    assert upserted == {"id": copies[0]["id"], "place": 1}


async def test_all_nulls_in_one_column(api: Operations) -> None:
    given = [{**BOOK, "isbn": str(number), "details": None} for number in range(3)]
    books = await written(api, "createBooks", "books { id details }", books=given)
    patches = [{"id": book["id"], "patch": {"details": None}} for book in books]
    changed = await written(api, "updateBooks", "books { details }", patches=patches)
    assert changed == [{"details": None}] * 3
