"""Mutations that answer with a model, that open their own transactions, and that are methods of an object."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
import strawberry
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, insert
from sqlalchemy.pool import QueuePool
from sqlmodel import col, select

from app.models import IdempotencyRecord
from sqlmodel_strawberry import (
    Context,
    Database,
    ErrorCode,
    Info,
    Request,
    RequestError,
    Result,
    WriteSession,
    build_schema,
    load_row,
    mutation,
    resource,
)
from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.declarations import declared, problems
from tests.sqlmodel_strawberry.running import Operations
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithPublic, workshop
from tests.viewers import SOMEBODY


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, relations=["guild"])
class SmithType:
    """Who works with metal."""


class Hired(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    smith: Smith = Field(description="Who was hired.")
    guild: Guild | None = None
    badge_number: int = Field(description="What opens the door.")


class Closed(Exception):
    """An expected failure."""


class Office:
    """Its mutations are methods: they see what the object has."""

    def __init__(self, first_badge: int) -> None:
        self.first_badge = first_badge
        self.checked_out = -1

    @mutation(errors=[Closed])
    async def hire(self, session: WriteSession, name: str) -> Hired:
        """In the transaction of the engine."""
        smith = Smith(name=name, guild_id=1)
        session.add(smith)
        await session.flush()
        return Hired(smith=smith, guild=await session.get(Guild, 1), badge_number=self.first_badge)

    @mutation(errors=[Closed])
    async def hire_slowly(self, context: Context[Any], name: str, close_after: bool = False) -> Hired | None:
        """In a transaction of its own."""
        rows = await context.session.fetch(select(func.count()).select_from(Smith))
        await context.session.release()
        pool = context.session.database.engine.pool
        self.checked_out = pool.checkedout() if isinstance(pool, QueuePool) else 0
        async with context.write() as session:
            smith = Smith(name=name, guild_id=1)
            session.add(smith)
            await session.flush()
        if close_after:
            raise Closed("What was written stays.")
        return None if name == "Nobody" else Hired(smith=smith, badge_number=self.first_badge + rows[0][0])

    @mutation()
    @staticmethod
    async def dismiss(session: WriteSession, name: str) -> Smith | None:
        """A static method works as in a class."""
        smith = (await session.exec(select(Smith).where(col(Smith.name) == name))).one_or_none()
        if smith is not None:
            smith.guild_id = None
            await session.flush()
        return smith

    @mutation()
    async def wait(self, context: Context[Any], seconds: int) -> Guild | None:
        raise RequestError(ErrorCode.BAD_USER_INPUT, "Later.", retryAfter=seconds)


class Queries:
    @strawberry.field
    @staticmethod
    async def founder(info: Info, key: int = 1) -> SmithType | None:
        """The first of all smiths."""
        smith: SmithType | None = await load_row(info, Smith, key)
        return smith


OFFICE = Office(first_badge=100)
SCHEMA = build_schema([GuildType, SmithType], query=[Queries], mutation=[OFFICE], idempotency=IdempotencyRecord)
HIRE = "smith { name guild { name } } guild { name } badgeNumber clientMutationId query { smiths { totalCount } }"


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(workshop.metadata)
    async with database.engine.begin() as connection:
        await connection.run_sync(IdempotencyRecord.__table__.create)  # type: ignore[attr-defined]
        await connection.execute(insert(Guild), [{"name": "Iron"}])
        await connection.execute(insert(Smith), [{"name": "Ada", "guild_id": 1}])
    return Operations(SCHEMA, database)


async def with_key(database: Database, query: str) -> Result:
    return await SCHEMA.execute(Request(query, {}), Context(database.session(), SOMEBODY, idempotency_key=str(uuid4())))


class TestModels:
    @pytest.mark.parametrize(("name", "badge"), [("hire", 100), ("hireSlowly", 101)])
    async def test_its_fields_are_the_payloads(self, api: Operations, name: str, badge: int) -> None:
        payload = await api.write(name, HIRE, name="Bob", clientMutationId="c")
        assert payload == {
            "smith": {"name": "Bob", "guild": {"name": "Iron"}},
            "guild": {"name": "Iron"} if name == "hire" else None,
            "badgeNumber": badge,
            "clientMutationId": "c",
            "query": {"smiths": {"totalCount": 2}},
            "errors": [],
            "messages": [],
        }

    async def test_all_of_them_are_null_where_it_is_refused(self, api: Operations) -> None:
        payload = await api.write("hire", HIRE, name="Ada")
        assert payload["errors"] == [("Conflict", "CONFLICT", ["input", "name"])]
        assert [payload[name] for name in ("smith", "guild", "badgeNumber")] == [None, None, None]

    async def test_none_is_no_error(self, api: Operations) -> None:
        payload = await api.write("hireSlowly", "smith { name } badgeNumber", name="Nobody")
        assert payload == {"smith": None, "badgeNumber": None, "errors": [], "messages": []}

    def test_descriptions_are_the_models(self) -> None:
        fields = SCHEMA.graphql.type_map["HirePayload"].fields  # type: ignore[attr-defined]
        assert fields["badgeNumber"].description == "What opens the door."
        assert str(fields["badgeNumber"].type) == "Int"
        assert str(fields["smith"].type) == "Smith"

    @pytest.mark.parametrize("name", ["hire", "hireSlowly"])
    async def test_it_is_never_recorded(self, api: Operations, name: str) -> None:
        """It may hold secrets, which no table of records should have."""
        result = await with_key(api.database, f'mutation {{ {name}(input: {{name: "Bob"}}) {{ badgeNumber }} }}')
        (error,) = result.errors
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}
        assert await api.data("{ smiths { totalCount } }") == {"smiths": {"totalCount": 1}}
        done = await with_key(api.database, 'mutation { dismiss(input: {name: "Ada"}) { smith { name } } }')
        assert done.data == {"dismiss": {"smith": {"name": "Ada"}}}

    def test_what_has_no_place_in_a_payload(self) -> None:
        class Clash(BaseModel):
            query: str

        class Unsupported(BaseModel):
            what: complex

        async def clash(context: Context[Any]) -> Clash:
            raise NotImplementedError

        async def unsupported(context: Context[Any]) -> Unsupported:
            raise NotImplementedError

        for function, what in ((clash, "a field query"), (unsupported, "complex")):
            (problem,) = problems(declared(), mutation=[type("Mutations", (), {"act": mutation()(function)})])
            assert what in problem.what


class TestOwnTransactions:
    async def test_no_connection_is_held_outside_of_them(self, api: Operations) -> None:
        await api.write("hireSlowly", "badgeNumber", name="Bob")
        assert OFFICE.checked_out == 0

    async def test_what_was_committed_stays_when_it_is_refused_afterwards(self, api: Operations) -> None:
        payload = await api.write("hireSlowly", "smith { name }", name="Bob", closeAfter=True)
        assert payload["errors"] == [("Refused", "CLOSED", ["input"])]
        assert await api.data("{ smiths { totalCount } }") == {"smiths": {"totalCount": 2}}

    async def test_constraints_are_told_at_the_input(self, api: Operations) -> None:
        payload = await api.write("hireSlowly", "smith { name }", name="Ada")
        assert payload["errors"] == [("Conflict", "CONFLICT", ["input", "name"])]

    async def test_many_at_once_do_not_wait_for_each_others_connections(self, api: Operations) -> None:
        names = [f"Smith {number}" for number in range(20)]
        payloads = await asyncio.gather(*(api.write("hireSlowly", "smith { name }", name=name) for name in names))
        assert [payload["smith"]["name"] for payload in payloads] == names


class TestRefusals:
    async def test_a_request_error_keeps_what_it_says_beside_its_code(self, api: Operations) -> None:
        result = await api.run("mutation { wait(input: {seconds: 7}) { userErrors { code } } }")
        assert [error["extensions"] for error in result.errors] == [{"code": "BAD_USER_INPUT", "retryAfter": 7}]


class TestLoadRow:
    async def test_only_what_is_selected_is_fetched(self, api: Operations) -> None:
        with record_statements(api.database) as log:
            answer = await api.data("{ founder { name } other: founder { name } none: founder(key: 9) { name } }")
        assert answer == {"founder": {"name": "Ada"}, "other": {"name": "Ada"}, "none": None}
        (statement,) = log.sql
        assert "motto" not in statement

    async def test_relations_are_loaded_on(self, api: Operations) -> None:
        assert await api.data("{ founder { guild { name } } }") == {"founder": {"guild": {"name": "Iron"}}}
