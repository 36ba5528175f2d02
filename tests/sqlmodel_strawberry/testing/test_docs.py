"""The documentation has every fixture, every public name, and every key of pyproject.toml."""

import dataclasses
import re
from pathlib import Path

from sqlmodel_strawberry import testing
from sqlmodel_strawberry.project import Project
from sqlmodel_strawberry.testing import plugin
from tests.documents import Page, code

PAGE = Page.read("docs/testing.md")


def test_every_fixture_and_its_scope() -> None:
    source = Path(plugin.__file__).read_text(encoding="utf-8")
    found = re.findall(r'@pytest\.fixture(?:\(scope="(\w+)"\))?\ndef (\w+)\(', source)
    rows = PAGE.section("Fixtures").table()
    assert {code(row[0])[0]: row[1] for row in rows} == {name: scope or "test" for scope, name in found}


def test_every_test() -> None:
    table = [code(row[0])[0] for row in PAGE.table()]
    assert table == [name for name in vars(testing.ApiTests) if name.startswith("test_")]


def test_every_public_name() -> None:
    assert [name for name in testing.__all__ if name not in PAGE.text] == []


def test_every_key_of_a_project() -> None:
    (block,) = Page.read("docs/schema_changes.md").section("What a project says").blocks("toml")
    keys = re.findall(r"^(\w+) = ", block.text, re.MULTILINE)
    assert set(keys) == {field.name for field in dataclasses.fields(Project)} - {"folder"}
