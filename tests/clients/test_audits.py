"""GraphQL over HTTP to the letter: the audits of the specification's own reference implementation."""

import sys

from tests.clients.conftest import RunScript

AUDITS = 61


async def test_all_audits_are_ok(address: str, run_script: RunScript) -> None:
    table = await run_script("audits.mjs", address, str(AUDITS))
    sys.stdout.write(table)
    assert table.count("\nok ") + table.startswith("ok ") == AUDITS
