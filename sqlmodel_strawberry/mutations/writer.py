"""The statements of one write, in one transaction, with errors that name the row they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import sqlalchemy as sa

from sqlmodel_strawberry.database.reading import Reader
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.fields.selections import with_columns
from sqlmodel_strawberry.loading.rows import keyed_reader
from sqlmodel_strawberry.mutations.finding import find_rows
from sqlmodel_strawberry.mutations.guards import Guard, says_all
from sqlmodel_strawberry.mutations.references import require_seen, require_whole
from sqlmodel_strawberry.mutations.running import ROUNDS, Runner
from sqlmodel_strawberry.mutations.user_errors import UserError, conflict, not_found, stale_version
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements import writes
from sqlmodel_strawberry.statements.defaults import complete
from sqlmodel_strawberry.statements.returning import KEYS, Returning, can_return, returning
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.targets import Target
from sqlmodel_strawberry.statements.visibility import Access

Key = tuple[Any, ...]
Columns = tuple[Column, ...]
Rows = Sequence[RowWrite]


class Writer(Runner):
    """Writes inside of a transaction. Each method is one statement, however many rows there are."""

    async def insert(self, resource: Resource, rows: Rows, columns: Columns, *, last: bool = False) -> list[Any]:
        """New rows, in the order given.

        Raises:
            UserErrors: a row points to what the viewer cannot see.
        """
        access = self.access
        guard, said = Guard.permitted(resource, Action.CREATE, rows, columns, access)
        if said.references:
            await require_seen(self._reader, resource, rows, said.references)
        ready, asked = _completed(resource, rows, access), said.asked
        written = await self._run(
            ready,
            partial(writes.insert, resource, asked or KEYS),
            resource,
            last=last and said.is_said,
        )
        if asked is not None and said.is_said:
            by_key = _by_key(resource, written, asked)
        else:
            by_key = await self._seen(guard, written, columns, asked)
        if len(rows) == 1:
            return [*by_key.values()]
        given = [tuple(row.values.get(column.name) for column in resource.key) for row in ready]
        if all(key in by_key for key in given):
            return [by_key[key] for key in given]
        if resource.table.autoincrement_column is not None:
            # What the database numbers it numbers in the order given.
            return [by_key[key] for key in sorted(by_key)]
        return list(by_key.values())

    async def update(self, resource: Resource, rows: Rows, columns: Columns, *, last: bool = False) -> list[Any]:
        """Changed rows, in the order given. Rows of which nothing changes are only read.

        Raises:
            UserErrors: a row is not there, or not in the version expected.
        """
        guard, said = Guard.permitted(resource, Action.UPDATE, rows, columns, self.access)
        require_whole(resource, rows, said.references)
        await require_seen(self._reader, resource, rows, said.references)
        changed = [row for row in rows if row.values or (row.touched and resource.version)]
        unchanged = [row for row in rows if row not in changed]
        found = await self._read_expected(guard, unchanged, columns)
        if changed:
            alone = last and len(rows) == 1
            found |= await self._change(guard, changed, resource.key, columns, said.asked, last=alone)
        return await self._all_of(guard, rows, found)

    async def delete(self, resource: Resource, rows: Rows, columns: Columns, *, last: bool = False) -> list[Any]:
        """Deleted rows as they were, in the order given.

        Raises:
            UserErrors: a row is not there, or not in the version expected.
        """
        guard = Guard.of(resource, Action.DELETE, rows, self.access)
        access, asked = self.access, returning(columns)
        before: dict[Key, Any] | None = None
        if not can_return(resource, asked, access):
            # What is deleted cannot be read any more.
            before, asked = await self.find(resource, resource.key, [row.key for row in rows], columns), KEYS
        written = await self._run(
            rows,
            partial(writes.delete, guard.target, asked, access.dialect),
            resource,
            deleting=resource.deleted_at is None,
            last=last and len(rows) == 1,
        )
        found = _by_key(resource, written, asked)
        if before is not None:
            found = {key: before[key] for key in found if key in before}
        return await self._all_of(guard, rows, found)

    async def restore(self, resource: Resource, rows: Rows, columns: Columns, *, last: bool = False) -> list[Any]:
        """Rows that were deleted, in the order given.

        Raises:
            UserErrors: a row is not there, or not deleted.
        """
        guard = Guard.of(resource, Action.DELETE, rows, self.access)
        access, asked = self.access, guard.returning(columns)
        written = await self._run(
            rows,
            partial(writes.restore, guard.target, asked or KEYS, access.dialect),
            resource,
            last=last and len(rows) == 1 and says_all(asked),
        )
        found = await self._seen(guard, written, columns, asked)
        missing = [row for row in rows if row.key not in found]
        if missing:
            raise UserErrors([_not_found(resource, row, "no deleted") for row in missing])
        return [found[row.key] for row in rows]

    async def upsert(
        self, resource: Resource, new: RowWrite, change: RowWrite, group: Columns, columns: Columns
    ) -> tuple[Any, bool]:
        """The row, and whether it was inserted; else `change` was made to the row with the same values of `group`."""
        access = self.access
        create, said = Guard.permitted(resource, Action.CREATE, [new], columns, access)
        update, said_of_change = Guard.permitted(resource, Action.UPDATE, [change], columns, access)
        require_whole(resource, [change], said.references)
        await require_seen(self._reader, resource, [new], said.references)
        ready, asked = _completed(resource, [new], access), said.asked
        for _ in range(ROUNDS):
            inserted = await self._run(
                ready,
                partial(writes.insert_unless_there, resource, group, asked or KEYS),
                resource,
                last=said.is_said,
            )
            if inserted:
                (made,) = (await self._seen(create, inserted, columns, asked)).values()
                return made, True
            there = await self._change_by(update, change, group, columns, said_of_change.asked)
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
        target: Target | None = None,
    ) -> dict[Key, Any]:
        """Visible rows by their values of the columns `by`; with a target, those that the viewer may write."""
        return await find_rows(self._reader, resource, by, wanted, columns, target)

    async def execute(self, statement: sa.Executable) -> None:
        """Run a statement that returns nothing."""
        await self._transaction.fetch(statement)

    @property
    def _reader(self) -> Reader:
        return Reader(self._transaction, self.access)

    async def _change_by(
        self, guard: Guard, change: RowWrite, group: Columns, columns: Columns, asked: Returning | None
    ) -> list[Any]:
        if change.values:
            return list((await self._change(guard, [change], group, columns, asked, last=True)).values())
        return list((await self.find(guard.resource, group, [change.key], columns, guard.target)).values())

    async def _change(
        self, guard: Guard, rows: Rows, by: Columns, columns: Columns, asked: Returning | None, *, last: bool
    ) -> dict[Key, Any]:
        written = await self._run(
            rows,
            partial(writes.update, guard.target, by, asked or KEYS),
            guard.resource,
            last=last and says_all(asked),
        )
        return await self._seen(guard, written, columns, asked)

    async def _seen(
        self, guard: Guard, written: Sequence[Any], columns: Columns, asked: Returning | None
    ) -> dict[Key, Any]:
        """The written rows as the viewer sees them: those that a statement returned, or else read once more.

        Raises:
            RequestError: one has become what the viewer may not write, or not read.
        """
        resource = guard.target.resource
        if asked is not None:
            if asked.check is not None and not all(row[-1] for row in written):
                raise guard.refusal()
            return _by_key(resource, written, asked)
        keys = _by_key(resource, written, KEYS)
        seen = await self.find(resource, resource.key, keys, columns, guard.target)
        if len(seen) < len(keys):
            raise guard.refusal()
        return {key: seen[key] for key in keys}

    async def _read_expected(self, guard: Guard, rows: Rows, columns: Columns) -> dict[Key, Any]:
        resource, version = guard.resource, guard.resource.version
        read = columns if version is None else with_columns(resource, columns, [version])
        found = await self.find(resource, resource.key, [row.key for row in rows], read, guard.target)
        if version is None:
            return found
        expected = {row.key: row.version for row in rows if row.version is not None}
        there = {key: row for key, row in found.items() if expected.get(key) in (None, _version(resource, row))}
        if version not in columns:
            # The rows of one payload are alike.
            for row in there.values():
                del vars(row)[version.name]
        return there

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
        if not guard.is_conditional and (version is None or all(row.version is None for row in rows)):
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


def _completed(resource: Resource, rows: Rows, access: Access) -> Rows:
    if len(rows) == 1 and not resource.generated:
        return rows
    values = complete(resource, [row.values for row in rows], access.dialect)
    return [row if each is row.values else replace(row, values=each) for row, each in zip(rows, values, strict=True)]


def _by_key(resource: Resource, written: Sequence[Any], asked: Returning) -> dict[Key, Any]:
    """What a writing statement returned, by key."""
    read, make = keyed_reader(resource, resource.key, asked.columns)
    return dict(zip(map(read, written), map(make, written), strict=True))


def _version(resource: Resource, row: Any) -> int:
    assert resource.version is not None
    version: int = getattr(row, resource.version.name)
    return version


def _not_found(resource: Resource, row: RowWrite, such: str = "no such") -> UserError:
    return not_found(f"There is {such} {resource.field_name}.", row.id_path)
