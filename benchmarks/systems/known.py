"""All systems, in the order of the tables."""

from __future__ import annotations

from benchmarks.systems.ours import Floor, Interpreted, Ours
from benchmarks.systems.peers import Naive, PostGraphile, Rest, Strawchemy
from benchmarks.systems.system import System

SYSTEMS: dict[str, System] = {
    system.name: system
    for system in (
        Ours("ours"),
        Floor("floor"),
        Interpreted("interpreted"),
        PostGraphile("postgraphile"),
        Rest("rest"),
        Strawchemy("strawchemy"),
        Naive("naive"),
    )
}
