"""Token buckets: each holds so many tokens, and fills at a steady rate. Kept in this process, or in Redis.

`limits` has windows, and no buckets: this uses its rates and its storage (docs/decisions/0013-rate-limits.md).
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from limits.aio.storage import RedisStorage
from limits.aio.storage.redis.redispy import RedispyBridge
from limits.errors import StorageError

MOST_BUCKETS = 50_000
"""Buckets that one process keeps: some 20 MB. Beyond them it forgets the one not asked for longest."""

# The clock is the server's, so that processes need not agree on the time. Keys go once their buckets are full.
SCRIPT = b"""
local clock = redis.call('TIME')
local now, cost, fits, levels = clock[1] + clock[2] / 1000000, tonumber(ARGV[1]), true, {}
for i, key in ipairs(KEYS) do
  local capacity, rate = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local kept = redis.call('HMGET', key, 'level', 'at')
  local level = capacity
  if kept[1] then level = math.min(capacity, kept[1] + math.max(0, now - kept[2]) * rate) end
  fits, levels[i] = fits and level >= cost, level
end
local shown = {fits and 1 or 0}
for i, key in ipairs(KEYS) do
  local capacity, rate = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  if fits then
    levels[i] = math.min(capacity, levels[i] - cost)
    redis.call('HSET', key, 'level', string.format('%.6f', levels[i]), 'at', string.format('%.6f', now))
    redis.call('PEXPIRE', key, math.ceil((capacity - levels[i]) / rate * 1000) + 1000)
  end
  shown[i + 1] = string.format('%.6f', levels[i])
end
return shown
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket. A new one is full."""

    key: str
    capacity: int
    seconds: float
    """In which it fills."""
    rate: float = field(init=False)
    """Tokens per second."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rate", self.capacity / self.seconds)

    def seconds_to(self, tokens: float, level: float) -> float:
        """After how many seconds it has so many, where there are `level` now; never, where it holds less."""
        return math.inf if tokens > self.capacity else max(0.0, tokens - level) / self.rate


Taken: TypeAlias = tuple[bool, list[float]]
"""Whether it was done, and how many tokens the buckets have now."""


class TokenBuckets(Protocol):
    """Buckets by their keys."""

    async def take(self, buckets: Sequence[Bucket], cost: int) -> Taken:
        """Take from each bucket, or from none where one has less. Less than nothing is put back.

        Raises StorageError.
        """


class MemoryBuckets:
    """Buckets of this process."""

    def __init__(self, most: int = MOST_BUCKETS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._kept: OrderedDict[str, tuple[Bucket, float, float]] = OrderedDict()
        """By their keys: how many tokens they had, and when. Those taken from last are at the end."""

    async def take(self, buckets: Sequence[Bucket], cost: int) -> Taken:
        """See `TokenBuckets`. Nothing is awaited, so nobody comes between."""
        kept, now, levels, fits = self._kept, self._clock(), [], True
        count = len(kept)
        for bucket in buckets:
            _, tokens, at = kept.get(bucket.key) or (bucket, bucket.capacity, now)
            level, most = tokens + (now - at) * bucket.rate, bucket.capacity
            level = level if level < most else most
            levels.append(level)
            fits = fits and level >= cost
        if fits:
            for number, bucket in enumerate(buckets):
                left, most = levels[number] - cost, bucket.capacity
                levels[number] = left = left if left < most else most
                kept[bucket.key] = bucket, left, now
                kept.move_to_end(bucket.key)
        if len(kept) > count:
            self._forget(now)
        return fits, levels

    def __len__(self) -> int:
        return len(self._kept)

    def _forget(self, now: float) -> None:
        while self._kept:
            bucket, tokens, at = next(iter(self._kept.values()))
            if tokens + (now - at) * bucket.rate < bucket.capacity and len(self._kept) <= self._most:
                return
            self._kept.popitem(last=False)


class RedisBuckets:
    """Buckets that all processes share."""

    def __init__(self, storage: RedisStorage) -> None:
        self._storage = storage
        assert isinstance(storage.bridge, RedispyBridge)
        self._script = storage.bridge.get_connection().register_script(SCRIPT)

    async def take(self, buckets: Sequence[Bucket], cost: int) -> Taken:
        """See `TokenBuckets`. The script is one step to the server."""
        keys = [f"{self._storage.PREFIX}:{bucket.key}" for bucket in buckets]
        numbers = [number for bucket in buckets for number in (bucket.capacity, bucket.rate)]
        try:
            fits, *tokens = await self._script(keys, [cost, *numbers])
        except self._storage.base_exceptions as error:
            raise StorageError(error if isinstance(error, Exception) else None) from error
        return bool(fits), [float(each) for each in tokens]
