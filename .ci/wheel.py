"""Builds the wheel and checks that it holds the typed engine and nothing else."""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "sqlmodel_strawberry"


def built_names() -> set[str]:
    """The paths inside a freshly built wheel."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        return set(zipfile.ZipFile(wheel).namelist())


def main() -> None:
    names = built_names()
    strangers = sorted(n for n in names if not n.startswith(f"{PACKAGE}/") and ".dist-info/" not in n)
    if strangers:
        sys.exit(f"the wheel holds what is not the engine: {strangers}")
    if missing := {f"{PACKAGE}/__init__.py", f"{PACKAGE}/py.typed"} - names:
        sys.exit(f"the wheel lacks {sorted(missing)}")
    print(f"the wheel holds {PACKAGE} alone: {len(names)} files")


if __name__ == "__main__":
    main()
