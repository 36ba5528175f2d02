"""Buckets, in this process and in a real Redis: the same answers, and no more than there is, whoever asks at once."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from limits.aio.storage import RedisStorage
from limits.errors import StorageError

from app.rate_limits import rate_limit_storage
from app.services.failover import Failover
from app.services.token_buckets import Bucket, MemoryBuckets, RedisBuckets, TokenBuckets
from app.settings import Settings
from tests.redis import RedisServer, redis_server

SLOW = Bucket("slow", 100, 10_000)
LARGE = Bucket("large", 1_000, 100_000)
QUICK = Bucket("quick", 100, 0.5)


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
async def redis() -> AsyncIterator[RedisServer]:
    async with redis_server() as server:
        yield server


def shared(server: RedisServer) -> RedisBuckets:
    storage = rate_limit_storage(Settings(rate_limit_storage=server.url))
    assert isinstance(storage, RedisStorage)
    return RedisBuckets(storage)


async def take(buckets: TokenBuckets, cost: int, *which: Bucket) -> tuple[bool, list[int]]:
    """Whether it was taken, and how much is left."""
    taken, levels = await buckets.take(which, cost)
    return taken, [math.floor(level) for level in levels]


class Either:
    """What holds of buckets wherever they are kept."""

    async def test_what_is_taken_is_gone(self, buckets: TokenBuckets) -> None:
        assert await take(buckets, 60, SLOW) == (True, [40])
        assert await take(buckets, 41, SLOW) == (False, [40])
        assert await take(buckets, 40, SLOW) == (True, [0])
        assert await take(buckets, 1, SLOW) == (False, [0])

    async def test_keys_are_apart(self, buckets: TokenBuckets) -> None:
        assert await take(buckets, 100, SLOW) == (True, [0])
        assert await take(buckets, 100, LARGE) == (True, [900])

    async def test_one_that_has_less_leaves_all_as_they_were(self, buckets: TokenBuckets) -> None:
        assert await take(buckets, 90, SLOW, LARGE) == (True, [10, 910])
        assert await take(buckets, 90, SLOW, LARGE) == (False, [10, 910])
        assert await take(buckets, 910, LARGE) == (True, [0])

    async def test_what_is_put_back_is_there_and_never_more_than_it_holds(self, buckets: TokenBuckets) -> None:
        await take(buckets, 80, SLOW)
        assert await take(buckets, -30, SLOW) == (True, [50])
        assert await take(buckets, -300, SLOW) == (True, [100])

    async def test_it_fills(self, buckets: TokenBuckets) -> None:
        assert await take(buckets, 100, QUICK) == (True, [0])
        taken, (level,) = await buckets.take([QUICK], 40)
        assert not taken
        assert 0 < QUICK.seconds_to(40, level) <= 0.2
        await asyncio.sleep(QUICK.seconds_to(40, level) + 0.01)
        assert (await take(buckets, 40, QUICK))[0]

    async def test_those_who_come_together_get_no_more_than_there_is(self, buckets: TokenBuckets) -> None:
        done = await asyncio.gather(*(buckets.take([SLOW, LARGE], 7) for _ in range(60)))
        assert sum(taken for taken, _ in done) == 100 // 7


class TestInThisProcess(Either):
    @pytest.fixture
    async def buckets(self) -> TokenBuckets:
        return MemoryBuckets()


class TestInRedis(Either):
    @pytest.fixture
    async def buckets(self, redis: RedisServer) -> AsyncIterator[TokenBuckets]:
        made = shared(redis)
        await connection(made).flushall()
        yield made
        await connection(made).aclose()


class TestLevels:
    def test_how_long_to_wait(self) -> None:
        bucket = Bucket("a", 100, 50)
        assert [bucket.seconds_to(tokens, 0) for tokens in (0, 1, 100, 101)] == [0, 0.5, 50, math.inf]
        assert [bucket.seconds_to(tokens, 60) for tokens in (0, 60, 100, 101)] == [0, 0, 20, math.inf]


class TestMemory:
    async def test_a_bucket_holds_no_more_the_longer_it_waits(self) -> None:
        clock = Clock()
        buckets = MemoryBuckets(clock=clock)
        assert await take(buckets, 50, SLOW) == (True, [50])
        clock.now += 1_000_000
        assert await take(buckets, 101, SLOW) == (False, [100])
        assert await take(buckets, 100, SLOW) == (True, [0])

    async def test_full_buckets_are_forgotten(self) -> None:
        clock = Clock()
        buckets = MemoryBuckets(clock=clock)
        for number in range(1_000):
            await buckets.take([Bucket(str(number), 100, 60)], 100)
        assert len(buckets) == 1_000
        clock.now += 60
        await buckets.take([Bucket("another", 100, 60)], 1)
        assert len(buckets) == 1

    async def test_many_addresses_take_no_more_than_their_memory(self) -> None:
        buckets = MemoryBuckets(most=100)
        for number in range(1_000):
            await take(buckets, 100, Bucket(str(number), 100, 60_000))
            await take(buckets, 1, Bucket("steady", 10_000, 60_000_000))
        assert len(buckets) == 100
        assert await take(buckets, 1, Bucket("999", 100, 60_000)) == (False, [0])
        assert await take(buckets, 0, Bucket("steady", 10_000, 60_000_000)) == (True, [9_000])
        assert await take(buckets, 1, Bucket("0", 100, 60_000)) == (True, [99])


class TestRedis:
    async def test_processes_share_it(self, redis: RedisServer) -> None:
        first, second = shared(redis), shared(redis)
        bucket = Bucket("of both", 100, 10_000)
        assert await take(first, 60, bucket) == (True, [40])
        assert await take(second, 60, bucket) == (False, [40])
        for each in (first, second):
            await connection(each).aclose()

    async def test_keys_end(self, redis: RedisServer) -> None:
        buckets = shared(redis)
        await take(buckets, 50, Bucket("ends", 100, 60))
        (key,) = await connection(buckets).keys("*:ends")
        assert 30_000 < await connection(buckets).pttl(key) <= 31_000
        await connection(buckets).aclose()

    async def test_while_it_does_not_answer_this_process_counts(self) -> None:
        async with redis_server() as server:
            redis = shared(server)
            counts: Failover[TokenBuckets] = Failover(redis, MemoryBuckets())

            def ask(cost: int) -> Callable[[TokenBuckets], Any]:
                return lambda buckets: take(buckets, cost, SLOW)

            assert await counts.ask(ask(90)) == (True, [10])
            server.pause()
            async with asyncio.timeout(3):
                assert await counts.ask(ask(70)) == (True, [30])
            async with asyncio.timeout(0.2):
                assert await counts.ask(ask(70)) == (False, [30])
            server.resume()
            counts._away_until = 0.0
            assert await counts.ask(ask(70)) == (False, [10])
            await connection(redis).aclose()

    async def test_a_port_where_nobody_listens(self) -> None:
        async with redis_server() as server:
            redis = shared(server)
        with pytest.raises(StorageError):
            await redis.take([SLOW], 1)


def connection(buckets: RedisBuckets) -> Any:
    return buckets._storage.bridge.get_connection()  # type: ignore[attr-defined]
