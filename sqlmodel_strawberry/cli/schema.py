"""`schema …`: exporting the schema, comparing it with the one that was exported before, and what indexes it lacks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from sqlmodel_strawberry.cli.api import Api
from sqlmodel_strawberry.cli.indexing import unindexed
from sqlmodel_strawberry.cli.terminal import AskedError
from sqlmodel_strawberry.client_documents.files import read_documents, read_text
from sqlmodel_strawberry.schema_changes.compare import InvalidSchemaError, read_schema
from sqlmodel_strawberry.schema_changes.formats import Format, written
from sqlmodel_strawberry.schema_changes.lost_columns import Migrations, RevisionsError, changes_by
from sqlmodel_strawberry.schema_changes.report import FailOn, Report, report_on
from sqlmodel_strawberry.schema_map.picture import schema_map

try:
    from sqlmodel_strawberry.schema_changes.revisions import migrations_since
except ModuleNotFoundError:
    migrations_since = None  # type: ignore[assignment]

USAGE_ERROR = 2
"""What exit code 1 would say of `check` is that the schema breaks somebody."""

Output = Annotated[Path | None, typer.Option(help="The file to write, instead of standard output.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 where anything is listed.")]
Snapshot = Annotated[
    Path | None, typer.Option(help="The schema to compare with, instead of schema.graphql.", show_default=False)
]
Documents = Annotated[
    list[Path] | None,
    typer.Option(
        metavar="PATH",
        help="Operations of clients: .graphql, code, folders, manifests. Repeatable.",
        show_default=False,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        help="Check too what Alembic's revisions behind this one take away: the one the database is at, or base.",
        metavar="REVISION",
        show_default=False,
    ),
]
Formats = Annotated[Format, typer.Option("--format", help="How the changes are written.")]
Gate = Annotated[FailOn, typer.Option("--fail-on", help="What to exit with 1 for.")]


def schema_commands(api: Api) -> typer.Typer:
    """The commands of an API."""
    commands = typer.Typer(help="The GraphQL schema.", no_args_is_help=True)

    @commands.command()
    def export(output: Output = None) -> None:
        """Print the schema in GraphQL's schema language."""
        with api.plain_errors():
            _write(api.schema().sdl(), output)

    @commands.command("map")
    def picture(output: Output = None) -> None:
        """Print a picture (SVG) of the resources and their relations."""
        with api.plain_errors():
            _write(schema_map(api.schema()), output)

    @commands.command()
    def check(
        snapshot: Snapshot = None,
        documents: Documents = None,
        since: Since = None,
        format: Formats = Format.TEXT,
        fail_on: Gate = FailOn.BREAKING,
    ) -> None:
        """Tell what changed since the schema was exported, and whom that breaks.

        Each change is safe, dangerous or breaking, by schema coordinate. With the operations of clients: which of them
        use what changed, and which are not valid any more. Exits with 1 where a change breaks somebody, which is one of
        the operations where they are known; with 2 where a file is missing or invalid. With --since: columns that
        migrations drop or rename, and which operations need them.
        """
        with api.plain_errors(USAGE_ERROR):
            report = _report(api, snapshot, documents, since)
        sys.stdout.write(written(report, format))
        if report.fails(fail_on):
            raise typer.Exit(1)

    @commands.command()
    def lint(strict: Strict = False) -> None:
        """List what clients may filter or order by although no index begins with it."""
        with api.plain_errors():
            listed = [
                f"{resource.name}.{column.graphql_name}: "
                f"no index of {resource.table.name} begins with {column.source.name}"
                for resource in api.schema().resources.values()
                for column in unindexed(resource)
            ]
        sys.stdout.writelines(f"{line}\n" for line in listed)
        if strict and listed:
            raise typer.Exit(1)

    return commands


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise AskedError(f"cannot write {output}: {error.strerror}") from None


def _report(api: Api, snapshot: Path | None, documents: Sequence[Path] | None, since: str | None) -> Report:
    project, schema = api.project, api.schema()
    path, paths = snapshot or project.snapshot, documents or project.documents
    if not path.exists():
        raise AskedError(f"cannot read {path}: it is what `schema export --output` writes, once clients may know it")
    exported, built = read_text(path), schema.sdl()
    try:
        old = read_schema(exported)
    except InvalidSchemaError as error:
        raise AskedError(f"{path} is no schema: {error}") from None
    clients = read_documents(paths) if paths else None
    below = None if since is None else changes_by(_migrations(api, since), schema, old)
    return report_on(old, read_schema(built), clients, is_stale=exported != built, below=below)


def _migrations(api: Api, since: str) -> Migrations:
    if migrations_since is None:
        raise AskedError("reading migrations needs Alembic: pip install alembic")
    try:
        return migrations_since(api.project.migrations, since, api.database().dialect)
    except RevisionsError as error:
        raise AskedError(str(error)) from None
