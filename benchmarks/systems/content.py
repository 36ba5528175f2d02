"""Answers without what APIs differ in."""

from __future__ import annotations

import base64
from typing import Any

import orjson


def plain(value: Any, *, keys: bool = True) -> Any:
    """Without the shape of connections, cursors, empty lists of errors, and what makes a global id of a key.

    What is written gets another key each time: without `keys` they are left out.
    """
    if isinstance(value, list):
        return [plain(each, keys=keys) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"nodes"}:
        return plain(value["nodes"], keys=keys)
    return {name: _plain(name, each, keys) for name, each in value.items() if not _is_left_out(name, each, keys)}


def decode(identifier: Any) -> Any:
    """The key in a global id; keys stay what they are."""
    if isinstance(identifier, int):
        return identifier
    return orjson.loads(base64.urlsafe_b64decode(identifier + "=" * (-len(identifier) % 4)))[-1]


def opaque(*values: Any) -> str:
    """A global id or a cursor."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


def _plain(name: str, value: Any, keys: bool) -> Any:
    if name == "id":
        return decode(value)
    return value.upper() if name == "status" else plain(value, keys=keys)


def _is_left_out(name: str, value: Any, keys: bool) -> bool:
    return name.lower().endswith("cursor") or (name == "userErrors" and not value) or (name == "id" and not keys)
