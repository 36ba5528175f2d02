"""CPU per request of the API, and of what others would serve the same with: `make bench`.

Starts PostgreSQL and every system, checks that all answer the same, and measures them in interleaved rounds: each
system alone on one core, the load generator and PostgreSQL on another. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.bar import bar
from benchmarks.results import RESULTS
from benchmarks.running import Plan, run
from benchmarks.systems.known import SYSTEMS
from benchmarks.tables import tables
from benchmarks.workload import QUERIES


def parse(arguments: list[str]) -> argparse.Namespace:
    """The flags."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--systems", default=",".join(SYSTEMS), help="which, with commas between (%(default)s)")
    parser.add_argument("--queries", default=",".join(QUERIES), help="which, with commas between (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (%(default)s)")
    parser.add_argument("--requests", type=int, default=2_000, help="requests in a measurement (%(default)s)")
    parser.add_argument("--seconds", type=float, default=0.5, help="how long it may take: fewer requests (%(default)s)")
    parser.add_argument("--in-flight", default="16", help="requests at a time, with commas between (%(default)s)")
    parser.add_argument("--output", type=Path, help=f"the file for all figures, such as {RESULTS.name}")
    parser.add_argument("--check", action="store_true", help="exit with 1 where the bar is missed")
    return parser.parse_args(arguments)


def plan_of(options: argparse.Namespace) -> Plan:
    """What the flags say. Exits where they name what is not there."""
    return Plan(
        systems=[SYSTEMS[name] for name in _names(options.systems, SYSTEMS)],
        queries=[QUERIES[name] for name in _names(options.queries, QUERIES)],
        in_flight=[int(number) for number in options.in_flight.split(",")],
        rounds=options.rounds,
        requests=options.requests,
        seconds=options.seconds,
    )


def _names(given: str, known: Mapping[str, object]) -> list[str]:
    names = given.split(",")
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"there is no {', '.join(unknown)}: there are {', '.join(known)}")
    return names


def main() -> None:
    """Measure, and print; exit with 1 where `--check` is given and the bar is missed."""
    options = parse(sys.argv[1:])
    measured = run(plan_of(options))
    lines = bar(measured)
    print(tables(measured))
    print("\n".join(map(str, lines)))
    if options.output:
        options.output.write_text(measured.to_json())
    if options.check and not all(line.met for line in lines):
        sys.exit(1)


if __name__ == "__main__":
    main()
