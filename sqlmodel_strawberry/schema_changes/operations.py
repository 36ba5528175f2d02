"""The operations of clients, and what a change of the schema means for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    parse,
    separate_operations,
    validate,
)

from sqlmodel_strawberry.client_documents.files import ClientDocument
from sqlmodel_strawberry.schema_changes.change import Change
from sqlmodel_strawberry.schema_changes.usages import Usage, usage_of

# Changes that are felt by whoever uses what they stand in, not by whoever uses the new element itself.
_OF_FIELDS = {"REQUIRED_ARG_ADDED", "OPTIONAL_ARG_ADDED"}
_OF_TYPES = {"REQUIRED_INPUT_FIELD_ADDED", "OPTIONAL_INPUT_FIELD_ADDED", "VALUE_ADDED_TO_ENUM"}

TOO_DEEP = "Its fields or fragments lead too far down, one inside another."


@dataclass(frozen=True)
class ClientOperation:
    """An operation with its fragments, as a client sends it."""

    name: str
    client: ClientDocument
    """What it is of."""
    document: DocumentNode


@dataclass(frozen=True)
class CheckedOperation:
    """An operation, and what the old and the new schema say of it."""

    name: str
    source: str
    usage: Usage
    errors: Sequence[str]
    """Why the new schema does not take it."""
    was_valid: bool
    """Whether the old one did."""

    def __str__(self) -> str:
        return f"{self.name} ({self.source})"


def client_operations(documents: Iterable[ClientDocument]) -> Iterator[ClientOperation | CheckedOperation]:
    """The operations of documents; a document that no server takes is an operation that nothing takes."""
    for each in documents:
        try:
            yield from _operations_of(each)
        except GraphQLSyntaxError as error:
            yield _refused("a document", each.source, each.located(error))
        except RecursionError:
            yield _refused("a document", each.source, TOO_DEEP)


def _operations_of(each: ClientDocument) -> Sequence[ClientOperation | CheckedOperation]:
    parsed = parse(each.text)
    found = [one for one in parsed.definitions if isinstance(one, OperationDefinitionNode)]
    names = [one.name.value if one.name else "" for one in found]
    if len(names) > 1 and ("" in names or len(set(names)) < len(names)):
        return [_refused("a document", each.source, "Of several operations in a document each has a name of its own.")]
    return [
        ClientOperation(name or "unnamed", each, document) for name, document in separate_operations(parsed).items()
    ]


def checked(operation: ClientOperation, old: GraphQLSchema, new: GraphQLSchema) -> CheckedOperation:
    """What both schemas say of an operation."""
    try:
        was_valid = not validate(old, operation.document, max_errors=1)
        errors = [operation.client.located(error) for error in validate(new, operation.document)]
        # What neither takes is asked all the same: it may use a part of either.
        usage = usage_of(old if was_valid else new, operation.document)
    except RecursionError:
        return _refused(operation.name, operation.client.source, TOO_DEEP)
    return CheckedOperation(operation.name, operation.client.source, usage, errors, was_valid)


def _refused(name: str, source: str, error: str) -> CheckedOperation:
    return CheckedOperation(name, source, Usage(frozenset(), frozenset()), [error], was_valid=False)


def felt_at(change: Change) -> str:
    """The coordinate whose users feel a change."""
    if change.kind in _OF_FIELDS:
        return change.coordinate.partition("(")[0]
    return change.coordinate.partition(".")[0] if change.kind in _OF_TYPES else change.coordinate
