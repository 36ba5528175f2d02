"""How often one may try to log in or to register: fixed windows of the `limits` library, in process or in Redis."""

import hashlib
import heapq
import math
import time
from dataclasses import dataclass

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter

from app.services.addresses import site_of
from app.services.errors import TooManyAttempts
from app.services.failover import Failover

KNOWN_SECONDS = 7 * 24 * 3600
MOST_COUNTS = 10_000
"""Counts that a process keeps in memory. The library looks at each of them at every attempt."""


class BoundedMemoryStorage(MemoryStorage):
    """Counts of attempts in process. Of too many, those that end soonest are forgotten."""

    async def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        if key not in self.storage and len(self.storage) >= MOST_COUNTS:
            expirations = dict(self.expirations)
            for each in heapq.nsmallest(MOST_COUNTS // 10, expirations, key=expirations.__getitem__):
                for kept in (self.storage, self.expirations, self.locks):
                    kept.pop(each, None)
        return await super().incr(key, expiry, amount)


@dataclass(frozen=True)
class AttemptLimits:
    """How many attempts, in which time."""

    login: RateLimitItem
    """For one account, from one address."""
    logins_of_account: RateLimitItem
    """For one account, from all addresses together that it did not log in from lately."""
    logins_from_address: RateLimitItem
    """For all accounts, from one address."""
    registrations: RateLimitItem
    """From one address."""


class Throttle:
    """Counts attempts. An account is what the client calls it, so that one that does not exist is like any other.

    A stranger who tries out passwords of an account cannot keep its owner out: addresses that it logged in from in the
    last seven days have a limit of their own.
    """

    def __init__(self, limits: AttemptLimits, storage: Storage) -> None:
        self._limits = limits
        self._counts = Failover(FixedWindowRateLimiter(storage), FixedWindowRateLimiter(BoundedMemoryStorage()))

    async def login(self, account: str, address: str | None) -> None:
        """Count an attempt, before it is one. Raises TooManyAttempts."""
        name, site = _name(account), site_of(address)
        if site is not None:
            await self._hit(self._limits.logins_from_address, "from", site)
        await self._hit(self._limits.login, "login", name, site or "")
        if not await self._is_known(name, site):
            await self._hit(self._limits.logins_of_account, "of", name)

    async def logged_in(self, account: str, address: str | None) -> None:
        """The attempt was its owner's."""
        name, site = _name(account), site_of(address)
        await self._counts.ask(lambda limiter: limiter.clear(self._limits.login, "login", name, site or ""))
        if site is not None:
            await self._counts.ask(lambda limiter: limiter.storage.incr(_known(name, site), KNOWN_SECONDS))

    async def registration(self, address: str | None) -> None:
        """Count an attempt, before it is one. Raises TooManyAttempts."""
        site = site_of(address)
        if site is not None:
            await self._hit(self._limits.registrations, "registration", site)

    async def reset(self) -> None:
        """Forget all attempts."""
        for limiter in (self._counts.shared, self._counts.own):
            await limiter.storage.reset()

    async def _is_known(self, name: str, site: str | None) -> bool:
        return site is not None and await self._counts.ask(lambda limiter: limiter.storage.get(_known(name, site))) > 0

    async def _hit(self, limit: RateLimitItem, *key: str) -> None:
        if not await self._counts.ask(lambda limiter: limiter.hit(limit, *key)):
            stats = await self._counts.ask(lambda limiter: limiter.get_window_stats(limit, *key))
            raise TooManyAttempts(max(1, math.ceil(stats.reset_time - time.time())))


def _known(name: str, site: str) -> str:
    return f"known/{name}/{site}"


def _name(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()
