"""How many statements the writer runs for a write at most.

Those that look for the reason of a refusal are not counted, nor are those of another attempt because other writes
were in the way: see docs/cost.md.
"""

from __future__ import annotations

from sqlmodel_strawberry.mutations.guards import guarded_keys
from sqlmodel_strawberry.mutations.running import ROUNDS
from sqlmodel_strawberry.resource import Resource
from sqlmodel_strawberry.statements.visibility import Access

REREAD = 1
"""What was written is read once more, where a policy has a say."""
ABSENCE = 1
"""Why a row was not written is looked up, where it may be there nevertheless."""


def insert_statements(resource: Resource, access: Access) -> int:
    """Of `Writer.insert`, however many rows."""
    return _references(resource, access) + 1 + REREAD


def update_statements(resource: Resource, access: Access, rows: int) -> int:
    """Of `Writer.update`. Several rows may be some that change and some that are only read."""
    return _references(resource, access) + 1 + REREAD + ABSENCE + (rows > 1)


def delete_statements() -> int:
    """Of `Writer.delete`: it may read before it deletes."""
    return REREAD + 1 + ABSENCE


def restore_statements() -> int:
    """Of `Writer.restore`."""
    return 1 + REREAD


def upsert_statements(resource: Resource, access: Access) -> int:
    """Of `Writer.upsert`: in each round an insertion and a change, and a last look at what is in the way."""
    return _references(resource, access) + 2 * ROUNDS + 1


def _references(resource: Resource, access: Access) -> int:
    return len(guarded_keys(resource, access))
