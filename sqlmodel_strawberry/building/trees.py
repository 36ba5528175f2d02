"""`ancestors` and `descendants` of resources that refer to themselves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from strawberry.types.field import StrawberryField

from sqlmodel_strawberry.context import ResolveInfo
from sqlmodel_strawberry.cost.amounts import Share
from sqlmodel_strawberry.cost.prices import Arguments, ListSize, Make, Plan, Price
from sqlmodel_strawberry.cost.pricing import PricedField
from sqlmodel_strawberry.fields.forms import Walk as WalkForm
from sqlmodel_strawberry.fields.generated import argument, output_field
from sqlmodel_strawberry.fields.selections import Selected
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.limits.bounds import bounded
from sqlmodel_strawberry.resources.resource import Column, Relation, Resource
from sqlmodel_strawberry.statements.visibility import Access


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
    plan = Plan(_walk(relation, limits), lambda walk: 0 if walk.leads_nowhere else walk.first)
    resolve, price = _resolver(relation), Price(_share, size=ListSize(limits.page_size, ("first",)), plan=plan)
    return output_field(name, list[row], resolve, f"The {noun} {way}.", arguments, price, WalkForm(relation))


@dataclass(frozen=True)
class Walk:
    """A walk that an operation asks for: how many steps and rows at most."""

    columns: tuple[Column, ...]
    depth: int
    first: int

    @property
    def leads_nowhere(self) -> bool:
        """Whether nothing has to be asked of the database."""
        return not self.depth or not self.first


def _share(asked: PricedField) -> Share:
    first: int = asked.weight
    return (Share(rows=1) + asked.below()).times(first) + Share(statements=int(first > 0))


def _walk(relation: Relation, limits: Limits) -> Make:
    def plan(arguments: Arguments, selected: Selected, _access: Access) -> Walk:
        depth = bounded("maxDepth", arguments.get("maxDepth"), limits.tree_depth, limits.tree_depth)
        first = bounded("first", arguments.get("first"), limits.page_size, limits.page_size)
        return Walk(selected.columns(relation.target), depth, first)

    return plan


def _resolver(relation: Relation) -> Callable[..., Any]:
    def resolve(row: Any, info: ResolveInfo, **_arguments: Any) -> Awaitable[Sequence[Any]] | Sequence[Any]:
        walk: Walk = info.context.plan(info)
        key = tuple(getattr(row, name) for name in relation.local)
        if None in key or walk.leads_nowhere:
            return ()
        loader = info.context.loaders.walks(relation, walk.columns, walk.depth, walk.first)
        future: Awaitable[Sequence[Any]] = loader.load(key)
        return future

    return resolve
