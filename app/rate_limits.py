"""Who may ask for how much, as the settings want it."""

import math
from typing import Any

from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage, Storage
from limits.storage import storage_from_string

from app.services.addresses import site_of
from app.services.failover import Failover
from app.services.throttle import BoundedMemoryStorage
from app.services.token_buckets import Bucket, Level, MemoryBuckets, RedisBuckets, TokenBuckets
from app.settings import Settings
from sqlmodel_strawberry import Allowance, Context

STORAGE_SECONDS = 1
UNKNOWN = "unknown"


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


class CostBudget:
    """A bucket for each viewer, and one for each address: what is asked for is taken from both."""

    def __init__(self, per_viewer: RateLimitItem | None, per_address: RateLimitItem | None, storage: Storage) -> None:
        self._per_viewer = per_viewer
        self._per_address = per_address
        own: TokenBuckets = MemoryBuckets()
        self._counts = Failover(RedisBuckets(storage) if isinstance(storage, RedisStorage) else own, own)

    async def take(self, context: Context[Any], cost: int) -> Allowance | None:
        """See `Budget`."""
        buckets = self._buckets(context)
        if not buckets:
            return None
        taken, levels = await self._counts.ask(lambda counts: counts.take(buckets, cost))
        if taken:
            return _allowance(min(levels, key=lambda level: level.tokens))
        # Whoever comes again pays anew what is paid already.
        wanted = context.charged + cost
        slowest = max(levels, key=lambda level: level.seconds_to(wanted))
        return _allowance(slowest, slowest.seconds_to(wanted))

    async def give_back(self, context: Context[Any], cost: int) -> Allowance | None:
        """See `Budget`."""
        return await self.take(context, -cost)

    def _buckets(self, context: Context[Any]) -> list[Bucket]:
        buckets = []
        if self._per_viewer and context.asker is not None:
            buckets.append(_bucket(self._per_viewer, f"cost/viewer/{context.asker.principal}"))
        if self._per_address and context.request is not None:
            client = context.request.client
            # Those whose address nobody knows share one bucket: they would have none otherwise.
            site = site_of(client.host if client else None) or UNKNOWN
            buckets.append(_bucket(self._per_address, f"cost/address/{site}"))
        return buckets


def _rate(given: str | None) -> RateLimitItem | None:
    return None if given is None else parse(given)


def _bucket(rate: RateLimitItem, key: str) -> Bucket:
    return Bucket(key, rate.amount, rate.get_expiry())


def _allowance(level: Level, retry_after: float | None = None) -> Allowance:
    capacity = level.bucket.capacity
    return Allowance(capacity, math.floor(level.tokens), level.seconds_to(capacity), retry_after)
