"""What is written beside a row, in its transaction: declared by `nested=`, one kind of relation per file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.fields.selections import with_columns
from sqlmodel_strawberry.mutations.inputs import Path
from sqlmodel_strawberry.mutations.refusals import Refusals
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements.visibility import Access

Key = tuple[Any, ...]


class Plan(ABC):
    """What one input asks of one nested relation, validated."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation

    @abstractmethod
    async def write(self, writer: Writer, parent: Any) -> None:
        """Write it, for a parent that has been written.

        Raises:
            UserErrors: it was refused.
        """

    def parent_columns(self) -> list[Column]:
        """The columns of the parent that its rows are tied by."""
        return [self.relation.source.columns[name] for name in self.relation.local]

    def parent_key(self, parent: Any) -> Key:
        """The parent's values of these columns."""
        return tuple(getattr(parent, name) for name in self.relation.local)


class Nested(ABC):
    """A relation of a resource that can be written with its rows."""

    def __init__(self, relation: Relation) -> None:
        self.relation = relation
        self.name = relation.graphql_name

    @abstractmethod
    def create_field(self) -> StrawberryField:
        """The field beside the mirror in the input of a create mutation."""

    @abstractmethod
    def update_field(self) -> StrawberryField | None:
        """The field beside the patch in the input of an update mutation; None where there is none."""

    @abstractmethod
    def cost(self, data: Any, access: Access) -> Cost:
        """What it costs to write the client's value of the field.

        Raises:
            RequestError: BAD_USER_INPUT, where one of its lists is too long.
        """

    @abstractmethod
    async def plan(self, data: Any, path: Path) -> Plan:
        """What the client's value of the field asks for.

        Raises:
            UserErrors: every rule that it breaks.
        """


NOTHING = Cost()


def costs_of(nested: Sequence[Nested], data: Mapping[str, Any], access: Access) -> Cost:
    """What it costs to write the fields that the input has."""
    costs = [each.cost(data[each.name], access) for each in nested if data.get(each.name) is not None]
    if not costs:
        return NOTHING
    return Cost(sum(cost.rows for cost in costs), sum(cost.statements for cost in costs))


async def parsed(nested: Sequence[Nested], data: Mapping[str, Any], refusals: Refusals) -> list[Plan]:
    """The plans of the fields that the input has."""
    plans = []
    for each in nested:
        if data.get(each.name) is not None:
            with refusals.collected():
                plans.append(await each.plan(data[each.name], ["input", each.name]))
    return plans


def read_for(resource: Resource, columns: Sequence[Column], plans: Sequence[Plan]) -> tuple[Column, ...]:
    """The columns to read of a parent: what is selected, and what its nested rows are tied by."""
    return with_columns(resource, columns, [column for plan in plans for column in plan.parent_columns()])


def why_not(relation: Relation) -> Iterator[tuple[str, str]]:
    """What keeps a relation from being nested, and the mend."""
    mapper: Any = sa.inspect(relation.source.model)
    if not relation.to_many:
        yield "leads to one row", "name to-many relations only: a reference is a field of the mirror"
    if mapper.relationships[relation.name].viewonly:
        yield "is viewonly", "nest the relationship that writes"
    if relation.through is None and relation.target.create is None:
        yield f"leads to {relation.target.name}, which has no Create model", "give it one, or write it in a service"
    if relation.through is not None:
        tied = {*relation.remote, *[column for column, _ in relation.through_on]}
        for column in relation.through.columns:
            if column not in tied and not (column.nullable or column.default or column.server_default):
                mend = f"give {column.name} a default, or write it in a service"
                yield f"goes through {relation.through.name}, whose {column.name} must be given", mend
