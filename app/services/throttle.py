"""How often one may try to log in or to register: fixed windows of the `limits` library, in process or in Redis."""

import hashlib
import ipaddress
import logging
import math
import time
from dataclasses import dataclass

from limits import RateLimitItem
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter
from limits.errors import StorageError

from app.services.errors import TooManyAttempts

logger = logging.getLogger(__name__)

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
        try:
            await self._shared.clear(self._limits.login, "login", name, site or "")
            if site is not None:
                await self._shared.storage.incr(_known(name, site), KNOWN_SECONDS)
        except StorageError:
            logger.warning("the storage of rate limits does not answer")

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
        try:
            return site is not None and await self._shared.storage.get(_known(name, site)) > 0
        except StorageError:
            return False

    async def _hit(self, limit: RateLimitItem, *key: str) -> None:
        try:
            await _hit(self._shared, limit, *key)
        except StorageError:
            # Nobody may guess without end because of this: each process counts for itself meanwhile.
            logger.warning("the storage of rate limits does not answer")
            await _hit(self._own, limit, *key)


async def _hit(limiter: FixedWindowRateLimiter, limit: RateLimitItem, *key: str) -> None:
    if not await limiter.hit(limit, *key):
        ends = (await limiter.get_window_stats(limit, *key)).reset_time
        raise TooManyAttempts(max(1, math.ceil(ends - time.time())))


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
