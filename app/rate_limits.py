"""Who may ask for how much, as the settings want it."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage, Storage
from limits.storage import storage_from_string

from app.services.addresses import site_of
from app.services.failover import Failover
from app.services.throttle import BoundedMemoryStorage
from app.services.token_buckets import Bucket, MemoryBuckets, RedisBuckets, Taken, TokenBuckets
from app.settings import Settings
from sqlmodel_strawberry import Allowance, Context

STORAGE_SECONDS = 1
UNKNOWN = "unknown"
KEPT = 10_000
"""Viewers at addresses whose buckets are not looked up again: not what is in them."""


def rate_limit_storage(settings: Settings) -> Storage:
    """Where is counted what is limited. Redis is asked for a moment at most, and may be away."""
    url = settings.rate_limit_storage
    if not url.startswith("async+redis"):
        return BoundedMemoryStorage()
    storage = storage_from_string(
        url,
        implementation="redispy",
        wrap_exceptions=True,
        socket_timeout=STORAGE_SECONDS,
        socket_connect_timeout=STORAGE_SECONDS,
    )
    assert isinstance(storage, Storage)
    return storage


def make_budget(settings: Settings, storage: Storage) -> "CostBudget | None":
    """What operations are paid from; None where the settings limit nothing."""
    per_viewer, per_address = map(_rate, (settings.cost_limit_per_viewer, settings.cost_limit_per_address))
    return CostBudget(per_viewer, per_address, storage) if per_viewer or per_address else None


class FailoverBuckets:
    """Buckets that all processes share, and while these are away those of this process."""

    def __init__(self, shared: TokenBuckets, own: TokenBuckets) -> None:
        self._counts = Failover(shared, own)

    async def take(self, buckets: Sequence[Bucket], cost: int) -> Taken:
        """See `TokenBuckets`."""
        return await self._counts.ask(lambda counts: counts.take(buckets, cost))


class CostBudget:
    """A bucket for each viewer, and one for each address: what is asked for is taken from both."""

    def __init__(self, per_viewer: RateLimitItem | None, per_address: RateLimitItem | None, storage: Storage) -> None:
        self._per_viewer = per_viewer
        self._per_address = per_address
        self._buckets = lru_cache(maxsize=KEPT)(self._find_buckets)
        own = MemoryBuckets()
        self._counts: TokenBuckets = (
            FailoverBuckets(RedisBuckets(storage), own) if isinstance(storage, RedisStorage) else own
        )

    async def take(self, context: Context[Any], cost: int) -> Allowance | None:
        """See `Budget`."""
        asker, request = context.asker, context.request
        client = request.scope.get("client") if request is not None else None
        buckets = self._buckets(asker and asker.principal, client and client[0], request is not None)
        if not buckets:
            return None
        taken, levels = await self._counts.take(buckets, cost)
        bucket, level, wait = buckets[0], levels[0], None
        if not taken:
            # Whoever comes again pays anew what is paid already.
            waits = [each.seconds_to(context.charged + cost, has) for each, has in zip(buckets, levels, strict=True)]
            wait = max(waits)
            bucket, level = buckets[waits.index(wait)], levels[waits.index(wait)]
        elif levels[-1] < level:
            bucket, level = buckets[-1], levels[-1]
        return Allowance(bucket.capacity, math.floor(level), (bucket.capacity - level) / bucket.rate, wait)

    async def give_back(self, context: Context[Any], cost: int) -> Allowance | None:
        """See `Budget`."""
        return await self.take(context, -cost)

    def _find_buckets(self, principal: str | None, address: str | None, is_request: bool) -> list[Bucket]:
        buckets = []
        if self._per_viewer and principal is not None:
            buckets.append(_bucket(self._per_viewer, f"cost/viewer/{principal}"))
        if self._per_address and is_request:
            # Those whose address nobody knows share one bucket: they would have none otherwise.
            buckets.append(_bucket(self._per_address, f"cost/address/{site_of(address) or UNKNOWN}"))
        return buckets


def _rate(given: str | None) -> RateLimitItem | None:
    return None if given is None else parse(given)


def _bucket(rate: RateLimitItem, key: str) -> Bucket:
    return Bucket(key, rate.amount, rate.get_expiry())
