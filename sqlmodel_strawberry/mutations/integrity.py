"""Constraint violations as user errors: which rule, at which field of the input, without a word of SQL."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.sql.visitors import iterate

from sqlmodel_strawberry.database.session import Session
from sqlmodel_strawberry.database.write_transactions import SessionTransaction
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.mutations.user_errors import UserError, conflict, invalid, reference_missing, referenced
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.statements import writes

Path = list[str]
Fetch = Callable[[sa.Select[Any]], Awaitable[Sequence[Any]]]

SQLSTATES = {
    "23001": "foreign key",
    "23505": "unique",
    "23503": "foreign key",
    "23502": "not null",
    "23514": "check",
    "23P01": "unique",
}
POSTGRES_KEY = re.compile(r"\(([^()]+)\)=\(")
SQLITE_MESSAGE = re.compile(r"(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?")


@dataclass(frozen=True)
class Violation:
    """What the database said: the kind of rule, its table and name, its columns; each where it is known."""

    kind: str
    table: str | None = None
    constraint: str | None = None
    columns: tuple[str, ...] = ()


@dataclass
class Attempt:
    """What a write tried, so that a violation can be told in the client's terms.

    `paths` says where in the input each column's value came from; `base` is the place of those without one. `rerun`
    runs the write once more, row by row, and raises the UserErrors of each row that is refused.
    """

    resources: Sequence[Resource]
    base: Path
    resource: Resource | None = None
    values: Mapping[str, Any] | None = None
    paths: Mapping[str, Path] | None = None
    deleting: bool = False
    rerun: Callable[[SessionTransaction], Awaitable[Any]] | None = None


async def explain(error: IntegrityError, attempt: Attempt, session: Session) -> list[UserError]:
    """The user errors of a refused write, which must have ended: what refused it is looked for in the database."""
    errors = await _refused_rows(attempt.rerun, session) if attempt.rerun else []
    return errors or await explain_violation(error, attempt, session.fetch)


async def explain_violation(error: IntegrityError, attempt: Attempt, fetch: Fetch) -> list[UserError]:
    """The user errors of one violation. `fetch` looks up which reference is missing where SQLite does not say."""
    violation = _violation(error)
    if attempt.deleting:
        return [referenced("Other rows still point to this one.", attempt.base)]
    if violation.kind == "foreign key":
        return await _missing(attempt, violation, fetch)
    tables = {resource.table.name: resource.table for resource in attempt.resources}
    columns = violation.columns or _constrained(violation, tables.values())
    paths = attempt.paths or {}
    path = next((paths[column] for column in columns if column in paths), attempt.base)
    if violation.kind == "unique":
        return [conflict("This value is taken already.", path)]
    if violation.kind == "not null":
        return [invalid("This may not be null.", path)]
    return [invalid("This value is not allowed here.", path)]


class _UndoError(Exception):
    """Rolls a transaction back."""


async def _refused_rows(rerun: Callable[[SessionTransaction], Awaitable[Any]], session: Session) -> list[UserError]:
    """Empty where nothing is refused this time: what was in the way has gone meanwhile."""

    async def run(transaction: SessionTransaction) -> None:
        await rerun(transaction)
        raise _UndoError

    try:
        await session.transact_in_session(run)
    except UserErrors as refusal:
        return refusal.errors
    except (_UndoError, DBAPIError):
        pass
    return []


def _violation(error: IntegrityError) -> Violation:
    cause = getattr(error.orig, "__cause__", None)
    kind = SQLSTATES.get(getattr(error.orig, "sqlstate", None) or "")
    if kind is not None:
        column = getattr(cause, "column_name", None)
        return Violation(
            kind,
            getattr(cause, "table_name", None),
            getattr(cause, "constraint_name", None),
            (column,) if column else _key_columns(getattr(cause, "detail", None) or ""),
        )
    match = SQLITE_MESSAGE.search(str(error.orig))
    if match is None:
        return Violation("other")
    kind, what = match[1].lower(), match[2] or ""
    if kind in ("unique", "not null") and not what.startswith("index "):
        qualified = [part.strip().rpartition(".") for part in what.split(",")]
        return Violation(kind, qualified[0][0], None, tuple(column for _, _, column in qualified))
    return Violation(kind, None, what.removeprefix("index ").strip("'") or None)


def _key_columns(detail: str) -> tuple[str, ...]:
    """`Key (shelf, place)=(A, 1) already exists.` names the columns where the constraint has a name of PostgreSQL's."""
    match = POSTGRES_KEY.search(detail)
    return tuple(column.strip().strip('"') for column in match[1].split(",")) if match else ()


def _constrained(violation: Violation, tables: Iterable[sa.Table]) -> tuple[str, ...]:
    """The columns of the constraint or index that a violation names."""
    if violation.constraint is None:
        return ()
    for table in tables:
        rules: list[Any] = [*table.constraints, *table.indexes]
        for rule in rules:
            if rule.name == violation.constraint:
                if isinstance(rule, sa.CheckConstraint):
                    return tuple(part.name for part in iterate(rule.sqltext) if isinstance(part, sa.ColumnClause))
                return tuple(column.name for column in rule.columns)
    return ()


async def _missing(attempt: Attempt, violation: Violation, fetch: Fetch) -> list[UserError]:
    """One error for each foreign key among the written values that points to nothing."""
    nothing = reference_missing("This points to something that does not exist.", attempt.base)
    if attempt.resource is None:
        return [nothing]
    resource, paths = attempt.resource, attempt.paths or {}
    values = {resource.columns[name].source: value for name, value in (attempt.values or {}).items()}
    errors: list[UserError] = []
    doubtful: list[UserError] = []
    for constraint in _foreign_keys(resource, values):
        path = next((paths[key.parent.name] for key in constraint.elements if key.parent.name in paths), attempt.base)
        error = reference_missing("This points to nothing.", path)
        if not all(key.parent in values for key in constraint.elements):
            doubtful.append(error)
        elif not await fetch(writes.exists({key.column: values[key.parent] for key in constraint.elements})):
            errors.append(error)
    if errors or doubtful:
        return errors or doubtful
    if violation.table not in (None, resource.table.name):
        return [referenced("Other rows point to the value that this one had.", attempt.base)]
    return [nothing]


def _foreign_keys(resource: Resource, values: Mapping[sa.Column[Any], Any]) -> list[sa.ForeignKeyConstraint]:
    """The foreign keys that hold some of these values, in the table's order. One with a null points nowhere."""
    found = []
    for constraint in resource.table.foreign_key_constraints:
        given = [values[column] for column in constraint.columns if column in values]
        if given and None not in given:
            found.append(constraint)
    order = list(resource.table.columns)
    return sorted(found, key=lambda constraint: order.index(constraint.elements[0].parent))
