"""Builds the explorer into the engine's package, unless what is there was built of the same.

Standard library only: it runs before anything is installed.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "sqlmodel_strawberry" / "explorer" / "built"
STAMP = BUILT / "inputs.sha256"
LOCK = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / ".lock.sha256"
OLDEST = (20, 19)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--if-possible", action="store_true", help="where it cannot be built, succeed")
    lenient = parser.parse_args().if_possible
    if STAMP.exists() and STAMP.read_text() == digest_of(inputs()):
        return
    if lenient and not has_node():
        return  # the server says so
    problem = build() if has_node() else "it takes Node.js 20.19 or newer, and npm"
    if problem:
        print(f"The explorer is not built: {problem}. Then `make explorer`; until then browsers get a plain page.")
        sys.exit(0 if lenient else 1)


def inputs() -> list[Path]:
    """What the build is made of."""
    names = ("package.json", "package-lock.json", "vite.config.js", "packing.js")
    return [HERE / name for name in names] + sorted(each for each in (HERE / "src").rglob("*") if each.is_file())


def digest_of(files: list[Path]) -> str:
    """Of their names and contents."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes()
        digest.update(f"{path.relative_to(HERE).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def has_node() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = version.strip().lstrip("v").split(".")[:2]
    return all(each.isdigit() for each in numbers) and tuple(map(int, numbers)) >= OLDEST


def build() -> str | None:
    """What is wrong; None where it is built."""
    print("Building the explorer …", flush=True)
    lock = digest_of([LOCK])
    if not (INSTALLED.exists() and INSTALLED.read_text() == lock):
        if not ran("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"):
            return "its packages cannot be had"
        INSTALLED.write_text(lock)
    if not ran("npm", "run", "build", "--silent", "--", "--logLevel", "warn"):
        return "the build fails"
    STAMP.write_text(digest_of(inputs()))
    return None


def ran(*command: str) -> bool:
    return subprocess.run(command, cwd=HERE, stdin=subprocess.DEVNULL, check=False).returncode == 0


if __name__ == "__main__":
    main()
