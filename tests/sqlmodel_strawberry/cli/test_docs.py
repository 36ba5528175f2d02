"""The commands that the documentation lists are all there are."""

import typer

from sqlmodel_strawberry.cli.commands import app
from tests.documents import Page, code
from tests.test_docs import commands


def test_every_command() -> None:
    rows = Page.read("docs/schema_changes.md").section("Every command").table()
    found = set(commands(typer.main.get_command(app)))
    assert {code(row[0])[0] for row in rows} == found
