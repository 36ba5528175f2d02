"""Hand-written fields and queries: they get what they ask for, typed, and fetch nothing else."""

import logging
import re
from collections.abc import Iterable
from typing import Any

import pytest
import strawberry
from sqlalchemy import func, insert, select
from strawberry import Parent

from sqlmodel_strawberry import ErrorCode, Info, RequestError, build_schema, field, resource
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithPublic, workshop
from tests.viewers import SOMEBODY


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, relations=["guild"])
class SmithType:
    """Who works with metal."""

    @field(requires=["name", "age"])
    @staticmethod
    def title(smith: Parent[SmithPublic]) -> str:
        """How to introduce the smith."""
        return f"{smith.name}, {smith.age}"

    @field()
    @staticmethod
    def whole(smith: Parent[SmithPublic]) -> str:
        return f"{smith.id} {smith.name} {smith.age} {smith.motto} {smith.guild_id}"

    @field(requires=["name"])
    @staticmethod
    def careless(smith: Parent[SmithPublic]) -> str | None:
        return smith.motto

    @field(requires=["name"])
    @staticmethod
    def curious(smith: Parent[Any]) -> str | None:
        secret: str = smith.secret
        return secret

    @field(requires=[], name="answerToAll")
    @staticmethod
    def constant(smith: Parent[SmithPublic], plus: int = 0) -> int:
        return 42 + plus

    @field(requires=["guild_id"])
    @staticmethod
    async def colleagues(smith: Parent[SmithPublic], info: Info) -> int:
        """How many smiths share the guild."""
        statement = select(func.count()).select_from(Smith).where(Smith.guild_id == smith.guild_id)
        return int((await info.context.session.fetch(statement))[0][0]) - 1

    @field(requires=["age"])
    @staticmethod
    def in_ten_years(smith: Parent[SmithPublic]) -> int | None:
        return smith.older(10)

    @field(requires=["name"], deprecation_reason="Use title.")
    @staticmethod
    def letter(smith: Parent[SmithPublic]) -> str:
        return smith.address

    @field(requires=[])
    @staticmethod
    def refusing(smith: Parent[SmithPublic]) -> str | None:
        raise RequestError(ErrorCode.BAD_USER_INPUT, "Not today.")

    @strawberry.field
    @staticmethod
    def shout(smith: Parent[SmithPublic]) -> str:
        """The motto, aloud."""
        return smith.motto.upper()


class Queries:
    @strawberry.field
    @staticmethod
    async def oldest_smith(info: Info) -> SmithType | None:
        """The smith with the most years."""
        rows = await info.context.session.fetch(select(Smith.__table__).order_by(Smith.age.desc()).limit(1))
        return Smith(**rows[0]._mapping) if rows else None  # type: ignore[return-value]

    @strawberry.field
    @staticmethod
    async def viewer_name(info: Info) -> str:
        return str(info.context.viewer)

    @strawberry.field
    @staticmethod
    def broken() -> str | None:
        raise RuntimeError("postgresql://user:hunter2@db SELECT secret FROM smith")


SCHEMA = build_schema([GuildType, SmithType], query=[Queries])


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(Guild), [{"name": "Iron"}])
        smiths = [("Ada", 36, "more"), ("Bob", 90, "less"), ("Cid", 7, "")]
        rows = [{"name": name, "age": age, "motto": motto, "guild_id": 1} for name, age, motto in smiths]
        await connection.execute(insert(Smith), rows)
    return Operations(SCHEMA, database)


def fetched(sql: Iterable[str]) -> set[str]:
    """The columns of smith that a statement selects."""
    (statement,) = sql
    selected = statement.split("FROM")[0]
    return set(re.findall(r"(?:smith|page)\.(\w+)", selected))


@pytest.mark.parametrize(
    ("selection", "columns"),
    [
        ("title", {"name", "age"}),
        ("title motto", {"name", "age", "motto"}),
        ("answerToAll", {"id"}),
        ("whole", {"id", "name", "age", "motto", "guild_id"}),
        ("shout", {"id", "name", "age", "motto", "guild_id"}),
        ("address", {"id", "name", "age", "motto", "guild_id"}),
        ("name", {"name"}),
        ("__typename", {"id"}),
        ("... on Node { id }", {"id"}),
        ("title @skip(if: true) name", {"name"}),
    ],
)
async def test_only_what_the_selection_reads_is_fetched(api: Operations, selection: str, columns: set[str]) -> None:
    for query in (
        f"{{ smiths {{ nodes {{ {selection} }} }} }}",
        f"{{ smith(by: {{databaseId: 1}}) {{ {selection} }} }}",
    ):
        with record_statements(api.database) as log:
            await api.data(query)
        # A lookup by key and a list order by the key: it is no output.
        assert fetched(log.sql) - {"id"} == columns - {"id"}
        assert "secret" not in log.sql[0]


async def test_a_custom_field_of_related_rows(api: Operations) -> None:
    with record_statements(api.database) as log:
        found = await api.data("{ guilds { nodes { smiths(first: 2) { nodes { title } } } } }")
    log.assert_count(2)
    assert found["guilds"]["nodes"][0]["smiths"]["nodes"] == [{"title": "Ada, 36"}, {"title": "Bob, 90"}]
    assert "motto" not in log.sql[1]
    assert "secret" not in log.sql[1]


async def test_fields_answer(api: Operations) -> None:
    selection = "title whole answerToAll more: answerToAll(plus: 1) colleagues inTenYears letter shout address"
    found = await api.data(f"{{ smith(by: {{databaseId: 1}}) {{ {selection} }} }}")
    assert found["smith"] == {
        "title": "Ada, 36",
        "whole": "1 Ada 36 more 1",
        "answerToAll": 42,
        "more": 43,
        "colleagues": 2,
        "inTenYears": 46,
        "letter": "Dear Ada",
        "shout": "MORE",
        "address": "Dear Ada",
    }


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("careless", "Smith.motto was not fetched: add it to requires= of the field that reads it"),
        ("curious", "Smith.secret was not fetched"),
    ],
)
async def test_reading_an_unfetched_column_says_so_in_the_log_only(
    api: Operations, caplog: pytest.LogCaptureFixture, name: str, words: str
) -> None:
    result = await api.run(f"{{ smith(by: {{databaseId: 1}}) {{ name {name} }} }}")
    assert result.data == {"smith": {"name": "Ada", name: None}}
    (error,) = result.errors
    assert error["path"] == ["smith", name]
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "motto" not in error["message"]
    assert "secret" not in error["message"]
    assert words in caplog.text
    assert error["extensions"]["errorId"] in caplog.text


async def test_an_unexpected_exception_is_masked(api: Operations, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        result = await api.run("{ broken }")
    assert result.data == {"broken": None}
    (error,) = result.errors
    assert set(error["extensions"]) == {"code", "errorId"}
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert not re.search("hunter2|SELECT|secret|RuntimeError", str(error))
    assert error["extensions"]["errorId"] in caplog.text
    assert "hunter2" in caplog.text


async def test_a_request_error_of_a_field_reaches_the_client(api: Operations) -> None:
    result = await api.run("{ smith(by: {databaseId: 1}) { refusing } }")
    (error,) = result.errors
    assert (error["message"], error["path"]) == ("Not today.", ["smith", "refusing"])
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_a_query_may_return_an_object_of_the_table(api: Operations) -> None:
    selection = "__typename id databaseId title shout address guildId guild { name smiths(last: 1) { nodes { name } } }"
    found = await api.data(f"{{ oldestSmith {{ {selection} }} smith(by: {{databaseId: 2}}) {{ {selection} }} }}")
    assert found["oldestSmith"] == found["smith"]
    assert found["oldestSmith"]["title"] == "Bob, 90"
    assert found["oldestSmith"]["guild"]["smiths"]["nodes"] == [{"name": "Cid"}]


async def test_a_query_gets_the_viewer(api: Operations) -> None:
    assert await api.data("{ viewerName }") == {"viewerName": str(SOMEBODY)}


def test_the_docstring_is_the_description() -> None:
    fields = SCHEMA.graphql.type_map["Smith"].fields  # type: ignore[attr-defined]
    assert fields["title"].description == "How to introduce the smith."
    assert fields["shout"].description == "The motto, aloud."
    assert fields["letter"].deprecation_reason == "Use title."
    assert fields["address"].description == "The name, to begin a letter with."
    query = SCHEMA.graphql.query_type
    assert query is not None
    assert query.fields["oldestSmith"].description == "The smith with the most years."
