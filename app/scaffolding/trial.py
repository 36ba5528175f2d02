"""Building what would be written, before any of it is: in a copy, by a Python of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from app.scaffolding.mistakes import ScaffoldingError

PACKAGES = ("app", "graphql_schema")
CHARACTERS = 300
"""Of what Python says, at most."""
BUILD = """
import sys
from graphql import parse, validate
from sqlalchemy import create_engine
from app.models import metadata
from graphql_schema.schema import create_schema

metadata.create_all(create_engine("sqlite://"))
schema = create_schema().graphql
for path in sys.argv[1:]:
    for error in validate(schema, parse(open(path, encoding="utf-8").read())):
        raise error
"""


def check_build(sources: Mapping[Path, str], root: Path) -> None:
    """Build the schema, and the tables, with these files in place, and try the documents among them.

    Raises:
        ScaffoldingError: it cannot be built: something is named as it must not be.
    """
    with tempfile.TemporaryDirectory(prefix="scaffolding-") as name:
        folder = Path(name)
        for package in PACKAGES:
            shutil.copytree(root / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        for path, source in sources.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(source, encoding="utf-8")
        documents = [str(path) for path in sources if path.suffix == ".graphql"]
        done = subprocess.run(
            [sys.executable, "-c", BUILD, *documents],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{root}", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise ScaffoldingError(f"it would not build, so nothing is written. Choose other names: {_last(done.stderr)}")


def _last(output: str) -> str:
    """What was raised, in a line: that line begins at the margin, and the others of a traceback do not."""
    lines = [line for line in output.splitlines() if line and not line[0].isspace() and line[0] not in "^|+"]
    told = next((line for line in reversed(lines) if "Error" in line.partition(":")[0]), lines[-1] if lines else output)
    return told[:CHARACTERS]
