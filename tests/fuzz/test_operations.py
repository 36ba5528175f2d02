"""Random operations at a running server: most of them succeed, none breaks it, and no answer tells what it should not.

FUZZ is how many operations to send in each test on each database; `make test-long` sends more.
"""

import asyncio
import os
import sys
from collections.abc import Sequence

import pytest

from tests.fuzz.answers import Tally
from tests.fuzz.live import Live, renewed
from tests.fuzz.schemes import run_invalid, run_operations
from tests.fuzz.state import check_database, check_log

OPERATIONS = int(os.environ.get("FUZZ", "40"))
# After so many, much of what was there is deleted.
ROUND = 100
SHARE = 0.5
# Hypothesis likes to send the same mutation many times, and what is deleted twice is not there: of few operations that
# decides what share succeeds.
ENOUGH = 400

READERS = ("stranger", "customer", "admin")
# Strangers and customers may write next to nothing of what is asked.
WRITERS = (*["admin"] * 10, "customer", "stranger")


async def test_operations(server: Live) -> None:
    queries, mutations = await answered(server, "Query", READERS), await answered(server, "Mutation", WRITERS)
    sys.stderr.write(f"queries: {queries}\nmutations: {mutations}\n")
    # None of this is random enough to be broken by chance: what does not fit what the API admits is a few in a hundred.
    assert queries.fitting + mutations.fitting >= (queries.answered + mutations.answered) * SHARE, (queries, mutations)
    assert queries.succeeded, queries
    assert mutations.succeeded, mutations
    if OPERATIONS >= ENOUGH:
        assert mutations.succeeded >= mutations.answered * SHARE / 2, mutations
        assert queries.succeeded + mutations.succeeded >= (queries.answered + mutations.answered) * SHARE
    check_log(server.log)


async def answered(server: Live, root: str, roles: Sequence[str]) -> Tally:
    """How as many operations as there should be were answered."""
    tally = Tally()
    for begun in range(0, OPERATIONS, ROUND):
        count = min(ROUND, OPERATIONS - begun)
        await asyncio.to_thread(run_operations, await renewed(server), root, roles, count, tally)
        await check_database(server.url)
    assert tally.answered >= OPERATIONS * 0.9, tally
    return tally


@pytest.mark.parametrize("root", ["Query", "Mutation"])
async def test_operations_with_a_mistake(server: Live, root: str) -> None:
    await asyncio.to_thread(run_invalid, server, root, READERS, OPERATIONS // 4)
    await check_database(server.url)
    check_log(server.log)
