"""Records of idempotency: whose they are, what concurrent repeats do, how long they last and what they tell."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from sqlalchemy import insert, select, update

from sqlmodel_strawberry import Limits, WriteSession
from sqlmodel_strawberry.building.build_schema import build_schema
from sqlmodel_strawberry.statements.idempotency_records import PURGED_AT_ONCE
from tests.sqlmodel_strawberry.transactions.bank import (
    KEY,
    AccountType,
    Bank,
    Mutations,
    NaiveRecord,
    Record,
    create_schema,
    hooks,
)
from tests.sqlmodel_strawberry.transactions.test_idempotency import ADA, CONFLICT, CREATE, OTHER_KEY, SPEND


class TestPrincipals:
    async def test_each_has_keys_of_their_own(self, api: Bank) -> None:
        account = await api.open("a")
        for principal in ("user:1", "user:2", "user:1"):
            await api.data(SPEND, "short", viewer=SimpleNamespace(principal=principal), id=account)
        assert (hooks.runs, await api.cents()) == (2, {"a": 98})

    async def test_somebody_is_not_a_stranger(self, api: Bank) -> None:
        account = await api.open("a")
        await api.data(SPEND, KEY, viewer=SimpleNamespace(principal="user:1"), id=account)
        await api.data(SPEND, KEY, id=account)
        assert await api.cents() == {"a": 98}

    async def test_a_viewer_without_a_name_is_a_mistake_of_ours(
        self, api: Bank, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.ERROR):
            result = await api.run(CREATE, KEY, viewer=object(), a=ADA)
        assert [error["extensions"]["code"] for error in result.errors] == ["INTERNAL_SERVER_ERROR"]
        assert "needs `principal: str`" in caplog.text
        assert await api.cents() == {}


class TestConcurrency:
    async def test_repeats_at_once_run_once(self, api: Bank) -> None:
        account = await api.open("a")
        answers = await asyncio.gather(*(api.data(SPEND, KEY, id=account) for _ in range(10)))
        assert answers == [answers[0]] * 10
        assert answers[0]["spend"]["account"]["cents"] == 99
        assert (hooks.runs, await api.cents()) == (1, {"a": 99})

    async def test_of_different_requests_at_once_one_is_done(self, api: Bank) -> None:
        requests = [api.data(CREATE, KEY, a={"name": f"n{number}"}) for number in range(8)]
        created = [answer["createAccount"] for answer in await asyncio.gather(*requests)]
        done = [answer["account"]["name"] for answer in created if answer["account"]]
        assert [answer["userErrors"] for answer in created if not answer["account"]] == [CONFLICT] * 7
        assert list(await api.cents()) == done

    async def test_who_waited_for_a_write_that_failed_does_it(self, api: Bank) -> None:
        account = await api.open("a")
        calls = 0

        async def fail_first(_session: WriteSession) -> None:
            nonlocal calls
            calls += 1
            if calls == 1:
                await asyncio.sleep(0.05)
                raise LookupError

        hooks.inside = fail_first
        results = await asyncio.gather(*(api.run(SPEND, KEY, id=account) for _ in range(4)))
        assert sorted(len(result.errors) for result in results) == [0, 0, 0, 1]
        assert (hooks.runs, await api.cents()) == (2, {"a": 99})


class TestRecords:
    async def test_they_expire(self, api: Bank) -> None:
        account = await api.open("a")
        await api.data(SPEND, KEY, id=account)
        await self._age(api, timedelta(hours=23))
        await api.data(SPEND, KEY, id=account)
        assert await api.cents() == {"a": 99}
        await self._age(api, timedelta(hours=2))
        await api.data(SPEND, KEY, id=account)
        await api.data(SPEND, KEY, id=account)
        assert (await api.cents(), len(await api.records())) == ({"a": 98}, 1)

    async def test_an_expired_key_may_come_with_another_request(self, api: Bank) -> None:
        await api.data(CREATE, KEY, a=ADA)
        await self._age(api, timedelta(hours=25))
        created = (await api.data(CREATE, KEY, a=ADA | {"name": "Bob"}))["createAccount"]
        assert created["userErrors"] == []

    async def test_how_long_they_last_is_a_limit(self, api: Bank) -> None:
        schema = build_schema(
            [AccountType], mutation=[Mutations], idempotency=Record, limits=Limits(idempotency_hours=1)
        )
        short = Bank(api.database, schema)
        account = await short.open("a")
        for _ in range(2):
            await short.data(SPEND, KEY, id=account)
            await self._age(short, timedelta(minutes=61))
        assert await short.cents() == {"a": 98}

    async def test_a_clock_without_time_zone_holds_utc(self, api: Bank) -> None:
        naive = Bank(api.database, create_schema(NaiveRecord))
        account = await naive.open("a")
        for _ in range(2):
            await naive.data(SPEND, KEY, id=account)
        async with api.database.engine.connect() as connection:
            created_at = await connection.scalar(select(NaiveRecord.created_at))
        assert created_at is not None
        assert abs(created_at - datetime.now(UTC).replace(tzinfo=None)) < timedelta(minutes=1)
        assert await naive.cents() == {"a": 99}

    async def test_writes_delete_what_expired_a_few_at_a_time(self, api: Bank) -> None:
        account = await api.open("a")
        await api.data(SPEND, KEY, id=account)
        (record,) = await api.records()
        old = [dict(record._mapping) | {"key_hash": f"{number:064}"} for number in range(PURGED_AT_ONCE + 3)]
        long_ago = record.created_at - timedelta(days=2)
        async with api.database.engine.begin() as connection:
            await connection.execute(insert(Record), old)
            await connection.execute(
                update(Record).where(Record.key_hash.startswith("0" * 60)).values(created_at=long_ago)
            )
        await api.data(SPEND, OTHER_KEY, id=account)
        assert len(await api.records()) == 2 + 3
        await api.data(SPEND, UUID(int=UUID(KEY).int + 1).hex, id=account)
        assert len(await api.records()) == 3

    async def test_they_hold_hashes_and_the_answer_only(self, api: Bank) -> None:
        query = "mutation($a: AccountCreate!) { createAccount(input: {account: $a}) { account { name } } }"
        await api.data(query, KEY, a=ADA | {"extra": {"pin": "s3cret"}})
        (record,) = await api.records()
        told = " ".join(map(str, record))
        assert "Ada" in told
        for unsaid in (KEY, "s3cret", "1815", "mutation"):
            assert unsaid not in told

    async def test_the_hash_of_a_request_depends_on_its_key(self, api: Bank) -> None:
        """Whoever reads the table cannot try out what the variables were: the key is not there."""
        account = await api.open("a")
        await api.data(SPEND, KEY, id=account)
        await api.data(SPEND, OTHER_KEY, id=account)
        assert len({record.request_hash for record in await api.records()}) == 2

    @staticmethod
    async def _age(api: Bank, by: timedelta) -> None:
        (record,) = await api.records()
        async with api.database.engine.begin() as connection:
            await connection.execute(update(Record).values(created_at=record.created_at - by))
