"""What a random operation is: a document, its variables with ways to draw others, and what a full answer looks like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any


@dataclass
class Part:
    """A field of an operation, and what its value looks like where there are rows enough."""

    key: str
    text: str
    size: int | None = None
    """Items of a list; None for what is no list."""
    is_row: bool = False
    parts: Sequence[Part] = ()

    def is_full(self, parent: Mapping[str, Any]) -> bool:
        """Whether the value has all rows that were asked for. What was skipped, or is of another type, is not there."""
        if self.key not in parent:
            return True
        value = parent[self.key]
        if self.size is not None:
            return len(value) == self.size and all(self._is_full(each) for each in value)
        if self.is_row or self.parts:
            return value is not None and self._is_full(value)
        return True

    def _is_full(self, value: Mapping[str, Any] | None) -> bool:
        return value is not None and all(part.is_full(value) for part in self.parts)


@dataclass
class Variable:
    """A declared variable. `draw` gives a value of it; null and nothing at all are given where `loose` says so."""

    name: str
    declaration: str
    draw: Callable[[], Any]
    may_be_null: bool = False
    may_be_absent: bool = False

    def give(self, rng: Random, values: dict[str, Any]) -> None:
        """Put a value among those of the operation, or none."""
        choice = rng.random()
        if self.may_be_absent and choice < 0.15:
            return
        values[self.name] = None if self.may_be_null and choice > 0.9 else self.draw()


@dataclass
class Operation:
    """A document, one of its operations, and its variables."""

    text: str
    variables: dict[str, Any]
    parts: Sequence[Part] = ()
    name: str | None = None
    declared: Sequence[Variable] = field(default_factory=tuple)
    writes: bool = False

    def is_full(self, data: Mapping[str, Any]) -> bool:
        """Whether all lists of the answer are full and no row is missing."""
        return all(part.is_full(data) for part in self.parts)

    def again(self, rng: Random) -> Operation:
        """The same document with other values."""
        return Operation(self.text, given(rng, self.declared), self.parts, self.name, self.declared, self.writes)


def given(rng: Random, declared: Sequence[Variable]) -> dict[str, Any]:
    """Values of variables."""
    values: dict[str, Any] = {}
    for variable in declared:
        variable.give(rng, values)
    return values


@dataclass
class Chosen:
    """A field that is selected already, under its response key."""

    name: str
    arguments: str
    size: int | None
    below: Scope


@dataclass
class Scope:
    """The fields selected at one place of an answer, for one type of it. What has one key must merge.

    Validation, "Field Selection Merging": fields of one key are the same field with the same arguments where their
    parents may be the same object, and have the same type everywhere.
    """

    fields: dict[str, Chosen] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    """Of each key the type, shared with the scopes of other types at the same place."""
    members: dict[str, Scope] = field(default_factory=dict)
    spreads: list[str] = field(default_factory=list)
    """The fragments that were spread here."""
    is_mixed: bool = False
    """Whether objects of several types may stand at this place."""
    is_alone: bool = False
    """Whether its keys must be used nowhere else."""

    def of(self, type_: str, *, is_mixed: bool = False) -> Scope:
        """The scope of a type at this place."""
        if type_ not in self.members:
            self.members[type_] = Scope(types=self.types, is_mixed=is_mixed, is_alone=self.is_alone)
        return self.members[type_]
