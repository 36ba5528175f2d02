"""Builds the wheel and checks that it holds the typed engine and nothing else, and an explorer of a bounded size."""

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "sqlmodel_strawberry"
EXPLORER = f"{PACKAGE}/explorer/built"
EXPLORER_BYTES = 3_000_000


def built_names() -> dict[str, int]:
    """The paths inside a freshly built wheel, and the bytes that each adds to it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        return {each.filename: each.compress_size for each in zipfile.ZipFile(wheel).infolist()}


def main() -> None:
    names = built_names()
    strangers = sorted(n for n in names if not n.startswith(f"{PACKAGE}/") and ".dist-info/" not in n)
    if strangers:
        sys.exit(f"the wheel holds what is not the engine: {strangers}")
    if missing := {f"{PACKAGE}/__init__.py", f"{PACKAGE}/py.typed"} - names.keys():
        sys.exit(f"the wheel lacks {sorted(missing)}")
    size = sum(size for name, size in names.items() if name.startswith(EXPLORER))
    if size > EXPLORER_BYTES:
        sys.exit(f"the explorer adds {size} bytes to the wheel, more than {EXPLORER_BYTES}")
    # Where there is no Node.js it is not built; CI has it.
    if os.environ.get("CI") == "true" and not {f"{EXPLORER}/manifest.json", f"{EXPLORER}/notices.txt"} <= names.keys():
        sys.exit("the wheel lacks the explorer, or the notices of what it is made of: make explorer")
    print(f"the wheel holds {PACKAGE} alone: {len(names)} files; the explorer adds {size} bytes")


if __name__ == "__main__":
    main()
