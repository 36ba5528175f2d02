"""Credits: whoever moves them, in whatever order and at once, none are made, none are lost, and nobody owes any."""

import asyncio
import random
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.models import User
from app.services import errors
from app.services.credits import MAX_CREDITS, transfer_credits
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Limits, Request
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.values.ids import to_global_id
from tests.app import rows
from tests.databases import connected
from tests.graphql_schema.viewers import ADMIN

TRANSFER = """mutation($from: ID!, $to: ID!, $amount: Decimal!) {
    transferCredits(input: {fromUserId: $from, toUserId: $to, amount: $amount}) {
        user { credits } userErrors { code path } } }"""


@pytest.fixture
async def bank(database: Database) -> Database:
    """Users 1 to 5 have 100.00 each, user 6 as much as one can have."""
    async with database.write() as session:
        session.add_all(rows.user(f"user{key}", id=key, credits=Decimal("100.00")) for key in range(1, 6))
        session.add(rows.user("rich", id=6, credits=MAX_CREDITS))
    return database


PATIENCE = 120
"""Seconds for whatever a hundred transfers wait for: that a busy machine is slow is not what is tried."""


@pytest.fixture
async def patient_bank(bank: Database) -> AsyncIterator[Database]:
    """The same, where nobody is told to come back later."""
    waits: dict[str, Any] = dict.fromkeys(["pool_timeout", "lock_timeout", "statement_timeout"], PATIENCE)
    async with connected(bank.engine.url, **waits) as database:
        yield database


async def credits(database: Database) -> dict[int, Decimal]:
    async with database.engine.connect() as connection:
        found = await connection.execute(
            select(col(User.id), col(User.credits)).where(col(User.id) < 6).order_by(col(User.id))
        )
        return {row.id: row.credits for row in found}


class TestTransfer:
    async def test_credits_move(self, bank: Database) -> None:
        async with bank.write() as session:
            giver = await transfer_credits(session, 2, 1, Decimal("99.99"))
        assert (giver.id, giver.credits) == (2, Decimal("0.01"))
        assert await credits(bank) == {
            key: Decimal(cents) / 100 for key, cents in {1: 19999, 2: 1, 3: 10000, 4: 10000, 5: 10000}.items()
        }

    @pytest.mark.parametrize(
        ("giver", "taker", "amount", "error", "path"),
        [
            (1, 2, "100.01", errors.InsufficientCredits, ("amount",)),
            (1, 2, "0.00", errors.AmountNotPositive, ("amount",)),
            (1, 2, "-1.00", errors.AmountNotPositive, ("amount",)),
            (1, 1, "1.00", errors.TransferToSelf, ("to_user_id",)),
            (1, 99, "1.00", errors.UserNotFound, ("to_user_id",)),
            (1, 99, "99999.00", errors.InsufficientCredits, ("amount",)),
            (99, 1, "1.00", errors.UserNotFound, ("from_user_id",)),
            (1, 6, "0.01", errors.CreditsLimitReached, ("amount",)),
        ],
    )
    async def test_what_cannot_be_is_refused_and_nothing_moves(
        self,
        bank: Database,
        giver: int,
        taker: int,
        amount: str,
        error: type[errors.ServiceError],
        path: tuple[str, ...],
    ) -> None:
        before = await credits(bank)
        with pytest.raises(error) as caught:
            async with bank.write() as session:
                await transfer_credits(session, giver, taker, Decimal(amount))
        assert caught.value.path == path
        assert await credits(bank) == before

    async def test_a_caller_that_goes_on_after_a_refusal_has_no_half_of_it(self, bank: Database) -> None:
        async with bank.write() as session:
            await transfer_credits(session, 1, 2, Decimal("10.00"))
            with pytest.raises(errors.InsufficientCredits):
                await transfer_credits(session, 1, 3, Decimal("1000.00"))
            await transfer_credits(session, 2, 3, Decimal("5.00"))
        assert list((await credits(bank)).values())[:3] == [Decimal("90.00"), Decimal("105.00"), Decimal("105.00")]


class TestHundredAtOnce:
    async def test_the_sum_stays_and_nobody_owes(self, patient_bank: Database) -> None:
        """Many are refused, since much is asked of few; none is given up, and each acknowledged one is in the sums."""
        bank, schema = patient_bank, create_schema(Limits(seconds=PATIENCE))
        before, chance = await credits(bank), random.Random(20261121)
        ids = {key: to_global_id(schema.resources["User"], (key,)) for key in before}

        async def transfer() -> tuple[int, int, Decimal] | None:
            giver, taker = chance.sample(sorted(before), 2)
            amount = Decimal(chance.randrange(1, 15000)) / 100
            variables = {"from": ids[giver], "to": ids[taker], "amount": str(amount)}
            result = await schema.execute(Request(TRANSFER, variables), Context(bank.session(), ADMIN))
            assert not result.errors, result.errors
            assert result.data is not None
            payload = result.data["transferCredits"]
            if payload["userErrors"]:
                assert payload["userErrors"] == [{"code": "INSUFFICIENT_CREDITS", "path": ["input", "amount"]}]
                return None
            assert Decimal(payload["user"]["credits"]) >= 0
            return giver, taker, amount

        moved = [each for each in await asyncio.gather(*(transfer() for _ in range(100))) if each]
        assert 10 < len(moved) < 100
        expected = dict(before)
        for giver, taker, amount in moved:
            expected[giver] -= amount
            expected[taker] += amount
        after = await credits(bank)
        assert after == expected
        assert sum(after.values()) == sum(before.values())
        assert min(after.values()) >= 0
