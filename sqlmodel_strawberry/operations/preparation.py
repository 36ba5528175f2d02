"""Operations ready to run: their variables coerced, priced, and compiled. What no variable changes is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import Executor, GraphQLError, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues, get_variable_values

from sqlmodel_strawberry.coercion.variables import Coercers, Variables
from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.cost.estimates import Estimate, Recent
from sqlmodel_strawberry.documents.kept import Document
from sqlmodel_strawberry.executor.run import Run
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.operations.variants import Variant, Variants

COERCION_ERRORS = 50
"""What is wrong with variables is told up to this many times."""


@dataclass(slots=True)
class AskedOperation:
    """What of a request makes an operation with its variables."""

    document: Document
    operation: OperationDefinitionNode
    variables: Mapping[str, Any]


class Operation:
    """An operation of a document: what is made of it once."""

    def __init__(self, built: Executor[Any], variables: Variables, variants: Variants) -> None:
        """Of what graphql-core has built, only that is used which has nothing to do with a request."""
        self._built = built
        built.variable_values = VariableValues({}, {})
        self.variables = variables
        self.variants = variants

    def executor(self, values: VariableValues, context: Context[Any], *, suggest: bool) -> Executor[Any]:
        """graphql-core's, with these variables."""
        built = self._built
        executor: Executor[Any] = Executor(
            built.schema,
            built.fragment_definitions,
            built.fragments,
            None,
            context,
            built.operation,
            values,
            built.field_resolver,
            built.type_resolver,
            built.subscribe_field_resolver,
            hide_suggestions=not suggest,
        )
        # Its own methods, for resolvers that nobody here writes: they would keep it, and what it holds, in a cycle.
        executor.async_helpers = None  # type: ignore[assignment]
        return executor

    def values(self, asked: AskedOperation, *, suggest: bool) -> VariableValues | list[GraphQLError]:
        """The variables, coerced, or what is wrong with them."""
        coerced = self.variables.coerced(asked.variables)
        if coerced is not None:
            return self.variables.values(asked.variables, coerced)
        definitions, sent = asked.operation.variable_definitions or (), dict(asked.variables)
        return get_variable_values(self._built.schema, definitions, sent, COERCION_ERRORS, not suggest)


class Prepared:
    """An operation with its variables, for one viewer."""

    runs: Callable[[Prepared, Context[Any], int], Run] | type[Run] = Run
    """What the state of its run is kept in, if it is compiled."""

    def __init__(
        self,
        operation: Operation,
        asked: AskedOperation,
        values: VariableValues | dict[str, Any],
        variant: Variant,
        estimate: Estimate,
    ) -> None:
        """The `values` of its variables are coerced."""
        self._operation = operation
        self._asked = asked
        self._values = values
        self.variables: Mapping[str, Any] = values if isinstance(values, dict) else values.coerced
        """The values of its variables."""
        self.tree = variant.tree
        """What runs it; None where graphql-core does."""
        self.fallback = variant.fallback
        """Why that is."""
        self.estimate = estimate
        """Its price and plans."""

    def executor(self, context: Context[Any]) -> Executor[Any]:
        """graphql-core's, for one run."""
        operation, asked, values = self._operation, self._asked, self._values
        if isinstance(values, dict):
            values = operation.variables.values(asked.variables, values)
        return operation.executor(values, context, suggest=context.may_introspect)


class Preparations:
    """Those of a schema."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self.compiled = True
        """Whether operations are compiled; graphql-core runs all of them otherwise."""
        self._schema = schema
        self._limits = limits
        self._coercers = Coercers()
        self._recent = Recent()

    def __len__(self) -> int:
        """How many prices are kept."""
        return len(self._recent)

    def known(self, asked: AskedOperation, context: Context[Any]) -> Prepared | None:
        """The operation, ready to run, where most of it is kept; None where something is new, or wrong."""
        operation: Operation | None = asked.document.compiled.get((id(asked.operation), self.compiled))
        values = None if operation is None else operation.variables.coerced(asked.variables)
        if operation is None or values is None:
            return None
        variant = operation.variants.only or operation.variants.known(values)
        estimate = None if variant is None else variant.estimates.known(values, context)
        if variant is None or estimate is None:
            return None
        return Prepared(operation, asked, values, variant, estimate)

    def make(self, asked: AskedOperation, context: Context[Any]) -> Prepared | list[GraphQLError]:
        """The same of any operation, or what is wrong with its variables. What there is to keep of it is kept."""
        suggest = context.may_introspect
        operation = self._operation(asked, suggest=suggest)
        if isinstance(operation, list):
            return list(map(_without_traceback, operation))
        values = operation.values(asked, suggest=suggest)
        if isinstance(values, list):
            return list(map(_without_traceback, values))
        executor = operation.executor(values, context, suggest=suggest)
        variant = operation.variants.make(executor)
        return Prepared(operation, asked, values, variant, variant.estimates.make(executor, context))

    def _operation(self, asked: AskedOperation, *, suggest: bool) -> Operation | list[GraphQLError]:
        document, definition = asked.document, asked.operation
        key = id(definition), self.compiled
        operation: Operation | None = document.compiled.get(key)
        if operation is not None:
            return operation
        built = Executor.build(
            self._schema,
            document.ast,
            raw_variable_values=dict(asked.variables),
            operation_name=definition.name.value if definition.name else None,
            hide_suggestions=not suggest,
        )
        if isinstance(built, list):
            return built
        variables = Variables(self._schema, definition, self._coercers)
        variants = Variants(document.ast, definition, self._limits, self._recent, compiled=self.compiled)
        operation = document.compiled[key] = Operation(built, variables, variants)
        return operation


def _without_traceback(error: GraphQLError) -> GraphQLError:
    """The same, whose frames do not hold it in turn, which only the garbage collector would free."""
    if error.original_error is not None:
        error.original_error.__traceback__ = None
    return error.with_traceback(None)
