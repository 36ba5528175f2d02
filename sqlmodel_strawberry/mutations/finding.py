"""Rows that a write names: read as the viewer sees them, and refused as the policy says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel_strawberry.database.reading import Reader
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.loading.rows import keyed_reader
from sqlmodel_strawberry.mutations.guards import Guard
from sqlmodel_strawberry.mutations.inputs import InputModel
from sqlmodel_strawberry.mutations.user_errors import not_found
from sqlmodel_strawberry.policies import Action, anyone
from sqlmodel_strawberry.resources.resource import Column, Resource, graphql_name
from sqlmodel_strawberry.statements import keys, reads
from sqlmodel_strawberry.statements.targets import Target, target_of
from sqlmodel_strawberry.statements.visibility import Access, sees_all

Key = tuple[Any, ...]
Columns = tuple[Column, ...]


async def find_rows(
    reader: Reader,
    resource: Resource,
    by: Columns,
    wanted: Iterable[Key],
    columns: Columns,
    target: Target | None = None,
) -> dict[Key, Any]:
    """Visible rows by their values of the columns `by`; with a target, those that the viewer may write."""
    listed = list(dict.fromkeys(wanted))
    if not listed:
        return {}
    alone = len(listed) == 1
    bare = [key[0] for key in listed] if len(by) == 1 else listed
    values = keys.parameters(bare, len(by), reader.access.dialect, alone=alone)
    if target is None:
        rows = await reader.fetch(values, reads.by_key, resource, by, columns, (), alone)
    else:
        rows = await reader.fetch(values, reads.by_key_to_write, resource, by, columns, alone, target)
    read, make = keyed_reader(resource, by, columns)
    return {read(row): make(row) for row in rows}


@dataclass(frozen=True)
class NamedKey:
    """A row that the input of a service's mutation names, and what the viewer must be allowed to do to it."""

    resource: Resource
    action: Action
    key: Key
    path: tuple[str, ...]


Actions = Mapping[str, Action | None]
Pair = tuple[Resource, Action]


class NamedRows:
    """The rows that the input of a service's mutation names, and what the viewer must be allowed to do to them."""

    def __init__(self, model: InputModel, actions: Actions) -> None:
        self._model, self._actions = model, actions
        self._pairs = tuple(dict.fromkeys(pair for pair in _pairs(model, actions) if _may_be_doubtful(*pair)))

    def statements(self, access: Access) -> int:
        """How many `require` runs at most."""
        return sum([2 if action is not Action.READ else not sees_all(each, access) for each, action in self._pairs])

    async def require(self, reader: Reader, values: Mapping[str, Any]) -> None:
        """Refuse rows that validated input names, and the viewer may not act on. Nothing is read where no rule asks.

        Raises:
            UserErrors: NOT_FOUND, where a row is not there for the viewer.
            RequestError: UNAUTHENTICATED or FORBIDDEN, where it is, but not to be acted on.
        """
        access = reader.access
        missing: list[NamedKey] = []
        for pair in self._pairs:
            resource, action = pair
            guard = Guard(target_of(resource, action, ()), access)
            asked = list(self._named(values, [pair])) if guard.checks else []
            if not asked:
                continue
            guard.require_possible()
            wanted = [each.key for each in asked]
            found = await find_rows(reader, resource, resource.key, wanted, resource.key, guard.target)
            absent = [each for each in asked if each.key not in found]
            if absent and guard.is_conditional and action is not Action.READ:
                there = await find_rows(reader, resource, resource.key, [each.key for each in absent], resource.key)
                if there:
                    raise guard.refusal()
            missing += absent
        if missing:
            missing.sort(key=list(self._named(values, self._pairs)).index)
            raise UserErrors(
                [not_found(f"There is no such {each.resource.field_name}.", list(each.path)) for each in missing]
            )

    def _named(self, values: Mapping[str, Any], wanted: Collection[Pair]) -> Iterator[NamedKey]:
        return _named_keys(self._model, values, ("input",), self._actions, wanted)


def _may_be_doubtful(resource: Resource, action: Action) -> bool:
    """Whether there may be a row that some viewer may not do this to."""
    return action is not Action.READ or resource.policy.read is not anyone


def _pairs(model: InputModel, actions: Actions) -> Iterator[Pair]:
    for name, resource in model.references.items():
        action = actions.get(name, Action.READ)
        if action is not None:
            yield resource, action
    for nested in model.nested.values():
        yield from _pairs(nested, {})


def _named_keys(
    model: InputModel,
    values: Mapping[str, Any],
    path: tuple[str, ...],
    actions: Actions,
    wanted: Collection[Pair],
) -> Iterator[NamedKey]:
    """The rows that validated input names: by ids of its own, and by those in nested models, which are only read."""
    for name, resource in model.references.items():
        action = actions.get(name, Action.READ)
        if action is None or (resource, action) not in wanted:
            continue
        for value, where in _each(values.get(name), (*path, graphql_name(name))):
            yield NamedKey(resource, action, (value,), where)
    if all(action is not Action.READ for _, action in wanted):
        return
    for name, nested in model.nested.items():
        for value, where in _each(values.get(name), (*path, graphql_name(name))):
            inner = {each: getattr(value, each) for each in type(value).model_fields}
            yield from _named_keys(nested, inner, where, {}, wanted)


def _each(value: Any, path: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    if isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _each(each, (*path, str(index)))
    elif value is not None:
        yield value, path
