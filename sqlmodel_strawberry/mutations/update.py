"""`updateHero`, `updateHeroes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.fields.generated import define_input, input_field, new_class
from sqlmodel_strawberry.mutations.boundary import refuse_repeated, row_key, row_to_update
from sqlmodel_strawberry.mutations.inputs import Path
from sqlmodel_strawberry.mutations.nested import Nested, costs_of, parsed, read_for
from sqlmodel_strawberry.mutations.payloads import WriteCost
from sqlmodel_strawberry.mutations.refusals import Refusals, limited
from sqlmodel_strawberry.mutations.resource_mutation import MutationTypes, ResourceMutation
from sqlmodel_strawberry.mutations.statement_counts import update_statements
from sqlmodel_strawberry.mutations.writer import Writer
from sqlmodel_strawberry.policies import Action
from sqlmodel_strawberry.resources.resource import Resource, with_article
from sqlmodel_strawberry.statements.row_writes import RowWrite
from sqlmodel_strawberry.statements.visibility import Access


class _Changing(ResourceMutation):
    """What both have in common: the row's id, its patch, and the version that the client expects."""

    verb = "update"
    actions = (Action.UPDATE,)

    def patch_fields(self) -> list[StrawberryField]:
        """`id`, `patch` and, where rows have versions, `expectedVersion`."""
        noun = self.resource.field_name
        patch = self.types.updates[self.resource].type
        return [
            input_field("id", strawberry.ID, f"Which {noun}."),
            input_field("patch", patch, "What to change. What is absent is left alone."),
            *version_fields(self.resource),
        ]

    async def change(self, data: Mapping[str, Any], path: Path, access: Access, *, touched: bool = False) -> RowWrite:
        """The change of one row.

        Raises:
            UserErrors: what is wrong with its id and its patch.
            RequestError: a field that the viewer may not write.
        """
        refusals, id_path = Refusals(), [*path, "id"]
        with refusals.collected():
            key = row_key(self.resource, data["id"], id_path)
        with refusals.collected():
            model = self.types.updates[self.resource]
            row = await row_to_update(self.resource, model, data["patch"], [*path, "patch"], access)
        refusals.check()
        return row.about(key, id_path, data.get("expectedVersion"), touched=touched)


class Update(_Changing):
    """A change of one row, and of what is linked to it."""

    def __init__(self, resource: Resource, types: MutationTypes, nested: Sequence[Nested]) -> None:
        super().__init__(resource, types)
        self.nested = [each for each in nested if each.update_field() is not None]

    def description(self) -> str:
        return f"Change {with_article(self.noun)}."

    def inputs(self) -> list[StrawberryField]:
        fields = [field for nested in self.nested if (field := nested.update_field())]
        return [*self.patch_fields(), *fields]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        beside = costs_of(self.nested, data, access)
        return WriteCost(1, 1 + beside.rows, update_statements(self.resource, access, 1) + beside.statements)

    @property
    def is_priced_by_input(self) -> bool:
        return bool(self.nested)

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        refusals, columns = Refusals(), self.selected(info)
        plans = await parsed(self.nested, data, refusals)
        with refusals.collected():
            row = await self.change(data, ["input"], info.context.access, touched=bool(plans))
        refusals.check()
        returning = read_for(self.resource, columns, plans)

        async def write(writer: Writer) -> list[Any]:
            (parent,) = await writer.update(self.resource, [row], returning, last=not plans)
            for plan in plans:
                await plan.write(writer, parent)
            return [parent]

        (written,) = await self.transact(info, write)
        return written


class UpdateMany(_Changing):
    """Changes of many rows."""

    many = True

    def description(self) -> str:
        return f"Change up to {self.types.limits.bulk_rows} {self.noun}: all of them or none."

    def inputs(self) -> list[StrawberryField]:
        name = f"{self.resource.name}Patch"
        description = f"Which {self.resource.field_name} to change, and how."
        patch: Any = define_input(new_class(name), name, self.patch_fields(), description)
        return [input_field("patches", list[patch], "The changes, at most one of each row.")]

    def cost(self, data: Mapping[str, Any], access: Access) -> WriteCost:
        rows = len(limited(data["patches"], "patches", self.types.limits))
        return WriteCost(rows, rows, update_statements(self.resource, access, rows))

    async def write(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        refusals, columns = Refusals(), self.selected(info)
        rows: list[RowWrite] = []
        for index, patch in enumerate(data["patches"]):
            with refusals.collected():
                rows.append(await self.change(patch, ["input", "patches", str(index)], info.context.access))
        with refusals.collected():
            refuse_repeated(rows)
        refusals.check()

        async def write(writer: Writer) -> list[Any]:
            return await writer.update(self.resource, rows, columns, last=True)

        return await self.transact(info, write) if rows else []


def version_fields(resource: Resource) -> list[StrawberryField]:
    """`expectedVersion`, where rows have versions that clients can see."""
    if resource.version is None or not resource.version.public:
        return []
    description = "Refuse with `STALE_VERSION` unless the row still has this version."
    return [input_field("expectedVersion", int | None, description)]
