"""Before anything is measured: all systems say the same."""

from __future__ import annotations

from typing import Any

from benchmarks.load import send
from benchmarks.processes import Server
from benchmarks.systems import Ours, System
from benchmarks.workload import Query

EXAMPLES = 3
SHOWN = 1_000


class DisagreementError(Exception):
    """Two systems answer the same question in two ways."""


async def answers(system: System, server: Server, query: Query, numbers: range) -> list[bytes]:
    """The bodies of the answers to requests of these numbers."""
    kept: list[Any] = []
    await send(server.port, [system.request(query, number) for number in numbers], 1, kept)
    return [answer.body for answer in kept]


def compare(query: Query, found: dict[System, list[bytes]]) -> None:
    """Compare all answers with those of the first system: byte by byte where both are ours, by what they say elsewhere.

    Raises:
        DisagreementError: with the beginnings of both.
    """
    (first, expected), *others = found.items()
    for system, bodies in others:
        exact = isinstance(first, Ours) and isinstance(system, Ours) and not query.writes
        for one, other in zip(expected, bodies, strict=True):
            if one != other if exact else first.content(query, one) != system.content(query, other):
                raise DisagreementError(
                    f"{query.name}: {first.name} answers\n  {one[:SHOWN]!r}\nand {system.name}\n  {other[:SHOWN]!r}"
                )
