"""How often one may try, how many passwords are hashed, and that the time of an answer says nothing."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from limits import parse
from limits.errors import StorageError
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import func, select, update

from app.models import User, UserRole
from app.rate_limits import rate_limit_storage
from app.services.errors import TooManyAttempts, TooManyPasswords
from app.services.passwords import HASHER, PasswordHasher, allow_passwords
from app.services.throttle import MOST_COUNTS, AttemptLimits, BoundedMemoryStorage, Throttle
from app.settings import Settings
from sqlmodel_strawberry import Database
from tests.app.identity_client import INVALID_CREDENTIALS, LOG_IN, PASSWORD, REGISTER, IdentityClient

LIMITS = AttemptLimits(*map(parse, ("3/minute", "5/hour", "7/minute", "2/hour")))
HERE, THERE = "198.51.100.1", "198.51.100.2"


async def refused(attempts: Any) -> int:
    with pytest.raises(TooManyAttempts) as caught:
        await attempts
    return caught.value.retry_after


class TestThrottle:
    @pytest.fixture
    async def throttle(self) -> Throttle:
        return Throttle(LIMITS, BoundedMemoryStorage())

    async def test_attempts_from_one_address(self, throttle: Throttle) -> None:
        for _ in range(3):
            await throttle.login("ada", HERE)
        assert 0 < await refused(throttle.login("ada", HERE)) <= 60
        await throttle.login("ada", THERE)
        await throttle.login("bob", HERE)

    async def test_names_without_end_are_not_kept_without_end(self) -> None:
        storage = BoundedMemoryStorage()
        await storage.incr("lasting", 1000)
        for number in range(MOST_COUNTS + 50):
            storage.storage[str(number)] = 1
            storage.expirations[str(number)] = time.time() + number / MOST_COUNTS
        await storage.incr("new", 100)
        assert len(storage.storage) <= MOST_COUNTS
        assert await storage.get("lasting") == await storage.get("new") == 1

    async def test_a_success_starts_anew(self, throttle: Throttle) -> None:
        for _ in range(3):
            await throttle.login("ada", HERE)
        await throttle.logged_in("ada", HERE)
        await throttle.login("ada", HERE)

    async def test_one_address_and_many_accounts(self, throttle: Throttle) -> None:
        for number in range(7):
            await throttle.login(f"user{number}", HERE)
        assert 0 < await refused(throttle.login("another", HERE)) <= 60
        await throttle.login("another", THERE)

    async def test_many_addresses_and_one_account_never_keep_the_owner_out(self, throttle: Throttle) -> None:
        await throttle.login("ada", HERE)
        await throttle.logged_in("ada", HERE)
        for number in range(4):
            await throttle.login("ada", f"203.0.113.{number}")
        for number in range(4, 50):
            assert 0 < await refused(throttle.login("ada", f"203.0.113.{number}")) <= 3600
        await throttle.login("ada", HERE)
        assert await refused(throttle.login("ada", THERE))

    async def test_an_address_of_ipv6_is_its_network(self, throttle: Throttle) -> None:
        for number in range(3):
            await throttle.login("ada", f"2001:db8::{number}")
        await refused(throttle.login("ada", "2001:db8::ffff:1"))
        await throttle.login("ada", "2001:db8:0:1::1")
        for _ in range(2):
            await throttle.registration("::ffff:192.0.2.1")
        await refused(throttle.registration("192.0.2.1"))

    async def test_without_an_address_there_is_the_account(self, throttle: Throttle) -> None:
        for _ in range(3):
            await throttle.login("ada", None)
        await refused(throttle.login("ada", "not an address"))
        for _ in range(50):
            await throttle.registration(None)

    async def test_while_the_storage_is_away_each_process_counts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        storage, asked = BoundedMemoryStorage(), []

        async def away(key: str, *_: Any, **__: Any) -> int:
            asked.append(key)
            raise StorageError(ConnectionError("redis"))

        with monkeypatch.context() as patched:
            for name in ("incr", "get", "clear"):
                patched.setattr(storage, name, away)
            throttle = Throttle(LIMITS, storage)
            for _ in range(3):
                await throttle.login("ada", HERE)
            assert await refused(throttle.login("ada", HERE))
            assert len(asked) == 1
            monkeypatch.setattr(throttle._counts, "_away_until", 0.0)
            assert await refused(throttle.login("ada", HERE))
            assert len(asked) == 2
        monkeypatch.setattr(throttle._counts, "_away_until", 0.0)
        await throttle.login("ada", HERE)

    async def test_a_redis_that_refuses_connections(self) -> None:
        throttle = Throttle(LIMITS, rate_limit_storage(Settings(rate_limit_storage="async+redis://127.0.0.1:1")))
        for _ in range(3):
            await throttle.login("ada", HERE)
        assert await refused(throttle.login("ada", HERE))


class TestAttemptsOverHttp:
    async def test_beyond_the_limit_nothing_is_tried(self, client: IdentityClient, database: Database) -> None:
        for _ in range(10):
            assert await client.log_in(password="wrong") == INVALID_CREDENTIALS
        async with database.engine.begin() as connection:
            await connection.execute(update(User).values(hashed_password="whatever"))
        extensions = await client.limited(LOG_IN, u="ada", p=PASSWORD)
        assert extensions is not None
        assert extensions["code"] == "RATE_LIMITED"
        assert 0 < extensions["retryAfter"] <= 300

    async def test_accounts_that_do_not_exist_are_the_same(self, client: IdentityClient) -> None:
        for name in ("ada", "nobody"):
            for _ in range(10):
                assert await client.log_in(name, "wrong") == INVALID_CREDENTIALS
            limited = await client.limited(LOG_IN, u=name.upper(), p=PASSWORD)
            assert limited is not None
            assert limited["code"] == "RATE_LIMITED"
        assert (await client.elsewhere(THERE).log_in())["userErrors"] == []

    async def test_the_aliases_of_one_request_are_attempts(self, client: IdentityClient) -> None:
        logins = " ".join(
            f'a{number}: logIn(input: {{username: "ada", password: "{number}"}}) {{ accessToken }}'
            for number in range(6)
        )
        extensions = await client.limited(f"mutation {{ {logins} }}")
        assert extensions == {"code": "COST_LIMIT_EXCEEDED"}

    async def test_registrations(self, client: IdentityClient) -> None:
        async def register(number: int) -> Any:
            account = {"email": f"u{number}@example.com", "username": f"user{number}", "password": PASSWORD}
            return await client.limited(REGISTER, a=account)

        assert [await register(number) for number in range(20)] == [None] * 20
        assert (await register(20))["code"] == "RATE_LIMITED"


class TestPasswordsOfOneRequest:
    CREATE = "mutation ($users: [UserCreate!]!) { createUsers(input: {users: $users}) { userErrors { code } } }"

    async def test_a_bulk_hashes_a_few_and_writes_nothing(
        self, client: IdentityClient, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hashed: list[str] = []
        real = HASHER._hasher

        class Counting:
            def hash(self, password: str) -> str:
                hashed.append(password)
                return real.hash(password)

        async with database.engine.begin() as connection:
            await connection.execute(update(User).values(role=UserRole.ADMIN))
        token = (await client.log_in())["accessToken"]
        monkeypatch.setattr(HASHER, "_hasher", Counting())
        users = [
            {"email": f"u{number}@example.com", "username": f"user{number}", "password": PASSWORD}
            for number in range(100)
        ]
        answer = (await client.post(self.CREATE, token, users=users)).json()
        assert [error["extensions"] for error in answer["errors"]] == [{"code": "COST_LIMIT_EXCEEDED"}]
        assert len(hashed) == 5
        async with database.engine.connect() as connection:
            assert await connection.scalar(select(func.count()).select_from(User)) == 1
        assert await client.payload(self.CREATE, token, users=users[:5]) == {"userErrors": []}

    async def test_one_that_may_not_be_written_is_not_hashed(
        self, client: IdentityClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        token = (await client.log_in())["accessToken"]
        monkeypatch.setattr(HASHER, "_hasher", None)
        for id_ in ("WyJVc2VyIiwxXQ", "WyJVc2VyIiw5OV0", "forged"):
            patch = f'{{id: "{id_}", patch: {{password: "another one"}}}}'
            for update_user in (f"updateUser(input: {patch})", f"updateUsers(input: {{patches: [{patch}]}})"):
                answer = (await client.post(f"mutation {{{update_user} {{userErrors {{code}}}}}}", token)).json()
                assert [error["extensions"] for error in answer["errors"]] == [{"code": "FORBIDDEN"}]

    async def test_each_request_may_bring_as_many(self, client: IdentityClient) -> None:
        for _ in range(8):
            assert (await client.log_in())["userErrors"] == []


class TestHasher:
    @pytest.fixture
    async def hasher(self, cheap_passwords: None) -> AsyncIterator[PasswordHasher]:
        hasher = PasswordHasher(threads=1, max_waiting=2)
        hasher._hasher = HASHER._hasher
        yield hasher
        hasher._pool.shutdown()

    async def test_those_who_wait_are_bounded(self, hasher: PasswordHasher) -> None:
        done = await asyncio.gather(*(hasher.hash("x") for _ in range(10)), return_exceptions=True)
        refusals = [each for each in done if isinstance(each, TooManyAttempts)]
        assert (len(refusals), len(done)) == (7, 10)
        assert await hasher.hash("x")

    async def test_a_task_has_an_allowance_and_shares_it_with_what_it_starts(self, hasher: PasswordHasher) -> None:
        async def request() -> list[Any]:
            await allow_passwords(2)
            tasks = [asyncio.create_task(hasher.hash(str(number))) for number in range(3)]
            return await asyncio.gather(*tasks, return_exceptions=True)

        for done in (await asyncio.create_task(request()), await asyncio.create_task(request())):
            assert [type(each) for each in done] == [str, str, TooManyPasswords]
        assert await hasher.hash("outside of any request")


class TestTime:
    async def test_an_unknown_name_takes_as_long_as_a_wrong_password(
        self, client: IdentityClient, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Medians of interleaved attempts, where hashing takes most of the time."""
        real = PasswordHash((Argon2Hasher(time_cost=4, memory_cost=32 * 1024, parallelism=1),))
        monkeypatch.setattr(HASHER, "_hasher", real)
        monkeypatch.delitem(HASHER.__dict__, "_nobodys")
        async with database.engine.begin() as connection:
            await connection.execute(update(User).values(hashed_password=real.hash(PASSWORD)))
        await client.log_in("warm", "up")
        taken: dict[str, list[float]] = {"ada": [], "nobody": []}
        for _ in range(5):
            for name, times in taken.items():
                begun = time.perf_counter()
                assert await client.log_in(name, "wrong") == INVALID_CREDENTIALS
                times.append(time.perf_counter() - begun)
        known, unknown = (statistics.median(times) for times in taken.values())
        assert 1 / 3 < known / unknown < 3
