"""The command line: `python -m app --help`."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from alembic.util import CommandError
from asyncpg import InterfaceError, PostgresError
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from app import migrate
from app.database import connect
from app.explaining import Asked, Explained, ExplainError, Printer, explained, texts, variables_of
from app.logging import configure_logging
from app.main import limits, make_schema
from app.production import NotForProduction, check_production
from app.row_level_security import UnfitRoleError, grant
from app.scaffolding.command import new
from app.seed import NotEmpty, is_empty, seed
from app.serving import serve
from app.settings import Settings
from app.token_keys import new_key
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import TrustedDocuments, TrustedDocumentsError
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from sqlmodel_strawberry.indexing import unindexed

app = typer.Typer(
    help="Run the application, look after its database, export its schema. The environment and .env have the settings.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="Migrate the database (DATABASE_URL).", no_args_is_help=True)
schema = typer.Typer(help="The GraphQL schema.", no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(schema, name="schema")
app.add_typer(new, name="new")
documents = typer.Typer(help="The documents of clients.", no_args_is_help=True)
app.add_typer(documents, name="documents")

console = Console(stderr=True)

Scale = Annotated[int, typer.Option(min=1, help="How many times the usual number of rows.")]


@app.command("serve")
def serve_command(
    host: Annotated[
        str | None, typer.Option(help="The address to listen on, instead of HOST's.", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="The port to listen on, instead of PORT's.", show_default=False)
    ] = None,
) -> None:
    """Serve the API until interrupted. The database must be at the newest migration."""
    with plain_errors():
        settings = _settings()
        _check(settings)
        serve(settings, host=host or settings.host, port=settings.port if port is None else port)


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
        settings = _for_development("demo")
        _migrate(settings)
        if seeding or not settings.has_own_database:
            _seed(settings, scale, where_empty=True)
        serve(settings, host=settings.host, port=settings.port)


@app.command("seed")
def seed_command(scale: Scale = 1) -> None:
    """Fill an empty database (DATABASE_URL) with rows to try things on: about 20,000, the same ones every time."""
    with plain_errors():
        _seed(_for_development("seed"), scale, where_empty=False)


@app.command("key")
def key_command(
    name: Annotated[
        str | None, typer.Argument(help="What to call it, instead of after the day.", show_default=False)
    ] = None,
) -> None:
    """Print a new key for ACCESS_TOKEN_KEYS."""
    sys.stdout.write(f"{new_key(name)}\n")


@db.command()
def upgrade(revision: Annotated[str, typer.Argument(help="The revision to stop at, or +1.")] = "head") -> None:
    """Migrate the database up."""
    with plain_errors():
        _migrate(_settings(), revision)


@db.command()
def downgrade(revision: Annotated[str, typer.Argument(help="The revision to go back to, or -1, or base.")]) -> None:
    """Migrate the database down. What the undone migrations had added is lost."""
    with plain_errors():
        settings = _settings()
        asyncio.run(migrate.downgrade(settings.database_url, revision))
        _say(f"{_shown(settings)} is at {revision}.")


@db.command()
def revision(
    message: Annotated[str, typer.Argument(help="What the migration does, in a few words.")],
    data: Annotated[
        bool, typer.Option("--data", help="An empty migration for data instead of one for the schema.")
    ] = False,
) -> None:
    """Write a migration from what the models say and the database lacks. Read it before you commit it."""
    with plain_errors():
        asyncio.run(migrate.revision(_settings().database_url, message, data=data))


@db.command()
def check() -> None:
    """Fail where the models say something that the migrations do not."""
    with plain_errors():
        asyncio.run(migrate.check(_settings().database_url))


@db.command("grant")
def grant_command(role: Annotated[str, typer.Argument(help="The role that the API connects as.")]) -> None:
    """Let a role use the tables that it does not own, so that policies on rows hold for it (PostgreSQL)."""
    with plain_errors():
        settings = _settings()
        asyncio.run(_grant(settings, role))
        _say(f"{role} may use the tables of {_shown(settings)}: serve as that role, with ROW_LEVEL_SECURITY=true.")


@schema.command()
def export(
    output: Annotated[Path | None, typer.Option(help="The file to write, instead of standard output.")] = None,
) -> None:
    """Print the schema in GraphQL's schema language."""
    text = create_schema().sdl().rstrip("\n") + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        _fail(f"cannot write {output}: {error.strerror}")


@schema.command()
def lint(
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where anything is listed.")] = False,
) -> None:
    """List what clients may filter or order by although no index begins with it."""
    listed = [
        f"{resource.name}.{column.graphql_name}: no index of {resource.table.name} begins with {column.source.name}\n"
        for resource in create_schema().resources.values()
        for column in unindexed(resource)
    ]
    sys.stdout.writelines(listed)
    if strict and listed:
        raise typer.Exit(1)


@documents.command("check")
def check_documents(
    manifest: Annotated[Path, typer.Argument(help="The file that lists them.")],
) -> None:
    """List what the schema, or its limits, do not take of a manifest of documents, and then fail."""
    with plain_errors():
        try:
            trusted = TrustedDocuments.read(manifest)
            create_schema(limits(_settings()), trusted_documents=trusted)
        except TrustedDocumentsError as error:
            sys.stdout.writelines(f"{problem}\n" for problem in error.problems)
            raise typer.Exit(1) from None
        _say(f"{len(trusted.documents)} documents are valid.")


@app.command("explain")
def explain_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Documents (.graphql), folders of them, manifests (.json).", show_default=False
        ),
    ],
    variables: Annotated[
        Path | None, typer.Option(help="A JSON file of variables, for whichever operations take them.")
    ] = None,
    operation: Annotated[str | None, typer.Option(help="Only the operations of this name.")] = None,
    viewer: Annotated[
        str | None, typer.Option("--as", help="Who asks: customer, staff, admin, or a username; else a stranger.")
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Run queries, and tell what each statement took.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 2 where an operation is not compiled.")] = False,
) -> None:
    """Tell how operations are run: compiled or not and why, what they cost, and which statements they take.

    Statements are those of the database that DATABASE_URL names; without --run it is only asked who --as is.
    Exits with 1 where a document or its variables are refused.
    """
    with plain_errors():
        asked = Asked(list(texts(paths)), variables_of(variables), operation, viewer, run)
        explained = asyncio.run(_explained(_settings(), asked))
        printer = Printer(Console(), run=run)
        for each in explained:
            printer.show(each)
    if any(each.explanation is None or each.explanation.is_refused for each in explained):
        raise typer.Exit(1)
    if strict and any(each.explanation and each.explanation.fallback for each in explained):
        raise typer.Exit(2)


@contextmanager
def plain_errors() -> Iterator[None]:
    """What the user can mend becomes one line and exit code 1."""
    try:
        yield
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, p['loc'])).upper()}: {p['msg'].removeprefix('Value error, ')}" for p in error.errors()
        )
        _fail(f"wrong settings: {problems}")
    except NotEmpty:
        _fail("there are rows in the database already: seed an empty one")
    except (CommandError, ExplainError, NotForProduction, TrustedDocumentsError, UnfitRoleError) as error:
        _fail(str(error))
    except (SQLAlchemyError, PostgresError, InterfaceError, DatabaseUnavailableError, OSError) as error:
        # Of a driver's error SQLAlchemy's text would add the statement and its parameters.
        cause = error.__cause__ if isinstance(error, DatabaseUnavailableError) else error
        reason = str(getattr(cause, "orig", None) or cause or error).strip() or type(error).__name__
        _fail(f"cannot use the database at {_shown(Settings())}: {reason.splitlines()[0]}")


def _fail(message: str) -> None:
    console.print("[bold red]Error:[/]", end=" ")
    _say(message)
    raise typer.Exit(1)


def _say(message: str) -> None:
    console.print(message, markup=False, highlight=False, soft_wrap=True)


def _settings() -> Settings:
    settings = Settings()
    configure_logging(settings)
    return settings


def _for_development(command: str) -> Settings:
    settings = _settings()
    if settings.is_production:
        _fail(f"{command} makes accounts that everybody knows the password of: not with ENVIRONMENT=production")
    return settings


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


async def _explained(settings: Settings, asked: Asked) -> list[Explained]:
    database = connect(settings)
    try:
        return await explained(asked, create_schema(limits(settings)), database)
    finally:
        await database.dispose()


async def _grant(settings: Settings, role: str) -> None:
    database = connect(settings)
    try:
        if database.dialect != "postgresql":
            raise UnfitRoleError(f"only PostgreSQL has roles, not {_shown(settings)}")
        async with database.engine.begin() as connection:
            await grant(connection, role)
    finally:
        await database.dispose()


def _shown(settings: Settings) -> str:
    return make_url(settings.database_url).render_as_string(hide_password=True)


def _migrate(settings: Settings, revision: str = "head") -> None:
    asyncio.run(migrate.upgrade(settings.database_url, revision))
    _say(f"{_shown(settings)} is at {migrate.current_head() if revision == 'head' else revision}.")


def _seed(settings: Settings, scale: int, *, where_empty: bool) -> None:
    async def work() -> None:
        database = connect(settings)
        try:
            if not await is_empty(database):
                if where_empty:
                    return
                raise NotEmpty
            with Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=console,
            ) as progress:
                tasks: dict[str, TaskID] = {}

                def report(table: str, written: int, of: int) -> None:
                    if table not in tasks:
                        tasks[table] = progress.add_task(table)
                    progress.update(tasks[table], completed=written, total=of)

                await seed(database, scale=scale, report=report)
        finally:
            await database.dispose()

    asyncio.run(work())
