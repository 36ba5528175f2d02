"""The keys of access tokens as one setting: `name:secret`, separated by commas."""

import re
import secrets
from datetime import UTC, datetime

KEY = re.compile(r"([A-Za-z0-9._-]{1,64}):(\S+)")
SECRET_BYTES = 32
MIN_DISTINCT_CHARACTERS = 12


def new_key(name: str | None = None) -> str:
    """A key that nobody can guess, named after the day where it gets no other name."""
    return f"{name or datetime.now(UTC).date()}:{secrets.token_urlsafe(SECRET_BYTES)}"


def parse_keys(text: str) -> dict[str, bytes]:
    """Secrets by their names, in the order given.

    Raises:
        ValueError: without a word of the secrets.
    """
    keys: dict[str, bytes] = {}
    for part in filter(None, map(str.strip, text.split(","))):
        found = KEY.fullmatch(part)
        if found is None:
            raise ValueError("a key is name:secret, where the name has letters, digits, and any of . _ -")
        name, secret = found[1], found[2].encode()
        if name in keys:
            raise ValueError(f"there are two keys {name}")
        if len(secret) < SECRET_BYTES or len(set(secret)) < MIN_DISTINCT_CHARACTERS:
            raise ValueError(f"the secret of {name} is too weak: `python -m app key` makes one of {SECRET_BYTES} bytes")
        keys[name] = secret
    return keys
