"""A project of somebody else has the tests, by three lines of its own: pytest is run in it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sqlmodel_strawberry.cli.projects import TOYS, Project

ROOT = Path(__file__).parents[3]
TEST_API = """
from sqlmodel_strawberry.testing import ApiTests


class TestApi(ApiTests):
    '''What every API needs.'''
"""
WORSE_IMPORTS = "import strawberry\nfrom sqlmodel import select\nfrom sqlmodel_strawberry import Info, field\n"
WORSE_FIELD = '''
    @field(requires=["shelf_id"])
    @staticmethod
    async def place(toy: strawberry.Parent[ToyPublic], info: Info) -> ShelfType:
        """Asks once for each toy."""
        found = await info.context.session.fetch(select(Shelf.id, Shelf.label).where(Shelf.id == toy.shelf_id))
        return Shelf(id=found[0].id, label=found[0].label)


class Queries:
    @strawberry.field
    @staticmethod
    def secret_code() -> str:
        return "none"

'''


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed into: of a wheel of pure Python that is its content."""
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = built.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, wheel: Path) -> Project:
    """The project, with what makes its tests, where the wheel is installed."""
    monkeypatch.setenv("PYTHONPATH", str(wheel))
    monkeypatch.delenv("CI", raising=False)
    (pytester.path / "test_api.py").write_text(TEST_API)
    return Project(pytester.path)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """`pytest` as a process of its own, which finds the plugin by itself."""
    return pytester.runpytest_subprocess("-p", "no:asyncio", "-p", "no:cacheprovider", "-W", "error", *arguments)


def test_the_wheel_announces_its_program(project: Project, wheel: Path) -> None:
    program = (
        "from importlib.metadata import entry_points\n"
        "entry_points(group='console_scripts')['sqlmodel-strawberry'].load()()"
    )
    command = [sys.executable, "-c", program, "schema", "export"]
    done = subprocess.run(command, cwd=project.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "type Toy implements Node" in done.stdout


def test_a_project_gets_its_files_and_is_told_what_got_worse(pytester: pytest.Pytester, project: Project) -> None:
    before = run(pytester)
    before.assert_outcomes(passed=1, failed=3)
    before.stdout.fnmatch_lines(["*schema.graphql is not there yet: pytest --update-api writes it. Commit it."])
    run(pytester, "--update-api").assert_outcomes(passed=4)
    assert "type Shelf implements Node" in (pytester.path / "schema.graphql").read_text()
    assert json.loads((pytester.path / "relations.json").read_text()) == {
        "parents": [1, 10],
        "fields": {"Shelf.toys": {"statements": [3, 3]}, "Toy.shelf": {"statements": [1, 1]}},
    }
    assert json.loads((pytester.path / "budgets.json").read_text()) == {
        "Shelves": {"statements": 1, "rows": 12, "cost": 30},
        "Toys": {"statements": 1, "rows": 24, "cost": 50},
    }
    run(pytester).assert_outcomes(passed=4)

    # From here on everything gets worse.
    project.change("from sqlalchemy.orm import registry\n", f"{WORSE_IMPORTS}from sqlalchemy.orm import registry\n")
    project.change('    """Something to play with."""\n', f'    """Something to play with."""\n{WORSE_FIELD}')
    project.change("[ShelfType, ToyType])", "[ShelfType, ToyType], query=[Queries])")
    toys = pytester.path / "operations" / "toys.graphql"
    toys.write_text(TOYS.replace("label", "label toys { nodes { id } }"))
    result = run(pytester)
    result.assert_outcomes(failed=4)
    result.stdout.fnmatch_lines(
        [
            "*schema.graphql is stale.",
            "The schema changed: 2 safe. Of 2 operations none would break.",
            "  Query.secretCode: Field Query.secretCode was added.",
            "these are neither public nor declared:",
            "  Query.secretCode",
            "  Toy.place: 2 statements for 1 parent, 11 for 10",
            "  Toys: 3 statements instead of 1, 36 rows instead of 24, * cost instead of 50",
        ]
    )


def test_what_would_let_everything_pass(
    pytester: pytest.Pytester, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that nobody could commit, budgets of nothing, and files that are no text."""
    run(pytester, "--update-api").assert_outcomes(passed=4)
    with monkeypatch.context() as patch:
        patch.setenv("CI", "true")
        refused = run(pytester, "--update-api")
        assert refused.ret == pytest.ExitCode.USAGE_ERROR
        run(pytester).assert_outcomes(passed=4)
    (pytester.path / "schema.graphql").write_bytes(b"\xff")
    (pytester.path / "relations.json").unlink()
    project.configure('schema = "shop.api:create_schema"')
    result = run(pytester)
    result.assert_outcomes(passed=1, failed=3)
    result.stdout.fnmatch_lines(
        ["*schema.graphql is stale.", "*relations.json is not there yet*", "*no `documents` in * have the budgets of *"]
    )
    (pytester.path / "budgets.json").unlink()
    run(pytester, "--update-api").assert_outcomes(passed=3, skipped=1)


def test_fixtures_of_a_project_come_first(pytester: pytest.Pytester, project: Project) -> None:
    project.change("    name: str\n", "    name: str = Field(sa_column_args=[CheckConstraint(\"name LIKE '%!'\")])\n")
    project.change("import registry\n", "import registry\nfrom sqlalchemy import CheckConstraint\n")
    (pytester.path / "conftest.py").write_text(
        """
import pytest

@pytest.fixture(scope="session")
def api_values():
    return {"toy.name": lambda number: f"Toy {number}!"}

class Somebody:
    principal = "ada"

@pytest.fixture(scope="session")
def api_viewer():
    return Somebody()
"""
    )
    (pytester.path / "test_client.py").write_text(
        """
import asyncio

CREATE = 'mutation ($toy: ToyCreate!) { createToy(input: {toy: $toy}) { toy { name } } }'

def test_client(api_client, assert_statements):
    with assert_statements(1) as log:
        found = asyncio.run(api_client.query("{ toys(first: 2) { nodes { name shelf { label } } } }"))
    assert found["toys"]["nodes"][1] == {"name": "Toy 2!", "shelf": {"label": "label 2"}}
    assert "secret_code" not in "".join(log.sql)

def test_writes_stay_in_their_test(api_client):
    found = asyncio.run(api_client.query("{ shelves(first: 1) { nodes { id } } }"))
    toy = {"name": "New!", "shelfId": found["shelves"]["nodes"][0]["id"]}
    made = asyncio.run(api_client.query(CREATE, toy=toy))
    assert made == {"createToy": {"toy": {"name": "New!"}}}
    assert asyncio.run(api_client.query("{ toys { totalCount } }")) == {"toys": {"totalCount": 13}}

def test_in_a_database_of_its_own(api_client):
    assert asyncio.run(api_client.query("{ toys { totalCount } }")) == {"toys": {"totalCount": 12}}

def test_too_many(api_client, assert_statements):
    with assert_statements(2):
        asyncio.run(api_client.query("{ toys { nodes { shelf { toys { totalCount } } } } }"))

def test_errors(api_client):
    assert asyncio.run(api_client.send("{ nothing }"))["errors"]
    asyncio.run(api_client.query("{ nothing }"))
"""
    )
    result = run(pytester, "test_client.py")
    result.assert_outcomes(passed=3, failed=2)
    result.stdout.fnmatch_lines(
        [
            "*expected 2 SQL statements, there were 3:*",
            "*the operation has errors: *Cannot query field 'nothing'*",
        ]
    )
