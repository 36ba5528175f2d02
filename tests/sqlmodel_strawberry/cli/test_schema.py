"""`sqlmodel-strawberry schema …`, as it is typed in a project of somebody else."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sqlmodel_strawberry.cli.conftest import Run
from tests.sqlmodel_strawberry.cli.projects import PYPROJECT, Project


@pytest.fixture
def exported(run: Run) -> None:
    """The schema was exported, and nothing changed since."""
    result = run("schema", "export", "--output", "schema.graphql")
    assert (result.exit_code, result.output) == (0, "")


class TestExport:
    def test_it_is_printed_and_written(self, run: Run, exported: None) -> None:
        text = Path("schema.graphql").read_text()
        assert "type Shelf implements Node" in text
        assert "secretCode" not in text
        assert run("schema", "export").stdout == text

    def test_the_program_of_a_folder_below(self, project: Project) -> None:
        """As a process: its path has no more than Python gives it."""
        command = [sys.executable, "-m", "sqlmodel_strawberry", "schema", "export"]
        root = Path(__file__).parents[3]
        below = project.folder / "operations"
        done = subprocess.run(
            command, cwd=below, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "type Toy implements Node" in done.stdout


class TestMap:
    def test_it_is_printed_and_written(self, run: Run) -> None:
        assert run("schema", "map", "--output", "map.svg").exit_code == 0
        picture = Path("map.svg").read_text()
        assert picture.startswith("<svg ")
        assert {'data-type="Shelf"', 'data-type="Toy"'} <= set(re.findall('data-type="[^"]*"', picture))
        assert "secretCode" not in picture
        assert run("schema", "map").stdout == picture


@pytest.mark.usefixtures("exported")
class TestCheck:
    def test_nothing_changed(self, run: Run) -> None:
        result = run("schema", "check", "--fail-on", "any")
        told = "The schema is unchanged. Of 2 operations none would break.\n"
        assert (result.exit_code, result.stdout, result.stderr) == (0, told, "")

    def test_a_field_that_an_operation_uses_is_gone(self, project: Project, run: Run) -> None:
        project.change("    label: str = Field(unique=True)\n", "    name: str = Field(unique=True)\n")
        result = run("schema", "check")
        assert result.exit_code == 1
        lines = result.stdout.splitlines()
        assert lines[0].startswith("The schema changed: ")
        assert lines[0].endswith(" Of 2 operations 2 would break. No operation uses 6 of what breaks.")
        at = lines.index("  Shelf.label: Field Shelf.label was removed.")
        shelves, toys = "operations/shelves.graphql", "operations/toys.graphql"
        assert lines[at + 1] == f"      used by Shelves ({shelves}), Toys ({toys})"
        filters = lines.index("  ShelfFilter.label: Field ShelfFilter.label was removed.")
        assert lines[filters + 1] == f"      the variables may hold it of Shelves ({shelves})"
        unused = lines.index("  ShelfMax.label: Field ShelfMax.label was removed.")
        assert lines[unused + 1] == "      used by no operation"
        (why,) = {line.strip() for line in lines if "Cannot query field 'label'" in line and "column 42" in line}
        assert why.startswith("Cannot query field 'label' on type 'Shelf'.")

    def test_a_break_that_nobody_uses_passes(self, project: Project, run: Run) -> None:
        project.change("class ToyCreate(ToyBase):", "class ToyCreate(SQLModel):")
        project.change("create=ToyCreate, ", "")
        assert run("schema", "check").exit_code == 0
        assert run("schema", "check", "--fail-on", "any").exit_code == 1
        Path("operations", "write.graphql").write_text("mutation M { deleteToy(input: {id: 1}) { toy { id } } }")
        assert run("schema", "check").exit_code == 1

    def test_without_operations_anybody_may_use_anything(self, project: Project, run: Run) -> None:
        project.change("create=ToyCreate, ", "")
        project.configure(PYPROJECT[0])
        result = run("schema", "check")
        assert result.exit_code == 1
        assert "used by" not in result.stdout
        assert run("schema", "check", "--documents", "operations").exit_code == 0

    def test_a_manifest(self, run: Run) -> None:
        Path("manifest.json").write_text(json.dumps({"ab12": "query Old { toys { nodes { colour } } }"}))
        result = run("schema", "check", "--documents", "manifest.json", "--format", "json")
        assert result.exit_code == 1
        assert json.loads(result.stdout) == {
            "stale": False,
            "changes": [],
            "operations": {
                "checked": 1,
                "broken": [
                    {
                        "name": "Old",
                        "source": "manifest.json ab12",
                        "wasValid": False,
                        "errors": ["Cannot query field 'colour' on type 'Toy'. (line 1, column 28)"],
                    }
                ],
            },
        }

    def test_json_has_the_users_of_each_change(self, project: Project, run: Run) -> None:
        project.change('relations=["shelf"]', "relations=[]")
        found = json.loads(run("schema", "check", "--format", "json").stdout)
        (gone,) = [each for each in found["changes"] if each["coordinate"] == "Toy.shelf"]
        assert (gone["kind"], gone["level"]) == ("FIELD_REMOVED", "breaking")
        assert [each["name"] for each in gone["usedBy"]] == ["Toys"]
        assert gone["maybeUsedBy"] == []

    @pytest.mark.parametrize("name", ["\x1b[2J", "\udcff", "\u202e"], ids=["an order", "no text", "backwards"])
    @pytest.mark.parametrize("format", ["text", "markdown", "json"])
    def test_names_of_files_are_written_whatever_they_are(self, run: Run, name: str, format: str) -> None:
        """They are anybody's who may send a pull request, and a terminal obeys some."""
        Path(f"operations/{name}.graphql").write_text("query Hostile { nothing }")
        result = run("schema", "check", "--format", format)
        assert result.exit_code == 1
        assert ("Hostile" in result.stdout, name in result.stdout) == (True, False)
        assert run("explain", "operations").exit_code == 1
        assert name not in run("explain", "operations").output

    def test_markdown_is_a_table(self, project: Project, run: Run) -> None:
        project.change('relations=["shelf"]', "relations=[]")
        lines = run("schema", "check", "--format", "markdown").stdout.splitlines()
        assert lines[0] == "### Schema changes"
        (row,) = [line for line in lines if line.startswith("| **breaking** | `Toy.shelf` |")]
        assert "used by Toys" in row
        assert len({line.count(" |") for line in lines if line.startswith("| ")}) == 1

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (
                ["--snapshot", "nowhere.graphql"],
                "cannot read nowhere.graphql: it is what `schema export --output` writes",
            ),
            (["--snapshot", "pyproject.toml"], "pyproject.toml is no schema: Syntax Error"),
            (["--documents", "nowhere"], "cannot read nowhere: No such file"),
            (["--documents", "empty"], "there is no .graphql or .gql file in empty"),
            (["--documents", "operations/parts.graphql"], "there is no operation in operations/parts.graphql"),
            (["--documents", "broken.json"], "broken.json is not JSON"),
        ],
    )
    def test_what_cannot_be_read_is_one_line(self, run: Run, arguments: list[str], said: str) -> None:
        Path("broken.json").write_text("{")
        Path("empty").mkdir()
        result = run("schema", "check", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"Error: {said}")
        assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("exported")
class TestMigrations:
    REVISION = """
from alembic import op

revision = "ab12"
down_revision = None


def upgrade():
    with op.batch_alter_table("shelf") as shelf:
        shelf.drop_column("label")
"""

    @pytest.fixture(autouse=True)
    def versions(self, project: Project) -> None:
        Path("migrations", "versions").mkdir(parents=True)
        Path("migrations", "versions", "ab12_tidy_up.py").write_text(f'"""Tidy up."""\n{self.REVISION}')
        Path("alembic.ini").write_text("[alembic]\nscript_location = %(here)s/migrations\npath_separator = os\n")

    def test_a_column_that_operations_need(self, run: Run) -> None:
        assert run("schema", "check").exit_code == 0
        result = run("schema", "check", "--since", "base")
        assert result.exit_code == 1
        lines = result.stdout.splitlines()
        at = lines.index("  shelf.label: It is dropped by the migration ab12 (Tidy up.).")
        assert re.search(r"used by Shelves \(.*shelves.graphql\), Toys \(.*toys.graphql\)", lines[at + 1])

    def test_one_that_is_applied(self, run: Run) -> None:
        assert run("schema", "check", "--since", "ab12").exit_code == 0

    def test_a_revision_that_is_not_there(self, run: Run) -> None:
        result = run("schema", "check", "--since", "cd34")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "cd34" in result.stderr


class TestProjects:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ('schema = "shop.nothing:x"', "cannot import shop.nothing: ModuleNotFoundError: No module named"),
            ('schema = "shop.api:nothing"', "shop.api has no nothing"),
            ('schema = "shop.api:Toy"', "shop.api:Toy is of Toy, not the Schema that build_schema makes"),
            ('schema = "shop.api"', "shop.api is not package.module:attribute"),
            (
                'schema = "shop.api:find_viewer"',
                "shop.api:find_viewer does not make a schema: TypeError: find_viewer() missing 2",
            ),
            ("schema = 5", "schema of [tool.sqlmodel-strawberry] is a text"),
            ("documents = [1]", "documents of [tool.sqlmodel-strawberry] is text, or a list of texts"),
            ('scheme = "x"', "[tool.sqlmodel-strawberry] has scheme; it takes schema, "),
            ("schema = ", "is not TOML"),
            ("", "name the schema: --schema package.module:attribute, or"),
        ],
    )
    def test_what_a_project_says_wrong(self, project: Project, run: Run, line: str, said: str) -> None:
        project.configure(line)
        result = run("schema", "export")
        assert (result.exit_code, result.stdout) == (1, "")
        assert said.replace("shop", project.package) in result.stderr
        assert result.stderr.count("\n") == 1

    def test_what_is_typed_comes_first(self, project: Project, run: Run) -> None:
        Path("pyproject.toml").write_text("")
        assert run("--schema", f"{project.package}.api:create_schema", "schema", "export").exit_code == 0

    def test_mistakes_of_declarations_are_told(self, project: Project, run: Run) -> None:
        project.change('relations=["shelf"]', 'relations=["shelves"]')
        result = run("schema", "export")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "shelves" in result.stderr


class TestOtherCommands:
    def test_explain(self, run: Run) -> None:
        result = run("explain", "operations", "--as", "ada")
        assert result.exit_code == 0, result.output
        assert "toys.graphql: query Toys\n  compiled\n" in result.stdout
        assert "shelves.graphql: query Shelves\n  compiled\n" in result.stdout

    def test_explain_for_somebody_unknown(self, project: Project, run: Run) -> None:
        result = run("explain", "operations", "--as", "bob")
        assert (result.exit_code, result.stderr) == (1, f"Error: {project.package}.api:find_viewer knows no bob\n")

    def test_documents_are_checked_against_limits_too(self, run: Run) -> None:
        deep = "query Deep { toys { nodes { " + "shelf { toys { nodes { " * 6 + "id" + " } } }" * 6 + " } } }"
        Path("manifest.json").write_text(json.dumps({"1": deep}))
        result = run("documents", "check", "manifest.json")
        assert (result.exit_code, result.stderr) == (1, "")
        assert result.stdout.startswith("Deep (1): ")
        assert result.stdout.count("\n") == 1

    def test_lint(self, run: Run) -> None:
        result = run("schema", "lint", "--strict")
        assert (result.exit_code, result.stdout) == (
            1,
            "Toy.name: no index of toy begins with name\nToy.shelfId: no index of toy begins with shelf_id\n",
        )

    @pytest.mark.parametrize("command", ["schema export", "schema check", "schema lint", "documents check", "explain"])
    def test_each_has_help(self, run: Run, command: str) -> None:
        assert run(*command.split(), "--help").exit_code == 0
