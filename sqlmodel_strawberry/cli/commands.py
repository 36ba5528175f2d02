"""The command line of any project: `sqlmodel-strawberry --help`."""

from __future__ import annotations

from typing import Annotated

import typer

from sqlmodel_strawberry.cli.api import ProjectApi
from sqlmodel_strawberry.cli.documents import documents_commands
from sqlmodel_strawberry.cli.explain import explain_command
from sqlmodel_strawberry.cli.schema import schema_commands

api = ProjectApi()
app = typer.Typer(
    help="The GraphQL API of a project: its schema, the operations of its clients, and how they are run.",
    epilog="What is not given comes from the table tool.sqlmodel-strawberry of the nearest pyproject.toml.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(schema_commands(api), name="schema")
app.add_typer(documents_commands(api), name="documents")
app.command("explain")(explain_command(api, "a name that the project's `viewer` knows; else a stranger"))


@app.callback()
def options(
    schema: Annotated[
        str | None,
        typer.Option(help="The schema, or what makes it: package.module:attribute.", show_default=False),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(envvar="DATABASE_URL", help="The URL of the database that explain asks.", show_default=False),
    ] = None,
) -> None:
    """Remember what was typed before the command."""
    typed = {"schema": schema, "database": database}
    api.options = {name: value for name, value in typed.items() if value is not None}
