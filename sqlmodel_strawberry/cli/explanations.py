"""What `explain` shows of the plans of operations."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import indent
from typing import Any

from graphql import GraphQLError
from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax

from sqlmodel_strawberry.cli.terminal import AskedError
from sqlmodel_strawberry.client_documents.files import ClientDocument, located, visible
from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.documents.kept import InvalidDocumentError
from sqlmodel_strawberry.exceptions import RequestError
from sqlmodel_strawberry.explaining.explain import explain
from sqlmodel_strawberry.explaining.explanation import Batch, ExplainedStatement, Explanation
from sqlmodel_strawberry.operations.execution import Request
from sqlmodel_strawberry.schema import Schema

FindViewer = Callable[[str | None, Database], Awaitable[Any]]
"""Who asks, by the name that was typed."""


@dataclass(frozen=True)
class Explained:
    """An operation of a document: its explanation, or what is wrong with the document."""

    source: str
    explanation: Explanation | None
    errors: Sequence[GraphQLError] = ()


@dataclass(frozen=True)
class Asked:
    """What is to be explained."""

    documents: Sequence[ClientDocument]
    variables: Mapping[str, Any]
    operation: str | None
    """Only operations of this name."""
    viewer: str | None
    """Who asks, by name; None for a stranger."""
    run: bool


async def explained(asked: Asked, schema: Schema, database: Database, find_viewer: FindViewer) -> list[Explained]:
    """The operations of all documents.

    Raises:
        AskedError: there is no such operation, or no such viewer.
    """
    viewer = await find_viewer(asked.viewer, database)
    found = [
        each
        for document in asked.documents
        for each in [one async for one in _of_document(document, asked, schema, database, viewer)]
    ]
    if not found:
        raise AskedError(f"there is no operation {asked.operation}")
    return found


async def _of_document(
    document: ClientDocument, asked: Asked, schema: Schema, database: Database, viewer: Any
) -> AsyncIterator[Explained]:
    try:
        for name in schema.documents.get(document.text).operations:
            if asked.operation in (None, name):
                request = Request(document.text, asked.variables, name)
                made = await explain(schema, request, database, viewer, run=asked.run)
                yield Explained(document.source, made, made.errors)
    except RequestError as error:
        yield Explained(document.source, None, [error])
    except InvalidDocumentError as invalid:
        yield Explained(document.source, None, invalid.errors)


class Printer:
    """Writes explanations: in colours where it is a terminal, and else as plain text."""

    def __init__(self, console: Console, *, run: bool) -> None:
        self._console = console
        self._run = run

    def show(self, explained: Explained) -> None:
        """Write one."""
        made = explained.explanation
        title = f"{made.type} {made.name}" if made and made.name else made.type if made else "refused"
        self._line(f"[bold]{escape(explained.source)}[/]: {escape(title)}")
        for error in explained.errors:
            self._line(f"  [red]{'error' if made and not made.is_refused else 'refused'}[/]: {escape(located(error))}")
        if made is not None and not made.is_refused:
            self._show(made)
        self._line("")

    def _show(self, made: Explanation) -> None:
        if made.fallback is None:
            self._line("  [green]compiled[/]")
        else:
            self._line(f"  [yellow]falls back[/]: {escape(made.fallback)}")
        depth = f"  depth {made.depth}"
        self._line(f"{depth}, at most {shown(made.estimated)}" if made.estimated else depth)
        if made.actual is not None and made.seconds is not None:
            self._line(f"  came to {shown(made.actual)}, in {milliseconds(made.seconds)}")
        elif self._run:
            self._line("  not run: it writes")
        for batch in made.batches:
            self._line(f"  [cyan]{f'level {batch.level}' if made.fallback is None else 'run by graphql-core'}[/]")
            self._show_batch(batch, "" if made.fallback else "of hand-written fields")

    def _show_batch(self, batch: Batch, others: str) -> None:
        for each in batch.fields:
            self._line(f"    {each.shows} of {each.path} ({each.coordinate})")
        if others and not batch.fields:
            self._line(f"    {others}")
        for statement in batch.statements:
            if measured := figures(statement):
                self._line(f"      {measured}")
            self._sql(indent(statement.sql, "      "))

    def _sql(self, sql: str) -> None:
        if self._console.is_terminal:
            self._console.print(Syntax(sql, "sql", background_color="default", word_wrap=True))
        else:
            self._line(escape("\n".join(line.rstrip() for line in sql.splitlines())))

    def _line(self, text: str) -> None:
        self._console.print(visible(text), highlight=False, soft_wrap=True)


def shown(cost: Cost) -> str:
    """A cost in words."""
    return f"{counted(cost.rows, 'row')} and {counted(cost.statements, 'statement')} (cost {cost.total})"


def figures(statement: ExplainedStatement) -> str:
    """What was measured of a statement; nothing where it was not run."""
    if statement.rows is None or statement.seconds is None:
        return ""
    asked = [] if statement.keys is None else [counted(statement.keys, "key")]
    return ", ".join([*asked, counted(statement.rows, "row"), milliseconds(statement.seconds)])


def counted(count: int, what: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def milliseconds(seconds: float) -> str:
    """`1.25 ms`."""
    return f"{seconds * 1000:.2f} ms"
