"""A change between two versions of a schema."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a change means for clients that were written for the old schema."""

    SAFE = "safe"
    DANGEROUS = "dangerous"
    """Operations stay valid, but what they do or get may change: a new value of an enum, a field that costs more."""
    BREAKING = "breaking"


@dataclass(frozen=True)
class Change:
    """One change of one element."""

    coordinate: str
    """What changed, as a schema coordinate: `Hero.team`, `Query.heroes(first:)`, `@cost`
    (https://spec.graphql.org/September2025/#sec-Schema-Coordinates). Of what a migration takes away: the column,
    `hero.team_id`, or the table."""
    kind: str
    """Such as `FIELD_REMOVED`: graphql-core's names, and a few more."""
    level: Level
    message: str
    """The change in words."""
