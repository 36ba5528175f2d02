"""What grows, measured of servers of the API whose limits are raised."""

from __future__ import annotations

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
    """CPU of one step: of a request in milliseconds, of each of its further rows in microseconds."""

    step: int
    per_request: float
    per_row: float


async def cpu(server: Server, requests: Sequence[bytes], in_flight: int = 1) -> float:
    """Milliseconds for each request."""
    before = server.cpu()
    await send(server.port, requests, in_flight)
    return (server.cpu() - before) / len(requests) * 1000


async def by_rows(server: Server) -> list[Growth]:
    """CPU of lists of ten rows and more, for each row beyond the first."""
    return await _growth(server, of_rows(1), [(rows, of_rows(rows), rows - 1) for rows in ROWS])


async def by_levels(server: Server) -> list[Growth]:
    """CPU of one relation and more, for each object beyond those of the list."""
    return await _growth(server, of_levels(0), [(levels, of_levels(levels), PARENTS * levels) for levels in LEVELS])


async def _growth(server: Server, least: str, steps: Sequence[tuple[int, str, int]]) -> list[Growth]:
    """Of each step: its number, its document, and how many rows more than `least` it shows.

    In rounds of all steps, so that noise meets all of them.
    """
    for document in (least, *(document for _, document, _ in steps)):
        await send(server.port, [request(document)] * 5, 1)
    found: list[list[Growth]] = [[] for _ in steps]
    for _ in range(ROUNDS):
        base = await cpu(server, [request(least)] * 200)
        for (number, document, rows), rounds in zip(steps, found, strict=True):
            each = await cpu(server, [request(document)] * max(3, min(200, ENOUGH_ROWS // rows)))
            rounds.append(Growth(number, each, (each - base) / rows * 1000))
    return [sorted(rounds, key=lambda growth: growth.per_row)[ROUNDS // 2] for rounds in found]


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
