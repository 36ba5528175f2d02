"""`deleteHero`, `deleteHeroes`, `restoreHero`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.fields.generated import input_field
from sqlmodel_strawberry.mutations.boundary import refuse_repeated, row_key
from sqlmodel_strawberry.mutations.payloads import WriteCost
from sqlmodel_strawberry.mutations.refusals import Refusals, limited
from sqlmodel_strawberry.mutations.resource_mutation import ResourceMutation
from sqlmodel_strawberry.mutations.statement_counts import delete_statements, restore_statements
from sqlmodel_strawberry.mutations.update import version_fields
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import with_article
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access

ID_PATH = ["input", "id"]


class Delete(ResourceMutation):
    """One row, removed or marked."""

    verb = "delete"
    actions = (Action.DELETE,)

    def description(self) -> str:
        after = "" if self.resource.deleted_at is None else f" `restore{self.resource.name}` brings it back."
        return f"Delete {with_article(self.noun)}.{after}"

    def inputs(self) -> list[StrawberryField]:
        return [input_field("id", strawberry.ID, "Which row."), *version_fields(self.resource)]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        return WriteCost(1, 1, delete_statements())

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        key, columns = row_key(self.resource, data["id"], ID_PATH), self.selected(info)
        row = RowWrite(ID_PATH, key=key, id_path=ID_PATH, version=data.get("expectedVersion"))

        async def write(writer: Writer) -> list[Any]:
            return await writer.delete(self.resource, [row], columns, last=True)

        (deleted,) = await self.transact(info, write)
        return deleted


class DeleteMany(ResourceMutation):
    """Many rows, removed or marked."""

    verb = "delete"
    actions = (Action.DELETE,)
    many = True

    def description(self) -> str:
        return f"Delete up to {self.types.limits.bulk_rows} {self.noun}: all of them or none."

    def inputs(self) -> list[StrawberryField]:
        return [input_field("ids", list[strawberry.ID], "Which rows, each once.")]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        rows = len(limited(data["ids"], "ids", self.types.limits))
        return WriteCost(rows, rows, delete_statements())

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        refusals, columns = Refusals(), self.selected(info)
        rows: list[RowWrite] = []
        for index, text in enumerate(data["ids"]):
            path = ["input", "ids", str(index)]
            with refusals.collected():
                rows.append(RowWrite(path, key=row_key(self.resource, text, path), id_path=path))
        with refusals.collected():
            refuse_repeated(rows)
        refusals.check()

        async def write(writer: Writer) -> list[Any]:
            return await writer.delete(self.resource, rows, columns, last=True)

        return await self.transact(info, write) if rows else []


class Restore(ResourceMutation):
    """One soft-deleted row, brought back."""

    verb = "restore"
    actions = (Action.DELETE,)

    def description(self) -> str:
        return f"Bring a deleted {self.noun} back."

    def inputs(self) -> list[StrawberryField]:
        return [input_field("id", strawberry.ID, "Which row.")]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        return WriteCost(1, 1, restore_statements(self.resource, access))

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        key, columns = row_key(self.resource, data["id"], ID_PATH), self.selected(info)
        row = RowWrite(ID_PATH, key=key, id_path=ID_PATH)

        async def write(writer: Writer) -> list[Any]:
            return await writer.restore(self.resource, [row], columns, last=True)

        (restored,) = await self.transact(info, write)
        return restored
