"""Running the statements of a write: one for all rows or, to find out which of them are refused, one for each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeAlias

from sqlalchemy.exc import IntegrityError

from sqlmodel_strawberry.database.queries import Query
from sqlmodel_strawberry.database.write_transactions import Transaction
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.mutations.integrity import Attempt, explain_violation
from sqlmodel_strawberry.mutations.user_errors import UserError
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements import writes
from sqlmodel_strawberry.statements.cells import Cell
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access

Rows = Sequence[RowWrite]
Build = Callable[[Rows], writes.Bound]
Savepoint: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]

ROUNDS = 3
"""Tries of what another writer, or another row of the same call, may be in the way of."""


class Runner:
    """Runs them in a transaction; with `savepoint` each row by itself, in such a block, to find out what is refused."""

    def __init__(
        self,
        transaction: Transaction,
        resources: Sequence[Resource],
        access: Access,
        savepoint: Savepoint | None = None,
    ) -> None:
        self.access, self._transaction, self._resources = access, transaction, resources
        self._savepoint = savepoint

    def _run(
        self,
        rows: Rows,
        build: Build,
        resource: Resource | None = None,
        *,
        deleting: bool = False,
        last: bool = False,
    ) -> Awaitable[Sequence[Any]]:
        """Run the statement that `build` makes of the rows, and return what it returns.

        With `last` nothing that comes after it can refuse the write, unless it wrote nothing.
        """
        if self._savepoint is None:
            return self._write(build(rows), last=last)
        return self._run_each(rows, build, resource, deleting=deleting)

    async def _run_each(self, rows: Rows, build: Build, resource: Resource | None, *, deleting: bool) -> Sequence[Any]:
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
            errors += await explain_violation(
                refused[row], self._attempt(row, resource, deleting), self._transaction.fetch
            )
        if errors:
            raise UserErrors(errors)
        return results

    def _write(self, bound: writes.Bound, *, last: bool = False) -> Awaitable[Sequence[Any]]:
        transaction = self._transaction
        statements = transaction.database.statements if bound.rows == 1 else transaction.database.long_statements
        build, shape = bound.build, bound.shape
        memo = statements.memo(build, *shape)
        query, given = memo.bind(self.access, lambda access: Query(build(*shape, access)))
        values = {**bound.values, **given} if given else bound.values
        return (transaction.fetch_last if last else transaction.fetch)(query, values)

    def _attempt(self, row: RowWrite, resource: Resource | None, deleting: bool) -> Attempt:
        base = row.id_path if deleting else row.path
        paths = row.paths(resource) if resource else {}
        given = {name: value for name, value in row.values.items() if not isinstance(value, Cell)}
        return Attempt(self._resources, base, resource, given, paths, deleting)

    async def _each(self, rows: Rows, build: Build, results: list[Any]) -> dict[RowWrite, IntegrityError]:
        refused = {}
        assert self._savepoint is not None
        for row in rows:
            try:
                async with self._savepoint():
                    results.extend(await self._write(build([row])))
            except IntegrityError as error:
                refused[row] = error
        return refused
