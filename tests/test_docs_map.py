"""The map of the code in docs/development.md has all files and folders of the engine, and nothing that is not there.

Nor do the decisions name files that are not there.
"""

import re

from tests.documents import ROOT, Page, code

ENGINE = ROOT / "sqlmodel_strawberry"
DEVELOPMENT = Page.read("docs/development.md")
LINES = DEVELOPMENT.section("The way of a request").text.splitlines()
MODULE = re.compile(r"[a-z_/]+")


def named(line: str) -> list[str]:
    """The modules and folders in a line."""
    return [name.removesuffix("/") for name in code(line) if MODULE.fullmatch(name)]


def test_every_file_and_folder_of_the_engine_is_on_it() -> None:
    there = {path.stem for path in ENGINE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    on_it = {name.partition("/")[0] for line in LINES for name in named(line)}
    assert {name for name in there - on_it if not name.startswith("__")} == set()


def test_whatever_is_on_it_is_there() -> None:
    for line in LINES:
        names = named(line)
        # A name may be that of a file in a folder which its line names.
        folders = [ROOT, ENGINE, *(ENGINE / name.partition("/")[0] for name in names)]
        for name in names:
            assert any((folder / f"{name}.py").exists() or (folder / name).is_dir() for folder in folders), name


def test_the_places_of_the_repository_are_there() -> None:
    for row in DEVELOPMENT.section("Where everything lives").table():
        (place,) = code(row[0])
        assert (ROOT / place).is_dir()
        for name in code(row[1]):
            assert any((ROOT / parent / name).exists() for parent in ("", place, "tests")), name


def test_the_files_that_decisions_name_are_there() -> None:
    there = {path.name for path in ROOT.glob("[!.]*/**/*.py") if "node_modules" not in path.parts}
    for path in ROOT.glob("docs/decisions/*.md"):
        for name in code(Page.read(str(path.relative_to(ROOT))).prose):
            if name.endswith(".py"):
                assert name.rpartition("/")[2] in there, f"{path.name} names {name}"
