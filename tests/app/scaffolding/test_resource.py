"""A new resource in a copy of the checkout: what is written passes the checks, and works on both databases."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.migrate import ROOT
from app.scaffolding.mistakes import ScaffoldingError
from app.scaffolding.resource import plan
from tests.app.scaffolding.checkout import Checkout

FIELDS = (
    *("name:str:80:unique", "team:Team?", "maker:User", "owner:User", "price:decimal:8.2", "sold_on:date?"),
    *("status:enum:draft,sold", "note:text?", "seen_at:datetime?", "size:bigint?", "weight:float?", "ok:bool"),
    *("opens:time?", "code:uuid?", "last_order:Order?", "product:Product?"),
)
WRITTEN = [
    "app/models/game_console.py",
    "graphql_schema/game_console.py",
    "tests/graphql_schema/test_game_console.py",
    "tests/queries/game_console.graphql",
]
CHANGED = ["app/models/__init__.py", "graphql_schema/schema.py"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return Checkout(tmp_path_factory.mktemp("checkout"))


@pytest.fixture(scope="module")
def told(checkout: Checkout) -> str:
    return checkout.run("-m", "app", "new", "resource", "GameConsole", *FIELDS)


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", "resource", *arguments])


class TestWithoutWriting:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("Hero", "name:str"), "there is a resource Hero already"),
            (("Gadget", "parent:Gadget?"), "a relation of a resource to itself is written by hand"),
            (("Gadget", "name:string"), "'string' is no type of a field"),
            (("Gadget", "name:str", "--policy", "secret"), "'secret' is no policy of graphql_schema/policies.py: open"),
            (("../gadget", "name:str"), "'../gadget' is no name of a resource"),
            (("Gädget", "name:str"), "'Gädget' is no name of a resource"),
            (("None", "name:str"), "None means something already"),
            (("G" * 41, "name:str"), f"{'G' * 40}… is too long"),
            (("Gadget", f"{'g' * 41}:str"), f"{'g' * 40}… is too long"),
            # What would have kept the whole application from starting.
            (("Gadget", "date:date"), "it would not build, so nothing is written. Choose other names: pydantic"),
            (("Gadget", "str:str", "note:str?"), "it would not build, so nothing is written."),
            (("Gadget", "a1:int", "a_1:int"), "it would not build, so nothing is written."),
            (("nodes", "name:str"), "it would not build, so nothing is written."),
            # The module of the models' column types.
            (("columns", "name:str"), "app/models/columns.py is there already, and nothing is overwritten"),
        ],
    )
    def test_a_refusal_is_one_line(self, arguments: tuple[str, ...], said: str) -> None:
        refused = ask(*arguments)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr.startswith(f"Error: {said}")
        assert refused.stderr.count("\n") == 1

    def test_a_dry_run(self) -> None:
        shown = ask("Gadget", "name:str", "--dry-run")
        assert shown.exit_code == 0, shown.output
        names = [line.removeprefix("# ") for line in shown.stdout.splitlines() if line.startswith("# ") and "/" in line]
        assert names == [name.replace("game_console", "gadget") for name in (*WRITTEN, *CHANGED)]
        assert not [name for name in names[: len(WRITTEN)] if (ROOT / name).exists()]


class TestAllOrNothing:
    def test_what_is_there_meanwhile_stays(self, checkout: Checkout) -> None:
        planned, before = plan("Widget", ["name:str"], root=checkout.folder), contents(checkout)
        another = checkout.folder / list(planned.new)[2]
        another.write_text("mine", encoding="utf-8")
        with pytest.raises(FileExistsError):
            planned.write(checkout.folder)
        assert another.read_text(encoding="utf-8") == "mine"
        another.unlink()
        assert contents(checkout) == before

    @pytest.mark.parametrize("refused", [0, 1])
    def test_where_the_disk_refuses(self, checkout: Checkout, monkeypatch: pytest.MonkeyPatch, refused: int) -> None:
        """The second file that is changed has the first one be as it was."""
        planned, before = plan("Widget", ["name:str"], root=checkout.folder), contents(checkout)
        path, replace = checkout.folder / list(planned.changed)[refused], Path.replace

        def refuse(self: Path, target: Path) -> Path:
            if target == path:
                raise OSError(28, "No space left on device", str(path))
            return replace(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            with pytest.raises(OSError, match="No space left"):
                planned.write(checkout.folder)
        assert contents(checkout) == before


def contents(checkout: Checkout) -> dict[str, str]:
    """The files that a resource is written among, and their texts."""
    folders = ("app/models", "graphql_schema", "tests/graphql_schema", "tests/queries")
    paths = [path for folder in folders for path in (checkout.folder / folder).iterdir() if path.is_file()]
    return {str(path): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.usefixtures("told")
class TestWritten:
    def test_it_says_what_it_wrote(self, told: str) -> None:
        lines = told.splitlines()
        assert [line.removeprefix("wrote ") for line in lines if line.startswith("wrote ")] == WRITTEN
        assert [line.removeprefix("changed ") for line in lines if line.startswith("changed ")] == CHANGED

    def test_it_says_what_is_to_be_edited(self, told: str) -> None:
        assert [line.partition("#")[::2] for line in told.splitlines() if line.startswith("  edit ")] == [
            (f"{'  edit graphql_schema/game_console.py':47}", " who may see and write it: it is CATALOGUE"),
            (
                f"{'  edit tests/second_wall.py':47}",
                ' "game_console" has no policies of PostgreSQL, or the migration makes them',
            ),
            (f"{'  edit tests/app/test_lint.py':47}", ' no index begins with "GameConsole.note": that is meant'),
        ]

    def test_it_is_formatted_and_clean(self, checkout: Checkout) -> None:
        checkout.run("-m", "ruff", "format", "--check", "--quiet", *FOLDERS_OF_CODE)
        checkout.run("-m", "ruff", "check", "--quiet", *FOLDERS_OF_CODE)

    def test_nothing_is_overwritten(self, checkout: Checkout) -> None:
        with pytest.raises(ScaffoldingError, match=r"app/models/game_console\.py is there already"):
            plan("GameConsole", ["name:str"], root=checkout.folder)

    def test_it_migrates_and_answers_on_both_databases(self, checkout: Checkout, migrated: None) -> None:
        sdl = checkout.read("schema.graphql")
        assert "type GameConsole implements Node {" in sdl
        assert "  status: GameConsoleStatus!\n" in sdl
        checkout.run(
            "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/graphql_schema/test_game_console.py"
        )

    @pytest.mark.long
    def test_types_and_imports_hold(self, checkout: Checkout) -> None:
        checkout.run("-m", "mypy", "app", "graphql_schema", "tests/graphql_schema/test_game_console.py")
        checkout.run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


FOLDERS_OF_CODE = ("app", "graphql_schema", "migrations", "tests/graphql_schema")


MIGRATE = """
import asyncio, os
from app import migrate
from graphql_schema.schema import create_schema

async def work(url):
    await migrate.upgrade(url)
    await migrate.revision(url, "Add game consoles")
    await migrate.upgrade(url)
    await migrate.check(url)

asyncio.run(work(os.environ["DATABASE_URL"]))
open("schema.graphql", "w").write(create_schema().sdl())
"""


@pytest.fixture(scope="module")
def migrated(checkout: Checkout, told: str) -> None:
    """The migration is written from what the models say; applied, nothing is missing. The schema is exported."""
    checkout.run("-c", MIGRATE)
    (migration,) = (checkout.folder / "migrations/versions/schema").glob("*_add_game_consoles.py")
    assert 'op.drop_table("game_console")' in migration.read_text(encoding="utf-8")
    checkout.run("-m", "ruff", "check", "--quiet", str(migration))
