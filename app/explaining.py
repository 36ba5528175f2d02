"""`explain`: what the command line shows of the plans of operations."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from graphql import GraphQLError
from rich.console import Console
from rich.markup import escape
from rich.syntax import Syntax
from sqlmodel import col, select

from app.models import User, UserRole
from app.services.viewer import SERVICE, Viewer
from sqlmodel_strawberry import (
    Cost,
    Database,
    Explanation,
    Request,
    RequestError,
    Schema,
    TrustedDocuments,
    TrustedDocumentsError,
    explain,
)
from sqlmodel_strawberry.documents import InvalidDocumentError
from sqlmodel_strawberry.explaining.explanation import Batch, ExplainedStatement

SUFFIXES = (".graphql", ".gql")


class ExplainError(Exception):
    """There is nothing to explain, in words."""


@dataclass(frozen=True)
class Text:
    """A document, and where it is from."""

    source: str
    document: str


@dataclass(frozen=True)
class Explained:
    """An operation of a document: its explanation, or what is wrong with the document."""

    source: str
    explanation: Explanation | None
    errors: Sequence[GraphQLError] = ()


def texts(paths: Sequence[Path]) -> Iterator[Text]:
    """The documents of files, of all files below folders, and of manifests.

    Raises:
        ExplainError: one cannot be read, or there are none in it.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(each for each in path.rglob("*") if each.suffix in SUFFIXES)
            if not found:
                raise ExplainError(f"there is no {' or '.join(SUFFIXES)} file in {path}")
            yield from (Text(str(each), _read(each)) for each in found)
        elif path.suffix == ".json":
            yield from _of_manifest(path)
        else:
            yield Text(str(path), _read(path))


def _of_manifest(path: Path) -> Iterator[Text]:
    try:
        documents = TrustedDocuments.read(path).documents
    except TrustedDocumentsError as error:
        raise ExplainError("; ".join(error.problems)) from None
    for id, document in documents.items():
        yield Text(f"{path} {id if len(id) <= 20 else f'{id[:16]}…'}", document)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ExplainError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ExplainError(f"cannot read {path}: it is not UTF-8") from None


def variables_of(path: Path | None) -> dict[str, Any]:
    """The variables in a file.

    Raises:
        ExplainError: it cannot be read, or is no JSON object.
    """
    if path is None:
        return {}
    try:
        variables = json.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise ExplainError(f"{path} is not JSON: {error}") from None
    if not isinstance(variables, dict):
        raise ExplainError(f"{path} is no JSON object: variables have names")
    return variables


async def viewer_of(name: str | None, database: Database) -> Viewer | None:
    """Who asks: someone of a role, or the user of this username; a stranger without a name.

    Raises:
        ExplainError: there is no such user.
    """
    if name is None:
        return None
    if name in set(UserRole):
        # Nobody has this key, so nothing is this viewer's own.
        return Viewer(0, UserRole(name))
    session = database.session()
    try:
        async with session.acting_for(SERVICE):
            found = await session.fetch(select(User.id, User.role).where(col(User.username) == name))
    finally:
        await session.close()
    if not found:
        raise ExplainError(f"there is no user {name}: name one, or a role ({', '.join(UserRole)})")
    return Viewer(found[0].id, found[0].role)


@dataclass(frozen=True)
class Asked:
    """What is to be explained."""

    texts: Sequence[Text]
    variables: Mapping[str, Any]
    operation: str | None
    """Only operations of this name."""
    viewer: str | None
    """See `viewer_of`."""
    run: bool


async def explained(asked: Asked, schema: Schema, database: Database) -> list[Explained]:
    """The operations of all documents.

    Raises:
        ExplainError: there is no such operation, or no such viewer.
    """
    viewer = await viewer_of(asked.viewer, database)
    found = [
        each for text in asked.texts for each in [one async for one in _of_text(text, asked, schema, database, viewer)]
    ]
    if not found:
        raise ExplainError(f"there is no operation {asked.operation}")
    return found


async def _of_text(
    text: Text, asked: Asked, schema: Schema, database: Database, viewer: Viewer | None
) -> AsyncIterator[Explained]:
    try:
        for name in schema.documents.get(text.document).operations:
            if asked.operation in (None, name):
                request = Request(text.document, asked.variables, name)
                made = await explain(schema, request, database, viewer, run=asked.run)
                yield Explained(text.source, made, made.errors)
    except RequestError as error:
        yield Explained(text.source, None, [error])
    except InvalidDocumentError as invalid:
        yield Explained(text.source, None, invalid.errors)


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
        self._console.print(text, highlight=False, soft_wrap=True)


def located(error: GraphQLError) -> str:
    """An error's message, and where in the document it is."""
    places = ", ".join(f"line {each.line}, column {each.column}" for each in error.locations or ())
    return f"{error.message} ({places})" if places else error.message


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
