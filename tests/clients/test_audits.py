"""GraphQL over HTTP to the letter: the audits of the specification's own reference implementation."""

import sys

from tests.clients.conftest import RunProgram

AUDITS = 61


async def test_all_audits_are_ok(address: str, run: RunProgram) -> None:
    table = await run("node", "audits.mjs", address, str(AUDITS))
    sys.stdout.write(table)
    assert table.count("\nok ") + table.startswith("ok ") == AUDITS
