"""The estimate of an operation: what it can cost at most, and the plans of its fields."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from graphql import Executor, GraphQLError

from sqlmodel_strawberry.cost.amounts import NOTHING, Cost
from sqlmodel_strawberry.cost.ceilings import check_ceilings
from sqlmodel_strawberry.cost.places import Place, Places
from sqlmodel_strawberry.cost.pricing import Pricing
from sqlmodel_strawberry.exceptions import ErrorCode, RequestError
from sqlmodel_strawberry.limits import Limits
from sqlmodel_strawberry.statements.memo import Memo
from sqlmodel_strawberry.statements.visibility import Access

if TYPE_CHECKING:
    from sqlmodel_strawberry.context import Context

Plans: TypeAlias = Mapping[Hashable, Any]
"""For `Context.plan`."""


@dataclass(slots=True)
class Estimate:
    """What an operation can cost at most."""

    cost: Cost
    plans: Plans
    errors: Sequence[GraphQLError] = ()
    """Why the operation must not run: an argument is wrong, or it costs too much."""


class Fork:
    """A field whose plan variables decide on, and what follows each weight of it."""

    __slots__ = ("branches", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.branches: dict[Hashable, Fork | Leaf] = {}


class Leaf:
    """The estimate where plans have the weights on the way here: its cost, and the plans that are always the same."""

    __slots__ = ("kept", "way")

    def __init__(self, kept: Memo[Estimate], way: list[tuple[dict[Hashable, Any], Hashable]]) -> None:
        self.kept = kept
        self.way = way

    def cut(self) -> None:
        """Take it off the tree, and all forks that then lead nowhere."""
        for branches, weight in reversed(self.way):
            found = branches[weight]
            if isinstance(found, Fork) and found.branches:
                return
            del branches[weight]


class Recent(OrderedDict["Leaf", None]):
    """The leaves of all operations that were used last."""


class Estimates:
    """Those of one operation, for one choice of what is skipped and included.

    Other variables make other plans. The cost depends on little of these, their weights, so it is found by them: on a
    way through a tree, since the fields that an operation comes to may depend on the weights of those above.
    """

    def __init__(self, places: Places, limits: Limits, recent: Recent) -> None:
        self._places = places
        self._limits = limits
        self._recent = recent
        self._roots: dict[Hashable, Fork | Leaf] = {}

    def known(self, variables: Mapping[str, Any], context: Context[Any]) -> Estimate | None:
        """The estimate with these variables, coerced; None where something of it is new, or wrong."""
        plans: dict[Hashable, Any] = {}
        found = self._roots.get(context.keyed is not None)
        leaf = found if isinstance(found, Leaf) else self._leaf(variables, context, plans)
        kept = None if leaf is None else leaf.kept.known(context.access)
        if leaf is None or kept is None:
            return None
        self._recent.move_to_end(leaf)
        return Estimate(kept.cost, {**kept.plans, **plans}) if plans else kept

    def make(self, executor: Executor[Any], context: Context[Any]) -> Estimate:
        """The estimate of an operation; it is kept unless it has errors."""
        plans: dict[Hashable, Any] = {}
        leaf = self._leaf(executor.variable_values.coerced, context, plans)
        memo: Memo[Estimate] = Memo() if leaf is None else leaf.kept
        pricing = Pricing(executor, context, self._limits, self._places, plans)

        def make(_access: Access) -> Estimate:
            made = _estimate(pricing, self._limits)
            if made.errors:
                raise _RefusedError(made)
            varying = {place.key for place, _ in pricing.way}
            return Estimate(made.cost, {key: plan for key, plan in made.plans.items() if key not in varying})

        try:
            kept = memo.get(context.access, make)
        except _RefusedError as refused:
            return refused.estimate
        finally:
            pricing.forget()
        if leaf is None:
            self._keep(memo, context.keyed is not None, pricing.way)
        return Estimate(kept.cost, {**kept.plans, **plans, **pricing.plans})

    def _leaf(self, variables: Mapping[str, Any], context: Context[Any], plans: dict[Hashable, Any]) -> Leaf | None:
        """What the weights lead to; the plans on the way are added to `plans`."""
        access = context.access
        found = self._roots.get(context.keyed is not None)
        try:
            while isinstance(found, Fork):
                place = found.place
                plan = plans[place.key] = place.make(place.arguments(variables), place.selected, access)
                found = found.branches.get(place.weight(plan))
        except Exception:
            # Whatever it is, the whole way comes upon it too, and says where.
            plans.clear()
            return None
        return found

    def _keep(self, memo: Memo[Estimate], keyed: bool, places: Sequence[tuple[Place, Hashable]]) -> None:
        branches, weight = self._roots, cast("Hashable", keyed)
        way = [(branches, weight)]
        for place, next_weight in places:
            fork = branches.setdefault(weight, Fork(place))
            if isinstance(fork, Leaf) or fork.place is not place:
                return
            branches, weight = fork.branches, next_weight
            way.append((branches, weight))
        if weight in branches:
            return
        leaf = branches[weight] = Leaf(memo, way)
        self._recent[leaf] = None
        if len(self._recent) > self._limits.cached_plans:
            self._recent.popitem(last=False)[0].cut()


class _RefusedError(Exception):
    """An estimate with errors. Their words are for one viewer, so it is not kept."""

    def __init__(self, estimate: Estimate) -> None:
        super().__init__()
        self.estimate = estimate


def _estimate(pricing: Pricing, limits: Limits) -> Estimate:
    try:
        roots = pricing.roots()
    except GraphQLError as error:  # of a directive on a root field
        return Estimate(Cost(), {}, [error])
    except RecursionError:
        message = "This operation nests too deeply: split it."
        return Estimate(Cost(), {}, [RequestError(ErrorCode.DEPTH_LIMIT_EXCEEDED, message)])
    cost = sum((root.share for root in roots), NOTHING).alone()
    errors = pricing.errors
    if not errors:
        try:
            check_ceilings(cost, roots, limits)
        except GraphQLError as error:
            errors = [error]
    return Estimate(cost, pricing.plans, errors)
