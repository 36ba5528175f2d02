"""A domain of its own: values of every type to be remembered, and services that others get in the way of."""

import asyncio
import datetime as dt
import enum
import uuid
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import strawberry
from pydantic import BaseModel
from sqlalchemy import JSON, DateTime, String, Text, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlmodel import SQLModel

from sqlmodel_strawberry import (
    Context,
    Database,
    Info,
    Key,
    Request,
    Result,
    Schema,
    WriteSession,
    anyone,
    mutation,
    resource,
)
from sqlmodel_strawberry.building.build_schema import build_schema
from tests.viewers import OPEN

bank = registry()
KEY = "9a6f2c1e-4b1d-4f57-8f0e-2f1f6d0b7c55"


class Base(DeclarativeBase):
    """Tables of this domain only."""

    registry = bank
    metadata = bank.metadata


class Kind(enum.Enum):
    """What an account is for."""

    CURRENT = "c"
    SAVINGS = "s"


class Account(Base):
    """Where money is."""

    __tablename__ = "account"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str] = mapped_column(String(100), unique=True)
    cents: Mapped[int] = mapped_column(default=0)
    kind: Mapped[Kind] = mapped_column(default=Kind.CURRENT)
    opened: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), default=lambda: dt.datetime.now(dt.UTC))
    born: Mapped[dt.date | None] = mapped_column()
    extra: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class AccountPublic(SQLModel):
    """Where money is."""

    id: uuid.UUID
    name: str
    cents: int
    kind: Kind
    opened: dt.datetime
    born: dt.date | None
    extra: dict[str, Any] | None


class AccountCreate(SQLModel):
    """A new account."""

    name: str
    cents: int = 0
    kind: Kind = Kind.CURRENT
    born: dt.date | None = None
    extra: dict[str, Any] | None = None


class AccountUpdate(SQLModel):
    """What to change in an account."""

    name: str | None = None
    cents: int | None = None


class Record(Base):
    """What was done once."""

    __tablename__ = "record"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    outcomes: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))


class NaiveRecord(Base):
    """The same with a clock that has no time zone."""

    __tablename__ = "naive_record"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    outcomes: Mapped[str] = mapped_column(Text)
    created_at: Mapped[dt.datetime] = mapped_column(DateTime)


@resource(Account, public=AccountPublic, create=AccountCreate, update=AccountUpdate, unique=["name"], policy=OPEN)
class AccountType:
    """Where money is."""


class TooPoor(Exception):
    code = "TOO_POOR"
    path = ("cents",)


class Deposit(BaseModel):
    """So much for one account."""

    account_id: Annotated[uuid.UUID, Key(Account)]
    cents: int


class Hooks:
    """What a test lets happen in the middle of a write; `runs` counts the writes begun."""

    def __init__(self) -> None:
        self.runs = 0
        self.inside: Callable[[WriteSession], Awaitable[None]] | None = None


hooks = Hooks()


class Mutations:
    @mutation(errors=[TooPoor], allow=anyone)
    @staticmethod
    async def spend(session: WriteSession, account_id: Annotated[uuid.UUID, Key(Account)], cents: int) -> Account:
        """Take from an account."""
        hooks.runs += 1
        account = await session.get_one(Account, account_id, with_for_update=True)
        account.cents -= cents
        await session.flush()
        if hooks.inside:
            await hooks.inside(session)
        if account.cents < 0:
            raise TooPoor("There is less than that.")
        return account

    @mutation(allow=anyone)
    @staticmethod
    async def deposit(session: WriteSession, deposits: list[Deposit]) -> Account | None:
        """Add to accounts."""
        last = None
        for each in deposits:
            last = await session.get_one(Account, each.account_id)
            last.cents += each.cents
        return last

    @mutation(allow=anyone)
    @staticmethod
    async def lock_all(session: WriteSession, account_ids: list[Annotated[uuid.UUID, Key(Account)]]) -> Account | None:
        """Take a cent from each account, one after the other."""
        hooks.runs += 1
        last = None
        for account_id in account_ids:
            last = await session.get_one(Account, account_id, with_for_update=True)
            last.cents -= 1
            await session.flush()
            if hooks.inside:
                await hooks.inside(session)
        return last

    @strawberry.mutation
    async def by_hand(self, info: Info) -> bool:
        """Written without the engine's forms."""
        async with info.context.write() as session:
            session.add(Account(name="by hand"))
        return True


def create_schema(idempotency: type | None = Record) -> Schema:
    """The whole API."""
    return build_schema([AccountType], mutation=[Mutations], idempotency=idempotency)


SCHEMA = create_schema()


class Bank:
    """Operations over one database, each in a context of its own."""

    def __init__(self, database: Database, schema: Schema = SCHEMA) -> None:
        self.database = database
        self.schema = schema

    async def run(self, query: str, key: str | None = None, viewer: Any = None, **variables: Any) -> Result:
        """The response, whatever it is."""
        context = Context(self.database.session(), viewer, idempotency_key=key)
        return await asyncio.wait_for(self.schema.execute(Request(query, variables), context), 30)

    async def data(self, query: str, key: str | None = None, viewer: Any = None, **variables: Any) -> Any:
        """The data of an operation that must have no errors."""
        result = await self.run(query, key, viewer, **variables)
        assert not result.errors, result.errors
        return result.data

    async def codes(self, query: str, key: str | None = None, viewer: Any = None, **variables: Any) -> list[str]:
        """The codes of the top-level errors."""
        result = await self.run(query, key, viewer, **variables)
        return [error["extensions"]["code"] for error in result.errors]

    async def open(self, name: str, cents: int = 100) -> str:
        """The id of a new account."""
        query = "mutation($a: AccountCreate!) { createAccount(input: {account: $a}) { account { id } } }"
        account_id: str = (await self.data(query, a={"name": name, "cents": cents}))["createAccount"]["account"]["id"]
        return account_id

    async def cents(self) -> dict[str, int]:
        """What is in the table, read beside the engine."""
        async with self.database.engine.connect() as connection:
            rows = await connection.execute(select(Account.name, Account.cents).order_by(Account.name))
            return {row.name: row.cents for row in rows}

    async def records(self) -> list[Any]:
        """The table of records."""
        async with self.database.engine.connect() as connection:
            return list((await connection.execute(select(Record.__table__))).all())
