"""What commands write for whoever typed them: one line where they cannot do what they were asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from sqlmodel_strawberry.client_documents.files import ClientDocumentsError, visible
from sqlmodel_strawberry.documents.trusted import TrustedDocumentsError
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError
from sqlmodel_strawberry.project import ProjectError
from sqlmodel_strawberry.schema_changes.compare import InvalidSchemaError

console = Console(stderr=True)


class AskedError(Exception):
    """What was asked cannot be done, in words."""


@contextmanager
def plain_errors(code: int = 1) -> Iterator[None]:
    """What the user can mend becomes one line, and this exit code."""
    try:
        yield
    except (AskedError, ClientDocumentsError, InvalidSchemaError, ProjectError, TrustedDocumentsError) as error:
        fail(str(error), code)
    except (SQLAlchemyError, DatabaseUnavailableError, OSError) as error:
        fail(f"cannot use the database: {reason(error)}", code)


def reason(error: BaseException) -> str:
    """Why the database cannot be used, in a line, without the statement and its parameters."""
    cause = error.__cause__ if isinstance(error, DatabaseUnavailableError) else error
    told = str(getattr(cause, "orig", None) or cause or error).strip() or type(error).__name__
    return told.splitlines()[0]


def fail(message: str, code: int = 1) -> NoReturn:
    """Write why, and end with this exit code."""
    console.print("[bold red]Error:[/]", end=" ")
    say(message)
    raise typer.Exit(code)


def say(message: str) -> None:
    """Write a line on standard error."""
    console.print(visible(message), markup=False, highlight=False, soft_wrap=True)
