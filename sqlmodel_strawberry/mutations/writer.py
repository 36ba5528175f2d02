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
from sqlmodel_strawberry.resource import Column, Resource
from sqlmodel_strawberry.row_writes import RowWrite
from sqlmodel_strawberry.rows import key_reader, row_maker
from sqlmodel_strawberry.selections import with_columns
from sqlmodel_strawberry.statements import keys, reads, writes
from sqlmodel_strawberry.statements.defaults import complete
from sqlmodel_strawberry.user_errors import UserError, conflict, not_found, stale_version

Key = tuple[Any, ...]
Columns = Sequence[Column]
Rows = Sequence[RowWrite]
Build = Callable[[Rows], sa.Executable]

ROUNDS = 3
"""Tries of what another writer, or another row of the same call, may be in the way of."""


class Writer:
    """Runs statements inside of a transaction. Each method is one statement, however many rows there are.

    With `one_by_one` each row is written by itself, in a savepoint, to find out which of them the database refuses.
    """

    def __init__(
        self, connection: AsyncConnection, resources: Sequence[Resource], dialect: str, *, one_by_one: bool = False
    ) -> None:
        self._connection = connection
        self._resources = resources
        self.dialect = dialect
        self._one_by_one = one_by_one

    async def insert(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """New rows, in the order given."""
        completed = complete(resource, [row.values for row in rows], self.dialect)
        ready = [replace(row, values=values) for row, values in zip(rows, completed, strict=True)]
        found = await self.run(
            ready, lambda part: writes.insert(resource, [row.values for row in part], columns), resource
        )
        by_key = _by_key(resource, found, columns)
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
        changed = [row for row in rows if row.values or (row.touched and resource.version)]
        unchanged = [row for row in rows if row not in changed]
        found = await self._read_expected(resource, unchanged, columns)
        if changed:
            written = await self.run(
                changed, lambda part: writes.update(resource, _by_row(part), resource.key, columns), resource
            )
            found |= _by_key(resource, written, columns)
        return await self._all_of(resource, rows, found)

    async def delete(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """Deleted rows as they were, in the order given.

        Raises:
            UserErrors: a row is not there, or not in the version expected.
        """
        found = await self.run(
            rows, lambda part: writes.delete(resource, part, columns), resource, deleting=resource.deleted_at is None
        )
        return await self._all_of(resource, rows, _by_key(resource, found, columns))

    async def restore(self, resource: Resource, rows: Rows, columns: Columns) -> list[Any]:
        """Rows that were deleted, in the order given.

        Raises:
            UserErrors: a row is not there, or not deleted.
        """
        written = await self.run(rows, lambda part: writes.restore(resource, part, columns), resource)
        found = _by_key(resource, written, columns)
        missing = [row for row in rows if row.key not in found]
        if missing:
            raise UserErrors([_not_found(resource, row, "no deleted") for row in missing])
        return [found[row.key] for row in rows]

    async def upsert(
        self, resource: Resource, new: RowWrite, change: RowWrite, group: Columns, columns: Columns
    ) -> tuple[Any, bool]:
        """The row, and whether it was inserted; else `change` was made to the row with the same values of `group`."""
        for _ in range(ROUNDS):
            inserted = await self.run(
                [new],
                lambda part: writes.insert_unless_there(resource, part[0].values, group, columns, self.dialect),
                resource,
            )
            if inserted:
                return _made(resource, inserted, columns)[0], True
            there = await self._change_by(resource, change, group, columns)
            if there:
                return there[0], False
        path = next((path for path in new.paths(resource).values() if path[-1] == group[0].graphql_name), new.path)
        raise UserErrors([conflict("This value is taken already.", path)])

    async def find(self, resource: Resource, by: Columns, wanted: Iterable[Key], columns: Columns) -> dict[Key, Any]:
        """Visible rows by their values of the columns `by`."""
        listed = list(dict.fromkeys(wanted))
        if not listed:
            return {}
        sources = [column.source for column in by]
        statement = reads.by_key(resource, by, columns, self.dialect)
        rows = await self._fetch(statement, keys.parameters(listed, self.dialect))
        read, make = key_reader(sources), row_maker(resource, columns)
        return {read(row): make(row[len(sources) :]) for row in rows}

    async def run(
        self, rows: Rows, build: Build, resource: Resource | None = None, *, deleting: bool = False
    ) -> Sequence[Any]:
        """Run the statement that `build` makes of the rows, and return what it returns."""
        if not self._one_by_one:
            return await self._fetch(build(rows))
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
        return Attempt(self._resources, base, resource, row.values, paths, deleting)

    async def execute(self, statement: sa.Executable) -> None:
        """Run a statement that returns nothing."""
        await self._connection.execute(statement)

    async def _each(self, rows: Rows, build: Build, results: list[Any]) -> dict[RowWrite, IntegrityError]:
        refused = {}
        for row in rows:
            try:
                async with self._connection.begin_nested():
                    results.extend(await self._fetch(build([row])))
            except IntegrityError as error:
                refused[row] = error
        return refused

    async def _fetch(self, statement: sa.Executable, parameters: Any = None) -> Sequence[Any]:
        result = await self._connection.execute(statement, parameters)
        return result.all() if result.returns_rows else []

    async def _change_by(self, resource: Resource, change: RowWrite, group: Columns, columns: Columns) -> list[Any]:
        if not change.values:
            return list((await self.find(resource, group, [change.key], columns)).values())
        written = await self.run([change], lambda part: writes.update(resource, part, group, columns), resource)
        return _made(resource, written, columns)

    async def _read_expected(self, resource: Resource, rows: Rows, columns: Columns) -> dict[Key, Any]:
        version = resource.version
        read = columns if version is None else with_columns(resource, columns, [version])
        found = await self.find(resource, resource.key, [row.key for row in rows], read)
        for row in rows if version else ():
            if row.version is not None and row.key in found and _version(resource, found[row.key]) != row.version:
                del found[row.key]
        return found

    async def _all_of(self, resource: Resource, rows: Rows, found: dict[Key, Any]) -> list[Any]:
        missing = [row for row in rows if row.key not in found]
        if missing:
            raise UserErrors(await self._absences(resource, missing))
        return [found[row.key] for row in rows]

    async def _absences(self, resource: Resource, rows: Rows) -> list[UserError]:
        version = resource.version
        if version is None or all(row.version is None for row in rows):
            return [_not_found(resource, row) for row in rows]
        there = await self.find(resource, resource.key, [row.key for row in rows], [version])
        return [
            stale_version(_version(resource, there[row.key]), row.version_path)
            if row.key in there
            else _not_found(resource, row)
            for row in rows
        ]


def _by_key(resource: Resource, found: Sequence[Any], columns: Columns) -> dict[Key, Any]:
    """What a writing statement returned, by key."""
    read = key_reader([column.source for column in resource.key])
    return dict(zip(map(read, found), _made(resource, found, columns), strict=True))


def _made(resource: Resource, found: Sequence[Any], columns: Columns) -> list[Any]:
    make, width = row_maker(resource, columns), len(resource.key)
    return [make(row[width:]) for row in found]


def _version(resource: Resource, row: Any) -> int:
    assert resource.version is not None
    version: int = getattr(row, resource.version.name)
    return version


def _by_row(rows: Rows) -> Rows:
    """In an order of their keys: calls that lock the same rows in one order wait for each other, else they deadlock."""
    return sorted(rows, key=lambda row: repr(row.key))


def _not_found(resource: Resource, row: RowWrite, such: str = "no such") -> UserError:
    return not_found(f"There is {such} {resource.field_name}.", row.id_path)
