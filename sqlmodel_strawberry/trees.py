"""`ancestors` and `descendants` of resources that refer to themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.connections import selection_key
from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.generated import argument, output_field
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.resource import Relation, Resource
from sqlmodel_strawberry.selections import columns_of


def tree_fields(resource: Resource, limits: Limits) -> Iterator[StrawberryField]:
    """One field for each relation of a resource to itself; named after the relation where there are several."""
    loops = [each for each in resource.relations.values() if each.target is resource and each.through is None]
    for relation in loops:
        alone = sum(each.to_many == relation.to_many for each in loops) == 1
        name = "descendants" if relation.to_many else "ancestors"
        if not alone:
            name = f"{relation.graphql_name}{name.capitalize()}"
        resource.requirements[name] = tuple(resource.columns[each] for each in relation.local)
        yield _field(name, relation, limits)


def _field(name: str, relation: Relation, limits: Limits) -> StrawberryField:
    row: Any = relation.target.cls
    noun = relation.target.list_name
    arguments = [
        argument("maxDepth", int | None, f"How many steps away, at most {limits.tree_depth}, which is the default."),
        argument("first", int | None, f"How many, at most {limits.page_size}, which is the default."),
    ]
    way = "below this one, the nearest first" if relation.to_many else "above this one, the nearest first"
    return output_field(name, list[row], _resolver(relation, limits), f"The {noun} {way}.", arguments)


def _resolver(relation: Relation, limits: Limits) -> Callable[..., Any]:
    def resolve(row: Any, info: ResolveInfo, **arguments: Any) -> Awaitable[Sequence[Any]] | Sequence[Any]:
        depth = bounded("maxDepth", arguments.get("maxDepth"), limits.tree_depth, limits.tree_depth)
        first = bounded("first", arguments.get("first"), limits.page_size, limits.page_size)
        key = tuple(getattr(row, name) for name in relation.local)
        if None in key or not depth or not first:
            return ()
        context = info.context
        columns = context.once(selection_key(info), lambda: columns_of(info, relation.target, info.field_nodes))
        future: Awaitable[Sequence[Any]] = context.loaders.walks(relation, columns, depth, first).load(key)
        return future

    return resolve
