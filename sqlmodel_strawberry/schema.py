"""A built schema, and the way of its operations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import strawberry

from sqlmodel_strawberry.building.lookups import RESOURCES
from sqlmodel_strawberry.context import Context
from sqlmodel_strawberry.cost.budget import Budget, settle
from sqlmodel_strawberry.documents.kept import Documents
from sqlmodel_strawberry.documents.sources import DocumentSources
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.mutations.idempotency import Idempotency
from sqlmodel_strawberry.observing.observation import CURRENT, Observation
from sqlmodel_strawberry.observing.records import Observer
from sqlmodel_strawberry.operations.execution import Request, Result, add_cost, run
from sqlmodel_strawberry.operations.preparation import Preparations
from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.sdl import print_sdl

Introspection: TypeAlias = bool | Callable[[Any], bool]


class Schema:
    """A built schema and everything needed to run operations over it."""

    def __init__(
        self,
        strawberry_schema: strawberry.Schema,
        resources: Sequence[Resource],
        limits: Limits,
        sources: DocumentSources,
        *,
        idempotency: Idempotency | None,
        observers: Sequence[Observer],
        introspection: Introspection,
        budget: Budget | None,
        compiled: bool,
    ) -> None:
        self.strawberry = strawberry_schema
        self.graphql = strawberry_schema._schema
        self.resources = {resource.name: resource for resource in resources}
        self.graphql.extensions = {**self.graphql.extensions, RESOURCES: {each.model: each for each in resources}}
        self.limits = limits
        self.sources = sources
        self.introspection = introspection
        self.idempotency = idempotency
        self.observers = observers
        self.budget = budget
        self.preparations = Preparations(self.graphql, limits)
        self.preparations.compiled = compiled

    @property
    def compiled(self) -> bool:
        """Whether operations are compiled to plans; graphql-core runs all of them otherwise."""
        return self.preparations.compiled

    @compiled.setter
    def compiled(self, compiled: bool) -> None:
        self.preparations.compiled = compiled

    @property
    def documents(self) -> Documents:
        """The documents that are kept parsed."""
        return self.sources.documents

    def sdl(self) -> str:
        """The schema in GraphQL's definition language, sorted, ending in a newline."""
        return print_sdl(self.graphql)

    def may_introspect(self, viewer: Any) -> bool:
        """Whether a viewer may ask for the schema itself."""
        return self.introspection if isinstance(self.introspection, bool) else self.introspection(viewer)

    async def execute(self, request: Request, context: Context[Any]) -> Result:
        """Run one operation in a context of its own, whose connection is given back at the end.

        To cancel this cancels a query, with its SQL; a mutation goes on to its end.

        Raises:
            RefusedRequestError: 429, the budget does not have what the operation may cost.
        """
        context.budget, context.introspection = self.budget, self.may_introspect
        observation = Observation(self.observers, request, context) if self.observers else None
        token = CURRENT.set(observation)
        try:
            result = await run(self.preparations, self.sources, request, context, self.idempotency)
        except BaseException as error:
            if observation is not None:
                observation.fail(error)
            raise
        finally:
            CURRENT.reset(token)
        if observation is not None:
            observation.end(result.errors)
        add_cost(result, context)
        await settle(context, result)
        return result
