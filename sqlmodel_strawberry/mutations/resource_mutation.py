"""What the generated mutations of a resource share: their names, types and transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.database.write_transactions import SessionTransaction, Transaction
from sqlmodel_strawberry.exceptions import Problem
from sqlmodel_strawberry.fields.selections import KeptSelections, columns_of
from sqlmodel_strawberry.fields.unique_keys import RowName
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.mutations.guards import Guard
from sqlmodel_strawberry.mutations.inputs import InputModel
from sqlmodel_strawberry.mutations.integrity import Attempt
from sqlmodel_strawberry.mutations.payloads import (
    WriteCost,
    define_mutation_input,
    define_payload,
    mutation_field,
    row_field,
    selected_rows,
)
from sqlmodel_strawberry.mutations.retries import in_transaction
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.targets import NO_FIELDS, target_of
from sqlmodel_strawberry.statements.visibility import Access, refused_outright

T = TypeVar("T")
Columns = Sequence[Column]


@dataclass(frozen=True)
class MutationTypes:
    """What all mutations of a schema are made from."""

    resources: Sequence[Resource]
    creates: Mapping[Resource, InputModel]
    updates: Mapping[Resource, InputModel]
    names: Mapping[Resource, RowName]
    limits: Limits
    query: type
    problems: list[Problem]


class ResourceMutation(ABC):
    """One generated mutation: `createHero`, `deleteHeroes`, …"""

    verb: ClassVar[str]
    actions: ClassVar[tuple[Action, ...]]
    """What the policy of the resource must allow."""
    many: ClassVar[bool] = False

    def __init__(self, resource: Resource, types: MutationTypes) -> None:
        self.resource = resource
        self.types = types
        self.noun = resource.list_name if self.many else resource.field_name
        self.name = f"{self.verb}{self.noun[0].upper()}{self.noun[1:]}"
        self._selected: KeptSelections[tuple[Column, ...]] = KeptSelections()

    @abstractmethod
    def description(self) -> str:
        """What it does, for the schema."""

    @abstractmethod
    def inputs(self) -> list[StrawberryField]:
        """The fields of its input."""

    @abstractmethod
    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        """Do it, and return the row, the rows or the whole payload.

        Raises:
            UserErrors: it was refused, and nothing was written.
        """

    @property
    def is_priced_by_input(self) -> bool:
        """Whether one input may cost more than another."""
        return self.many

    @abstractmethod
    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        """What an input costs.

        Raises:
            RequestError: BAD_USER_INPUT, where one of its lists is too long.
        """

    def outputs(self) -> list[StrawberryField]:
        """The fields of its payload beside those that every payload has."""
        return []

    def field(self) -> StrawberryField:
        """The root mutation field with its input and payload types."""
        pascal = f"{self.name[0].upper()}{self.name[1:]}"
        cls: Any = self.resource.cls
        rows = row_field(self.noun, list[cls] if self.many else cls)
        payload = define_payload(pascal, [rows, *self.outputs()], f"The answer to {self.name}.", self.types.query)
        input_type = define_mutation_input(pascal, self.inputs(), f"The input of {self.name}.")

        return mutation_field(
            self.name,
            input_type,
            payload,
            self.description(),
            self._write_if_allowed,
            self.cost,
            by_input=self.is_priced_by_input,
        )

    def _write_if_allowed(self, info: ResolveInfo, data: Mapping[str, Any]) -> Awaitable[Any]:
        resource, access = self.resource, info.context.access
        for action in self.actions:
            # Whatever the input is.
            if refused_outright(resource, action, NO_FIELDS, access):
                raise Guard(target_of(resource, action, ()), access).refusal()
        return self.write(info, data)

    def selected(self, info: ResolveInfo) -> tuple[Column, ...]:
        """The columns of the payload's rows."""
        return self._selected.get(info, lambda: columns_of(info, self.resource, selected_rows(info, self.noun)))

    def transact(self, info: ResolveInfo, write: Callable[[Writer], Awaitable[T]]) -> Awaitable[T]:
        """What `write` returns, committed: rows and plain values, since an idempotency record keeps them.

        Raises:
            UserErrors: a constraint refused it, and nothing was written.
        """
        context, resources = info.context, self.types.resources
        access = context.access

        def run(transaction: Transaction) -> Awaitable[T]:
            return write(Writer(transaction, resources, access))

        def rerun(transaction: SessionTransaction) -> Awaitable[T]:
            return write(Writer(transaction, resources, access, transaction.savepoint))

        def attempt() -> Attempt:
            return Attempt(resources, ["input"], rerun=rerun)

        return in_transaction(context, context.session.transact, run, attempt)
