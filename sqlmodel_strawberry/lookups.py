"""Root fields that find rows: `hero(by:)`, `heroes`, `node`, `nodes`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.connections import Everything
from sqlmodel_strawberry.context import Info, ResolveInfo
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.generated import Role, argument, output_field
from sqlmodel_strawberry.ids import not_an_id, parse_node_id
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.lists import ListTypes
from sqlmodel_strawberry.outputs import Node
from sqlmodel_strawberry.resource import Resource
from sqlmodel_strawberry.selections import columns_of
from sqlmodel_strawberry.unique_keys import Key, NotAnIdError, RowName

RESOURCES = "resources"
"""Extension of a GraphQL schema: its resources by their tables."""


async def load_row(info: Info, table: type, key: Any) -> Any:
    """One row of a resource for a hand-written field that answers with it; None where there is none.

    Only what is selected below the field is fetched, batched with others of the same selection. `key` is the primary
    key, a tuple where it has several columns.
    """
    raw: ResolveInfo = info._raw_info
    resource: Resource = raw.schema.extensions[RESOURCES][table]
    columns = columns_of(raw, resource, raw.field_nodes)
    return await raw.context.loaders.rows(resource, resource.key, columns).load(_key(key))


def _key(key: Any) -> Key:
    return key if isinstance(key, tuple) else (key,)


def lookup_field(name: RowName) -> StrawberryField:
    """`hero(by: HeroBy!): Hero`."""
    resource = name.resource

    async def resolve(_source: Any, info: ResolveInfo, by: Mapping[str, Any]) -> Any:
        columns = columns_of(info, resource, info.field_nodes)
        try:
            way, key = name.parse(by)
        except NotAnIdError as error:
            raise not_an_id(error.text, error.resource) from None
        if key is None:
            return None
        return await info.context.loaders.rows(resource, way, columns).load(key)

    description = f"One {resource.field_name}; null where there is none."
    argument_ = argument("by", name.type, "Exactly one way to name it.")
    row: Any = resource.cls
    return output_field(resource.field_name, row | None, resolve, description, [argument_], Role.STATEMENT)


def list_field(types: ListTypes) -> StrawberryField:
    """`heroes(…): HeroConnection!`."""
    resource = types.resource
    return types.field(
        resource.list_name, f"All {resource.list_name}.", lambda _source, info: Everything(info.context), Role.STATEMENT
    )


def node_fields(resources: Mapping[str, Resource], limits: Limits) -> Iterator[StrawberryField]:
    """`node(id:)` and `nodes(ids:)`."""

    async def load(info: ResolveInfo, text: str) -> Any:
        resource, key = parse_node_id(text, resources)
        columns = columns_of(info, resource, info.field_nodes)
        return await info.context.loaders.rows(resource, resource.key, columns).load(key)

    async def node(_source: Any, info: ResolveInfo, id: str) -> Any:
        return await load(info, id)

    async def nodes(_source: Any, info: ResolveInfo, ids: list[str]) -> Any:
        if len(ids) > limits.page_size:
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"`ids` takes at most {limits.page_size} ids, not {len(ids)}.")
        return await asyncio.gather(*[load(info, each) for each in ids])

    id_argument = argument("id", strawberry.ID, "Its global id.")
    yield output_field("node", Node | None, node, "Anything by its global id; null where it is gone.", [id_argument])
    ids_argument = argument("ids", list[strawberry.ID], f"At most {limits.page_size} global ids.")
    description = "Several things by their global ids, in that order, null where one is gone."
    yield output_field("nodes", list[Node | None], nodes, description, [ids_argument])
