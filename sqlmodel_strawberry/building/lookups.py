"""Root fields that find rows: `hero(by:)`, `heroes`, `node`, `nodes`."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.building.outputs import Node
from sqlmodel_strawberry.context import Info, ResolveInfo
from sqlmodel_strawberry.cost.amounts import NOTHING, Share
from sqlmodel_strawberry.cost.prices import Arguments, ListSize, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.fields.forms import Root
from sqlmodel_strawberry.fields.generated import argument, output_field
from sqlmodel_strawberry.fields.joins import joins_below
from sqlmodel_strawberry.fields.selections import Selected, columns_of
from sqlmodel_strawberry.fields.unique_keys import Key, NotAnIdError, RowName
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.lists.connection import Everything
from sqlmodel_strawberry.lists.types import ListTypes
from sqlmodel_strawberry.resources.resource import Column, Resource
from sqlmodel_strawberry.statements.joins import Join
from sqlmodel_strawberry.statements.visibility import Access
from sqlmodel_strawberry.values.ids import not_an_id, parse_node_id

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


@dataclass(slots=True)
class Lookup:
    """A row that an operation names by the values of some columns."""

    resource: Resource
    by: tuple[Column, ...]
    key: Key | None
    """None where no row can have such values."""
    columns: tuple[Column, ...]
    joins: tuple[Join, ...]
    """The rows at the other end of relations that come with it."""

    async def load(self, info: ResolveInfo) -> Any:
        """The row, if there is one."""
        if self.key is None:
            return None
        row = await info.context.loaders.rows(self.resource, self.by, self.columns, self.joins).load(self.key)
        info.context.show(int(row is not None))
        return row


def _asked(selected: Selected, resource: Resource) -> tuple[tuple[Column, ...], tuple[Join, ...]]:
    """What is asked of the row: see `Lookup`."""
    return selected.columns(resource), joins_below(selected, resource)


def lookup_field(name: RowName) -> StrawberryField:
    """`hero(by: HeroBy!): Hero`."""
    resource = name.resource

    def plan(arguments: Arguments, selected: Selected, _access: Access) -> Lookup:
        try:
            return Lookup(resource, *name.parse(arguments["by"]), *selected.of(_asked, resource))
        except NotAnIdError as error:
            raise not_an_id(error.text, error.resource) from None

    def share(asked: PricedField) -> Share:
        return (Share(rows=1, statements=1) + asked.below()).times(asked.weight)

    async def resolve(_source: Any, info: ResolveInfo, **_arguments: Any) -> Any:
        lookup: Lookup = info.context.plan(info)
        return await lookup.load(info)

    description = f"One {resource.field_name}; null where there is none."
    argument_ = argument("by", name.type, "Exactly one way to name it.")
    row: Any = resource.cls
    price = Price(share, plan=Plan(plan, lambda lookup: int(lookup.key is not None)))
    return output_field(resource.field_name, row | None, resolve, description, [argument_], price, Root.LOOKUP)


def list_field(types: ListTypes) -> StrawberryField:
    """`heroes(…): HeroConnection!`."""
    resource = types.resource
    description = f"All {resource.list_name}."
    return types.field(resource.list_name, description, lambda _source, info: Everything(info.context), Root.LIST)


def node_fields(resources: Mapping[str, Resource], limits: Limits) -> Iterator[StrawberryField]:
    """`node(id:)` and `nodes(ids:)`."""

    def lookup(text: str, selected: Selected) -> Lookup:
        resource, key = parse_node_id(text, resources)
        return Lookup(resource, resource.key, key, *selected.of(_asked, resource))

    def node_plan(arguments: Arguments, selected: Selected, _access: Access) -> Lookup:
        return lookup(arguments["id"], selected)

    def nodes_plan(arguments: Arguments, selected: Selected, _access: Access) -> list[Lookup]:
        ids = arguments["ids"]
        if len(ids) > limits.page_size:
            raise RequestError(ErrorCode.BAD_USER_INPUT, f"`ids` takes at most {limits.page_size} ids, not {len(ids)}.")
        return [lookup(each, selected) for each in ids]

    async def node(_source: Any, info: ResolveInfo, **_arguments: Any) -> Any:
        lookup: Lookup = info.context.plan(info)
        return await lookup.load(info)

    async def nodes(_source: Any, info: ResolveInfo, **_arguments: Any) -> Any:
        lookups: list[Lookup] = info.context.plan(info)
        return await asyncio.gather(*[each.load(info) for each in lookups])

    id_argument = argument("id", strawberry.ID, "Its global id.")
    description = "Anything by its global id; null where it is gone."
    price = Price(_rows_share, plan=Plan(node_plan, lambda lookup: _found([lookup])))
    yield output_field("node", Node | None, node, description, [id_argument], price, Root.NODE)
    ids_argument = argument("ids", list[strawberry.ID], f"At most {limits.page_size} global ids.")
    description = "Several things by their global ids, in that order, null where one is gone."
    price = Price(_rows_share, size=ListSize(limits.page_size), plan=Plan(nodes_plan, _found))
    yield output_field("nodes", list[Node | None], nodes, description, [ids_argument], price, Root.NODES)


def _found(lookups: Sequence[Lookup]) -> Hashable:
    """How many ids there are of each type."""
    return tuple(Counter(lookup.resource for lookup in lookups).items())


def _rows_share(asked: PricedField) -> Share:
    """A statement for each type that there is an id of, and a row for each id."""
    found = NOTHING
    for resource, count in asked.weight:
        found += (Share(rows=1, statements=1) + asked.below(asked.schema.type_map[resource.name])).times(count)
    return found
