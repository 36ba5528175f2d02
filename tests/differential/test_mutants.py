"""The differential tests find mistakes in the compiler: each of these, within so many cases."""

from dataclasses import replace
from random import Random

import pytest

from tests.differential import fault_schema
from tests.differential.conftest import ROOMY
from tests.differential.mutants import MUTANTS, Mutant, mutated
from tests.differential.running import DifferenceError, Differential
from tests.differential.worlds import World

CASES = 1000

pytestmark = [
    pytest.mark.parametrize("dialect", ["sqlite"], indirect=True, scope="session"),
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
async def test_it_is_found(faulty: World, mutant: Mutant) -> None:
    await faulty.reset()
    # What is compiled with a mistake is kept by a schema of its own.
    world = replace(faulty, schema=fault_schema.create_schema(ROOMY))
    faulty.is_changed = True
    with mutated(mutant):
        cases = Differential(world, await world.known(Random(mutant.seed)), mutant.seed, shrinks=False)
        with pytest.raises(DifferenceError):
            await cases.run(CASES)
