"""How CPU and memory of the API grow: `python -m benchmarks.growth`.

With rows and with levels, with documents that are new, and with two workers instead of one. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Callable, Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson
import uvloop

from benchmarks.growth import measuring
from benchmarks.growth.measuring import Growth, Raised
from benchmarks.processes import Server, free_port
from benchmarks.running import POSTGRES, fill, pin
from benchmarks.tables import markdown
from tests.postgres import Cluster

Part = Callable[["Servers"], Coroutine[Any, Any, str]]


class Servers:
    """Starts servers of the API over the same database."""

    def __init__(self, stack: ExitStack, cluster: Cluster, core: int) -> None:
        self._stack = stack
        self._cluster = cluster
        self._core = core

    def start(self, workers: int = 1) -> Server:
        """A fresh one."""
        system, port = Raised(workers), free_port()
        server = Server(system.command(port), system.environment(self._cluster.url()), port, self._core)
        self._stack.callback(server.stop)
        server.wait()
        return server


async def rows(servers: Servers) -> str:
    found = await measuring.by_rows(servers.start())
    return _growth("rows", found)


async def levels(servers: Servers) -> str:
    found = await measuring.by_levels(servers.start())
    return _growth("levels", found)


async def memory(servers: Servers) -> str:
    found = await measuring.memory(servers.start())
    head = ["rows", "answer, MB", "peak, MB", "times the answer", "after ten more, MB"]
    return markdown(
        head, [[f"{n:,}", *map(_mega, (a, once)), f"{once / a:.1f}", _mega(ten)] for n, a, once, ten in found]
    )


async def documents(servers: Servers) -> str:
    new, again = await measuring.of_new_documents(servers.start())
    head = ["documents", "new, CPU ms", "again, CPU ms", "compiling, ms"]
    return markdown(head, [[str(measuring.NEW_DOCUMENTS), f"{new:.2f}", f"{again:.2f}", f"{new - again:.2f}"]])


async def workers(servers: Servers) -> str:
    one, two = await measuring.of_workers([servers.start(), servers.start(2)])
    more = statistics.median(b / a - 1 for a, b in zip(one, two, strict=True))
    head = ["", "one worker, CPU ms", "two workers, CPU ms", "more"]
    return markdown(head, [["Q1", f"{statistics.median(one):.3f}", f"{statistics.median(two):.3f}", f"{more:+.1%}"]])


PARTS: dict[str, Part] = {
    "rows": rows,
    "levels": levels,
    "memory": memory,
    "documents": documents,
    "workers": workers,
}


def _growth(step: str, found: Sequence[Growth]) -> str:
    head = [step, "CPU ms", "CPU µs for each row more"]
    return markdown(head, [[f"{each.step:,}", f"{each.per_request:.3f}", f"{each.per_row:.2f}"] for each in found])


def _mega(size: int) -> str:
    return f"{size / 1e6:.1f}"


def main() -> None:
    """Measure what is asked for, and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--parts", default=",".join(PARTS), help="which, with commas between (%(default)s)")
    parser.add_argument("--output", type=Path, help="a file for the tables")
    options = parser.parse_args()
    core = pin()
    tables: dict[str, str] = {}
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster(POSTGRES))
        asyncio.run(fill(cluster, ()))
        for name in options.parts.split(","):
            with ExitStack() as started:
                tables[name] = uvloop.run(PARTS[name](Servers(started, cluster, core)))
            print(f"{tables[name]}\n", flush=True)
    if options.output:
        options.output.write_bytes(orjson.dumps(tables, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


if __name__ == "__main__":
    main()
