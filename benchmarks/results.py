"""All figures of a run, round by round, as a file keeps them."""

from __future__ import annotations

import platform
import statistics
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

import asyncpg
import orjson

from benchmarks.measuring import Measurement

RESULTS = Path(__file__).parent / "results.json"
GROWTH = Path(__file__).parent / "growth.json"

Key = tuple[str, str, int]
"""The system, the document, and how many requests are in flight."""


@dataclass
class Results:
    """What was measured on which machine; `sizes` are the bytes of answers."""

    machine: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    measured: dict[Key, list[Measurement]] = field(default_factory=dict)

    @property
    def systems(self) -> list[str]:
        return list(dict.fromkeys(system for system, _, _ in self.measured))

    @property
    def queries(self) -> list[str]:
        return list(self.sizes)

    @property
    def in_flight(self) -> list[int]:
        return sorted({in_flight for _, _, in_flight in self.measured})

    @property
    def rounds(self) -> int:
        return max(map(len, self.measured.values()))

    def add(self, key: Key, measurement: Measurement) -> None:
        """One more round."""
        self.measured.setdefault(key, []).append(measurement)

    def all(self, system: str, query: str, figure: str, in_flight: int | None = None) -> list[float]:
        """One figure of every round; none where it was not measured."""
        rounds = self.measured.get((system, query, in_flight or self._usual), ())
        return [getattr(measurement, figure) for measurement in rounds]

    def median(self, system: str, query: str, figure: str, in_flight: int | None = None) -> float | None:
        """The middle of the rounds."""
        found = self.all(system, query, figure, in_flight)
        return statistics.median(found) if found else None

    def spread(self, system: str, query: str, figure: str) -> float | None:
        """How far the rounds are from the middle at most, in hundredths of it."""
        found, middle = self.all(system, query, figure), self.median(system, query, figure)
        return max(abs(each - middle) for each in found) / middle * 100 if middle else None

    def ratio(self, system: str, other: str, query: str, figure: str = "cpu") -> float | None:
        """How many times as much as the other: the middle of the rounds' ratios, since a round shares its noise."""
        pairs = zip(self.all(system, query, figure), self.all(other, query, figure), strict=False)
        ratios = [one / two for one, two in pairs]
        return statistics.median(ratios) if ratios else None

    def to_json(self) -> str:
        """As a file."""
        measured = [
            {"system": system, "query": query, "in_flight": in_flight, "rounds": [asdict(each) for each in rounds]}
            for (system, query, in_flight), rounds in self.measured.items()
        ]
        content = {"machine": self.machine, "bytes": self.sizes, "measured": measured}
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()

    @classmethod
    def from_json(cls, text: str) -> Self:
        """From a file."""
        content = orjson.loads(text)
        measured = {
            (each["system"], each["query"], each["in_flight"]): [Measurement(**one) for one in each["rounds"]]
            for each in content["measured"]
        }
        return cls(content["machine"], content["bytes"], measured)

    @property
    def _usual(self) -> int:
        """Where CPU is compared."""
        return 16 if 16 in self.in_flight else self.in_flight[0]


def machine(connection: asyncpg.Connection) -> dict[str, str]:
    """What the figures are of."""
    cpus = [line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    version = ".".join(map(str, connection.get_server_version()[:2]))
    cpu = f"{len(cpus)} × {cpus[0] if cpus else platform.machine()}"
    return {"cpu": cpu, "system": platform.system(), "python": platform.python_version(), "postgresql": version}
