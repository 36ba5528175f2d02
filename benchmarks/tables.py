"""Results as tables, in Markdown that a terminal can show."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.results import Results
from benchmarks.workload import QUERIES

COMPARED = (("ours", "floor"), ("interpreted", "ours"), ("postgraphile", "ours"), ("naive", "ours"))


def tables(results: Results) -> str:
    """All of them."""
    parts = [
        "{cpu}, {system}, Python {python}, PostgreSQL {postgresql}.".format(**results.machine),
        f"Server CPU per request, in ms: the median of {results.rounds} rounds, and how far one was from it at most.",
        cpu_table(results, "cpu"),
        "Database CPU per request, in ms.",
        cpu_table(results, "database_cpu"),
        "Requests per second, and the times of the middle one and of the slowest hundredth, in ms.",
        speed_table(results),
    ]
    return "\n\n".join(parts) + "\n"


def cpu_table(results: Results, figure: str) -> str:
    """A row for each document, a column for each system, and the ratios."""
    compared = [pair for pair in COMPARED if set(pair) <= set(results.systems)]
    head = ["", "bytes", *results.systems, *(f"{one}/{other}" for one, other in compared)]
    return markdown(head, [_cpu_row(results, query, figure, compared) for query in results.queries])


def _cpu_row(results: Results, query: str, figure: str, compared: Sequence[tuple[str, str]]) -> list[str]:
    cells = [f"{query.upper()} {QUERIES[query].title}", str(results.sizes[query])]
    for system in results.systems:
        middle, spread = results.median(system, query, figure), results.spread(system, query, figure)
        cells.append("–" if middle is None else f"{middle:.3f} ±{spread or 0:.0f}%")
    for one, other in compared:
        ratio = results.ratio(one, other, query, figure)
        cells.append("–" if ratio is None else f"{ratio:.2f}")
    return cells


def speed_table(results: Results) -> str:
    """A row for each document and number of requests in flight."""
    rows = []
    for query in results.queries:
        for in_flight in results.in_flight:
            cells = [query.upper(), str(in_flight)]
            for system in results.systems:
                per_second, p50, p99 = (
                    results.median(system, query, figure, in_flight) for figure in ("per_second", "p50", "p99")
                )
                cells.append("–" if per_second is None else f"{per_second:.0f}, {p50:.1f} / {p99:.1f}")
            rows.append(cells)
    return markdown(["", "in flight", *results.systems], rows)


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose columns are aligned."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    rule = ["-" * (width - 1) + ":" if at else "-" * width for at, width in enumerate(widths)]
    return "\n".join(_line(cells, widths) for cells in (head, rule, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [cells[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(cells[1:], widths[1:], strict=True))]
    return f"| {' | '.join(aligned)} |"
