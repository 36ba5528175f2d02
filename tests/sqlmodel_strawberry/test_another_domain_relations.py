"""Every kind of relation of a foreign domain, and paging over its text, UUID and composite keys."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import insert

from sqlmodel_strawberry import Database
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.library import Author, Book, Copy, Dossier, Edition, authorship
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = library.create_schema()
AUTHORS = [uuid.UUID(int=number * 2**100 + 7) for number in range(4)]
ISBNS = ["10-1", "2-1", "A-1", "a-1", "é-1"]  # in the order of their code points
EDITIONS = [(isbn, number) for isbn in ISBNS[:3] for number in (1, 2, 10)]


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(library.library.metadata)
    await _fill(database)
    return Operations(SCHEMA, database)


async def _fill(database: Database) -> None:
    authors = [
        {"id": key, "name": f"Author {i}", "mentor_id": AUTHORS[0] if i else None} for i, key in enumerate(AUTHORS)
    ]
    books = [{"isbn": isbn, "title": f"Title {isbn}", "price": Decimal("1.00"), "keywords": []} for isbn in ISBNS]
    links = [{"book_isbn": isbn, "author_id": author} for isbn in ISBNS[:3] for author in AUTHORS[:3]]
    editions = [
        {
            "isbn": isbn,
            "number": number,
            "binding": library.Binding.paperback,
            "published": dt.date(2026, 1, number),
            "pages": 1,
        }
        for isbn, number in EDITIONS
    ]
    copies = [
        {"isbn": isbn, "number": number, "shelf": isbn, "place": number * 10 + copy}
        for isbn, number in EDITIONS
        for copy in (1, 2, 3)
    ]
    async with database.engine.begin() as connection:
        await connection.execute(insert(Author), authors)
        await connection.execute(insert(Book), books)
        await connection.execute(insert(authorship), links)
        await connection.execute(insert(Dossier), [{"author_id": AUTHORS[1], "notes": "Secret"}])
        await connection.execute(insert(Edition), editions)
        await connection.execute(insert(Copy), copies)


async def test_one_to_one_is_followed_from_both_ends(api: Operations) -> None:
    with record_statements(api.database) as log:
        found = await api.data("{ authors { nodes { name dossier { notes author { name } } } } }")
    log.assert_count(3)
    dossiers = [author["dossier"] for author in found["authors"]["nodes"]]
    assert dossiers == [None, {"notes": "Secret", "author": {"name": "Author 1"}}, None, None]


async def test_self_reference_is_followed_from_both_ends(api: Operations) -> None:
    query = (
        "{ authors { nodes { name mentor { name } students(last: 2) { totalCount nodes { name mentor { name } } } } } }"
    )
    with record_statements(api.database) as log:
        nodes = (await api.data(query))["authors"]["nodes"]
    # The mentor of the students is a row that the operation has loaded already.
    log.assert_count(4)
    assert [node["mentor"] for node in nodes] == [None] + [{"name": "Author 0"}] * 3
    mentored = [{"name": f"Author {number}", "mentor": {"name": "Author 0"}} for number in (2, 3)]
    nobody = {"totalCount": 0, "nodes": []}
    assert [node["students"] for node in nodes] == [{"totalCount": 3, "nodes": mentored}, nobody, nobody, nobody]


async def test_many_to_many_is_followed_from_both_ends(api: Operations) -> None:
    query = (
        "{ books { nodes { isbn authors(first: 2) { totalCount nodes { name books(last: 1) { nodes { isbn } } } } } } }"
    )
    with record_statements(api.database) as log:
        nodes = (await api.data(query))["books"]["nodes"]
    log.assert_count(4)
    last = {"nodes": [{"isbn": "A-1"}]}
    two = [{"name": "Author 0", "books": last}, {"name": "Author 1", "books": last}]
    written, unwritten = {"totalCount": 3, "nodes": two}, {"totalCount": 0, "nodes": []}
    assert nodes == [{"isbn": isbn, "authors": written if isbn in ISBNS[:3] else unwritten} for isbn in ISBNS]


async def test_a_foreign_key_of_two_columns_is_followed_from_both_ends(api: Operations) -> None:
    copies = "copies(first: 2) { totalCount nodes { place edition { number book { isbn } } } }"
    query = f"{{ editions {{ nodes {{ number {copies} }} }} }}"
    with record_statements(api.database) as log:
        nodes = (await api.data(query))["editions"]["nodes"]
    log.assert_count(5)
    assert nodes == [
        {
            "number": number,
            "copies": {
                "totalCount": 3,
                "nodes": [
                    {"place": number * 10 + copy, "edition": {"number": number, "book": {"isbn": isbn}}}
                    for copy in (1, 2)
                ],
            },
        }
        for isbn, number in EDITIONS
    ]


async def test_text_keys_are_ordered_by_code_point(api: Operations) -> None:
    nodes = (await api.data("{ books { nodes { isbn } } }"))["books"]["nodes"]
    assert [node["isbn"] for node in nodes] == ISBNS


# Root and related lists over text, UUID, composite and generated keys: (query, path to the connection, all labels).
LISTS: dict[str, tuple[str, list[Any], list[Any]]] = {
    "text": (
        "{ books%s { edges { cursor node { isbn } } pageInfo { hasNextPage hasPreviousPage } } }",
        ["books"],
        ISBNS,
    ),
    "uuid": (
        "{ authors%s { edges { cursor node { databaseId } } pageInfo { hasNextPage hasPreviousPage } } }",
        ["authors"],
        [str(key) for key in AUTHORS],
    ),
    "composite": (
        "{ editions%s { edges { cursor node { book { isbn } number } } pageInfo { hasNextPage hasPreviousPage } } }",
        ["editions"],
        EDITIONS,
    ),
    "composite of a parent": (
        '{ book(by: {databaseId: "2-1"}) '
        "{ editions%s { edges { cursor node { book { isbn } number } } pageInfo { hasNextPage hasPreviousPage } } } }",
        ["book", "editions"],
        [edition for edition in EDITIONS if edition[0] == "2-1"],
    ),
    "text through a table": (
        f'{{ author(by: {{databaseId: "{AUTHORS[2]}"}}) '
        "{ books%s { edges { cursor node { isbn } } pageInfo { hasNextPage hasPreviousPage } } } }",
        ["author", "books"],
        ISBNS[:3],
    ),
}


def _label(node: dict[str, Any]) -> Any:
    if "book" in node:
        return (node["book"]["isbn"], node["number"])
    (label,) = node.values()
    return label


async def _page(api: Operations, name: str, arguments: str) -> tuple[list[Any], list[str], dict[str, bool]]:
    query, path, _ = LISTS[name]
    found: Any = await api.data(query.replace("%s", f"({arguments})"))
    for part in path:
        found = found[part]
    return (
        [_label(edge["node"]) for edge in found["edges"]],
        [edge["cursor"] for edge in found["edges"]],
        found["pageInfo"],
    )


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("size", [1, 2, 3])
async def test_paging_forward_and_backward_gives_every_row_once(api: Operations, name: str, size: int) -> None:
    everything = LISTS[name][2]
    seen: list[Any] = []
    arguments, more = f"first: {size}", True
    while more:
        labels, cursors, info = await _page(api, name, arguments)
        assert info["hasPreviousPage"] == bool(seen)
        seen += labels
        arguments, more = f'first: {size}, after: "{cursors[-1]}"', info["hasNextPage"]
    assert seen == everything

    seen, arguments, more = [], f"last: {size}", True
    while more:
        labels, cursors, info = await _page(api, name, arguments)
        assert info["hasNextPage"] == bool(seen)
        seen = labels + seen
        arguments, more = f'last: {size}, before: "{cursors[0]}"', info["hasPreviousPage"]
    assert seen == everything


@pytest.mark.parametrize("name", LISTS)
async def test_between_two_cursors_is_what_stands_between_them(api: Operations, name: str) -> None:
    everything, cursors, _ = await _page(api, name, "first: 100")
    assert everything == LISTS[name][2]
    for start, after in enumerate(cursors):
        for end, before in enumerate(cursors):
            labels, _, _ = await _page(api, name, f'first: 100, after: "{after}", before: "{before}"')
            assert labels == everything[start + 1 : end]


async def test_a_cursor_of_one_list_is_refused_by_another(api: Operations) -> None:
    _, cursors, _ = await _page(api, "text", "first: 1")
    for other in ("uuid", "composite", "composite of a parent"):
        query = LISTS[other][0].replace("%s", f'(after: "{cursors[0]}")')
        assert await api.codes(query) == ["BAD_USER_INPUT"]
