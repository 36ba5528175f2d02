"""The statements of one write, in one transaction, with errors that name the row they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.integrity import Attempt, explain_violation
from sqlmodel_strawberry.mutations.finding import find_rows
from sqlmodel_strawberry.mutations.guards import Guard
from sqlmodel_strawberry.mutations.references import require_seen, require_whole
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.row_writes import RowWrite
from sqlmodel_strawberry.rows import key_reader, row_maker
from sqlmodel_strawberry.selections import with_columns
from sqlmodel_strawberry.statements import writes
from sqlmodel_strawberry.statements.cells import Cell
from sqlmodel_strawberry.statements.defaults import complete
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.user_errors import UserError, conflict, not_found, stale_version

Key = tuple[Any, ...]
Columns = tuple[Column, ...]
Rows = Sequence[RowWrite]
Build = Callable[[Rows], writes.Bound]

ROUNDS = 3
"""Tries of what another writer, or another row of the same call, may be in the way of."""


class Writer:
    """Runs statements inside of a transaction. Each method is one statement, however many rows there are.

    With `one_by_one` each row is written by itself, in a savepoint, to find out which of them the database refuses.
    """

    def __init__(
        self, connection: AsyncConnection, resources: Sequence[Resource], access: Access, *, one_by_one: bool = False
    ) -> None:
        self._connection = connection
        self._resources = resources
        self.access = access
        self._one_by_one = one_by_one

    async def insert(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """New rows, in the order given.

        Raises:
            UserErrors: a row points to what the viewer cannot see.
        """
        guard = Guard.of(resource, Action.CREATE, rows, self.access)
        await require_seen(self._fetch, resource, rows, self.access)
        returning, dialect = () if guard.rereads(columns) else columns, self.access.dialect
        completed = complete(resource, [row.values for row in rows], dialect)
        ready = [replace(row, values=values) for row, values in zip(rows, completed, strict=True)]
        found = await self.run(
            ready, lambda part: writes.insert(resource, [row.values for row in part], returning, dialect), resource
        )
        by_key = await self._seen(guard, _by_key(resource, found, returning), columns)
        given = [tuple(row.values.get(column.name) for column in resource.key) for row in ready]
        if all(key in by_key for key in given):
            return [by_key[key] for key in given]
        if resource.table.autoincrement_column is not None:
            # What the database numbers it numbers in the order given.
            return [by_key[key] for key in sorted(by_key)]
        return list(by_key.values())

    async def update(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """Changed rows, in the order given. Rows of which nothing changes are only read.

        Raises:
            UserErrors: a row is not there, or not in the version expected.
        """
        guard = Guard.of(resource, Action.UPDATE, rows, self.access)
        require_whole(resource, rows, self.access)
        await require_seen(self._fetch, resource, rows, self.access)
        changed = [row for row in rows if row.values or (row.touched and resource.version)]
        unchanged = [row for row in rows if row not in changed]
        found = await self._read_expected(guard, unchanged, columns)
        if changed:
            returning, target = () if guard.rereads(columns) else columns, guard.target()
            written = await self.run(
                changed, lambda part: writes.update(target, _by_row(part), resource.key, returning), resource
            )
            found |= await self._seen(guard, _by_key(resource, written, returning), columns)
        return await self._all_of(guard, rows, found)

    async def delete(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """Deleted rows as they were, in the order given.

        Raises:
            UserErrors: a row is not there, or not in the version expected.
        """
        guard = Guard.of(resource, Action.DELETE, rows, self.access)
        # What is deleted was for the viewer to see and to delete, but cannot be read any more as far as the viewer may.
        rereads = not guard.reads(columns)
        before = await self.find(resource, resource.key, [row.key for row in rows], columns) if rereads else {}
        returning, target = () if rereads else columns, guard.target()
        written = await self.run(
            rows, lambda part: writes.delete(target, part, returning), resource, deleting=resource.deleted_at is None
        )
        found = _by_key(resource, written, returning)
        if rereads:
            found = {key: before[key] for key in found if key in before}
        return await self._all_of(guard, rows, found)

    async def restore(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """Rows that were deleted, in the order given.

        Raises:
            UserErrors: a row is not there, or not deleted.
        """
        guard = Guard.of(resource, Action.DELETE, rows, self.access)
        returning, target = () if guard.rereads(columns) else columns, guard.target()
        written = await self.run(rows, lambda part: writes.restore(target, part, returning), resource)
        found = await self._seen(guard, _by_key(resource, written, returning), columns)
        missing = [row for row in rows if row.key not in found]
        if missing:
            raise UserErrors([_not_found(resource, row, "no deleted") for row in missing])
        return [found[row.key] for row in rows]

    async def upsert(
        self, resource: Resource, new: RowWrite, change: RowWrite, group: Columns, columns: Columns
    ) -> tuple[Any, bool]:
        """The row, and whether it was inserted; else `change` was made to the row with the same values of `group`."""
        create = Guard.of(resource, Action.CREATE, [new], self.access)
        update = Guard.of(resource, Action.UPDATE, [change], self.access)
        require_whole(resource, [change], self.access)
        await require_seen(self._fetch, resource, [new], self.access)
        returning, dialect = () if create.rereads(columns) else columns, self.access.dialect
        ready = [replace(new, values=complete(resource, [new.values], dialect)[0])]
        for _ in range(ROUNDS):
            inserted = await self.run(
                ready,
                lambda part: writes.insert_unless_there(resource, part[0].values, group, returning, dialect),
                resource,
            )
            if inserted:
                (made,) = (await self._seen(create, _by_key(resource, inserted, returning), columns)).values()
                return made, True
            there = await self._change_by(update, change, group, columns)
            if there:
                return there[0], False
        if await self.find(resource, group, [change.key], resource.key):
            raise update.refusal()
        path = next((path for path in new.paths(resource).values() if path[-1] == group[0].graphql_name), new.path)
        raise UserErrors([conflict("This value is taken already.", path)])

    async def find(
        self,
        resource: Resource,
        by: Columns,
        wanted: Iterable[Key],
        columns: Columns,
        condition: sa.ColumnElement[bool] | None = None,
    ) -> dict[Key, Any]:
        """Visible rows by their values of the columns `by`, where `condition` holds of them."""
        return await find_rows(self._fetch, resource, by, wanted, columns, self.access, condition)

    async def run(
        self, rows: Rows, build: Build, resource: Resource | None = None, *, deleting: bool = False
    ) -> Sequence[Any]:
        """Run the statement that `build` makes of the rows, and return what it returns."""
        if not self._one_by_one:
            return await self._fetch(*build(rows))
        results: list[Any] = []
        refused: dict[RowWrite, IntegrityError] = {}
        waiting = list(rows)
        for _ in range(ROUNDS):
            refused = await self._each(waiting, build, results)
            if len(refused) in (0, len(waiting)):
                break
            # Rows may stand in each other's way, in one order only.
            waiting = [row for row in reversed(waiting) if row in refused]
        errors: list[UserError] = []
        for row in sorted(refused, key=rows.index):
            errors += await explain_violation(refused[row], self._attempt(row, resource, deleting), self._fetch)
        if errors:
            raise UserErrors(errors)
        return results

    def _attempt(self, row: RowWrite, resource: Resource | None, deleting: bool) -> Attempt:
        base = row.id_path if deleting else row.path
        paths = row.paths(resource) if resource else {}
        given = {name: value for name, value in row.values.items() if not isinstance(value, Cell)}
        return Attempt(self._resources, base, resource, given, paths, deleting)

    async def execute(self, statement: sa.Executable) -> None:
        """Run a statement that returns nothing."""
        await self._connection.execute(statement)

    async def _each(self, rows: Rows, build: Build, results: list[Any]) -> dict[RowWrite, IntegrityError]:
        refused = {}
        for row in rows:
            try:
                async with self._connection.begin_nested():
                    results.extend(await self._fetch(*build([row])))
            except IntegrityError as error:
                refused[row] = error
        return refused

    async def _fetch(self, statement: sa.Executable, parameters: Any = None) -> Sequence[Any]:
        result = await self._connection.execute(statement, parameters)
        return result.all() if result.returns_rows else []

    async def _change_by(self, guard: Guard, change: RowWrite, group: Columns, columns: Columns) -> list[Any]:
        resource, target = guard.resource, guard.target()
        if not change.values:
            return list((await self.find(resource, group, [change.key], columns, guard.condition)).values())
        returning = () if guard.rereads(columns) else columns
        written = await self.run([change], lambda part: writes.update(target, part, group, returning), resource)
        return list((await self._seen(guard, _by_key(resource, written, returning), columns)).values())

    async def _seen(self, guard: Guard, written: dict[Key, Any], columns: Columns) -> dict[Key, Any]:
        """The written rows as the viewer sees them.

        Raises:
            RequestError: one has become what the viewer may not write, or not read.
        """
        if not written or not guard.rereads(columns):
            return written
        seen = await self.find(guard.resource, guard.resource.key, written, columns, guard.condition)
        if len(seen) < len(written):
            raise guard.refusal()
        return {key: seen[key] for key in written}

    async def _read_expected(self, guard: Guard, rows: Rows, columns: Columns) -> dict[Key, Any]:
        resource, version = guard.resource, guard.resource.version
        read = columns if version is None else with_columns(resource, columns, [version])
        found = await self.find(resource, resource.key, [row.key for row in rows], read, guard.condition)
        for row in rows if version else ():
            if row.version is not None and row.key in found and _version(resource, found[row.key]) != row.version:
                del found[row.key]
        return found

    async def _all_of(self, guard: Guard, rows: Rows, found: dict[Key, Any]) -> list[Any]:
        missing = [row for row in rows if row.key not in found]
        if missing:
            raise UserErrors(await self._absences(guard, missing))
        return [found[row.key] for row in rows]

    async def _absences(self, guard: Guard, rows: Rows) -> list[UserError]:
        """Why rows were not written.

        Raises:
            RequestError: one is there, but not for the viewer to write.
        """
        resource, version = guard.resource, guard.resource.version
        if guard.condition is None and (version is None or all(row.version is None for row in rows)):
            return [_not_found(resource, row) for row in rows]
        read = resource.key if version is None else (version,)
        there = await self.find(resource, resource.key, [row.key for row in rows], read)
        errors: list[UserError] = []
        for row in rows:
            if row.key not in there:
                errors.append(_not_found(resource, row))
            elif row.version is not None and _version(resource, there[row.key]) != row.version:
                errors.append(stale_version(_version(resource, there[row.key]), row.version_path))
            else:
                raise guard.refusal()
        return errors


def _by_key(resource: Resource, found: Sequence[Any], columns: Columns) -> dict[Key, Any]:
    """What a writing statement returned, by key."""
    read = key_reader([column.source for column in resource.key])
    return dict(zip(map(read, found), _made(resource, found, columns), strict=True))


def _made(resource: Resource, found: Sequence[Any], columns: Columns) -> list[Any]:
    return list(map(row_maker(resource, columns, len(resource.key)), found))


def _version(resource: Resource, row: Any) -> int:
    assert resource.version is not None
    version: int = getattr(row, resource.version.name)
    return version


def _by_row(rows: Rows) -> Rows:
    """In an order of their keys: calls that lock the same rows in one order wait for each other, else they deadlock."""
    return sorted(rows, key=lambda row: repr(row.key))


def _not_found(resource: Resource, row: RowWrite, such: str = "no such") -> UserError:
    return not_found(f"There is {such} {resource.field_name}.", row.id_path)
