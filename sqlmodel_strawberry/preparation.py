"""Operations ready to run: their variables coerced, priced, and compiled; kept for requests that ask the same again."""

from __future__ import annotations

import marshal
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple, cast

from graphql import Executor, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType

from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.cost.estimates import Estimate, estimate
from sqlmodel_strawberry.documents import Document
from sqlmodel_strawberry.executor.operation import CompiledOperation, Operation
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.memo import Memo
from sqlmodel_strawberry.statements.visibility import Access

VARIABLES_BYTES = 2048
"""Variables of more bytes are unlikely to come again."""


SEEN = 10
"""For each operation that is kept, how many are remembered to have been asked."""


class Asked(NamedTuple):
    """What of a request makes an operation with its variables."""

    document: Document
    operation: OperationDefinitionNode
    variables: Mapping[str, Any]
    suggest: bool
    """Whether errors name what may be meant."""
    keyed: bool
    """Whether it has an Idempotency-Key, which prices of mutations depend on."""


class Prepared:
    """An operation with its variables, for all viewers."""

    def __init__(self, document: Document, executor: Executor[Any], operation: Operation | None) -> None:
        self._document = document  # kept, so that no other one gets its id
        self._executor = executor
        # Its own methods, for resolvers that nobody here writes: they would keep it, and what it holds, in a cycle.
        executor.async_helpers = cast("Any", None)
        found = operation.tree(executor) if operation else "plans are off"
        self.tree: CompiledOperation | None = None if isinstance(found, str) else found
        """What runs it; None where graphql-core does."""
        self.fallback: str | None = found if isinstance(found, str) else None
        """Why that is."""
        self.estimates: Memo[Estimate] | None = None
        """Where they are kept."""

    def estimate(self, context: Context[Any], limits: Limits) -> Estimate:
        """Its price and plans for a viewer."""
        known = self.tree.selections if self.tree else None
        if self.estimates is None:
            return estimate(self._executor, context, limits, known)

        def make(_access: Access) -> Estimate:
            made = estimate(self._executor, context, limits, known)
            if made.errors:
                raise _RefusedError(made)
            return made

        try:
            return self.estimates.get(context.access, make)
        except _RefusedError as refused:
            return refused.estimate

    def executor(self, context: Context[Any]) -> Executor[Any]:
        """graphql-core's, for one run."""
        executor = self._executor.build_per_event_executor(None)
        executor.context_value = context
        return executor


class _RefusedError(Exception):
    """An estimate with errors. Their words are for one viewer, so it is not kept."""

    def __init__(self, estimate: Estimate) -> None:
        super().__init__()
        self.estimate = estimate


class Preparations:
    """Those of a schema that were used last."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self.compiled = True
        """Whether operations are compiled; graphql-core runs all of them otherwise."""
        self._schema = schema
        self._limits = limits
        self._kept: OrderedDict[Hashable, Prepared] = OrderedDict()
        self._seen: OrderedDict[int, None] = OrderedDict()
        """Hashes of what was asked with variables, once."""

    def known(self, asked: Asked) -> Prepared | None:
        """What was prepared before for the same; None where nothing was."""
        key = self._key(asked)
        prepared = self._kept.get(key) if key else None
        if prepared is not None:
            self._kept.move_to_end(key)
        return prepared

    def make(self, asked: Asked) -> Prepared | list[GraphQLError]:
        """The operation with its variables, or what is wrong with them. Variables are kept when they come again."""
        key, made = self._key(asked), self._make(asked)
        if key and isinstance(made, Prepared) and (not asked.variables or self._comes_again(key)):
            made.estimates = Memo()
            self._kept[key] = made
            if len(self._kept) > self._limits.cached_plans:
                self._kept.popitem(last=False)
        return made

    def _comes_again(self, key: Hashable) -> bool:
        seen = hash(key)
        if seen in self._seen:
            return True
        self._seen[seen] = None
        if len(self._seen) > SEEN * self._limits.cached_plans:
            self._seen.popitem(last=False)
        return False

    def _key(self, asked: Asked) -> Hashable:
        document, operation, variables, *rest = asked
        if variables and operation.operation is not OperationType.QUERY:
            # What is written seldom comes again.
            return None
        if not variables:
            return (id(document), id(operation), None, self.compiled, *rest)
        try:
            # Unlike JSON, this tells NaN from null, and True from 1. Version 2 writes equal values alike.
            written = marshal.dumps(cast("Any", variables), 2)
        except ValueError:  # not from JSON, so given in process
            return None
        if len(written) > VARIABLES_BYTES:
            return None
        return (id(document), id(operation), written, self.compiled, *rest)

    def _make(self, asked: Asked) -> Prepared | list[GraphQLError]:
        document, operation = asked.document, asked.operation
        name = operation.name.value if operation.name else None
        executor = Executor.build(
            self._schema,
            document.ast,
            raw_variable_values=dict(asked.variables),
            operation_name=name,
            hide_suggestions=not asked.suggest,
        )
        if isinstance(executor, list):
            return list(map(_without_traceback, executor))
        if not self.compiled:
            return Prepared(document, executor, None)
        compiled = document.compiled.get(name)
        if compiled is None:
            compiled = document.compiled[name] = Operation(document.ast, operation)
        return Prepared(document, executor, compiled)


def _without_traceback(error: GraphQLError) -> GraphQLError:
    """The same, whose frames do not hold it in turn, which only the garbage collector would free."""
    if error.original_error is not None:
        error.original_error.__traceback__ = None
    return error.with_traceback(None)
