"""`db …`: the tables of the database that the settings name."""

import asyncio
from typing import Annotated

import typer

from app import migrate
from app.cli.migrating import migrated
from app.cli.terminal import plain_errors, read_settings, shown_url
from app.database import connect
from app.row_level_security import UnfitRoleError, grant
from app.settings import Settings
from sqlmodel_strawberry.cli.terminal import say

db = typer.Typer(help="Migrate the database (DATABASE_URL).", no_args_is_help=True)


@db.command()
def upgrade(revision: Annotated[str, typer.Argument(help="The revision to stop at, or +1.")] = "head") -> None:
    """Migrate the database up."""
    with plain_errors():
        migrated(read_settings(), revision)


@db.command()
def downgrade(revision: Annotated[str, typer.Argument(help="The revision to go back to, or -1, or base.")]) -> None:
    """Migrate the database down. What the undone migrations had added is lost."""
    with plain_errors():
        settings = read_settings()
        asyncio.run(migrate.downgrade(settings.database_url, revision))
        say(f"{shown_url(settings)} is at {revision}.")


@db.command()
def revision(
    message: Annotated[str, typer.Argument(help="What the migration does, in a few words.")],
    data: Annotated[
        bool, typer.Option("--data", help="An empty migration for data instead of one for the schema.")
    ] = False,
) -> None:
    """Write a migration from what the models say and the database lacks. Read it before you commit it."""
    with plain_errors():
        asyncio.run(migrate.revision(read_settings().database_url, message, data=data))


@db.command()
def check() -> None:
    """Fail where the models say something that the migrations do not."""
    with plain_errors():
        asyncio.run(migrate.check(read_settings().database_url))


@db.command("grant")
def grant_command(role: Annotated[str, typer.Argument(help="The role that the API connects as.")]) -> None:
    """Let a role use the tables that it does not own, so that policies on rows hold for it (PostgreSQL)."""
    with plain_errors():
        settings = read_settings()
        asyncio.run(_grant(settings, role))
        say(f"{role} may use the tables of {shown_url(settings)}: serve as that role, with ROW_LEVEL_SECURITY=true.")


async def _grant(settings: Settings, role: str) -> None:
    database = connect(settings)
    try:
        if database.dialect != "postgresql":
            raise UnfitRoleError(f"only PostgreSQL has roles, not {shown_url(settings)}")
        async with database.engine.begin() as connection:
            await grant(connection, role)
    finally:
        await database.dispose()
