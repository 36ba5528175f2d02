"""Documents: text → parsed, limited and validated, once per distinct text, in a bounded cache."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
    validate,
)

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.depth import check_depth
from sqlmodel_strawberry.limits.values import check_literals


@dataclass(frozen=True)
class Document:
    """A document that may be executed."""

    ast: DocumentNode
    operations: dict[str | None, OperationDefinitionNode]

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run (GraphQL specification, GetOperation).

        Raises:
            RequestError: BAD_USER_INPUT, where the name is missing or unknown.
        """
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        operation = self.operations.get(name) if name is not None else None
        if operation is None:
            known = ", ".join(sorted(str(each) for each in self.operations if each))
            what = f"There is no operation {name}" if name else "Name the operation to run"
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"{what}; the document has {known or 'one without a name'}.")
        return operation


def is_single_read(operation: OperationDefinitionNode) -> bool:
    """Whether the operation is sure to run at most one statement, so that it needs no transaction for a snapshot.

    Cheap and cautious: one root field of plain leaves, or one connection of them without `totalCount`.
    """
    fields = _plain_fields(operation.selection_set)
    if operation.operation is not OperationType.QUERY or fields is None or len(fields) != 1:
        return False
    return _is_flat(fields[0], levels=3)


def _plain_fields(selection_set: SelectionSetNode | None) -> list[FieldNode] | None:
    """The fields of a selection set, None where fragments hide what is selected."""
    selections = selection_set.selections if selection_set else ()
    fields = [selection for selection in selections if isinstance(selection, FieldNode)]
    return fields if len(fields) == len(selections) else None


def _is_flat(field: FieldNode, levels: int) -> bool:
    fields = _plain_fields(field.selection_set)
    if fields is None or levels == 0:
        return False
    return all(
        each.selection_set is None and each.name.value != "totalCount"
        if each.name.value not in ("nodes", "edges", "node", "pageInfo")
        else _is_flat(each, levels - 1)
        for each in fields
    )


class Documents:
    """The documents of a schema. Only valid ones are kept, so that one-off junk cannot push them out."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, *, suggestions: bool = True) -> None:
        self._schema = schema
        self._limits = limits
        self._hide_suggestions = not suggestions
        self._cache: OrderedDict[str, Document] = OrderedDict()

    def get(self, text: str) -> Document:
        """The document of a text, cheapest refusal first.

        Raises:
            RequestError: over a limit.
            InvalidDocumentError: not GraphQL, or not of this schema.
        """
        document = self._cache.get(text)
        if document is None:
            document = self._cache[text] = self._make(text)
            if len(self._cache) > self._limits.cached_documents:
                self._cache.popitem(last=False)
        else:
            self._cache.move_to_end(text)
        return document

    def _make(self, text: str) -> Document:
        self._check_size(text)
        ast = self._parse(text)
        check_literals(ast)
        check_depth(self._schema, ast, self._limits)
        errors = validate(self._schema, ast, max_errors=self._limits.errors, hide_suggestions=self._hide_suggestions)
        if errors:
            raise InvalidDocumentError(ErrorCode.GRAPHQL_VALIDATION_FAILED, errors)
        operations = {
            definition.name.value if definition.name else None: definition
            for definition in ast.definitions
            if isinstance(definition, OperationDefinitionNode)
        }
        if not operations:
            raise RequestError(ErrorCode.BAD_USER_INPUT, "The document has no operation to run.")
        return Document(ast, operations)

    def _check_size(self, text: str) -> None:
        limit = self._limits.document_bytes
        if len(text) > limit or len(text.encode("utf-8", "surrogatepass")) > limit:
            message = f"The document is longer than {limit} bytes: split it, or put values into variables."
            raise RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message)

    def _parse(self, text: str) -> DocumentNode:
        limit = self._limits.tokens
        try:
            return parse(text, max_lexical_tokens=limit)
        except GraphQLSyntaxError as error:
            if f"more than {limit} " in error.message:
                message = f"The document has more than {limit} tokens: split it."
                raise RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message) from None
            raise InvalidDocumentError(ErrorCode.GRAPHQL_PARSE_FAILED, [error]) from None
        except GraphQLError as error:
            message = f"{error.message}: nest less."
            raise RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message) from None


class InvalidDocumentError(Exception):
    """A document that does not parse or validate, with graphql-core's errors."""

    def __init__(self, code: ErrorCode, errors: list[GraphQLError]) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors
