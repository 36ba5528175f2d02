"""How many statements the writer runs for a write at most.

Those that look for the reason of a refusal are not counted, nor are those of another attempt because other writes
were in the way: see docs/cost.md.
"""

from __future__ import annotations

from sqlmodel_strawberry.mutations.guards import Guard, guarded_keys
from sqlmodel_strawberry.mutations.running import ROUNDS
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements.targets import target_of
from sqlmodel_strawberry.statements.visibility import Access

ABSENCE = 1
"""Why a row was not written is looked up, where it may be there nevertheless."""


def insert_statements(resource: Resource, access: Access) -> int:
    """Of `Writer.insert`, however many rows."""
    return _references(resource, access) + 1 + _rereads(resource, Action.CREATE, access)


def update_statements(resource: Resource, access: Access, rows: int) -> int:
    """Of `Writer.update`. Several rows may be some that change and some that are only read."""
    return _references(resource, access) + 1 + _rereads(resource, Action.UPDATE, access) + ABSENCE + (rows > 1)


def delete_statements() -> int:
    """Of `Writer.delete`: it may read before it deletes."""
    return 1 + 1 + ABSENCE


def restore_statements(resource: Resource, access: Access) -> int:
    """Of `Writer.restore`."""
    return 1 + _rereads(resource, Action.DELETE, access)


def upsert_statements(resource: Resource, access: Access) -> int:
    """Of `Writer.upsert`: in each round an insertion and a change, and a last look at what is in the way."""
    return _references(resource, access) + 2 * ROUNDS + 1


def _references(resource: Resource, access: Access) -> int:
    return len(guarded_keys(resource, access))


def _rereads(resource: Resource, action: Action, access: Access) -> bool:
    """Whether what was written may be read once more, since a policy has a say."""
    target = target_of(resource, action, [resource.policy.write_fields])
    return bool(resource.policy.read_fields) or Guard(target, access).checks
