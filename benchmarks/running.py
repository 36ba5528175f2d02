"""A whole run: the database, every server, the check that they agree, and interleaved rounds."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import asyncpg
import uvloop

from app.migrate import upgrade
from benchmarks import data
from benchmarks.agreement import EXAMPLES, DisagreementError, answers, compare
from benchmarks.load import AnswerError, send
from benchmarks.measuring import affordable, measure
from benchmarks.processes import Server, free_port
from benchmarks.results import Results, machine
from benchmarks.systems.system import System, dsn
from benchmarks.workload import Query
from tests.postgres import Cluster

POSTGRES = {"max_connections": "300", "shared_buffers": "512MB", "autovacuum": "off"}
WARM_UP = 48
LEAST = 48
"""Requests in a measurement at least, however slow they are."""
START_SECONDS, END_SECONDS = 1, 0.1
"""How long a server may do what it does once after its start, and after its last request."""


@dataclass(frozen=True)
class Plan:
    """What to measure, and how much of it."""

    systems: Sequence[System]
    queries: Sequence[Query]
    in_flight: Sequence[int] = (1, 16, 64)
    rounds: int = 3
    requests: int = 2_000
    seconds: float = 0.5
    """How long one measurement may take: slow systems get fewer requests."""


class Bench:
    """The database and the servers of one run."""

    def __init__(self, plan: Plan, cluster: Cluster) -> None:
        self.results = Results()
        self._plan = plan
        self._cluster = cluster
        self._servers: dict[System, Server] = {}
        self._written = 0
        self._counts: dict[tuple[System, Query, int], int] = {}

    async def measure(self) -> Results:
        """All of it.

        Raises:
            DisagreementError: systems answer differently.
            AnswerError: an answer is an error.
            ServerError: a system does not start.
        """
        # One for the whole run: the CPU of a backend that ends in a measurement would be missing from it.
        self._connection = await asyncpg.connect(dsn(self._cluster.url()))
        self.results.machine = machine(self._connection)
        for query in self._plan.queries:
            await self._check(query)
        for server in self._servers.values():
            server.resume()
            await asyncio.sleep(START_SECONDS)
            server.pause()
        for number in range(self._plan.rounds):
            for query in self._plan.queries:
                for system in self._able(query):
                    try:
                        await self._measure(system, query)
                    except AnswerError as error:
                        said = self._servers[system].output()
                        raise AnswerError(f"{system.name}, {query.name}: {error}\n{said}") from error
            _tell(f"round {number + 1} of {self._plan.rounds}")
        await self._connection.close()
        return self.results

    def start(self, stack: ExitStack, core: int) -> None:
        """Start every system, and let it wait for its turn."""
        for system in self._plan.systems:
            system.install()
            port = free_port()
            server = Server(system.command(port), system.environment(self._cluster.url()), port, core)
            stack.callback(server.stop)
            server.wait()
            server.pause()
            self._servers[system] = server

    def _able(self, query: Query) -> list[System]:
        return [system for system in self._plan.systems if query.name not in system.lacks]

    async def _check(self, query: Query) -> None:
        found: dict[System, list[bytes]] = {}
        numbers = self._numbers(query, EXAMPLES)
        for system in self._able(query):
            server = self._servers[system]
            server.resume()
            await data.restart_keys(self._connection)
            found[system] = await answers(system, server, query, numbers)
            if query.writes and not await self._are_written(len(numbers)):
                raise DisagreementError(f"{query.name}: {system.name} has answered, and nothing was written")
            server.pause()
            await self._forget(query)
        compare(query, found)
        self.results.sizes[query.name] = len(next(iter(found.values()))[0])

    async def _measure(self, system: System, query: Query) -> None:
        server = self._servers[system]
        server.resume()
        for in_flight in self._plan.in_flight:
            count = self._counts.get((system, query, in_flight)) or await self._warm_up(system, query, in_flight)
            requests = self._requests(system, query, count)
            measured = await measure(server, self._cluster.pid, requests, in_flight)
            self.results.add((system.name, query.name, in_flight), measured)
        # A snapshot that it left open would be in the way of others.
        await asyncio.sleep(END_SECONDS)
        server.pause()
        await self._forget(query)

    async def _warm_up(self, system: System, query: Query, in_flight: int) -> int:
        """Before the first round: how many requests there are to be in each, sent once where they are not slow."""
        server = self._servers[system]
        fitting = await affordable(server, self._requests(system, query, WARM_UP), self._plan.seconds)
        count = self._counts[system, query, in_flight] = max(LEAST, min(self._plan.requests, fitting))
        if count > LEAST:
            await send(server.port, self._requests(system, query, count), in_flight)
        return count

    def _requests(self, system: System, query: Query, count: int) -> list[bytes]:
        return [system.request(query, number) for number in self._numbers(query, count)]

    def _numbers(self, query: Query, count: int) -> range:
        """Those of the next requests: what is written is another thing each time."""
        start = self._written
        if query.writes:
            self._written += count
            return range(start, start + count)
        return range(count)

    async def _are_written(self, count: int) -> bool:
        """Some commit behind the answer."""
        for _ in range(20):
            if await data.written(self._connection) == count:
                return True
            await asyncio.sleep(0.1)
        return False

    async def _forget(self, query: Query) -> None:
        if query.writes:
            await data.forget_writes(self._connection)


async def fill(cluster: Cluster, systems: Sequence[System]) -> None:
    """Make the database."""
    await upgrade(cluster.url().render_as_string(hide_password=False))
    connection = await asyncpg.connect(dsn(cluster.url()))
    await data.fill(connection)
    for system in systems:
        if system.setup:
            await connection.execute(system.setup.read_text())
    await connection.close()


def pin() -> int:
    """Take the second core for us, PostgreSQL and whatever else we start. The first one, for servers, is returned."""
    first, *others = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {others[0] if others else first})
    return first


def run(plan: Plan) -> Results:
    """Measure what the plan says."""
    core = pin()
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster(POSTGRES))
        asyncio.run(fill(cluster, plan.systems))
        bench = Bench(plan, cluster)
        bench.start(stack, core)
        return uvloop.run(bench.measure())


def _tell(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)
