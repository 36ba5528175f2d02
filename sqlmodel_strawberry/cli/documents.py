"""`documents …`: what of the documents of clients the schema, or its limits, do not take."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sqlmodel_strawberry.cli.api import Api
from sqlmodel_strawberry.cli.terminal import say
from sqlmodel_strawberry.documents.sources import DocumentSources
from sqlmodel_strawberry.documents.trusted import TrustedDocuments, TrustedDocumentsError

Manifest = Annotated[Path, typer.Argument(help="The file that lists them.")]


def documents_commands(api: Api) -> typer.Typer:
    """The commands of an API."""
    commands = typer.Typer(help="The documents of clients.", no_args_is_help=True)

    @commands.command()
    def check(manifest: Manifest) -> None:
        """List what the schema, or its limits, do not take of a manifest of documents, and then fail."""
        with api.plain_errors():
            schema = api.schema()
            try:
                trusted = TrustedDocuments.read(manifest)
                DocumentSources(schema.documents, trusted)
            except TrustedDocumentsError as error:
                sys.stdout.writelines(f"{problem}\n" for problem in error.problems)
                raise typer.Exit(1) from None
            say(f"{len(trusted.documents)} documents are valid.")

    return commands
