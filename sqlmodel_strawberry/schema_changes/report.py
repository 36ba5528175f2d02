"""What changed, and for whom: the report that a gate before a release goes by."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graphql import GraphQLSchema

from sqlmodel_strawberry.client_documents.files import ClientDocument
from sqlmodel_strawberry.schema_changes.change import Change, Level
from sqlmodel_strawberry.schema_changes.compare import changes_between
from sqlmodel_strawberry.schema_changes.operations import (
    CheckedOperation,
    ClientOperation,
    checked,
    client_operations,
    felt_at,
)


class FailOn(StrEnum):
    """What a gate does not let pass."""

    BREAKING = "breaking"
    """Changes that break clients: where operations are given, those that break one of them."""
    DANGEROUS = "dangerous"
    """Those too that may change what operations do or get."""
    ANY = "any"
    """Any difference: the old schema must be the new one."""


@dataclass(frozen=True)
class ReportedChange:
    """A change, and the operations that feel it."""

    change: Change
    used_by: Sequence[CheckedOperation] = ()
    """Whose text does."""
    maybe_used_by: Sequence[CheckedOperation] = ()
    """Whose variables may."""

    @property
    def is_felt(self) -> bool:
        """Whether any operation uses what changed."""
        return bool(self.used_by or self.maybe_used_by)


@dataclass(frozen=True)
class Report:
    """The changes of a schema, and what they mean for the operations that are known."""

    changes: Sequence[ReportedChange]
    operations: Sequence[CheckedOperation] | None
    """None where none were given: then anybody may use anything."""
    is_stale: bool
    """Whether the texts of the schemas differ, be it only in form."""

    @property
    def broken(self) -> Sequence[CheckedOperation]:
        """The operations that the new schema does not take."""
        return [each for each in self.operations or () if each.errors]

    def at(self, level: Level) -> Sequence[ReportedChange]:
        """The changes of a level."""
        return [each for each in self.changes if each.change.level is level]

    def fails(self, on: FailOn) -> bool:
        """Whether a gate stays closed."""
        if on is FailOn.ANY and self.is_stale:
            return True
        levels = [Level.BREAKING] if on is FailOn.BREAKING else [Level.BREAKING, Level.DANGEROUS]
        found = [each for level in levels for each in self.at(level)]
        return bool(self.broken) or any(self.operations is None or each.is_felt for each in found)


def report_on(
    old: GraphQLSchema,
    new: GraphQLSchema,
    documents: Sequence[ClientDocument] | None,
    *,
    is_stale: bool,
    below: Mapping[Change, Collection[str]] | None = None,
) -> Report:
    """Compare schemas that come of `read_schema`, and check the operations of documents against both.

    Args:
        is_stale: whether their texts differ.
        below: changes of what the schema is over, and the coordinates whose users feel each.
    """
    found = None
    if documents is not None:
        found = [
            checked(each, old, new) if isinstance(each, ClientOperation) else each
            for each in client_operations(documents)
        ]
    felt = {**(below or {}), **{each: [felt_at(each)] for each in changes_between(old, new)}}
    return Report([_reported(change, at, found or ()) for change, at in felt.items()], found, is_stale)


def _reported(change: Change, at: Collection[str], operations: Sequence[CheckedOperation]) -> ReportedChange:
    if change.level is Level.SAFE:
        return ReportedChange(change)
    certain = [each for each in operations if not each.usage.certain.isdisjoint(at)]
    possible = [each for each in operations if each not in certain and not each.usage.possible.isdisjoint(at)]
    return ReportedChange(change, certain, possible)
