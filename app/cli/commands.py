"""The commands of the application, and those of the engine over its schema."""

import asyncio
import sys
from typing import Annotated

import typer

from app.cli.api import VIEWERS, ApplicationApi
from app.cli.databases import db
from app.cli.migrating import migrated, seeded
from app.cli.terminal import development_settings, plain_errors, read_settings
from app.database import connect
from app.main import make_schema
from app.production import check_production
from app.scaffolding.command import new
from app.serving import check_address, serve
from app.settings import Settings
from app.token_keys import new_key
from sqlmodel_strawberry.cli.documents import documents_commands
from sqlmodel_strawberry.cli.explain import explain_command
from sqlmodel_strawberry.cli.schema import schema_commands

api = ApplicationApi()
app = typer.Typer(
    help="Run the application, look after its database, export its schema. The environment and .env have the settings.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(db, name="db")
app.add_typer(schema_commands(api), name="schema")
app.add_typer(new, name="new")
app.add_typer(documents_commands(api), name="documents")

Scale = Annotated[int, typer.Option(min=1, help="How many times the usual number of rows.")]


@app.command("serve")
def serve_command(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on, instead of HOST's.", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="The port to listen on, instead of PORT's.", show_default=False),
    ] = None,
) -> None:
    """Serve the API until interrupted. The database must be at the newest migration."""
    with plain_errors():
        settings = read_settings()
        host, port = host or settings.host, settings.port if port is None else port
        check_address(host, port)
        _check(settings)
        serve(settings, host=host, port=port)


@app.command()
def demo(
    scale: Scale = 1,
    seeding: Annotated[
        bool, typer.Option("--seed", help="Seed an empty database even where DATABASE_URL names it.")
    ] = False,
) -> None:
    """Migrate, seed, and serve: everything to try the API on.

    Only the default SQLite file is seeded unasked, and only while it is empty.
    """
    with plain_errors():
        settings = development_settings("demo")
        check_address(settings.host, settings.port)
        migrated(settings)
        if seeding or not settings.has_own_database:
            seeded(settings, scale, where_empty=True)
        serve(settings, host=settings.host, port=settings.port)


@app.command("seed")
def seed_command(scale: Scale = 1) -> None:
    """Fill an empty database (DATABASE_URL) with rows to try things on: about 20,000, the same ones every time."""
    with plain_errors():
        seeded(development_settings("seed"), scale, where_empty=False)


@app.command("key")
def key_command(
    name: Annotated[
        str | None, typer.Argument(help="What to call it, instead of after the day.", show_default=False)
    ] = None,
) -> None:
    """Print a new key for ACCESS_TOKEN_KEYS."""
    sys.stdout.write(f"{new_key(name)}\n")


app.command("explain")(explain_command(api, VIEWERS))


def _check(settings: Settings) -> None:
    """Before there are workers, which would be started again and again."""
    if settings.trusted_documents != "off":
        make_schema(settings)

    async def check() -> None:
        database = connect(settings)
        try:
            await check_production(settings, database)
        finally:
            await database.dispose()

    asyncio.run(check())
