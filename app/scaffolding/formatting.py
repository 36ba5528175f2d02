"""Sources as `make check` wants them: ruff sorts their imports and breaks their lines."""

import subprocess
import sys
from pathlib import Path

from app.scaffolding.mistakes import ScaffoldingError


def formatted(source: str, path: Path, root: Path) -> str:
    """The same module, formatted for its place.

    Raises:
        ScaffoldingError: there is no ruff.
    """
    for arguments in (("check", "--fix", "--select", "I,RUF022"), ("format",)):
        source = _ruff(arguments, source, path, root)
    return source


def _ruff(arguments: tuple[str, ...], source: str, path: Path, root: Path) -> str:
    command = [sys.executable, "-m", "ruff", *arguments, "--quiet", "--stdin-filename", str(path), "-"]
    done = subprocess.run(command, cwd=root, input=source, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()[0]
        raise ScaffoldingError(f"ruff, which formats what is written, fails: {reason}")
    return done.stdout
