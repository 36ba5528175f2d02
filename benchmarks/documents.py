"""The texts of `benchmarks/queries`."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "queries"


def texts(folder: Path = FOLDER) -> dict[str, str]:
    """Each document by its name: the queries first, then the mutations."""
    files = sorted(folder.glob("*.graphql"), key=lambda path: (path.stem.startswith("m"), path.stem))
    return {path.stem: path.read_text() for path in files}
