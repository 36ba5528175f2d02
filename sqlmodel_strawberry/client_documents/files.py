"""The documents of clients, as their files have them: `.graphql` files, templates in code, folders, and manifests."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    Visitor,
    parse,
    visit,
)

from sqlmodel_strawberry.client_documents.templates import SCRIPTS, documents_in
from sqlmodel_strawberry.documents.trusted import TrustedDocuments, TrustedDocumentsError

SUFFIXES = (".graphql", ".gql")
PACKAGES = "node_modules"
SHOWN_ID = 16


class ClientDocumentsError(Exception):
    """A file that cannot be read, or that has no documents, in words."""


@dataclass(frozen=True)
class AddedFragment:
    """Where a fragment of another document begins: in the text that it was added to, and where it is from."""

    line: int
    source: str
    source_line: int
    source_column: int

    def place(self, line: int, column: int) -> str:
        """Where a place of the text is in the fragment's own file."""
        first = line == self.line
        return (
            f"{_place(line - self.line + self.source_line, column + first * (self.source_column - 1))} of {self.source}"
        )


@dataclass(frozen=True)
class ClientDocument:
    """A document, and where it is from. It may be anything: not even that it parses is known."""

    source: str
    """The file, relative to the folder that the program runs in where it is below; of a manifest its id too."""
    text: str
    added: tuple[AddedFragment, ...] = ()
    """Fragments of other documents, at the end of the text."""

    def located(self, error: GraphQLError) -> str:
        """An error's message, and where in the files of clients it is."""
        return _told(error, [self._place(each.line, each.column) for each in error.locations or ()])

    def _place(self, line: int, column: int) -> str:
        added = [each for each in self.added if each.line <= line]
        return added[-1].place(line, column) if added else _place(line, column)


def read_documents(paths: Sequence[Path]) -> list[ClientDocument]:
    """The documents of files, of all files below folders, and of manifests.

    A fragment that a document spreads and does not define is added from whichever file of `paths` does. Files of
    fragments alone, and of types, are no documents.

    Raises:
        ClientDocumentsError: one cannot be read, or there are none in it.
    """
    found = [document for path in paths for document in _of_path(path)]
    parsed = {document: _parsed(document) for document in found}
    fragments = {
        name: (document.source, each)
        for document, ast in parsed.items()
        if ast
        for name, each in _fragments(ast).items()
    }
    whole = [_completed(document, ast, fragments) for document, ast in parsed.items() if not ast or _has_operation(ast)]
    if not whole:
        raise ClientDocumentsError(f"there is no operation in {', '.join(map(str, paths))}")
    return whole


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        ClientDocumentsError: it cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ClientDocumentsError(f"cannot read {path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ClientDocumentsError(f"cannot read {path}: it is not UTF-8") from None


def read_variables(path: Path) -> dict[str, Any]:
    """The variables in a file.

    Raises:
        ClientDocumentsError: it cannot be read, or is no JSON object.
    """
    try:
        variables = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise ClientDocumentsError(f"{path} is not JSON: {error}") from None
    if not isinstance(variables, dict):
        raise ClientDocumentsError(f"{path} is no JSON object: variables have names")
    return variables


def located(error: GraphQLError) -> str:
    """An error's message, and where in the document it is."""
    return _told(error, [_place(each.line, each.column) for each in error.locations or ()])


def _place(line: int, column: int) -> str:
    return f"line {line}, column {column}"


def _told(error: GraphQLError, places: Sequence[str]) -> str:
    return f"{error.message} ({', '.join(places)})" if places else error.message


def visible(text: str) -> str:
    """The same with what a terminal would obey, or cannot write, as Python writes that: names of files may have it."""
    return "".join(each if each.isprintable() or each == "\n" else ascii(each)[1:-1] for each in text)


def _of_path(path: Path) -> Iterator[ClientDocument]:
    if path.is_dir():
        files = sorted(each for each in _files_below(path) if each.suffix in (*SUFFIXES, *SCRIPTS))
        found = [document for each in files for document in _of_file(each)]
        if not found:
            raise ClientDocumentsError(
                f"there is no {' or '.join(SUFFIXES)} file in {path}, and no template of GraphQL"
            )
        yield from found
    elif path.suffix == ".json":
        yield from _of_manifest(path)
    else:
        yield from _of_file(path)


def _files_below(folder: Path) -> Iterator[Path]:
    """All of them, those of linked folders too, each folder once. What may not be looked into is not passed over."""
    seen: set[str] = set()
    for name, folders, files in os.walk(folder, onerror=_raise, followlinks=True):
        real = os.path.realpath(name)
        folders[:] = [] if real in seen else [each for each in folders if each != PACKAGES]
        if real not in seen:
            yield from (Path(name, each) for each in files)
        seen.add(real)


def _raise(error: OSError) -> None:
    raise ClientDocumentsError(f"cannot read {error.filename}: {error.strerror}") from None


def _of_file(path: Path) -> Iterator[ClientDocument]:
    text = read_text(path)
    for each in documents_in(text) if path.suffix in SCRIPTS else [text]:
        yield ClientDocument(_shown(path), each)


def _of_manifest(path: Path) -> Iterator[ClientDocument]:
    try:
        documents = TrustedDocuments.read(path).documents
    except TrustedDocumentsError as error:
        raise ClientDocumentsError("; ".join(error.problems)) from None
    for id, text in documents.items():
        yield ClientDocument(f"{_shown(path)} {id if len(id) <= SHOWN_ID + 4 else f'{id[:SHOWN_ID]}…'}", text)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _parsed(document: ClientDocument) -> DocumentNode | None:
    try:
        return parse(document.text)
    except GraphQLSyntaxError:
        return None


def _fragments(ast: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {each.name.value: each for each in ast.definitions if isinstance(each, FragmentDefinitionNode)}


def _has_operation(ast: DocumentNode) -> bool:
    return any(
        isinstance(each, ExecutableDefinitionNode) and not isinstance(each, FragmentDefinitionNode)
        for each in ast.definitions
    )


def _completed(
    document: ClientDocument, ast: DocumentNode | None, fragments: Mapping[str, tuple[str, FragmentDefinitionNode]]
) -> ClientDocument:
    """The document with the fragments of others that it needs. They stand at its end, as they are there."""
    if ast is None:
        return document
    known, needed = set(_fragments(ast)), list(_spread(ast))
    text, added = document.text, list[AddedFragment]()
    while needed:
        name = needed.pop()
        if name not in known and name in fragments:
            known.add(name)
            source, fragment = fragments[name]
            assert fragment.loc is not None
            begin = fragment.loc.start_token
            text += "\n\n"
            added.append(AddedFragment(text.count("\n") + 1, source, begin.line, begin.column))
            text += fragment.loc.source.body[fragment.loc.start : fragment.loc.end]
            needed.extend(_spread(fragment))
    return replace(document, text=text, added=tuple(added)) if added else document


def _spread(node: DocumentNode | FragmentDefinitionNode) -> Iterable[str]:
    spreads = _Spreads()
    visit(node, spreads)
    return spreads.names


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.append(node.name.value)
