import asyncio
from functools import cache
from typing import Any

from pwdlib import PasswordHash


async def hash_password(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a user: `hashed_password` (argon2id) for `password`, if there is one, and the rest as it is."""
    columns = dict(values)
    password = columns.pop("password", None)
    if password is not None:
        # Tens of milliseconds of work, on purpose: the event loop must not wait for it.
        columns["hashed_password"] = await asyncio.to_thread(_hasher().hash, password)
    return columns


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()
