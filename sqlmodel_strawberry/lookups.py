"""Root fields that find rows: `hero(by:)`, `heroes`, `node`, `nodes`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry import codec
from sqlmodel_strawberry.connections import Everything
from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fitting import fit
from sqlmodel_strawberry.generated import argument, define_input, input_field, new_class, output_field
from sqlmodel_strawberry.ids import from_global_id, not_an_id, parse_node_id
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.outputs import ListTypes, Node
from sqlmodel_strawberry.resource import Column, Resource, with_article
from sqlmodel_strawberry.selections import columns_of

Key = tuple[Any, ...]
Columns = tuple[Column, ...]


def lookup_field(resource: Resource) -> StrawberryField:
    """`hero(by: HeroBy!): Hero`."""
    ways = _ways(resource)
    fields = [
        input_field(name, _by_annotation(resource, name, way) | None, _by_description(name, way))
        for name, way in ways.items()
    ]
    description = f"One way to name {with_article(resource.field_name)}."
    name = f"{resource.name}By"
    by_type = define_input(new_class(name), name, fields, description, one_of=True)

    async def resolve(_source: Any, info: ResolveInfo, by: Mapping[str, Any]) -> Any:
        ((name, value),) = by.items()
        columns = columns_of(info, resource, info.field_nodes)
        key = _key(resource, name, ways[name], value)
        if key is None:
            return None
        return await info.context.loaders.rows(resource, ways[name], columns).load(key)

    description = f"One {resource.field_name}; null where there is none."
    argument_ = argument("by", by_type, "Exactly one way to name it.")
    return output_field(resource.field_name, resource.cls | None, resolve, description, [argument_])


def list_field(types: ListTypes) -> StrawberryField:
    """`heroes(…): HeroConnection!`."""
    resource = types.resource
    return types.field(resource.list_name, f"All {resource.list_name}.", lambda _source, info: Everything(info.context))


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


def _ways(resource: Resource) -> dict[str, Columns]:
    ways = {"id": resource.key}
    if len(resource.key) == 1 and resource.key[0].public:
        ways["databaseId"] = resource.key
    for group in resource.unique:
        head, *rest = [column.graphql_name for column in group]
        ways[head + "".join(f"And{name[0].upper()}{name[1:]}" for name in rest)] = group
    return ways


def _by_annotation(resource: Resource, name: str, way: Columns) -> Any:
    if name == "id":
        return strawberry.ID
    if len(way) == 1:
        return _column_annotation(resource, name, way[0])
    fields = [
        input_field(column.graphql_name, _column_annotation(resource, column.graphql_name, column), column.description)
        for column in way
    ]
    type_name = f"{resource.name}By{name[0].upper()}{name[1:]}"
    return define_input(new_class(type_name), type_name, fields, "Values that name one row together.")


def _by_description(name: str, way: Columns) -> str | None:
    if name == "id":
        return "The opaque global id."
    if name == "databaseId":
        return "The raw key."
    return way[0].description if len(way) == 1 else "Values that name one row together."


def _column_annotation(resource: Resource, name: str, column: Column) -> Any:
    return strawberry.ID if column.name in resource.references and name != "databaseId" else column.annotation


def _key(resource: Resource, name: str, way: Columns, value: Any) -> Key | None:
    """The key values of a lookup; None where no row can have them."""
    if name == "id":
        try:
            return from_global_id(value, resource)
        except codec.MalformedError:
            raise not_an_id(value, resource) from None
    values = [value] if len(way) == 1 else [value[column.graphql_name] for column in way]
    key = []
    for column, each in zip(way, values, strict=True):
        target = resource.references.get(column.name) if name != "databaseId" else None
        if target is not None:
            try:
                each = from_global_id(each, target)[0]
            except codec.MalformedError:
                raise not_an_id(each, target) from None
        try:
            key.append(fit(each, column.source.type))
        except ValueError:
            return None
    return tuple(key)
