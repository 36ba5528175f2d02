"""The command line, as it is typed: what it does, and one line where it cannot."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL
from typer.testing import CliRunner, Result

from app.cli import app
from app.migrate import ROOT, current_head
from graphql_schema.schema import create_schema

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")


def run(*arguments: str, url: URL | str | None = None, **environment: str) -> Result:
    if url is not None:
        environment["DATABASE_URL"] = url if isinstance(url, str) else url.render_as_string(hide_password=False)
    return CliRunner(env=environment).invoke(app, arguments)


def failure(result: Result) -> str:
    """The one line that a failed command wrote."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


class TestHelp:
    def test_it_lists_the_commands(self) -> None:
        result = run("--help")
        assert result.exit_code == 0
        for command in ("serve", "demo", "seed", "key", "db", "schema"):
            assert re.search(rf"│ {command} ", result.stdout), command

    @pytest.mark.parametrize(
        "command", ["serve", "demo", "seed", "db upgrade", "db downgrade", "db revision", "db check", "schema export"]
    )
    def test_each_command_has_help(self, command: str) -> None:
        assert run(*command.split(), "--help").exit_code == 0


class TestDatabase:
    def test_from_nothing_to_seeded_and_back(self, empty_url: URL) -> None:
        assert f"is at {current_head()}." in run("db", "upgrade", url=empty_url).stderr
        assert run("db", "check", url=empty_url).exit_code == 0
        seeded = run("seed", url=empty_url)
        assert seeded.exit_code == 0, seeded.output
        assert "hero" in seeded.stderr
        assert "rows in the database already" in failure(run("seed", url=empty_url))
        assert run("db", "downgrade", "base", url=empty_url).exit_code == 0
        assert "not up to date" in failure(run("db", "check", url=empty_url))

    def test_an_unknown_revision_is_one_line(self, database_url: URL) -> None:
        assert "[/nope]" in failure(run("db", "upgrade", "[/nope]", url=database_url))

    def test_a_database_that_was_never_migrated_is_one_line(self, empty_url: URL) -> None:
        assert re.search(r"no such table|does not exist", failure(run("seed", url=empty_url)))

    async def test_two_that_migrate_at_once_take_turns(self, empty_url: URL, tmp_path: Path) -> None:
        address = empty_url.render_as_string(hide_password=False)
        processes = [
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "app", "db", "upgrade"),
                cwd=tmp_path,
                env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": str(ROOT)},
                stderr=asyncio.subprocess.PIPE,
            )
            for _ in range(2)
        ]
        told = [(await process.communicate())[1].decode() for process in processes]
        assert [process.returncode for process in processes] == [0, 0], told


class TestErrors:
    def test_wrong_settings_are_one_line_that_names_them(self) -> None:
        told = failure(run("db", "upgrade", url="mysql://app:s3cret@host/app", PORT="99999"))
        assert "DATABASE_URL" in told
        assert "PORT" in told
        assert "s3cret" not in told

    # Having failed to open a file, aiosqlite's thread may speak to a loop that is closed by then.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
    @pytest.mark.parametrize("command", ["db upgrade", "db check", "db downgrade base", "seed"])
    @pytest.mark.parametrize(
        "url",
        ["sqlite:///missing/folder/app.db", "postgres://app:s3cret@/app?host=/nowhere"],
        ids=["sqlite", "postgres"],
    )
    def test_an_unreachable_database_is_one_line_without_its_password(self, command: str, url: str) -> None:
        told = failure(run(*command.split(), url=url))
        assert "database at" in told
        assert "s3cret" not in told


class TestSchema:
    def test_it_is_printed(self) -> None:
        result = run("schema", "export")
        assert (result.exit_code, result.stdout) == (0, create_schema().sdl().rstrip("\n") + "\n")

    def test_it_is_written(self, tmp_path: Path) -> None:
        path = tmp_path / "schema.graphql"
        assert run("schema", "export", "--output", str(path)).exit_code == 0
        assert path.read_text(encoding="utf-8") == create_schema().sdl().rstrip("\n") + "\n"

    def test_a_file_that_cannot_be_written_is_one_line(self) -> None:
        assert "missing" in failure(run("schema", "export", "--output", "missing/schema.graphql"))


class TestServe:
    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
    def test_it_tells_its_address_and_ends_when_told(
        self, database_url: URL, tmp_path: Path, how: signal.Signals
    ) -> None:
        with serving(database_url, tmp_path, port=0) as server:
            with urllib.request.urlopen(f"{announced(server)}/ready", timeout=10) as response:
                assert response.status == 200
            server.send_signal(how)
            rest = server.communicate(timeout=60)[1]
        assert "Traceback" not in rest
        assert server.returncode in (0, -how), rest

    def test_a_taken_port_is_told(self, database_url: URL, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with serving(database_url, tmp_path, port=port) as server:
                told = server.communicate(timeout=60)[1]
            # Before the database is made.
            tried = run("demo", url=f"sqlite+aiosqlite:///{tmp_path}/never.db", PORT=str(port))
        assert server.returncode == 1
        assert told == f"Error: 127.0.0.1:{port} is taken by another process: PORT={port + 1} names another\n"
        assert failure(tried) == told
        assert not (tmp_path / "never.db").exists()


@contextmanager
def serving(url: URL, folder: Path, *, port: int) -> Iterator[subprocess.Popen[str]]:
    """`python -m app serve` as a process of its own; killed where a test forgets it."""
    settings = {"DATABASE_URL": url.render_as_string(hide_password=False), "PORT": str(port), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "app", "serve"]
    with subprocess.Popen(command, cwd=folder, env=os.environ | settings, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def announced(server: subprocess.Popen[str]) -> str:
    """The address that the server writes once it can be opened, without the path."""
    assert server.stderr is not None
    for line in server.stderr:
        if found := re.search(r"(http://\S+)/graphql", line):
            return found[1]
    raise AssertionError(f"the server ended with {server.wait()}")
