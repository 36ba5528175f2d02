"""How often one may try to log in or to register: fixed windows of the `limits` library, in process or in Redis."""

import hashlib
import ipaddress
import logging
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError

from app.services.errors import TooManyAttempts

logger = logging.getLogger(__name__)

T = TypeVar("T")

AWAY_SECONDS = 5
KNOWN_SECONDS = 7 * 24 * 3600
IPV6_SITE = 64


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
        self._shared = FixedWindowRateLimiter(storage)
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._away_until = 0.0

    async def login(self, account: str, address: str | None) -> None:
        """Count an attempt, before it is one. Raises TooManyAttempts."""
        name, site = _name(account), _site(address)
        if site is not None:
            await self._hit(self._limits.logins_from_address, "from", site)
        await self._hit(self._limits.login, "login", name, site or "")
        if not await self._is_known(name, site):
            await self._hit(self._limits.logins_of_account, "of", name)

    async def logged_in(self, account: str, address: str | None) -> None:
        """The attempt was its owner's."""
        name, site = _name(account), _site(address)
        await self._ask(lambda limiter: limiter.clear(self._limits.login, "login", name, site or ""))
        if site is not None:
            await self._ask(lambda limiter: limiter.storage.incr(_known(name, site), KNOWN_SECONDS))

    async def registration(self, address: str | None) -> None:
        """Count an attempt, before it is one. Raises TooManyAttempts."""
        site = _site(address)
        if site is not None:
            await self._hit(self._limits.registrations, "registration", site)

    async def reset(self) -> None:
        """Forget all attempts."""
        for limiter in (self._shared, self._own):
            await limiter.storage.reset()

    async def _is_known(self, name: str, site: str | None) -> bool:
        return site is not None and await self._ask(lambda limiter: limiter.storage.get(_known(name, site))) > 0

    async def _hit(self, limit: RateLimitItem, *key: str) -> None:
        if not await self._ask(lambda limiter: limiter.hit(limit, *key)):
            stats = await self._ask(lambda limiter: limiter.get_window_stats(limit, *key))
            raise TooManyAttempts(max(1, math.ceil(stats.reset_time - time.time())))

    async def _ask(self, ask: Callable[[FixedWindowRateLimiter], Awaitable[T]]) -> T:
        """Ask the storage that all processes share; while it does not answer, this one counts for itself.

        Nobody may guess without end because of that, and nobody waits for it again and again.
        """
        if time.monotonic() >= self._away_until:
            try:
                return await ask(self._shared)
            except StorageError:
                self._away_until = time.monotonic() + AWAY_SECONDS
                logger.warning("the storage of rate limits does not answer: counting in this process")
        return await ask(self._own)


def _known(name: str, site: str) -> str:
    return f"known/{name}/{site}"


def _name(account: str) -> str:
    return hashlib.sha256(account.encode()).hexdigest()


def _site(address: str | None) -> str | None:
    """The address; of IPv6 the network that one customer gets. None where nobody knows."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, IPV6_SITE), strict=False))
