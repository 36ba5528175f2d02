"""Operations that nobody pays for, seen by an observer."""

import asyncio
from typing import Any

import pytest

from sqlmodel_strawberry import Allowance, Context, OperationRecord, Outcome, RefusedRequestError, Request, build_schema
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry.observed import GuildType, SmithType
from tests.sqlmodel_strawberry.workshop import workshop
from tests.viewers import SOMEBODY

MUTATION = 'mutation M { createSmith(input: {smith: {name: "Ada"}}) { smith { id } } }'


class Poor:
    """Pays for reading a document, and after a while nothing more."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def take(self, context: Context[Any], cost: int) -> Allowance:
        if context.charged == 0:
            return Allowance(limit=10, remaining=0, reset=60)
        self.asked.set()
        await asyncio.sleep(0.05)
        return Allowance(limit=10, remaining=0, reset=60, retry_after=60)

    async def give_back(self, context: Context[Any], cost: int) -> None:
        raise AssertionError("nothing was left over")


@pytest.mark.parametrize("leaves", [False, True])
async def test_a_refused_mutation_is_no_mistake_of_ours(
    make_database: MakeDatabase, caplog: pytest.LogCaptureFixture, leaves: bool
) -> None:
    database, budget = await make_database(workshop.metadata), Poor()
    records: list[OperationRecord] = []
    schema = build_schema([GuildType, SmithType], budget=budget, observers=[records.append])
    task = asyncio.create_task(schema.execute(Request(MUTATION, {}), Context(database.session(), SOMEBODY)))
    await budget.asked.wait()
    if leaves:
        task.cancel()
    with pytest.raises(asyncio.CancelledError if leaves else RefusedRequestError):
        await task
    await database.drain(10)
    (record,) = records
    assert (record.outcome, record.code, record.error_ids) == (Outcome.REFUSED, "RATE_LIMITED", ())
    assert caplog.records == []
