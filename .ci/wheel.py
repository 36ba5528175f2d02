"""Builds the wheel and checks that it holds the typed engine, its program and pytest plugin, and a bounded explorer."""

import os
import subprocess
import sys
import tempfile
import zipfile
from configparser import ConfigParser
from pathlib import Path

PACKAGE = "sqlmodel_strawberry"
EXPLORER = f"{PACKAGE}/explorer/built"
EXPLORER_BYTES = 3_000_000


ENTRY_POINTS = {
    "console_scripts": {"sqlmodel-strawberry": "sqlmodel_strawberry.cli.main:main"},
    "pytest11": {"sqlmodel-strawberry": "sqlmodel_strawberry.testing.plugin"},
}


def built() -> tuple[dict[str, int], str]:
    """The paths inside a freshly built wheel with the bytes that each adds to it, and its entry points."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            names = {each.filename: each.compress_size for each in archive.infolist()}
            (entry_points,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
            return names, archive.read(entry_points).decode()


def main() -> None:
    names, entry_points = built()
    strangers = sorted(n for n in names if not n.startswith(f"{PACKAGE}/") and ".dist-info/" not in n)
    if strangers:
        sys.exit(f"the wheel holds what is not the engine: {strangers}")
    if missing := {f"{PACKAGE}/__init__.py", f"{PACKAGE}/py.typed"} - names.keys():
        sys.exit(f"the wheel lacks {sorted(missing)}")
    announced = ConfigParser()
    announced.read_string(entry_points)
    if {name: dict(announced[name]) for name in announced.sections()} != ENTRY_POINTS:
        sys.exit(f"the wheel announces other entry points: {entry_points}")
    size = sum(size for name, size in names.items() if name.startswith(EXPLORER))
    if size > EXPLORER_BYTES:
        sys.exit(f"the explorer adds {size} bytes to the wheel, more than {EXPLORER_BYTES}")
    # Where there is no Node.js it is not built; CI has it.
    if os.environ.get("CI") == "true" and not {f"{EXPLORER}/manifest.json", f"{EXPLORER}/notices.txt"} <= names.keys():
        sys.exit("the wheel lacks the explorer, or the notices of what it is made of: make explorer")
    print(f"the wheel holds {PACKAGE} alone: {len(names)} files; the explorer adds {size} bytes")


if __name__ == "__main__":
    main()
