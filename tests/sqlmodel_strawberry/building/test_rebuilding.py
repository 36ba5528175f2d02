"""The same declarations make several schemas, each right by itself."""

import strawberry

from sqlmodel_strawberry import Limits, build_schema, field, resource
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import library
from tests.sqlmodel_strawberry.library import (
    Author,
    AuthorPublic,
    AuthorType,
    BookType,
    CopyType,
    DossierType,
    EditionType,
)
from tests.sqlmodel_strawberry.running import Operations

CREATE = 'mutation { createAuthor(input: {author: {name: "Ada Lovelace"}}) { author { name initials } } }'


async def test_two_schemas_of_the_same_classes_both_stay_right(make_database: MakeDatabase) -> None:
    database = await make_database(library.library.metadata)
    whole = build_schema([AuthorType, DossierType, BookType, EditionType, CopyType])
    again = build_schema([CopyType, EditionType, BookType, DossierType, AuthorType], limits=Limits(page_size=5))
    assert whole.sdl() == build_schema([AuthorType, DossierType, BookType, EditionType, CopyType]).sdl()
    assert "at most 5" in again.sdl()
    assert "at most 5" not in whole.sdl()

    author = {"name": "Ada Lovelace", "initials": "AL"}
    for schema in (whole, again):
        api = Operations(schema, database)
        assert await api.data(CREATE) == {"createAuthor": {"author": author}}
    for schema in (whole, again):
        api = Operations(schema, database)
        nodes = (await api.data("{ authors { nodes { id __typename name initials mentor { name } } } }"))["authors"]
        assert [node["name"] for node in nodes["nodes"]] == ["Ada Lovelace"] * 2
        found = await api.data("query ($id: ID!) { node(id: $id) { __typename } }", id=nodes["nodes"][0]["id"])
        assert found == {"node": {"__typename": "Author"}}
    assert await Operations(again, database).codes("{ authors(first: 6) { totalCount } }") == ["BAD_USER_INPUT"]
    assert await Operations(whole, database).codes("{ authors(first: 6) { totalCount } }") == []


async def test_a_custom_field_survives_a_second_schema(make_database: MakeDatabase) -> None:
    @resource(Author, public=AuthorPublic, create=library.AuthorCreate)
    class Loud:
        """Someone who writes."""

        @field(requires=["name"])
        @staticmethod
        def shout(author: strawberry.Parent[AuthorPublic]) -> str:
            """The name, aloud."""
            return author.name.upper()

    database = await make_database(library.library.metadata)
    first, second = build_schema([Loud]), build_schema([Loud])
    assert first.sdl() == second.sdl()
    for schema in (first, second):
        api = Operations(schema, database)
        payload = await api.write("createAuthor", "author { shout }", author={"name": "Ada"})
        assert payload["author"] == {"shout": "ADA"}


def test_a_schema_has_only_what_it_was_given() -> None:
    whole = library.create_schema()
    alone = build_schema([AuthorTypeAlone])
    assert "mentorId: ID" in alone.sdl()
    assert "type Book " not in alone.sdl()
    assert "type Book " in whole.sdl()


@resource(Author, public=AuthorPublic)
class AuthorTypeAlone:
    """Someone who writes, and nothing written."""
