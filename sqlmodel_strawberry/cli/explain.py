"""`explain`: how operations are run, told in a terminal."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from sqlmodel_strawberry.cli.api import Api
from sqlmodel_strawberry.cli.explanations import Asked, Explained, Printer, explained
from sqlmodel_strawberry.client_documents.files import read_documents, read_variables

NOT_COMPILED = 2

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE", help="Documents (.graphql), folders of them, manifests (.json).", show_default=False
    ),
]
Variables = Annotated[
    Path | None, typer.Option(help="A JSON file of variables, for whichever operations take them.", show_default=False)
]
Operation = Annotated[str | None, typer.Option(help="Only the operations of this name.", show_default=False)]
Run = Annotated[bool, typer.Option("--run", help="Run queries, and tell what each statement took.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 2 where an operation is not compiled.")]


def explain_command(api: Api, viewers: str) -> Callable[..., None]:
    """The command of an API; `viewers` says which names `--as` takes."""
    Viewer = Annotated[str | None, typer.Option("--as", help=f"Who asks: {viewers}.", show_default=False)]

    def explain(
        paths: Paths,
        variables: Variables = None,
        operation: Operation = None,
        viewer: Viewer = None,
        run: Run = False,
        strict: Strict = False,
    ) -> None:
        """Tell how operations are run: compiled or not and why, what they cost, and which statements they take.

        Statements are those of the project's database; without --run it is only asked who --as is. Exits with 1 where a
        document or its variables are refused.
        """
        with api.plain_errors():
            asked = Asked(read_documents(paths), read_variables(variables) if variables else {}, operation, viewer, run)
            found = asyncio.run(_explained(api, asked))
            printer = Printer(Console(), run=run)
            for each in found:
                printer.show(each)
        if any(each.explanation is None or each.explanation.is_refused for each in found):
            raise typer.Exit(1)
        if strict and any(each.explanation and each.explanation.fallback for each in found):
            raise typer.Exit(NOT_COMPILED)

    return explain


async def _explained(api: Api, asked: Asked) -> list[Explained]:
    schema, database = api.schema(), api.database()
    try:
        return await explained(asked, schema, database, api.viewer)
    finally:
        await database.dispose()
