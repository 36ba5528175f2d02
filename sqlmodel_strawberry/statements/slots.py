"""Slots: places for values in statements, so that one statement serves whatever values a client sends.

A statement's shape is what it is made of with slots in place of values. Where a value changes the text, such as the
null of a cursor, it is part of the shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

Values = Mapping[str, Any]
"""Parameters of a statement, by the names of their slots."""


@dataclass(frozen=True)
class Slot:
    """A place for a value. Its name is one that no column can have."""

    name: str


@lru_cache(1000)
def slot(name: str) -> Slot:
    """The slot of a name, the same one each time: what is the same is seen to be equal at once."""
    return Slot(name)


def bound(value: Any, type_: sa.types.TypeEngine[Any]) -> sa.BindParameter[Any]:
    """A parameter: one to be given when the statement runs, where there is a slot; else one that has this value."""
    if isinstance(value, Slot):
        return sa.bindparam(value.name, type_=type_)
    return sa.literal(value, type_)


def count(name: str) -> sa.BindParameter[int]:
    """A parameter that says how many: rows, or steps."""
    return sa.bindparam(name, type_=sa.Integer())
