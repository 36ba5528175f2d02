"""A schema whose operations are observed: what they end with, and how long they take, is theirs to say."""

import asyncio
from typing import Any
from uuid import uuid4

import strawberry
from sqlalchemy import text
from strawberry import Parent

from sqlmodel_strawberry import (
    Context,
    Database,
    ErrorCode,
    Info,
    Limits,
    OperationRecord,
    Request,
    RequestError,
    Schema,
    TrustedDocuments,
    build_schema,
    field,
    resource,
)
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from tests.sqlmodel_strawberry.workshop import Guild, GuildPublic, Smith, SmithCreate, SmithPublic
from tests.viewers import OPEN, SOMEBODY


@resource(Guild, public=GuildPublic, relations=["smiths"])
class GuildType:
    """Who works together."""


@resource(Smith, public=SmithPublic, create=SmithCreate, relations=["guild"], policy=OPEN)
class SmithType:
    """Who works with metal."""

    @field(requires=["name"])
    @staticmethod
    async def broken(smith: Parent[SmithPublic]) -> str:
        raise FileNotFoundError("/etc/secret")


@strawberry.type
class Queries:
    """Ways to fail."""

    @strawberry.field
    @staticmethod
    async def fail(kind: str) -> int | None:
        """Fail."""
        if kind == "UNAVAILABLE":
            raise DatabaseUnavailableError
        raise RequestError(ErrorCode(kind), "No.")

    @strawberry.field
    @staticmethod
    async def wait(info: Info) -> int:
        """Wait until cancelled."""
        WAITING.set()
        await asyncio.sleep(30)
        return 1

    @strawberry.field
    @staticmethod
    async def many(info: Info, times: int) -> int:
        """Run statements."""
        for _ in range(times):
            await info.context.session.fetch(text("SELECT 1"))
        return times

    @strawberry.field
    @staticmethod
    async def wrong(info: Info) -> int | None:
        """Run a statement that fails."""
        await info.context.session.fetch(text("SELECT nothing FROM nowhere WHERE 'x' = :secret"), {"secret": SECRET})
        return None


@strawberry.type
class Mutations:
    """Ways to write."""

    @strawberry.mutation
    @staticmethod
    async def linger(info: Info) -> int:
        """Write after a while."""
        WAITING.set()
        await asyncio.sleep(0.1)
        async with info.context.write() as session:
            await (await session.connection()).execute(text("UPDATE guild SET name = 'Gold' WHERE id = 1"))
        return 1

    @strawberry.mutation
    @staticmethod
    async def linger_and_fail(info: Info) -> int:
        """Fail after a while."""
        WAITING.set()
        await asyncio.sleep(0.05)
        raise LookupError


WAITING = asyncio.Event()
SECRET = str(uuid4())


class Api:
    """A schema whose records are kept."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.records: list[OperationRecord] = []
        self.schema = self.build()

    def build(self, limits: Limits | None = None, trusted: TrustedDocuments | None = None) -> Schema:
        """A schema that tells this what happens."""
        return build_schema(
            [GuildType, SmithType],
            query=[Queries],
            mutation=[Mutations],
            limits=limits,
            observers=[self.records.append],
            trusted_documents=trusted,
        )

    async def run(self, query: str, name: str | None = None, **variables: Any) -> OperationRecord:
        """The record of an operation."""
        await self.schema.execute(Request(query, variables, name), Context(self.database.session(), SOMEBODY))
        return self.records[-1]
