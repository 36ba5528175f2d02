"""Random operations give the same answer compiled and interpreted by graphql-core, byte for byte, on both databases.

CASES is how many to compare, all in all; SEED, which a failure tells, repeats a run, and DOCUMENT one document of it.
"""

import os
import secrets
import sys
from random import Random

import pytest

from tests.differential.running import BLOCK, Differential, Tally
from tests.differential.worlds import World

CASES = int(os.environ.get("CASES", "5000"))
SEED = os.environ.get("SEED") or secrets.token_hex(4)
DOCUMENT = os.environ.get("DOCUMENT")
# graphql-core leaves coroutines of its own behind where a null bubbles over them.
pytestmark = [
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SHARE = 4
"""Of two worlds, and two databases."""


async def compared(world: World) -> Tally:
    """Half of the cases of one database."""
    await world.reset()
    cases = Differential(world, await world.known(Random(SEED)), SEED)
    if DOCUMENT is not None:
        # Mutations before it, since the rows were new, made the databases what they are.
        for number in range(int(DOCUMENT) // BLOCK * BLOCK, int(DOCUMENT) + 1):
            await cases.document(number)
        pytest.skip("one document tells nothing of all")
    await cases.run(CASES // SHARE)
    sys.stderr.write(f"{cases.tally}\n")
    assert cases.tally.statements <= cases.tally.compiled / 100, f"SEED={SEED}: {cases.tally}"
    return cases.tally


async def test_the_application(application: World) -> None:
    tally = await compared(application)
    assert tally.compiled >= CASES // SHARE, tally
    assert tally.seen["mutations"] > tally.compiled / 10, tally


async def test_a_store_where_much_goes_wrong(faulty: World) -> None:
    tally = await compared(faulty)
    assert tally.compiled >= CASES // SHARE, tally
    assert tally.compiled / 10 < tally.seen["with errors"] < tally.compiled * 0.8, tally
