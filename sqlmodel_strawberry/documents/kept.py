"""Documents: text → parsed, limited and validated, once per distinct text, in a bounded cache."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from sys import getsizeof
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FieldsOnCorrectTypeRule,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    KnownArgumentNamesRule,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    KnownTypeNamesRule,
    NoFragmentCyclesRule,
    NoUnusedFragmentsRule,
    OperationDefinitionNode,
    OverlappingFieldsCanBeMergedRule,
    ScalarLeafsRule,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import ASTValidationRule

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.comparisons import merging_rule
from sqlmodel_strawberry.limits.introspection import check_introspection
from sqlmodel_strawberry.limits.measuring import measure
from sqlmodel_strawberry.limits.nesting import too_nested
from sqlmodel_strawberry.limits.rules import RULES

FIRST_RULES: tuple[type[ASTValidationRule], ...] = (
    KnownTypeNamesRule,
    FieldsOnCorrectTypeRule,
    KnownFragmentNamesRule,
    KnownDirectivesRule,
    KnownArgumentNamesRule,
    ScalarLeafsRule,
    NoFragmentCyclesRule,
    NoUnusedFragmentsRule,
)
"""What one look at each node decides, and what is wrong in most documents that are."""

SUGGESTED = 5
"""Errors for which names are suggested. To look for one takes a millisecond, and more errors are no slip of the pen."""

BYTES_PER_TOKEN, BYTES_PER_DOCUMENT = 700, 8192
"""What the tokens and nodes take in memory, and the rest; measured with tracemalloc, and rounded up."""


@dataclass(frozen=True)
class Document:
    """A document that may be executed."""

    ast: DocumentNode
    operations: dict[str | None, OperationDefinitionNode]
    sha256: str
    """Of its text, in hexadecimal."""
    memory: int
    """Bytes it takes, estimated."""
    introspection: Sequence[FieldNode]
    """Where it asks for `__schema` or `__type`."""
    trusted: bool = False
    """Whether it was registered when the application started."""
    compiled: dict[tuple[int, bool], Any] = field(default_factory=dict, repr=False, compare=False)
    """What is kept of its operations, by their ids, and whether they are compiled."""

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run (GraphQL specification, GetOperation).

        Raises:
            RequestError: BAD_USER_INPUT, where the name is missing or unknown.
        """
        operation = self.operations.get(name)
        if operation is None and name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if operation is None:
            known = ", ".join(sorted(str(each) for each in self.operations if each))
            what = "There is no operation of this name" if name else "Name the operation to run"
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"{what}; the document has {known or 'one without a name'}.")
        return operation


class Documents:
    """The documents of a schema. Only valid ones are kept, so that one-off junk cannot push them out."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self.limits = limits
        self._schema = schema
        self._rules = _rules(limits)
        self._cache: OrderedDict[str, Document] = OrderedDict()
        self._of_texts: dict[str, Document] = {}  # the same: to hash a text takes longer than to find it
        self.cached_bytes = 0
        """Bytes of memory that the kept ones take, estimated."""

    @property
    def cached(self) -> int:
        """How many documents are kept."""
        return len(self._cache)

    def get(self, text: str, *, introspection: bool = True) -> Document:
        """The document of a text, cheapest refusal first.

        Whoever may not ask for `introspection` gets no suggestions either: they tell names.

        Raises:
            RequestError: over a limit.
            InvalidDocumentError: not GraphQL, or not of this schema.
        """
        document = self._of_texts.get(text)
        if document is not None:
            return self._used(document, introspection)
        document = self.make(text, introspection=introspection)
        self._keep(text, document)
        return document

    def kept(self, text: str) -> Document | None:
        """The document of this text, where it is kept, and for all."""
        document = self._of_texts.get(text)
        if document is None or document.introspection:
            return None
        self._cache.move_to_end(document.sha256)
        return document

    def knows(self, text: str) -> bool:
        """Whether the document of this text is kept."""
        return text in self._of_texts

    def known(self, digest: str, *, introspection: bool = True) -> Document | None:
        """The document of which this is the hash, where it is kept.

        Raises:
            RequestError: it asks for introspection, and may not.
        """
        document = self._cache.get(digest)
        return None if document is None else self._used(document, introspection)

    def _used(self, document: Document, introspection: bool) -> Document:
        if document.introspection:
            check_introspection(document.introspection, allowed=introspection)
        self._cache.move_to_end(document.sha256)
        return document

    def _keep(self, text: str, document: Document) -> None:
        self._cache[document.sha256] = self._of_texts[text] = document
        self.cached_bytes += document.memory
        while len(self._cache) > self.limits.cached_documents or self.cached_bytes > self.limits.cached_bytes:
            _, oldest = self._cache.popitem(last=False)
            self.cached_bytes -= oldest.memory
            assert oldest.ast.loc is not None
            del self._of_texts[oldest.ast.loc.source.body]

    def make(self, text: str, *, introspection: bool = True) -> Document:
        """The document of a text, made anew and not kept. Raises as `get` does."""
        self._check_size(text)
        ast = self._parse(text)
        measured = measure(self._schema, ast)
        if measured.empty is not None:
            # graphql-core parses this, though the specification's grammar does not have it.
            message = "Select at least one field between { and }."
            raise RequestError(ErrorCode.GRAPHQL_PARSE_FAILED, message, measured.empty)
        for check in RULES:
            check(measured, self.limits)
        check_introspection(measured.introspection, allowed=introspection)
        self._validate(ast, suggest=introspection)
        operations = {each.name.value if each.name else None: each for each, _ in measured.operations}
        if not operations:
            raise RequestError(ErrorCode.BAD_USER_INPUT, "The document has no operation to run.")
        # Strings and comments stand in their tokens a second time.
        memory = BYTES_PER_DOCUMENT + 2 * getsizeof(text) + measured.tokens * BYTES_PER_TOKEN
        return Document(ast, operations, hash_of(text), memory, measured.introspection)

    def _validate(self, ast: DocumentNode, *, suggest: bool) -> None:
        for rules in self._rules:
            errors = validate(self._schema, ast, rules, max_errors=self.limits.errors, hide_suggestions=True)
            if suggest and 0 < len(errors) <= SUGGESTED:
                errors = validate(self._schema, ast, rules)
            if errors:
                raise InvalidDocumentError(ErrorCode.GRAPHQL_VALIDATION_FAILED, errors)

    def _check_size(self, text: str) -> None:
        limit = self.limits.document_bytes
        if len(text) > limit or len(text.encode("utf-8", "surrogatepass")) > limit:
            message = f"The document is longer than {limit} bytes: split it, or put values into variables."
            raise RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message)

    def _parse(self, text: str) -> DocumentNode:
        limit = self.limits.tokens
        try:
            return parse(text, max_lexical_tokens=limit, max_comments=limit)
        except GraphQLSyntaxError as error:
            if f"more than {limit} " in error.message:
                what = "comments" if "comments" in error.message else "tokens"
                message = f"The document has more than {limit} {what}: split it."
                raise RequestError(ErrorCode.DOCUMENT_LIMIT_EXCEEDED, message) from None
            if "nested too deeply" in error.message:
                raise too_nested(self.limits) from None
            raise InvalidDocumentError(ErrorCode.GRAPHQL_PARSE_FAILED, [error]) from None


def hash_of(text: str) -> str:
    """The SHA-256 of a document's text, in hexadecimal: what documents are known by."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _rules(limits: Limits) -> list[list[type[ASTValidationRule]]]:
    """The rules of the specification in two passes, so that what fails the first costs little."""
    merging = OverlappingFieldsCanBeMergedRule
    rest = [rule for rule in specified_rules if rule is not merging and rule not in FIRST_RULES]
    return [[merging_rule(limits), *FIRST_RULES], rest]


class InvalidDocumentError(Exception):
    """A document that does not parse or validate, with graphql-core's errors."""

    def __init__(self, code: ErrorCode, errors: list[GraphQLError]) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors
