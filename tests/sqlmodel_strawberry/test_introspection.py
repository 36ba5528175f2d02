"""Introspection and suggestions: for those for whom they are, and what one of them asks helps no other."""

from typing import Any

import pytest
from graphql import get_introspection_query

from sqlmodel_strawberry import Context, Request, Result, Schema, build_schema
from tests.sqlmodel_strawberry.http.belfry import GuildType, Mutations, Queries, without_database

OFF = "GRAPHQL_VALIDATION_FAILED"
STANDARD = get_introspection_query(specified_by_url=True, input_value_deprecation=True, one_of=True)


def schema(introspection: Any) -> Schema:
    return build_schema([GuildType], query=[Queries], mutation=[Mutations], introspection=introspection)


async def ask(schema: Schema, query: str, viewer: str | None = None, **variables: Any) -> Result:
    return await schema.execute(Request(query, variables), Context(without_database().session(), viewer))


@pytest.fixture(scope="module")
def off() -> Schema:
    return schema(False)


@pytest.fixture(scope="module")
def for_friends() -> Schema:
    return schema(lambda viewer: viewer == "a friend")


class TestIntrospection:
    @pytest.mark.parametrize(
        ("query", "field"),
        [
            (STANDARD, "__schema"),
            ("{ __schema { types { name } } }", "__schema"),
            ('{ __type(name: "Guild") { name } }', "__type"),
            ("{ a: __schema { types { name } } }", "__schema"),
            ("{ ...F } fragment F on Query { ... { __schema { types { name } } } }", "__schema"),
            ("query A { __typename } query B { __schema { types { name } } }", "__schema"),
            ('query ($no: Boolean = false) { __type(name: "Guild") @include(if: $no) { name } }', "__type"),
        ],
    )
    async def test_is_refused_where_it_is_off(self, off: Schema, query: str, field: str) -> None:
        result = await ask(off, query)
        assert (result.executed, result.data) == (False, None)
        (error,) = result.errors
        message = f"Introspection is off, so there is no `{field}`: take the schema from its SDL."
        assert (error["message"], error["extensions"]) == (message, {"code": OFF})

    async def test_the_name_of_a_type_is_everybodys(self, off: Schema) -> None:
        assert (await ask(off, "{ __typename }")).data == {"__typename": "Query"}

    async def test_is_answered_where_it_is_on(self) -> None:
        for on in (build_schema([GuildType], query=[Queries]), schema(True)):
            result = await ask(on, STANDARD)
            assert not result.errors
            assert result.data
            assert "Guild" in [each["name"] for each in result.data["__schema"]["types"]]

    async def test_what_one_viewer_may_ask_helps_no_other(self, for_friends: Schema) -> None:
        for viewer, errors in (("a foe", 1), (None, 1), ("a friend", 0), ("a foe", 1), (None, 1), ("a friend", 0)):
            assert len((await ask(for_friends, STANDARD, viewer)).errors) == errors


class TestSuggestions:
    @pytest.mark.parametrize(
        ("query", "variables", "suggested"),
        [
            ("{ guildz { totalCount } }", {}, "'guilds'"),
            ("{ guilds(frist: 1) { totalCount } }", {}, "'first'"),
            ("{ ... on Guilt { id } }", {}, "'Guild'"),
            ('{ guilds(filter: {nam: {eq: "a secret"}}) { totalCount } }', {}, "'name'"),
            ("query ($f: GuildFilter) { guilds(filter: $f) { totalCount } }", {"f": {"nam": "a secret"}}, "'name'"),
        ],
    )
    async def test_are_for_those_who_may_ask(
        self, for_friends: Schema, query: str, variables: dict[str, Any], suggested: str
    ) -> None:
        for viewer in ("a friend", None, "a friend"):
            (error, *_) = (await ask(for_friends, query, viewer, **variables)).errors
            _, mean, suggestions = error["message"].partition(" Did you mean ")
            assert (suggested in suggestions, bool(mean)) == (viewer == "a friend",) * 2
            assert "secret" not in error["message"]

    @pytest.mark.parametrize(("misspelt", "suggested"), [(5, True), (6, False)])
    async def test_are_for_slips_of_the_pen(self, for_friends: Schema, misspelt: int, suggested: bool) -> None:
        query = "{ " + " ".join(f"guildz{n} {{ id }}" for n in range(misspelt)) + " }"
        errors = (await ask(for_friends, query, "a friend")).errors
        assert [" Did you mean " in error["message"] for error in errors] == [suggested] * misspelt
