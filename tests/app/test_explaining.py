"""`python -m app explain`, as it is typed."""

import asyncio
import json
import re
from io import StringIO
from pathlib import Path
from typing import ClassVar

import pytest
from rich.console import Console
from sqlalchemy import URL
from typer.testing import Result

from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Request, explain
from sqlmodel_strawberry.cli.explanations import Explained, Printer
from tests.app import rows
from tests.app.test_cli import failure, run
from tests.databases import connected

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")

TEAMS = "query Teams($first: Int!) { teams(first: $first) { nodes { name heroes(first: 1) { totalCount } } } }"
WRITE = 'mutation Write { deleteHero(input: {id: "WyJIZXJvIiwxXQ"}) { hero { id } } }'
VIEWER = "query Viewer { viewer { username } }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three operations, two of them in one document, and the variables of one."""
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "teams.graphql").write_text(f"{TEAMS}\n{WRITE}\n")
    (tmp_path / "viewer.gql").write_text(VIEWER)
    (tmp_path / "variables.json").write_text('{"first": 2}')
    return tmp_path


def told(*arguments: str | Path, url: URL | str | None = None) -> Result:
    return run("explain", *map(str, arguments), url=url)


async def in_thread(*arguments: str | Path, url: URL) -> Result:
    """The same where a loop runs already."""
    return await asyncio.to_thread(told, *arguments, url=url)


class TestWhatIsTold:
    def test_of_each_operation_of_a_folder(self, folder: Path) -> None:
        result = told(folder, "--variables", folder / "variables.json", url="sqlite:///nowhere.db")
        assert (result.exit_code, result.stderr) == (0, "")
        assert not (folder / "nowhere.db").exists()
        teams, write, viewer = result.stdout.strip().split("\n\n")
        path = "below/teams.graphql"
        assert teams.splitlines()[:6] == [
            f"{path}: query Teams",
            "  compiled",
            "  depth 1, at most 2 rows and 2 statements (cost 22)",
            "  level 1",
            "    page of teams (Query.teams)",
            "      SELECT team.name AS name, team.id AS id",
        ]
        assert re.search(r"\n  level 2\n    figures of teams.nodes.heroes \(Team.heroes\)\n      SELECT ", teams)
        assert write.startswith(f"{path}: mutation Write\n  compiled\n")
        assert "\n  level 1\n    write of deleteHero (Mutation.deleteHero)" in write
        assert viewer.splitlines()[1] == "  falls back: Query.viewer is hand-written"
        assert viewer.splitlines()[0].endswith("viewer.gql: query Viewer")

    def test_of_a_manifest(self, folder: Path) -> None:
        manifest = folder / "manifest.json"
        manifest.write_text(json.dumps({"ab" * 32: VIEWER}))
        assert told(manifest).stdout.startswith(f"manifest.json {'ab' * 8}…: query Viewer\n  falls back: ")

    def test_of_what_runs(self, database_url: URL, folder: Path) -> None:
        arguments = (folder, "--variables", folder / "variables.json", "--run")
        result = told(*arguments, url=database_url)
        assert result.exit_code == 0, result.stderr
        teams, write, _ = result.stdout.strip().split("\n\n")
        assert re.search(r"\n  came to 0 rows and 1 statement \(cost 10\), in \d+\.\d\d ms\n", teams)
        assert re.search(r"\n      0 rows, \d+\.\d\d ms\n      SELECT", teams)
        assert "level 2" not in teams
        assert "\n  not run: it writes\n" in write

    async def test_in_colours_where_it_is_a_terminal(self, folder: Path) -> None:
        database = Database.connect("sqlite+aiosqlite:///nowhere.db")
        made = await explain(create_schema(), Request(TEAMS, {"first": 1}), database)
        console = Console(file=StringIO(), force_terminal=True, color_system="truecolor", width=200)
        with console.capture() as capture:
            Printer(console, run=False).show(Explained("teams", made))
        assert re.search(r"\x1b\[[\d;]*mSELECT\x1b", capture.get())


class TestWhoAsks:
    ORDERS = "{ orders { totalCount } }"

    @pytest.mark.parametrize("name", ["admin", "ada"])
    async def test_rules_are_those_of_the_viewer(self, database_url: URL, tmp_path: Path, name: str) -> None:
        async with connected(database_url) as database, database.write() as session:
            session.add(rows.user("ada"))
        (tmp_path / "orders.graphql").write_text(self.ORDERS)
        result = await in_thread(tmp_path, "--as", name, url=database_url)
        assert result.exit_code == 0, result.stderr
        conditions = {"admin": "", "ada": "user_id = "}[name]
        assert bool(re.search(f"WHERE .*{conditions}", result.stdout)) == bool(conditions), result.stdout

    def test_nobody_of_this_name(self, database_url: URL, folder: Path) -> None:
        said = failure(told(folder, "--as", "bob", url=database_url))
        assert said == "Error: there is no user bob: name one, or a role (customer, staff, admin)\n"


class TestRefusals:
    DOCUMENTS: ClassVar = {
        "{ teams {": "Syntax Error: Expected Name, found <EOF>. (line 1, column 10)",
        "{\n  nothing }": "Cannot query field 'nothing' on type 'Query'. (line 2, column 3)",
        TEAMS: "Expected a value of non-null type 'Int!' to be provided. (line 1, column 13)",
        "{ teams(first: 1000) { nodes { id } } }": "`first` must be between 0 and 100, not 1000. (line 1, column 3)",
        "{ teams { totalCount } }\nfragment F on Team { name }": "Fragment 'F' is never used. (line 2, column 1)",
    }

    def test_by_message_line_and_column(self, tmp_path: Path) -> None:
        for number, document in enumerate(self.DOCUMENTS):
            (tmp_path / f"{number}.graphql").write_text(document)
        result = told(tmp_path)
        assert result.exit_code == 1
        lines = [line for line in result.stdout.splitlines() if line.startswith("  ")]
        assert len(lines) == len(self.DOCUMENTS)
        for line, said in zip(lines, self.DOCUMENTS.values(), strict=True):
            assert line.startswith("  refused: ")
            assert line.endswith(said)

    def test_others_are_told_nevertheless(self, folder: Path) -> None:
        result = told(folder)
        assert result.exit_code == 1
        assert result.stdout.count("  refused: ") == 1
        assert result.stdout.count("  falls back: ") == 1

    def test_what_fails_when_it_runs_is_told(self, folder: Path, empty_url: URL) -> None:
        (folder / "one.graphql").write_text("{ teams { nodes { id } } }")
        result = told(folder / "one.graphql", "--run", url=empty_url)
        assert result.exit_code == 0
        assert re.search(r"  error: .*team", result.stdout)

    def test_strict_wants_all_to_be_compiled(self, folder: Path) -> None:
        variables = ("--variables", folder / "variables.json", "--strict")
        assert told(folder, *variables).exit_code == 2
        assert told(folder / "below", *variables).exit_code == 0


class TestErrors:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["missing.graphql"], "cannot read missing.graphql: No such file"),
            (["empty"], "there is no .graphql or .gql file in empty"),
            (["latin.graphql"], "cannot read latin.graphql: it is not UTF-8"),
            (["list.json"], "list.json is no manifest"),
            (["viewer.gql", "--variables", "missing.json"], "cannot read missing.json"),
            (["viewer.gql", "--variables", "viewer.gql"], "viewer.gql is not JSON"),
            (["viewer.gql", "--variables", "list.json"], "list.json is no JSON object"),
            (["viewer.gql", "--operation", "Other"], "there is no operation Other"),
        ],
    )
    def test_one_line(self, folder: Path, arguments: list[str], said: str) -> None:
        (folder / "empty").mkdir()
        (folder / "latin.graphql").write_bytes(b"# \xe9")
        (folder / "list.json").write_text("[]")
        assert said in failure(told(*arguments))

    # Having failed to open a file, aiosqlite's thread may speak to a loop that is closed by then.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    @pytest.mark.parametrize("url", ["sqlite:///missing/folder/app.db", "postgres://app:s3cret@/app?host=/nowhere"])
    def test_an_unreachable_database(self, folder: Path, url: str) -> None:
        said = failure(told(folder / "viewer.gql", "--run", url=url))
        assert "cannot use the database at" in said
        assert "s3cret" not in said
