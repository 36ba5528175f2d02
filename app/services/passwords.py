"""Passwords as argon2id hashes: each takes tens of milliseconds and 64 MiB, so how many are made at once is bounded."""

import asyncio
import secrets
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import cached_property
from typing import Any, TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from app.services.errors import TooManyAttempts, TooManyPasswords

T = TypeVar("T")

MAX_WAITING = 32


class PasswordHasher:
    """Hashes in a few threads of its own. `threads` may be changed until the first password comes."""

    def __init__(self, threads: int = 2, max_waiting: int = MAX_WAITING) -> None:
        self.threads = threads
        self.max_waiting = max_waiting
        self._pending = 0
        self._hasher = PasswordHash((Argon2Hasher(),))

    async def hash(self, password: str) -> str:
        """The hash to keep.

        Raises TooManyPasswords or TooManyAttempts.
        """
        return await self._run(self._hasher.hash, _normal(password))

    async def verify(self, password: str, hashed: str | None) -> tuple[bool, str | None]:
        """Whether this is the password; if so, the hash to keep instead where the parameters have changed since.

        It takes as long for None, which is nobody's hash, and for what is no hash at all.

        Raises TooManyPasswords or TooManyAttempts.
        """
        return await self._run(self._verify, _normal(password), hashed)

    def _verify(self, password: str, hashed: str | None) -> tuple[bool, str | None]:
        nobodys = self._nobodys  # made for whoever comes first, known or not
        try:
            return self._hasher.verify_and_update(password, hashed or nobodys)
        except UnknownHashError:
            return self._hasher.verify(password, nobodys), None

    async def _run(self, work: Callable[..., T], *arguments: Any) -> T:
        _spend()
        if self._pending >= self.threads + self.max_waiting:
            raise TooManyAttempts(1)
        self._pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *arguments)
        finally:
            self._pending -= 1

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.threads, "passwords")

    @cached_property
    def _nobodys(self) -> str:
        """A hash with the parameters of all, of a password that nobody has."""
        return self._hasher.hash(secrets.token_urlsafe(32))


HASHER = PasswordHasher()
"""The one of this process."""


async def hash_password(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a user: `hashed_password` for `password`, if there is one, and the rest as it is.

    Raises TooManyPasswords or TooManyAttempts.
    """
    columns = dict(values)
    password = columns.pop("password", None)
    if password is not None:
        columns["hashed_password"] = await HASHER.hash(password)
    return columns


_allowance: ContextVar[list[int] | None] = ContextVar("password_allowance", default=None)
"""How many passwords may be hashed yet, and how many there were."""


async def allow_passwords(count: int) -> None:
    """Let the current task, and all that it starts, hash this many passwords. Nothing bounds the others.

    As a dependency of FastAPI, it bounds what a request brings, in whatever fields and operations.
    """
    _allowance.set([count, count])


def _spend() -> None:
    allowance = _allowance.get()
    if allowance is not None:
        if allowance[0] == 0:
            raise TooManyPasswords(allowance[1])
        allowance[0] -= 1


def _normal(password: str) -> str:
    """Typed on another keyboard it may be composed otherwise (RFC 8265, section 4.2)."""
    return unicodedata.normalize("NFC", password)
