"""Constraint violations as user errors: which rule, at which field of the input, without a word of SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.visitors import iterate

from sqlmodel_strawberry.resource import Resource
from sqlmodel_strawberry.session import Session
from sqlmodel_strawberry.statements import writes
from sqlmodel_strawberry.user_errors import UserError, conflict, invalid, reference_missing, referenced

Path = list[str]

SQLSTATES = {"23505": "unique", "23503": "foreign key", "23502": "not null", "23514": "check"}
SQLITE_MESSAGE = re.compile(r"(UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: (.*))?")


@dataclass(frozen=True)
class Violation:
    """What the database said: the kind of rule, its table and name, its columns; each where it is known."""

    kind: str
    table: str | None = None
    constraint: str | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Attempt:
    """What a write tried, so that a violation can be told in the client's terms.

    `paths` says where in the input each column's value came from; `base` is the place of those without one.
    """

    resources: Sequence[Resource]
    base: Path
    resource: Resource | None = None
    values: Mapping[str, Any] | None = None
    paths: Mapping[str, Path] | None = None
    deleting: bool = False


async def explain(error: IntegrityError, attempt: Attempt, session: Session) -> list[UserError]:
    """The user errors of a refused write. `session` looks up which reference is missing where SQLite does not say."""
    violation = _violation(error)
    tables = {resource.table.name: resource.table for resource in attempt.resources}
    columns = violation.columns or _constrained(violation, tables.values())
    if violation.kind == "foreign key":
        if attempt.deleting:
            return [referenced("Other rows still point to this one.", attempt.base)]
        return await _missing(attempt, columns, session)
    paths = attempt.paths or {}
    path = next((paths[column] for column in columns if column in paths), attempt.base)
    if violation.kind == "unique":
        return [conflict("This value is taken already.", path)]
    if violation.kind == "not null":
        return [invalid("This may not be null.", path)]
    return [invalid("This value is not allowed here.", path)]


def _violation(error: IntegrityError) -> Violation:
    cause = getattr(error.orig, "__cause__", None)
    kind = SQLSTATES.get(getattr(error.orig, "sqlstate", None) or "")
    if kind is not None:
        column = getattr(cause, "column_name", None)
        return Violation(
            kind,
            getattr(cause, "table_name", None),
            getattr(cause, "constraint_name", None),
            (column,) if column else (),
        )
    match = SQLITE_MESSAGE.search(str(error.orig))
    if match is None:
        return Violation("other")
    kind, what = match[1].lower(), match[2] or ""
    if kind in ("unique", "not null") and not what.startswith("index "):
        qualified = [part.strip().rpartition(".") for part in what.split(",")]
        return Violation(kind, qualified[0][0], None, tuple(column for _, _, column in qualified))
    return Violation(kind, None, what.removeprefix("index ").strip("'") or None)


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


async def _missing(attempt: Attempt, columns: tuple[str, ...], session: Session) -> list[UserError]:
    """One error for each foreign key among the written values that points to nothing."""
    errors: list[UserError] = []
    paths, values, resource = attempt.paths or {}, attempt.values or {}, attempt.resource
    for name, value in values.items():
        column = resource.columns[name].source if resource else None
        if column is None or value is None:
            continue
        for foreign_key in column.foreign_keys:
            found = column.name in columns or not await session.fetch(writes.exists(foreign_key.column, value))
            if found:
                errors.append(reference_missing("This points to nothing.", paths.get(name, attempt.base)))
                break
    return errors or [reference_missing("This points to something that does not exist.", attempt.base)]
