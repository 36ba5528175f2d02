"""Global ids and cursors: URL-safe base64 of a JSON list, without padding.

No byte of these lists is one that base64 writes as `+` or `/`.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from hashlib import sha256

import orjson

TEAMS_BY_ID = sha256(b"Team:id+>").hexdigest()[:8].encode()
"""What a cursor of the list of teams begins with, so that no other list takes it."""


def hero_id(key: int) -> str:
    """The global id of a hero."""
    return b2a_base64(b'["Hero",%d]' % key, newline=False).rstrip(b"=").decode()


def team_id(key: int) -> str:
    """The global id of a team."""
    return b2a_base64(b'["Team",%d]' % key, newline=False).rstrip(b"=").decode()


def category_id(key: int) -> str:
    """The global id of a category."""
    return b2a_base64(b'["Category",%d]' % key, newline=False).rstrip(b"=").decode()


def order_id(key: object) -> str:
    """The global id of an order."""
    return b2a_base64(b'["Order","%s"]' % str(key).encode(), newline=False).rstrip(b"=").decode()


def team_cursor(key: int) -> str:
    """Where a team stands in the list of teams."""
    return b2a_base64(b'["%s",%d]' % (TEAMS_BY_ID, key), newline=False).rstrip(b"=").decode()


def key_of(text: str) -> int:
    """The key in a global id, or in a cursor."""
    key: int = orjson.loads(a2b_base64(text + "=" * (-len(text) % 4)))[1]
    return key
