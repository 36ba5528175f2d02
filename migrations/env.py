"""How Alembic runs: in one transaction, alone, and with a bound on how long it waits for locks."""

import asyncio
import logging
import warnings
from collections.abc import Collection, Mapping
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.migration import MigrationContext, MigrationInfo
from alembic.script import Script
from alembic.util import CommandError
from sqlalchemy import Connection, text
from sqlmodel.main import default_registry
from sqlmodel.sql.sqltypes import AutoString

from app.migrate import connected
from app.models import metadata
from app.models.columns import ExactDecimal, UtcDateTime, utcnow
from app.settings import Settings

logger = logging.getLogger("migrations")

LOCK_TIMEOUT = "5s"
MIGRATION_LOCK = 7_205_759_403

# Other code may map tables on SQLModel's metadata too, as tests do. They are not ours to migrate.
OUR_TABLES = {
    getattr(mapper.local_table, "name", None)
    for mapper in default_registry.mappers
    if mapper.class_.__module__.startswith("app.models.")
}


def run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    # SQLite has none of these indexes; tests compare those of PostgreSQL.
    warnings.filterwarnings("ignore", "autogenerate skipping metadata-specified expression-based index")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transactional_ddl=True,
        render_as_batch=sqlite,
        compare_type=True,
        compare_server_default=True,
        include_object=include_object,
        render_item=render_item,
        on_version_apply=log_step,
    )
    with context.begin_transaction():
        if not sqlite:
            wait_for_other_migrations(connection)
        context.run_migrations()
        if sqlite:
            check_foreign_keys(connection)


def log_step(ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]) -> None:
    """Alembic's own lines say less of the migration, and more of Alembic."""
    moved = step.up_revision
    if isinstance(moved, Script):
        logger.info("%s %s: %s", "up to" if step.is_upgrade else "down from", moved.revision, moved.doc)


def wait_for_other_migrations(connection: Connection) -> None:
    """Instances that start together migrate one after the other; each statement then waits LOCK_TIMEOUT at most."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))


def check_foreign_keys(connection: Connection) -> None:
    """Migrations run with SQLite's foreign keys off, or rebuilding a table would empty those that refer to it."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        tables = ", ".join(sorted({row[0] for row in broken}))
        raise CommandError(f"the migration would leave rows that refer to nothing, in {tables}; nothing was changed")


def include_object(item: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    if kind == "table" and not reflected:
        return name in OUR_TABLES
    if kind == "index" and not reflected:
        # An index marked with a dialect exists on that dialect only.
        return item.info.get("dialect") in (None, context.get_context().dialect.name)
    return True


def render_item(kind: str, item: Any, autogenerate: AutogenContext) -> str | Literal[False]:
    if isinstance(item, AutoString):
        return f"sa.String({item.length})"
    source = item.arg if kind == "server_default" and item is not None else item
    if isinstance(source, ExactDecimal | UtcDateTime):
        autogenerate.imports.add(f"from app.models.columns import {type(source).__name__}")
        return repr(source)
    if isinstance(source, utcnow):
        autogenerate.imports.add("from app.models.columns import utcnow")
        return "utcnow()"
    return False


if context.is_offline_mode():
    raise CommandError("migrations look at the database they change: they cannot be written out as SQL")

given: Connection | None = context.config.attributes.get("connection")
if given is None:
    asyncio.run(connected(Settings().database_url, run))
else:
    run(given)
