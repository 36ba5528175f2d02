"""Who asks, and who may, in tests that are not about that."""

from dataclasses import dataclass

from sqlmodel_strawberry import Policy, anyone


@dataclass(frozen=True)
class Somebody:
    """Someone who is signed in."""

    principal: str = "somebody"


SOMEBODY = Somebody()

OPEN = Policy(create=anyone, update=anyone, delete=anyone)
"""Strangers may do everything."""
