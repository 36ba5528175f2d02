"""A filter as a tree of frozen values: parsed once, hashable, so that it can be part of a loader's identity."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from sqlmodel_strawberry.resources.resource import Column, Relation


class Quantifier(StrEnum):
    """How many of the related rows must pass."""

    SOME = "some"
    EVERY = "every"
    NONE = "none"


class Function(StrEnum):
    """An aggregate of related rows that a filter compares."""

    COUNT = "count"
    MIN = "min"
    MAX = "max"
    SUM = "sum"


@dataclass(frozen=True)
class Test:
    """An operator and what it compares with. Lists are tuples, JSON values are JSON text."""

    operator: str
    value: Hashable
    path: tuple[str, ...] = ()
    """Where inside a JSON document to look."""


@dataclass(frozen=True)
class Compare:
    """A column passes a test."""

    column: Column
    test: Test


@dataclass(frozen=True)
class All:
    """Every part holds; without parts, always."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True)
class AnyOf:
    """Some part holds; without parts, never."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Filter


@dataclass(frozen=True)
class Related:
    """Related rows pass a filter."""

    relation: Relation
    quantifier: Quantifier
    filter: Filter


@dataclass(frozen=True)
class Aggregated:
    """An aggregate of the related rows that pass `of` passes a test. COUNT has no column."""

    relation: Relation
    of: Filter
    function: Function
    column: Column | None
    test: Test


Filter: TypeAlias = Compare | All | AnyOf | Not | Related | Aggregated

EVERYTHING = All(())
