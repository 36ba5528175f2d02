"""Hand-written mutations: typed inputs in, one transaction, a payload with the row or with an expected failure."""

import re
from collections.abc import Callable
from typing import Annotated, Any

import pytest
import strawberry
from pydantic import Field
from sqlalchemy import insert
from sqlmodel import col, select

from sqlmodel_strawberry import Context, Info, Key, Request, WriteSession, build_schema, mutation, resource
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithCreate, SmithPublic, workshop


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, relations=["guild"])
class SmithType:
    """Who works with metal."""


class GuildFull(Exception):
    code = "GUILD_FULL"
    path = ("guild_id",)


class Nameless(Exception):
    """An expected failure that says nothing about itself."""


class Mutations:
    @mutation(errors=[GuildFull])
    @staticmethod
    async def join_guild(
        session: WriteSession, smith_id: Annotated[int, Key(Smith)], guild_id: Annotated[int, Key(Guild)] | None = None
    ) -> Smith | None:
        """Make a smith a member, or a free one."""
        smith = await session.get(Smith, smith_id)
        if smith is None:
            return None
        members = (await session.exec(select(Smith).where(col(Smith.guild_id) == guild_id))).all()
        smith.guild_id = guild_id
        await session.flush()
        if guild_id is not None and len(members) >= 2:
            raise GuildFull("Two are enough.")
        return smith

    @mutation(errors=[Nameless])
    @staticmethod
    async def hire(
        session: WriteSession,
        smith: SmithCreate,
        times: Annotated[int, Field(ge=1, le=3)] = 1,
        note: str | None = None,
    ) -> Smith:
        """Take on new smiths; the payload has the last one."""
        for number in range(times):
            made = Smith(**smith.model_dump() | {"name": smith.name if number == 0 else f"{smith.name} {number}"})
            session.add(made)
        await session.flush()
        if note == "nameless":
            raise Nameless("No reason.")
        if note == "boom":
            raise RuntimeError("hunter2 INSERT INTO smith")
        return made

    @mutation()
    @staticmethod
    async def who(session: WriteSession, context: Context[Any], smith_id: Annotated[int, Key(Smith)]) -> Smith:
        smith = await session.get_one(Smith, smith_id)
        smith.motto = str(context.viewer)
        await session.flush()
        return smith

    @mutation()
    @staticmethod
    async def overreach(session: WriteSession, smith_id: Annotated[int, Key(Smith)], how: str) -> Smith:
        smith = await session.get_one(Smith, smith_id)
        smith.motto = "overreached"
        await session.flush()
        await getattr(session, how)()
        return smith


class PlainMutations:
    @strawberry.mutation
    @staticmethod
    async def rename_all(info: Info, suffix: str, fail: bool = False) -> int:
        """In plain Strawberry, through the only door to a write."""
        async with info.context.write() as session:
            smiths = (await session.exec(select(Smith))).all()
            for smith in smiths:
                smith.name += suffix
            await session.flush()
            if fail:
                raise RuntimeError("hunter2")
        return len(smiths)


SCHEMA = build_schema([GuildType, SmithType], mutation=[Mutations, PlainMutations])
STATE = "{ guilds { nodes { id name } } smiths { nodes { id name age motto guild { name } } } }"


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.execute(insert(Guild), [{"name": "Iron"}, {"name": "Gold"}])
        await connection.execute(insert(Smith), [{"name": name, "guild_id": 1} for name in ("Ada", "Bob")])
        await connection.execute(insert(Smith), [{"name": "Cid"}])
    return Operations(SCHEMA, database)


async def ids(api: Operations) -> dict[str, str]:
    state = await api.data(STATE)
    return {row["name"]: row["id"] for many in state.values() for row in many["nodes"]}


async def refused(api: Operations, name: str, **data: Any) -> list[Any]:
    """The user errors of a mutation that must leave everything as it was."""
    before = await api.data(STATE)
    payload = await api.write(name, "smith { id }", **data)
    assert payload["smith"] is None
    assert await api.data(STATE) == before
    errors: list[Any] = payload["errors"]
    return errors


class TestInputs:
    async def test_keys_are_ids_and_the_payload_is_read_after_the_write(self, api: Operations) -> None:
        known = await ids(api)
        payload = await api.write(
            "joinGuild",
            "smith { name guild { name smiths { totalCount } } } clientMutationId "
            "query { guilds { nodes { smiths { totalCount } } } }",
            smithId=known["Cid"],
            guildId=known["Gold"],
            clientMutationId="c",
        )
        assert payload["smith"] == {"name": "Cid", "guild": {"name": "Gold", "smiths": {"totalCount": 1}}}
        counts = [node["smiths"]["totalCount"] for node in payload["query"]["guilds"]["nodes"]]
        assert counts == [2, 1]
        assert (payload["clientMutationId"], payload["errors"]) == ("c", [])

    @pytest.mark.parametrize("sent", [{}, {"guildId": None}])
    async def test_an_optional_key_may_be_absent_or_null(self, api: Operations, sent: dict[str, Any]) -> None:
        known = await ids(api)
        payload = await api.write("joinGuild", "smith { guildId }", smithId=known["Ada"], **sent)
        assert payload["smith"] == {"guildId": None}

    async def test_an_id_of_another_type_is_invalid(self, api: Operations) -> None:
        known = await ids(api)
        errors = await refused(api, "joinGuild", smithId=known["Iron"], guildId=known["Cid"])
        assert errors == [("InvalidInput", "INVALID", ["input", name]) for name in ("smithId", "guildId")]

    async def test_a_nested_model_is_validated_at_its_path(self, api: Operations) -> None:
        assert await refused(api, "hire", smith={"name": "x" * 21, "age": 201}) == [
            ("InvalidInput", "INVALID", ["input", "smith", name]) for name in ("name", "age")
        ]

    async def test_a_parameter_is_validated_as_annotated(self, api: Operations) -> None:
        for times in (0, 4):
            errors = await refused(api, "hire", smith={"name": "Dan"}, times=times)
            assert errors == [("InvalidInput", "INVALID", ["input", "times"])]

    async def test_defaults_stand_in_for_what_is_absent(self, api: Operations) -> None:
        payload = await api.write("hire", "smith { name age motto }", smith={"name": "Dan"})
        assert payload["smith"] == {"name": "Dan", "age": None, "motto": ""}
        payload = await api.write("hire", "smith { name }", smith={"name": "Eve"}, times=3)
        assert payload["smith"] == {"name": "Eve 2"}
        assert set(await ids(api)) == {"Iron", "Gold", "Ada", "Bob", "Cid", "Dan", "Eve", "Eve 1", "Eve 2"}

    async def test_null_for_a_parameter_that_takes_none_is_invalid(self, api: Operations) -> None:
        errors = await refused(api, "hire", smith={"name": "Dan"}, times=None)
        assert errors == [("InvalidInput", "INVALID", ["input", "times"])]

    async def test_the_context_is_given(self, api: Operations) -> None:
        known = await ids(api)
        query = "mutation ($id: ID!) { who(input: {smithId: $id}) { smith { motto } } }"
        result = await SCHEMA.execute(
            Request(query, {"id": known["Ada"]}), Context(api.database.session(), "the viewer")
        )
        assert result.data == {"who": {"smith": {"motto": "the viewer"}}}

    def test_the_input_has_only_the_clients_part(self) -> None:
        fields = SCHEMA.graphql.type_map["WhoInput"].fields  # type: ignore[attr-defined]
        assert set(fields) == {"smithId", "clientMutationId"}
        mutations = SCHEMA.graphql.mutation_type
        assert mutations is not None
        assert mutations.fields["joinGuild"].description == "Make a smith a member, or a free one."


class TestFailures:
    async def test_an_expected_failure_is_data_and_nothing_is_written(self, api: Operations) -> None:
        known = await ids(api)
        before = await api.data(STATE)
        payload = await api.write("joinGuild", "smith { id }", smithId=known["Cid"], guildId=known["Iron"])
        assert payload["errors"] == [("Refused", "GUILD_FULL", ["input", "guildId"])]
        assert payload["messages"] == ["Two are enough."]
        assert await api.data(STATE) == before

    async def test_a_failure_without_code_has_its_class_for_one(self, api: Operations) -> None:
        errors = await refused(api, "hire", smith={"name": "Dan"}, note="nameless")
        assert errors == [("Refused", "NAMELESS", ["input"])]

    async def test_no_row_is_no_error(self, api: Operations) -> None:
        known = await ids(api)
        async with api.database.engine.begin() as connection:
            await connection.execute(Smith.__table__.delete())  # type: ignore[attr-defined]
        payload = await api.write("joinGuild", "smith { id }", smithId=known["Cid"])
        assert (payload["smith"], payload["errors"]) == (None, [])

    async def test_constraints_are_told_at_the_models_fields(self, api: Operations) -> None:
        assert await refused(api, "hire", smith={"name": "Ada"}) == [
            ("Conflict", "CONFLICT", ["input", "smith", "name"])
        ]
        assert await refused(api, "hire", smith={"name": "Dan", "age": -1}) == [
            ("InvalidInput", "INVALID", ["input", "smith", "age"])
        ]

    async def test_a_reference_to_nothing(self, api: Operations) -> None:
        known = await ids(api)
        async with api.database.engine.begin() as connection:
            await connection.execute(Guild.__table__.delete().where(col(Guild.name) == "Gold"))  # type: ignore[attr-defined]
        errors = await refused(api, "joinGuild", smithId=known["Cid"], guildId=known["Gold"])
        assert [(kind, code) for kind, code, _ in errors] == [("ReferenceMissing", "REFERENCE_MISSING")]

    @pytest.mark.parametrize(
        "break_it",
        [
            lambda known: 'hire(input: {smith: {name: "Dan"}, note: "boom"}) { smith { id } }',
            lambda known: 'renameAll(suffix: "!", fail: true)',
            lambda known: f'overreach(input: {{smithId: "{known["Ada"]}", how: "commit"}}) {{ smith {{ id }} }}',
            lambda known: f'overreach(input: {{smithId: "{known["Ada"]}", how: "rollback"}}) {{ smith {{ id }} }}',
        ],
        ids=["@mutation", "@strawberry.mutation", "commit()", "rollback()"],
    )
    async def test_an_unexpected_exception_is_masked_and_rolled_back(
        self, api: Operations, caplog: pytest.LogCaptureFixture, break_it: Callable[[dict[str, str]], str]
    ) -> None:
        before = await api.data(STATE)
        result = await api.run(f"mutation {{ {break_it(await ids(api))} }}")
        (error,) = result.errors
        assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
        assert error["extensions"]["errorId"] in caplog.text
        assert not re.search("hunter2|INSERT|commit|RuntimeError", str(error))
        assert await api.data(STATE) == before


class TestPlainStrawberry:
    async def test_it_writes_through_the_context(self, api: Operations) -> None:
        assert await api.data('mutation { renameAll(suffix: "!") }') == {"renameAll": 3}
        assert {"Ada!", "Bob!", "Cid!"} < set(await ids(api))

    async def test_each_root_field_is_a_transaction_of_its_own(self, api: Operations) -> None:
        query = """mutation {
            a: hire(input: {smith: {name: "Dan"}}) { smith { name } }
            b: hire(input: {smith: {name: "Ada"}}) { userErrors { code } }
            c: hire(input: {smith: {name: "Eve"}}) { query { smiths { totalCount } } }
        }"""
        assert await api.data(query) == {
            "a": {"smith": {"name": "Dan"}},
            "b": {"userErrors": [{"code": "CONFLICT"}]},
            "c": {"query": {"smiths": {"totalCount": 5}}},
        }
