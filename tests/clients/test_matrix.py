"""Real clients do what they are made for with this API: each is a script that prints what holds."""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.clients.conftest import HERE, RunProgram
from tests.servers import serving

PAGE = HERE.parent.parent / "docs" / "clients.md"
MANIFEST = HERE / "codegen" / "generated" / "persisted-documents.json"
ROW = re.compile(r"^\| (?P<client>[^|]+) (?P<version>\d\S*) \| (?P<what>[^|]+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Client:
    """A package, and the command that tries it on the server whose address is added."""

    name: str
    package: str
    command: tuple[str, ...]
    builds: tuple[tuple[str, ...], ...] = ()
    """Commands that come before: what a client's own build does."""
    folder: str = "."
    """Where they run."""

    @property
    def version(self) -> str:
        """As package.json pins it."""
        pinned: str = json.loads((HERE / "package.json").read_text())["dependencies"][self.package]
        return pinned


CLIENTS = (
    Client("Apollo Client", "@apollo/client", ("node", "apollo.mjs")),
    Client("urql", "@urql/core", ("node", "urql.mjs")),
    Client("graphql-request", "graphql-request", ("node", "request.mjs")),
    Client(
        "Relay",
        "relay-runtime",
        ("tsx", "src/run.ts"),
        (("relay-compiler",), ("tsc", "--project", ".")),
        "relay",
    ),
    Client("graphql-eslint", "@graphql-eslint/eslint-plugin", ("node", "lint.mjs")),
    Client("graphql-inspector", "@graphql-inspector/core", ("node", "inspector.mjs")),
)
CODEGEN = Client("graphql-codegen", "@graphql-codegen/cli", ("tsx", "codegen/run.ts"))


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.name)
async def test_client(client: Client, demo_url: URL, tmp_path: Path, run: RunProgram) -> None:
    (HERE / "relay" / "src" / "__generated__").mkdir(exist_ok=True)
    for command in client.builds:
        await run(*command, folder=client.folder)
    async with serving(demo_url, tmp_path) as (_server, http):
        output = await run(*client.command, str(http.base_url.join("/graphql")), folder=client.folder)
    holds_as_documented(client, output)


async def test_codegen_and_a_server_that_takes_its_documents_only(
    demo_url: URL, tmp_path: Path, run: RunProgram
) -> None:
    await run("graphql-codegen", "--config", "codegen/codegen.ts")
    await run("tsc", "--project", "codegen")
    only = {"TRUSTED_DOCUMENTS": "only", "TRUSTED_DOCUMENTS_MANIFEST": str(MANIFEST)}
    async with serving(demo_url, tmp_path, **only) as (_server, http):
        output = await run(*CODEGEN.command, str(http.base_url.join("/graphql")))
    holds_as_documented(CODEGEN, output)


def test_the_page_has_no_other_clients() -> None:
    named = {row["client"] for row in ROW.finditer(PAGE.read_text())}
    assert named == {client.name for client in (*CLIENTS, CODEGEN)}


def holds_as_documented(client: Client, output: str) -> None:
    """Print the client's rows of the matrix, which are those of the page."""
    held = [line.removeprefix("ok ") for line in output.splitlines() if line.startswith("ok ")]
    sys.stdout.write("".join(f"| {client.name} {client.version} | {what} |\n" for what in held))
    rows = [row for row in ROW.finditer(PAGE.read_text()) if row["client"] == client.name]
    assert [row["what"] for row in rows] == held
    assert {row["version"] for row in rows} == {client.version}
