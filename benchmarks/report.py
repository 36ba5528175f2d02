"""Write what was measured last into docs/benchmarks.md: `python -m benchmarks.report`."""

from __future__ import annotations

from pathlib import Path

import orjson

from benchmarks.bar import bar
from benchmarks.processes import ROOT
from benchmarks.results import GROWTH, RESULTS, Results
from benchmarks.tables import markdown, tables

PAGE = ROOT / "docs" / "benchmarks.md"


def section(name: str, text: str, page: str) -> str:
    """The page with another text between the marks of this name."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = page.partition(start)
    _, _, after = rest.partition(end)
    return f"{before}{start}{text}{end}{after}"


def bar_table(results: Results) -> str:
    """What is promised, and what was found."""
    rows = [
        [line.promise, f"{line.found:.2f}", f"{line.bound} {line.limit:.2f}", "yes" if line.met else "**no**"]
        for line in bar(results)
    ]
    return markdown(["promise", "found", "bound", "met"], rows) + "\n"


def write(page: Path = PAGE) -> None:
    """Fill in every section that there are figures for."""
    text = page.read_text()
    if RESULTS.exists():
        results = Results.from_json(RESULTS.read_text())
        text = section("results", tables(results), text)
        text = section("bar", bar_table(results), text)
    if GROWTH.exists():
        for name, table in orjson.loads(GROWTH.read_bytes()).items():
            text = section(name, table + "\n", text)
    page.write_text(text)


if __name__ == "__main__":
    write()
