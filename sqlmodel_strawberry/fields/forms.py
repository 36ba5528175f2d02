"""Forms: what a generated field is, said beside its resolver, so that the executor can do it for all rows at once.

A field without a form that has a generated resolver shows a part of a small object: it is made by calling that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlmodel_strawberry.resources.resource import Column, Relation, Resource

if TYPE_CHECKING:
    from sqlmodel_strawberry.statements.aggregates import GroupKey, Measure

FORM = "form"
"""Extension of a GraphQL field: its form."""


@dataclass(frozen=True)
class Stored:
    """A column's value."""

    column: Column


@dataclass(frozen=True)
class GlobalId:
    """The global id of the row."""

    resource: Resource


@dataclass(frozen=True)
class Reference:
    """The global id of the row that a foreign key names."""

    column: Column
    target: Resource


@dataclass(frozen=True)
class Figure:
    """What is made of measures of rows, or of what those of a group have in common: of the values of the latter itself,
    or by `make`, which takes one argument for each."""

    of: tuple[Measure | GroupKey, ...]
    kind: type | None = None
    """The type that such a value surely has, when it is shown as it is."""
    make: Callable[..., Any] | None = None


class OfRow(Enum):
    """What only its resolver knows how to make of a row."""

    COMPUTED = auto()


@dataclass(frozen=True)
class ToOne:
    """The row at the other end of a relation."""

    relation: Relation


@dataclass(frozen=True)
class ToMany:
    """The rows at the other end of a relation, as a connection."""

    relation: Relation


@dataclass(frozen=True)
class Walk:
    """The rows met by following a relation again and again."""

    relation: Relation


class Root(Enum):
    """A field of the query root. What it asks for is in its plan."""

    LOOKUP = auto()
    LIST = auto()
    NODE = auto()
    NODES = auto()
    SEARCH = auto()


class Part(Enum):
    """A part of a connection, or of one of its edges."""

    NODES = auto()
    EDGES = auto()
    PAGE_INFO = auto()
    TOTAL_COUNT = auto()
    AGGREGATE = auto()
    GROUPS = auto()
    NODE = auto()
    CURSOR = auto()


class Written(Enum):
    """A root mutation field, or what its payload has beside small objects."""

    MUTATION = auto()
    ROWS = auto()
    QUERY = auto()


Form: TypeAlias = Stored | GlobalId | Reference | Figure | OfRow | ToOne | ToMany | Walk | Root | Part | Written
