"""`explorer/build.py` where there is no Node.js, and where there is nothing to do."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
IGNORED = shutil.ignore_patterns("node_modules", "dist")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sources, by themselves."""
    return Path(shutil.copytree(ROOT / "explorer", tmp_path / "explorer", ignore=IGNORED))


def build(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "build.py"), *options]
    return subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=False)


def test_without_node_it_says_in_a_line_what_to_do(folder: Path) -> None:
    made = build(folder)
    assert (made.returncode, made.stderr) == (1, "")
    assert made.stdout.count("\n") == 1
    assert "Node.js 20.19" in made.stdout


def test_who_goes_on_without_it_hears_nothing(folder: Path) -> None:
    made = build(folder, "--if-possible")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")


def test_it_is_built_again_only_of_other_sources(folder: Path) -> None:
    source = folder / "src" / "style.css"
    stamp = folder.parent / "sqlmodel_strawberry" / "explorer" / "built" / "inputs.sha256"
    stamp.parent.mkdir(parents=True)
    program = f"import sys; sys.path[0] = {str(folder)!r}; import build; print(build.digest_of(build.inputs()), end='')"
    stamp.write_text(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
    assert build(folder).returncode == 0
    source.write_text(source.read_text() + "\n")
    assert build(folder).returncode == 1
