"""Reading what Alembic's revisions do, without a database: their operations are written down instead of run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from alembic.config import Config
from alembic.operations import BatchOperations, Operations
from alembic.operations.ops import (
    AlterColumnOp,
    DropColumnOp,
    DropTableOp,
    ExecuteSQLOp,
    MigrateOperation,
    RenameTableOp,
)
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError

from sqlmodel_strawberry.schema_changes.lost_columns import LostColumn, Migrations, RevisionsError, UnreadMigration

_NAME = r'(?:"?\w+"?\.)?"?(\w+)"?'
_ALTER = re.compile(rf"\bALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?{_NAME}([^;]*)", re.IGNORECASE)
_DROP_COLUMN = re.compile(rf"\bDROP\s+COLUMN\s+(?:IF\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)
_RENAME_COLUMN = re.compile(rf"\bRENAME\s+(?:COLUMN\s+)?(?!TO\b|CONSTRAINT\b){_NAME}\s+TO\s+{_NAME}", re.IGNORECASE)
_RENAME_TABLE = re.compile(rf"\bRENAME\s+TO\s+{_NAME}", re.IGNORECASE)
_DROP_TABLE = re.compile(rf"\bDROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?{_NAME}", re.IGNORECASE)


def migrations_since(config: Path, since: str, dialect: str) -> Migrations:
    """What the revisions behind `since` take away, the oldest first; all of them with "base".

    Args:
        config: the alembic.ini.
        dialect: `postgresql` or `sqlite`, which revisions may ask for.

    Raises:
        RevisionsError: there is no such file, or no such revision.
    """
    if not config.is_file():
        raise RevisionsError(f"cannot read {config}: No such file or directory")
    try:
        scripts = ScriptDirectory.from_config(Config(config))
        revisions = list(scripts.iterate_revisions("heads", since))
    except (CommandError, RevisionError) as error:
        raise RevisionsError(str(error)) from None
    lost: list[LostColumn] = []
    unread: list[UnreadMigration] = []
    for revision in reversed(revisions):
        recorded: list[MigrateOperation] = []
        try:
            _recorded(revision, dialect, recorded)
        except Exception as error:
            unread.append(UnreadMigration(revision.revision, revision.doc, f"{type(error).__name__}: {error}"))
        lost += [LostColumn(revision.revision, revision.doc, *each) for each in _lost_by(recorded)]
    return Migrations(lost, unread)


def _recorded(revision: Script, dialect: str, recorded: list[MigrateOperation]) -> None:
    """Let a revision upgrade, and keep what it asks `alembic.op` for."""
    context = MigrationContext.configure(dialect_name=dialect, opts={"as_sql": True, "output_buffer": StringIO()})
    operations = Operations(context)

    @contextmanager
    def batch(table_name: str, schema: str | None = None, **_: Any) -> Iterator[BatchOperations]:
        table: Any = SimpleNamespace(table_name=table_name, schema=schema)
        inner = BatchOperations(context, impl=table)
        vars(inner).update(invoke=recorded.append)
        yield inner

    # A subclass would not be taken for `alembic.op`.
    vars(operations).update(invoke=recorded.append, batch_alter_table=batch)
    operations._install_proxy()
    try:
        revision.module.upgrade()
    finally:
        operations._remove_proxy()


def _lost_by(operations: list[MigrateOperation]) -> Iterator[tuple[str, str | None, str | None]]:
    """Tables, columns (None: the whole table), and what they are called afterwards (None: they are dropped)."""
    for operation in operations:
        match operation:
            case DropColumnOp():
                yield operation.table_name, operation.column_name, None
            case DropTableOp():
                yield operation.table_name, None, None
            case RenameTableOp():
                yield operation.table_name, None, operation.new_table_name
            case AlterColumnOp() if operation.modify_name:
                yield operation.table_name, operation.column_name, str(operation.modify_name)
            case ExecuteSQLOp():
                yield from _lost_in_sql(str(operation.sqltext))


def _lost_in_sql(text: str) -> Iterator[tuple[str, str | None, str | None]]:
    for table, rest in _ALTER.findall(text):
        yield from ((table, column, None) for column in _DROP_COLUMN.findall(rest))
        yield from ((table, column, new) for column, new in _RENAME_COLUMN.findall(rest))
        yield from ((table, None, new) for new in _RENAME_TABLE.findall(rest))
    yield from ((table, None, None) for table in _DROP_TABLE.findall(text))
