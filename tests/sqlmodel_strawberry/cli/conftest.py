"""A project of somebody else, and the program run in it."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sqlmodel_strawberry.cli.commands import app
from tests.sqlmodel_strawberry.cli.projects import Project

Run = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The project in whose folder the program runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Project(tmp_path)


@pytest.fixture
def run(project: Project) -> Run:
    """`run("schema", "check")`: what the program writes."""

    def typed(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments)

    return typed
