"""What is kept of operations gives the same prices and plans as pricing them anew, whatever their variables are."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from random import Random
from typing import Any

from sqlmodel_strawberry import Context
from sqlmodel_strawberry.operations.execution import Request
from sqlmodel_strawberry.operations.preparation import AskedOperation, Preparations, Prepared
from tests.differential.running import VARIANTS, Differential
from tests.differential.worlds import Case, World
from tests.random_operations.parts import Operation

DOCUMENTS = int(os.environ.get("CASES", "1200")) // VARIANTS // 4
SEED = os.environ.get("SEED") or secrets.token_hex(4)
MUTATIONS = 5


class Estimates:
    """Estimates of random operations, of one schema."""

    def __init__(self, world: World, cases: Differential) -> None:
        self.world = world
        self.cases = cases
        self.known = 0
        """Of how many nothing was priced anew."""

    def compare(self, operation: Operation, viewer: Any) -> None:
        """What is kept, and what is made anew, of one operation."""
        schema = self.world.schema
        schema.compiled = True
        document = schema.sources.find(Request(operation.text, operation.variables, operation.name), introspection=True)
        asked = AskedOperation(document, document.operation(operation.name), operation.variables)
        found = schema.preparations.known(asked, self._context(viewer))
        self.known += found is not None
        mine = found or schema.preparations.make(asked, self._context(viewer))
        alone = Preparations(schema.graphql, schema.limits)
        theirs = alone.make(replace(asked, document=replace(document, compiled={})), self._context(viewer))
        assert self._told(mine) == self._told(theirs), f"SEED={SEED}\n{Case(operation, viewer)}"

    def _context(self, viewer: Any) -> Context[Any]:
        return Context(self.world.mine.session(), viewer)

    def _told(self, prepared: Prepared | list[Any]) -> Any:
        if isinstance(prepared, list):
            return [str(error) for error in prepared]
        estimate = prepared.estimate
        cost, plans, errors = estimate.cost, estimate.plans, estimate.errors
        return prepared.fallback, cost, [str(error) for error in errors], {} if errors else plans


async def compared(world: World) -> Estimates:
    """Random documents, each with several variables and viewers."""
    await world.reset()
    cases = Differential(world, await world.known(Random(SEED)), SEED)
    estimates = Estimates(world, cases)
    for number in range(DOCUMENTS):
        rng = Random(f"{SEED}:{number}")
        operation = cases.operation(rng, writes=number % MUTATIONS == 0)
        for _ in range(VARIANTS):
            estimates.compare(operation, rng.choice(world.viewers))
            operation = operation.again(rng)
    return estimates


async def test_of_the_application(application: World) -> None:
    estimates = await compared(application)
    assert estimates.known > DOCUMENTS, SEED


async def test_of_a_store_where_much_goes_wrong(faulty: World) -> None:
    estimates = await compared(faulty)
    assert estimates.known > DOCUMENTS, SEED
