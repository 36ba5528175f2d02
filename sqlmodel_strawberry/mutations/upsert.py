"""`upsertHero`: create a row, or change the one that has its unique key already."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.fields.generated import input_field, output_field
from sqlmodel_strawberry.fields.unique_keys import Columns, upsert_keys
from sqlmodel_strawberry.mutations.boundary import row_to_insert, row_to_update
from sqlmodel_strawberry.mutations.payloads import Payload, WriteCost
from sqlmodel_strawberry.mutations.resource_mutation import MutationTypes, ResourceMutation
from sqlmodel_strawberry.mutations.statement_counts import upsert_statements
from sqlmodel_strawberry.mutations.user_errors import invalid
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Resource, graphql_name, with_article
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access


class Upsert(ResourceMutation):
    """One row, inserted or changed."""

    verb = "upsert"
    actions = (Action.CREATE, Action.UPDATE)

    def __init__(self, resource: Resource, types: MutationTypes) -> None:
        super().__init__(resource, types)
        self.keys = upsert_keys(resource)

    def description(self) -> str:
        return (
            f"Create {with_article(self.noun)}, or change the one that has the same unique key. "
            f"A change touches what the input names and `{self._update_name()}` admits, and nothing else."
        )

    def inputs(self) -> list[StrawberryField]:
        named = enum.Enum(f"{self.resource.name}UniqueKey", {name: name for name in self.keys})  # type: ignore[misc]
        key_type: Any = strawberry.enum(named, description=f"What no two {self.resource.list_name} have in common.")
        return [
            input_field(self.noun, self.types.creates[self.resource].type, f"The {self.noun}."),
            input_field("on", key_type, "The unique key that tells whether it is there already."),
        ]

    def outputs(self) -> list[StrawberryField]:
        description = "Whether it was created, not changed; null if refused."
        return [output_field("wasCreated", bool | None, lambda source, _info: source.was_created, description)]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        return WriteCost(1, 1, upsert_statements(self.resource, access))

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        group, given = self.keys[data["on"].name], data[self.noun]
        path, columns = ["input", self.noun], self.selected(info)
        new = await row_to_insert(self.resource, self.types.creates[self.resource], given, path)
        change = await self._change(given, path, new, group, info.context.access)

        async def write(writer: Writer) -> tuple[Any, bool]:
            return await writer.upsert(self.resource, new, change, group, columns)

        row, was_created = await self.transact(info, write)
        return Payload(row, was_created=was_created)

    async def _change(
        self, given: Mapping[str, Any], path: list[str], new: RowWrite, group: Columns, access: Access
    ) -> RowWrite:
        missing = [column for column in group if new.values.get(column.name) is None]
        if missing:
            message = "An upsert needs a value here, to find the row by."
            raise UserErrors([invalid(message, [*path, column.graphql_name]) for column in missing])
        model = self.types.updates[self.resource]
        keys = {column.name for column in group}
        admitted = {graphql_name(name) for name in model.model.model_fields if name not in keys}
        sent = {name: value for name, value in given.items() if name in admitted}
        row = await row_to_update(self.resource, model, sent, path, access)
        return row.about(tuple(new.values[column.name] for column in group), path)

    def _update_name(self) -> str:
        return self.types.updates[self.resource].model.__name__
