"""A copy of the checkout, to write into."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.migrate import ROOT

FOLDERS = ("app", "docs", "graphql_schema", "migrations", "sqlmodel_strawberry", "tests")
FILES = ("alembic.ini", "pyproject.toml", "schema.graphql", "README.md", "CHANGELOG.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "clients")


class Checkout:
    """The packages and tests of this checkout in another folder, with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)

    def run(self, *arguments: str) -> str:
        """What Python prints there, on both streams."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**environment, "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder}/app.db", "COLUMNS": "200"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def read(self, name: str) -> str:
        """The text of a file there."""
        return (self.folder / name).read_text(encoding="utf-8")
