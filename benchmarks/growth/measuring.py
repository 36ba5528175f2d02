"""What grows, measured of servers of the API whose limits are raised."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import URL

from benchmarks.growth.documents import PARENTS, never_seen, of_levels, of_rows, request
from benchmarks.load import Answer, send
from benchmarks.processes import Server
from benchmarks.systems.ours import Ours
from benchmarks.workload import QUERIES

ROWS = (10, 100, 1_000, 10_000, 100_000)
LEVELS = range(1, 7)
ROUNDS = 5
ENOUGH_ROWS = 100_000
"""Rows that each measurement shows, over as many requests as that takes."""
NEW_DOCUMENTS = 100
MANY = 2_000


class Raised(Ours):
    """The API, with limits that these documents keep."""

    def __init__(self, workers: int = 1) -> None:
        super().__init__("ours")
        self._workers = workers

    def environment(self, database: URL) -> Mapping[str, str]:
        raised = {"MAX_PAGE_SIZE": "100000", "MAX_ROWS": "100000000", "MAX_DEPTH": "6"}
        return {**super().environment(database), **raised, "WORKERS": str(self._workers)}


@dataclass(frozen=True)
class Growth:
    """One step: CPU in milliseconds, or memory in bytes."""

    step: int
    per_request: float
    per_row: float
    """In microseconds, beyond what a request for one row costs; of memory, bytes beyond those of the answer."""


async def cpu(server: Server, requests: Sequence[bytes], in_flight: int = 1) -> float:
    """Milliseconds for each request."""
    before = server.cpu()
    await send(server.port, requests, in_flight)
    return (server.cpu() - before) / len(requests) * 1000


async def steady(server: Server, document: str, rows: int) -> float:
    """The median of some rounds, all alike."""
    requests = [request(document)] * max(3, min(300, ENOUGH_ROWS // rows))
    await send(server.port, requests[:3], 1)
    return statistics.median([await cpu(server, requests) for _ in range(ROUNDS)])


async def by_rows(server: Server) -> list[Growth]:
    """CPU of lists of one row and more."""
    least = await steady(server, of_rows(1), 1)
    found = [(rows, await steady(server, of_rows(rows), rows)) for rows in ROWS]
    return [Growth(rows, each, (each - least) / (rows - 1) * 1000) for rows, each in found]


async def by_levels(server: Server) -> list[Growth]:
    """CPU of one level and more, for each of the objects beyond the first level."""
    least = await steady(server, of_levels(0), PARENTS)
    found = [(levels, await steady(server, of_levels(levels), PARENTS * levels)) for levels in LEVELS]
    return [Growth(levels, each, (each - least) / (PARENTS * levels) * 1000) for levels, each in found]


async def memory(server: Server) -> list[tuple[int, int, int, int]]:
    """For each number of rows: bytes of the answer, and those that one request and ten more add to the peak."""
    found = []
    for rows in ROWS[2:]:
        answers: list[Answer] = []
        requests = [request(of_rows(rows))]
        server.forget_peak()
        before = server.memory()
        await send(server.port, requests, 1, answers)
        once = server.peak_memory() - before
        await send(server.port, requests * 10, 1)
        found.append((rows, len(answers[0].body), once, server.peak_memory() - before))
    return found


async def of_new_documents(server: Server) -> tuple[float, float]:
    """CPU of documents that were never seen, and of the same ones once more."""
    requests = [request(never_seen(number)) for number in range(NEW_DOCUMENTS)]
    await send(server.port, [request(of_rows(1))] * 100, 1)
    return await cpu(server, requests), await cpu(server, requests)


async def of_workers(servers: Sequence[Server]) -> list[list[float]]:
    """CPU of Q1 in each round, of servers of one worker and of several, side by side."""
    system, query = Raised(), QUERIES["q1"]
    requests = [system.request(query, number) for number in range(MANY)]
    for server in servers:
        server.resume()
        for _ in range(3):  # each connection is one worker's
            await send(server.port, requests, 16)
        server.pause()
    rounds: list[list[float]] = [[] for _ in servers]
    for _ in range(ROUNDS):
        for server, found in zip(servers, rounds, strict=True):
            server.resume()
            found.append(await cpu(server, requests, 16))
            server.pause()
    return rounds
