"""Documents: text → parsed, limited and validated, once per distinct text, in a bounded cache."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
    parse,
    validate,
)

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.generated import ROLE, Role
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


def is_single_read(schema: GraphQLSchema, operation: OperationDefinitionNode) -> bool:
    """Whether the operation is sure to run one statement at most, so that it needs no transaction for a snapshot.

    Cautious: one generated root field, and below it only what that field's statement fetches; fragments are not
    looked into.
    """
    root = schema.query_type
    fields = _plain_fields(operation.selection_set)
    if operation.operation is not OperationType.QUERY or root is None or fields is None or len(fields) != 1:
        return False
    field = root.fields.get(fields[0].name.value)
    return (
        field is not None
        and field.extensions.get(ROLE) is Role.STATEMENT
        and _is_fetched(get_named_type(field.type), fields[0])
    )


def _is_fetched(type_: GraphQLNamedType, node: FieldNode) -> bool:
    """Whether everything selected below a field comes with its own statement."""
    fields = _plain_fields(node.selection_set)
    if fields is None:
        return False
    for each in fields:
        name = each.name.value
        field = type_.fields.get(name) if isinstance(type_, GraphQLObjectType) else None
        if name == "__typename" or type_.name == "PageInfo":
            continue
        if field is None or field.extensions.get(ROLE) not in (Role.PART, Role.LEAF):
            return False
        if not _is_fetched(get_named_type(field.type), each):
            return False
    return True


def _plain_fields(selection_set: SelectionSetNode | None) -> list[FieldNode] | None:
    """The fields of a selection set, None where fragments hide what is selected."""
    selections = selection_set.selections if selection_set else ()
    fields = [selection for selection in selections if isinstance(selection, FieldNode)]
    return fields if len(fields) == len(selections) else None


class Documents:
    """The documents of a schema. Only valid ones are kept, so that one-off junk cannot push them out."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self._schema = schema
        self._limits = limits
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
        # Suggestions would tell strangers the names of what they guess at.
        errors = validate(self._schema, ast, max_errors=self._limits.errors, hide_suggestions=True)
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
