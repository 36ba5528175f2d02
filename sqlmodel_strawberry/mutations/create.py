"""`createHero`, `createHeroes`."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.fields.generated import input_field
from sqlmodel_strawberry.mutations.boundary import row_to_insert, rows_to_insert
from sqlmodel_strawberry.mutations.nested import Nested, Plan, costs_of, parsed, read_for
from sqlmodel_strawberry.mutations.payloads import WriteCost
from sqlmodel_strawberry.mutations.refusals import Refusals, limited
from sqlmodel_strawberry.mutations.resource_mutation import MutationTypes, ResourceMutation
from sqlmodel_strawberry.mutations.statement_counts import insert_statements
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Column, Resource, with_article
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access


class Create(ResourceMutation):
    """One new row, and what is written with it."""

    verb = "create"
    actions = (Action.CREATE,)

    def __init__(self, resource: Resource, types: MutationTypes, nested: Sequence[Nested]) -> None:
        super().__init__(resource, types)
        self.model = types.creates[resource]
        self.nested = nested

    def description(self) -> str:
        return f"Create {with_article(self.noun)}."

    def inputs(self) -> list[StrawberryField]:
        mirror = input_field(self.noun, self.model.type, f"The new {self.noun}.")
        return [mirror, *[nested.create_field() for nested in self.nested]]

    @property
    def is_priced_by_input(self) -> bool:
        return bool(self.nested)

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        beside = costs_of(self.nested, data, access)
        return WriteCost(1, 1 + beside.rows, insert_statements(self.resource, access) + beside.statements)

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        resource, columns, path = self.resource, self.selected(info), ["input", self.noun]
        plans: Sequence[Plan] = ()
        if self.nested:
            row, plans = await self._parsed(data, path)
        else:
            row = await row_to_insert(resource, self.model, data[self.noun], path)

        def write(writer: Writer) -> Awaitable[list[Any]]:
            if plans:
                return self._write_with(plans, writer, row, columns)
            return writer.insert(resource, [row], columns, last=True)

        (written,) = await self.transact(info, write)
        return written

    async def _write_with(
        self, plans: Sequence[Plan], writer: Writer, row: RowWrite, columns: tuple[Column, ...]
    ) -> list[Any]:
        (parent,) = await writer.insert(self.resource, [row], read_for(self.resource, columns, plans))
        for plan in plans:
            await plan.write(writer, parent)
        return [parent]

    async def _parsed(self, data: Mapping[str, Any], path: list[str]) -> tuple[RowWrite, Sequence[Plan]]:
        refusals = Refusals()
        with refusals.collected():
            row = await row_to_insert(self.resource, self.model, data[self.noun], path)
        plans = await parsed(self.nested, data, refusals)
        refusals.check()
        return row, plans


class CreateMany(ResourceMutation):
    """Many new rows."""

    verb = "create"
    actions = (Action.CREATE,)
    many = True

    def description(self) -> str:
        return f"Create up to {self.types.limits.bulk_rows} {self.noun}: all of them or none."

    def inputs(self) -> list[StrawberryField]:
        mirror: Any = self.types.creates[self.resource].type
        return [input_field(self.noun, list[mirror], f"The new {self.noun}.")]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        rows = len(limited(data[self.noun], self.noun, self.types.limits))
        return WriteCost(rows, rows, insert_statements(self.resource, access))

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        given = data[self.noun]
        rows = await rows_to_insert(self.resource, self.types.creates[self.resource], given, ["input", self.noun])
        columns = self.selected(info)

        async def write(writer: Writer) -> list[Any]:
            return await writer.insert(self.resource, rows, columns, last=True)

        return await self.transact(info, write) if rows else []
