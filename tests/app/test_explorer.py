"""What this application's explorer is made of, and what it tells whom."""

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
from sqlalchemy import URL

from app.explorer import EXAMPLES, EXPLORER, LOG_IN
from app.models import UserRole
from app.services.viewer import Viewer
from app.serving import console, tell_of_explorer
from app.settings import Settings, Switch
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Example, Request, explain
from sqlmodel_strawberry.explorer.assets import MANIFEST, Assets
from tests.app.identity_client import served

SCHEMA = create_schema()
NAMES = sorted(path.name for path in EXAMPLES.glob("*.graphql"))
PLAN = {"X-GraphQL-Plan": "explain"}
PAGE = {"Accept": "text/html"}


@pytest.mark.parametrize(("name", "example"), list(zip(NAMES, EXPLORER.examples, strict=True)))
async def test_examples_are_operations_of_this_schema(name: str, example: Example) -> None:
    database = Database.connect("sqlite+aiosqlite:///no/where.db")
    explanation = await explain(
        SCHEMA, Request(example.document, example.variables), database, Viewer(1, UserRole.ADMIN)
    )
    assert not explanation.is_refused, explanation.errors
    assert explanation.name


def test_examples_say_what_they_show() -> None:
    for example in EXPLORER.examples:
        assert re.match(r"# \w.*\.\n(query|mutation) \w+", example.document)


async def test_the_form_logs_in(database_url: URL) -> None:
    async with served(database_url) as client:
        variables = {"username": "nobody", "password": "wrong"}
        response = await client.http.post("/graphql", json={"query": LOG_IN, "variables": variables})
    payload = response.json()["data"]["logIn"]
    assert payload["accessToken"] is None
    assert payload["userErrors"]
    assert EXPLORER.log_in
    assert EXPLORER.log_in.token == "logIn.accessToken"


def options_of(page: str) -> dict[str, Any]:
    found = re.search(r'id="options">(.*?)</script>', page)
    assert found
    options: dict[str, Any] = json.loads(found[1])
    return options


class TestPlans:
    QUERY: ClassVar = {"query": "{ teams { totalCount } }"}

    async def test_in_development(self, database_url: URL) -> None:
        async with served(database_url) as client:
            answer = (await client.http.post("/graphql", json=self.QUERY, headers=PLAN)).json()
            page = (await client.http.get("/graphql", headers=PAGE)).text
        assert answer["extensions"]["plan"]["batches"]
        assert options_of(page)["plans"] is True

    async def test_not_in_production_though_there_be_an_explorer(self, database_url: URL) -> None:
        async with served(database_url, environment="production", explorer="on") as client:
            answer = (await client.http.post("/graphql", json=self.QUERY, headers=PLAN)).json()
            page = (await client.http.get("/graphql", headers=PAGE)).text
            schema = await client.http.get("/graphql/explorer/schema.graphql")
        assert answer == {"data": {"teams": {"totalCount": 0}}}
        assert options_of(page)["plans"] is False
        assert schema.status_code == 403


class TestWithoutABuild:
    @pytest.mark.parametrize(("explorer", "lines"), [("auto", 1), ("off", 0)])
    def test_the_server_says_in_a_line_how_to_get_it(self, tmp_path: Path, explorer: Switch, lines: int) -> None:
        with console.capture() as said:
            tell_of_explorer(Settings(explorer=explorer), Assets(tmp_path))
        assert said.get().count("\n") == said.get().count("make explorer") == lines

    def test_nothing_is_said_where_it_is_built(self, tmp_path: Path) -> None:
        (tmp_path / MANIFEST).write_text("{}")
        with console.capture() as said:
            tell_of_explorer(Settings(), Assets(tmp_path))
        assert said.get() == ""
