"""Before anything is measured: all systems say the same."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

import orjson

from benchmarks.load import send
from benchmarks.processes import Server
from benchmarks.systems.ours import Ours
from benchmarks.systems.system import System
from benchmarks.workload import Query

EXAMPLES = 3
SHOWN = 200


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
        DisagreementError: with what both say there.
    """
    (first, expected), *others = found.items()
    for system, bodies in others:
        exact = isinstance(first, Ours) and isinstance(system, Ours) and not query.writes
        for one, other in zip(expected, bodies, strict=True):
            said, otherwise = (one, other) if exact else (_text(first, query, one), _text(system, query, other))
            if said != otherwise:
                raise DisagreementError(_difference(query, (first, said), (system, otherwise)))


def _text(system: System, query: Query, body: bytes) -> bytes:
    return orjson.dumps(system.content(query, body), option=orjson.OPT_SORT_KEYS)


def _difference(query: Query, *said: tuple[System, bytes]) -> str:
    """What both say around where they begin to differ."""
    texts = [text for _, text in said]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    start = max(0, same - SHOWN)
    parts = [f"{system.name}: …{text[start : start + 2 * SHOWN].decode(errors='replace')}…" for system, text in said]
    return "\n".join([f"{query.name} is answered differently", *parts])
