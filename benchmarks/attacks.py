"""CPU that attacks take of the application, in process: `python -m benchmarks.attacks`.

Sends every attack of `tests/attacks/table.py` through the whole ASGI application in production, over a few hundred rows
in a SQLite file, and prints the tables of docs/security.md: milliseconds of CPU, SQLite's included, the median of the
rounds.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import sys
import tempfile

from app.migrate import upgrade
from sqlmodel_strawberry import Database
from tests.attacks.attack import Attack
from tests.attacks.exchange import Exchange
from tests.attacks.table import HEAD, TABLE, line
from tests.attacks.world import World, applications

ROUNDS = 5


async def measure(world: World, attack: Attack, address: str) -> float:
    """The median, of the last time that it is sent where that takes several."""
    sent = attack.request(world)
    exchange, token = Exchange(world.apps[attack.app], address), world.tokens[sent.who]
    for _ in range(attack.times - 1):
        await exchange.send(sent, token=token)
    return statistics.median([(await exchange.send(sent, token=token)).cpu for _ in range(ROUNDS)])


async def show(world: World) -> None:
    """Print the tables."""
    number = 0
    for section, table in TABLE.items():
        sys.stdout.write(f"### {section}\n\n{HEAD}")
        for name, attack in table.items():
            number += 1
            cpu = await measure(world, attack, f"2001:db8:1:{number}::1")
            sys.stdout.write(line(name, attack, world, cpu))
        sys.stdout.write("\n")


async def main() -> None:
    """Make a world, and attack it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/attacked.db"
        await upgrade(url)
        database = Database.connect(url)
        apps = applications()
        logging.disable()  # writing the log is not what is measured
        await show(await World.make(apps, database))
        await database.dispose()


if __name__ == "__main__":
    asyncio.run(main())
