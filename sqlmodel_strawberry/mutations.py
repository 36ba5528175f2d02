"""Create, update and delete: one input, one transaction, one payload with the row as the database returned it."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry import codec
from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.generated import argument, define, define_input, input_field, new_class, output_field
from sqlmodel_strawberry.ids import from_global_id
from sqlmodel_strawberry.inputs import InputModel, Path, prepared, values_to_insert, values_to_update
from sqlmodel_strawberry.integrity import Attempt
from sqlmodel_strawberry.resource import Column, Resource, graphql_name, with_article
from sqlmodel_strawberry.rows import row_maker
from sqlmodel_strawberry.selections import columns_of, subfields
from sqlmodel_strawberry.session import WriteSession
from sqlmodel_strawberry.statements import writes
from sqlmodel_strawberry.transactions import in_transaction
from sqlmodel_strawberry.user_errors import UserError, invalid, not_found

CLIENT_MUTATION_ID = "Anything; comes back in the payload."


@dataclass
class Payload:
    """A mutation's answer: the row, or why there is none."""

    row: Any = None
    user_errors: Sequence[UserError] = field(default_factory=tuple)
    client_mutation_id: str | None = None


def define_payload(name: str, field_name: str, row_type: Any, description: str, query: type) -> Any:
    """`CreateHeroPayload`: the row, `userErrors`, and the way on to the rest of the graph."""
    return define(
        new_class(f"{name}Payload"),
        f"{name}Payload",
        [
            output_field(field_name, row_type | None, lambda source, _info: source.row, "The row; null if refused."),
            output_field(
                "userErrors",
                list[UserError],
                lambda source, _info: source.user_errors,
                "Why nothing was written; empty on success.",
            ),
            output_field(
                "clientMutationId", str | None, lambda source, _info: source.client_mutation_id, "From the input."
            ),
            output_field("query", query, lambda _source, _info: (), "All of the API, read after this write."),
        ],
        description,
    )


def define_mutation_input(name: str, fields: Sequence[StrawberryField], description: str) -> Any:
    """`CreateHeroInput`: the mutation's own fields and `clientMutationId`."""
    common = input_field("clientMutationId", str | None, CLIENT_MUTATION_ID)
    return define_input(new_class(f"{name}Input"), f"{name}Input", [*fields, common], description)


def mutation_field(
    name: str, input_type: Any, payload_type: Any, description: str, write: Callable[..., Awaitable[Any]]
) -> StrawberryField:
    """A root mutation field. `write(info, input)` returns the row; the user errors it raises become the payload's."""

    async def resolve(_source: Any, info: ResolveInfo, input: Mapping[str, Any]) -> Payload:
        client_mutation_id = input.get("clientMutationId")
        try:
            return Payload(await write(info, input), (), client_mutation_id)
        except UserErrors as refusal:
            return Payload(None, refusal.errors, client_mutation_id)

    return output_field(name, payload_type, resolve, description, [argument("input", input_type, "What to do.")])


@dataclass(eq=False)
class ResourceMutations:
    """The generic mutations of one resource."""

    resource: Resource
    resources: Sequence[Resource]
    create: InputModel | None
    update: InputModel | None
    query: type

    def fields(self) -> Iterator[StrawberryField]:
        """The root fields. A resource that can neither be created nor updated cannot be deleted either."""
        noun, row_id = self.resource.field_name, input_field("id", strawberry.ID, "Which row.")
        if self.create is not None:
            mirror = input_field(noun, self.create.type, f"The new {noun}.")
            yield self._field(
                "create", [mirror], f"Create {with_article(noun)}.", functools.partial(self._create, self.create)
            )
        if self.update is not None:
            patch = input_field("patch", self.update.type, "What to change. What is absent is left alone.")
            write = functools.partial(self._update, self.update)
            yield self._field("update", [row_id, patch], f"Change {with_article(noun)}.", write)
        if self.create is not None or self.update is not None:
            yield self._field("delete", [row_id], f"Delete {with_article(noun)}.", self._delete)

    def _field(
        self, verb: str, inputs: Sequence[StrawberryField], description: str, write: Callable[..., Awaitable[Any]]
    ) -> StrawberryField:
        resource = self.resource
        name = f"{verb.capitalize()}{resource.name}"
        payload = define_payload(
            name, resource.field_name, resource.cls, f"The answer to {verb}{resource.name}.", self.query
        )
        input_type = define_mutation_input(name, inputs, f"The input of {verb}{resource.name}.")
        return mutation_field(f"{verb}{resource.name}", input_type, payload, description, write)

    async def _create(self, model: InputModel, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        path = ["input", self.resource.field_name]
        boundary = model.parse(data[self.resource.field_name], path)
        values = await prepared(self.resource, values_to_insert(self.resource, boundary, path), path)
        columns = self._returning(info)
        rows = await self._write(info, writes.insert(self.resource, values, columns), path, values)
        return self._row(columns, rows)

    async def _update(self, model: InputModel, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        key, path = self._key(data["id"]), ["input", "patch"]
        boundary = model.parse(data["patch"], path)
        values = await prepared(self.resource, values_to_update(self.resource, boundary, path), path)
        columns = self._returning(info)
        statement: sa.Executable
        if values:
            statement = writes.update(self.resource, key, values, columns)
        else:
            statement = writes.select(self.resource, key, columns)
        return self._row(columns, await self._write(info, statement, path, values))

    async def _delete(self, info: ResolveInfo, data: Mapping[str, Any]) -> Any:
        key, columns = self._key(data["id"]), self._returning(info)
        statement = writes.delete(self.resource, key, columns)
        return self._row(columns, await self._write(info, statement, ["input", "id"], {}, deleting=True))

    async def _write(
        self,
        info: ResolveInfo,
        statement: sa.Executable,
        base: Path,
        values: Mapping[str, Any],
        *,
        deleting: bool = False,
    ) -> Sequence[Any]:
        async def run(session: WriteSession) -> Sequence[Any]:
            connection = await session.connection()
            rows: Sequence[Any] = (await connection.execute(statement)).all()
            return rows

        paths = {self.resource.columns[name].source.name: [*base, graphql_name(name)] for name in values}
        attempt = Attempt(self.resources, base, self.resource, values, paths, deleting)
        rows: Sequence[Any] = await in_transaction(info.context, run, attempt)
        return rows

    def _key(self, text: str) -> tuple[Any, ...]:
        try:
            return from_global_id(text, self.resource)
        except codec.MalformedError:
            raise UserErrors(
                [invalid(f"This is not the id of {with_article(self.resource.name)}.", ["input", "id"])]
            ) from None

    def _returning(self, info: ResolveInfo) -> tuple[Column, ...]:
        return columns_of(info, self.resource, selected_rows(info, self.resource.field_name))

    def _row(self, columns: tuple[Column, ...], rows: Sequence[Any]) -> Any:
        if not rows:
            raise UserErrors([not_found(f"There is no such {self.resource.field_name}.", ["input", "id"])])
        return row_maker(self.resource, columns)(rows[0])


def selected_rows(info: ResolveInfo, field_name: str) -> Any:
    """The nodes that select the payload's row."""
    payload_name = f"{info.field_name[0].upper()}{info.field_name[1:]}Payload"
    return subfields(info, info.field_nodes, payload_name).get(field_name, ())
