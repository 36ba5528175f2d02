"""CPU that attacks take of the application, in process: `python -m benchmarks.attacks`.

Sends every document and variable of `tests/attacks.py` through the whole ASGI application, and prints its bytes, the
status and code it is answered, and milliseconds of CPU (the median of the rounds, and their spread).
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Iterator

import orjson
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from benchmarks.__main__ import respond
from tests.attacks import ATTACKS, VARIABLE_ATTACKS

ROUNDS = 7


def bodies() -> Iterator[tuple[str, bytes]]:
    """The attacks, by name."""
    for name, attack in ATTACKS.items():
        yield name, orjson.dumps({"query": attack.build(attack.size)})
    for name, variables in VARIABLE_ATTACKS.items():
        query = "query ($value: [ID!]!) { nodes(ids: $value) { id } }"
        body = {"query": query, "variables": {"value": variables.build(variables.size)}}
        yield name, json.dumps(body, separators=(",", ":")).encode()  # orjson nests less


async def measure(app: FastAPI) -> None:
    """Print the table."""
    sys.stdout.write(f"{'attack':44}{'bytes':>9} {'status and code':36}{'CPU ms':>8}{'spread':>16}\n")
    for name, body in bodies():
        rounds = []
        for _ in range(ROUNDS):
            started = time.process_time()
            status, answer = await respond(app, body)
            rounds.append((time.process_time() - started) * 1000)
        code = orjson.loads(answer)["errors"][0]["extensions"]["code"]
        spread = f"{min(rounds):.2f}-{max(rounds):.2f}"
        median = statistics.median(rounds)
        sys.stdout.write(f"{name:44}{len(body):9} {f'{status} {code}':36}{median:8.2f}{spread:>16}\n")


async def main() -> None:
    """Measure. No attack reaches a database."""
    app = create_app(Settings(database_url="sqlite+aiosqlite:///:memory:", introspection="off"))
    async with app.router.lifespan_context(app):
        await measure(app)


if __name__ == "__main__":
    asyncio.run(main())
