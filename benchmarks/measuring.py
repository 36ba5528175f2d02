"""One measurement: a number of requests to one server, and the CPU that they took of it and of the database."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load import send
from benchmarks.processes import Server, tree_cpu


@dataclass(frozen=True)
class Measurement:
    """Of one round; CPU and times in milliseconds for each request."""

    requests: int
    cpu: float
    database_cpu: float
    per_second: float
    p50: float
    p99: float


async def measure(server: Server, database_pid: int, requests: Sequence[bytes], in_flight: int) -> Measurement:
    """Send the requests, and look at the clocks of both before and after."""
    before, database_before = server.cpu(), tree_cpu(database_pid)
    load = await send(server.port, requests, in_flight)
    count = len(requests)
    return Measurement(
        requests=count,
        cpu=(server.cpu() - before) / count * 1000,
        database_cpu=(tree_cpu(database_pid) - database_before) / count * 1000,
        per_second=count / load.seconds,
        p50=percentile(load.latencies, 50) * 1000,
        p99=percentile(load.latencies, 99) * 1000,
    )


async def affordable(server: Server, requests: Sequence[bytes], seconds: float) -> int:
    """How many more requests fit into so many seconds, having sent these."""
    load = await send(server.port, requests, min(16, len(requests)))
    return math.ceil(seconds / load.seconds * len(requests))


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
