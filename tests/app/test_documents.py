"""Trusted documents, persisted queries and introspection, as they are set."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from app.main import create_app, make_schema
from app.models.user import UserRole
from app.services.viewer import Viewer
from app.settings import Settings
from sqlmodel_strawberry import Context, Request
from sqlmodel_strawberry.database.engine import Database
from tests.app.test_cli import failure, run

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")

TEAMS = "query Teams { teams { totalCount } }"
# As the client preset of graphql-codegen (6.2.0, hashAlgorithm: "sha256") wrote it.
CODEGEN = {
    "sha256:15c700743ae254bce1e0978161a1d38705cdf64462c1dc016074fc0f76a9cfee": (
        "fragment HeroParts on Hero { id name } query Heroes($first: Int) { heroes(first: $first) "
        "{ nodes { team { id name } ...HeroParts } pageInfo { hasNextPage } } }"
    ),
    "sha256:a57aaed57d031fb019261d25eb63c1acee1c01b2babef0e240f2fe6824161bef": (
        "fragment HeroParts on Hero { id name } mutation NewHero($input: CreateHeroInput!) "
        "{ createHero(input: $input) { hero { ...HeroParts } userErrors { code } } }"
    ),
}
INTROSPECTION = "{ __schema { queryType { name } } }"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    path = tmp_path / "persisted-documents.json"
    path.write_text(json.dumps({"4f3c": TEAMS, "77de": "query Hero { __typename }"}))
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps({"4f3c": TEAMS, "77de": "query Broken { teams { nope } }"}))
    return path


class TestSettings:
    @pytest.mark.parametrize("mode", ["prefer", "only"])
    @pytest.mark.parametrize("path", [None, ""])
    def test_a_mode_needs_its_manifest(self, mode: str, path: str | None) -> None:
        environment = {"TRUSTED_DOCUMENTS": mode, **({} if path is None else {"TRUSTED_DOCUMENTS_MANIFEST": path})}
        message = failure(run("serve", **environment))
        assert "TRUSTED_DOCUMENTS_MANIFEST: TRUSTED_DOCUMENTS needs the file that lists them" in message

    def test_only_trusted_ones_are_no_arbitrary_ones(self, manifest: Path) -> None:
        environment = {"TRUSTED_DOCUMENTS": "only", "TRUSTED_DOCUMENTS_MANIFEST": str(manifest)}
        message = failure(run("serve", **environment, AUTOMATIC_PERSISTED_QUERIES="true"))
        assert "AUTOMATIC_PERSISTED_QUERIES: these are arbitrary documents" in message

    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_invalid_documents_stop_the_start(self, broken: Path, workers: str) -> None:
        environment = {"TRUSTED_DOCUMENTS": "prefer", "TRUSTED_DOCUMENTS_MANIFEST": str(broken)}
        message = failure(run("serve", **environment, WORKERS=workers))
        assert "Broken (77de): Cannot query field 'nope' on type 'TeamConnection'." in message


class TestCheck:
    def test_valid_ones(self, manifest: Path) -> None:
        result = run("documents", "check", str(manifest))
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "2 documents are valid.\n")

    def test_invalid_ones_are_listed(self, broken: Path) -> None:
        result = run("documents", "check", str(broken))
        assert result.exit_code == 1
        assert (
            result.stdout
            == "Broken (77de): Cannot query field 'nope' on type 'TeamConnection'. Did you mean 'nodes'?\n"
        )

    def test_they_keep_to_the_limits_that_are_set(self, manifest: Path) -> None:
        result = run("documents", "check", str(manifest), MAX_TOKENS="5")
        assert (result.exit_code, result.stdout) == (
            1,
            "Teams (4f3c): The document has more than 5 tokens: split it.\n",
        )

    def test_no_manifest(self, tmp_path: Path) -> None:
        result = run("documents", "check", str(tmp_path / "nowhere.json"))
        assert (result.exit_code, result.stdout) == (1, f"{tmp_path / 'nowhere.json'}: No such file or directory\n")


async def test_the_manifest_of_codegen_is_served(seeded_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "persisted-documents.json"
    path.write_text(json.dumps(CODEGEN))
    schema = make_schema(Settings(trusted_documents="only", trusted_documents_manifest=path))
    for id, text in CODEGEN.items():
        assert sha256(text.encode()).hexdigest() == id.removeprefix("sha256:")
    heroes, _ = CODEGEN
    for id in (heroes, heroes.removeprefix("sha256:")):
        request = Request(None, {"first": 2}, document_id=id)
        result = await schema.execute(request, Context(seeded_database.session(), None))
        assert (result.errors, len((result.data or {})["heroes"]["nodes"])) == ([], 2)


async def test_they_are_served(manifest: Path) -> None:
    settings = Settings(trusted_documents="only", trusted_documents_manifest=manifest)
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app), base_url="http://api") as http,
    ):
        answers = [
            (await http.post("/graphql", json=body)).json()
            for body in ({"documentId": "77de"}, {"documentId": "nope"}, {"query": INTROSPECTION})
        ]
    assert answers[0] == {"data": {"__typename": "Query"}}
    codes = [answer["errors"][0]["extensions"]["code"] for answer in answers[1:]]
    assert codes == ["PERSISTED_QUERY_NOT_FOUND", "DOCUMENT_NOT_TRUSTED"]


@pytest.mark.parametrize(
    ("environment", "introspection", "strangers", "users"),
    [
        ("development", "auto", True, True),
        ("production", "auto", False, True),
        ("production", "on", True, True),
        ("development", "on", True, True),
        ("production", "off", False, False),
        ("development", "off", False, False),
    ],
)
async def test_who_may_introspect(environment: Any, introspection: Any, strangers: bool, users: bool) -> None:
    schema = make_schema(Settings(environment=environment, introspection=introspection))
    user = Viewer(1, UserRole.CUSTOMER)
    database = Database.connect("sqlite+aiosqlite:///:memory:")
    for viewer, allowed in ((None, strangers), (user, users)):
        result = await schema.execute(Request(INTROSPECTION, {}), Context(database.session(), viewer))
        assert result.executed is allowed
