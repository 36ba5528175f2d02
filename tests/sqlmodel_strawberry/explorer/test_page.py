"""The page and its files: nothing of it is of another origin, and nobody but who may sees the schema."""

import gzip
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated, Any

import pytest
from fastapi import Header
from httpx import AsyncClient, Response
from starlette.middleware.gzip import GZipMiddleware

from sqlmodel_strawberry import DeclarationError, Example, Explorer, LogIn, RefusedRequestError
from sqlmodel_strawberry.explorer.assets import STATIC, Assets
from sqlmodel_strawberry.http import app as http_app
from tests.sqlmodel_strawberry.http.belfry import ECHO, RING, SCHEMA, belfry, client, without_database

BROWSER = {"accept": "text/html,*/*;q=0.8"}
HOSTILE = "</script><script>alert(1)</script>"
Connect = Callable[..., AsyncClient]


class Addresses(HTMLParser):
    """Those that a page fetches; and its scripts that are not files."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inline: list[str | None] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found += [value for name in ("src", "href") if (value := values.get(name))]
        if tag == "script" and "src" not in values:
            self.inline.append(values.get("type"))
        assert not any(name.startswith("on") for name in values)


@pytest.fixture(params=["built", "plain"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What there is to be served: something that was built, or nothing."""
    if request.param == "built":
        (tmp_path / "manifest.json").write_text('{"script": "main-1.js", "styles": ["main-1.css"]}')
        (tmp_path / "main-1.js.gz").write_bytes(gzip.compress(b"start()"))
        (tmp_path / "main-1.css.gz").write_bytes(gzip.compress(b"a {}"))
        (tmp_path / "notices.txt").write_text("Everybody's")
    monkeypatch.setattr(http_app, "Assets", lambda: Assets(tmp_path))
    return str(request.param)


@pytest.fixture
def connect(folder: str) -> Connect:
    def make(**options: Any) -> AsyncClient:
        return client(belfry(without_database(), **options))

    return make


async def page(http: AsyncClient, path: str = "/graphql") -> str:
    response = await http.get(path, headers=BROWSER)
    assert response.status_code == 200
    return response.text


def options_of(text: str) -> dict[str, Any]:
    found = re.search(r'id="options">(.*?)</script>', text)
    assert found
    options: dict[str, Any] = json.loads(found[1])
    return options


class TestPage:
    async def test_everything_it_fetches_is_below_the_endpoint(self, connect: Connect, folder: str) -> None:
        http = connect()
        addresses = Addresses(await page(http))
        assert addresses.inline == ["application/json"]
        assert len(addresses.found) == 3
        for address in addresses.found:
            assert address.startswith("graphql/explorer/")
            assert (await http.get(f"/{address}")).status_code == 200
        assert any("main-1.js" in each for each in addresses.found) == (folder == "built")

    async def test_scripts_are_files_of_ours_alone(self, connect: Connect) -> None:
        response = await connect().get("/graphql", headers=BROWSER)
        policy = dict(each.split(" ", 1) for each in response.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["worker-src"] == policy["connect-src"] == "'self'"
        assert policy["base-uri"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
        said = " ".join(policy.values()).replace("'unsafe-inline'", "", 1)
        assert set(said.split()) == {"'none'", "'self'", "data:"}
        assert "'unsafe-inline'" in policy["style-src"]

    async def test_what_the_application_says_cannot_end_the_script(self, connect: Connect) -> None:
        hostile = HOSTILE
        explorer = Explorer(title=hostile, examples=[Example(f"{ECHO} # {hostile}", {"x": hostile})])
        text = await page(connect(explorer=explorer))
        assert Addresses(text).inline == ["application/json"]
        assert options_of(text)["title"] == hostile
        assert options_of(text)["examples"] == [{"document": f"{ECHO} # {hostile}", "variables": {"x": hostile}}]

    async def test_it_has_nothing_of_the_request(self, connect: Connect) -> None:
        """Neither what somebody else wrote into a link, nor where proxies say that it is."""
        http, plain = connect(), await page(connect())
        forwarded = dict.fromkeys(["x-forwarded-host", "x-forwarded-prefix", "x-forwarded-proto"], HOSTILE)
        response = await http.get(
            "/graphql", params={"x": HOSTILE, HOSTILE: "1"}, headers={**BROWSER, **forwarded, "referer": HOSTILE}
        )
        assert (response.status_code, response.text) == (200, plain)
        assert response.headers["referrer-policy"] == "no-referrer"
        assert (response.headers["cache-control"], response.headers["vary"]) == ("no-cache", "accept")
        assert response.headers["x-content-type-options"] == "nosniff"

    async def test_middleware_may_change_each_response(self, connect: Connect) -> None:
        app = belfry(without_database())
        app.add_middleware(GZipMiddleware, minimum_size=1)
        first, second = [await client(app).get("/graphql", headers=BROWSER) for _ in range(2)]
        assert first.text == second.text
        assert first.headers["content-length"] == second.headers["content-length"]

    async def test_options(self, connect: Connect) -> None:
        log_in = LogIn("mutation ($name: String!) { logIn: ring(name: $name) }", token="logIn")
        said = options_of(await page(connect(explorer=Explorer(log_in=log_in), plans=True)))
        assert (said["plans"], said["logIn"]["token"], said["logIn"]["header"]) == (True, "logIn", "Authorization")
        assert options_of(await page(connect()))["plans"] is False

    async def test_without_a_build_it_says_how_to_get_one(self, connect: Connect, folder: str) -> None:
        assert ("make explorer" in await page(connect())) == (folder == "plain")

    async def test_wherever_the_endpoint_is(self, connect: Connect) -> None:
        app = belfry(without_database())
        for route in list(app.router.routes):
            app.router.routes.remove(route)
        app.include_router(http_app.GraphQLApp(SCHEMA, without_database()), prefix="/v1/api")
        text = await page(client(app), "/v1/api")
        assert options_of(text)["endpoint"] == "api"
        assert all(each.startswith("api/explorer/") for each in Addresses(text).found)


class TestFiles:
    async def test_what_was_built_is_kept_for_ever_and_compressed(self, connect: Connect, folder: str) -> None:
        response = await connect().get("/graphql/explorer/main-1.js", headers={"accept-encoding": "gzip"})
        if folder == "plain":
            assert response.status_code == 404
            return
        assert (response.text, response.headers["content-encoding"]) == ("start()", "gzip")
        assert response.headers["content-type"] == "text/javascript; charset=utf-8"
        assert "immutable" in response.headers["cache-control"]
        assert response.headers["content-security-policy"].startswith("default-src 'none'")

    async def test_for_who_takes_no_gzip(self, connect: Connect) -> None:
        response = await connect().get("/graphql/explorer/plain.js", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in response.headers
        assert response.text == (STATIC / "plain.js").read_text()

    @pytest.mark.parametrize("name", ["nothing.js", "..%2fpage.py", "%2e%2e", "manifest.json", "inputs.sha256"])
    async def test_no_other_file(self, connect: Connect, name: str) -> None:
        assert (await connect().get(f"/graphql/explorer/{name}")).status_code == 404

    async def test_none_without_an_explorer(self, connect: Connect) -> None:
        http = connect(explorer=False)
        for name in ("plain.js", "schema.svg", "schema.graphql"):
            assert (await http.get(f"/graphql/explorer/{name}")).status_code == 404

    def test_a_kind_is_known_of_every_file(self) -> None:
        served = Assets()
        for name in served.names:
            assert served.get(name), name


def code(response: Response) -> Any:
    return response.json()["errors"][0]["extensions"]["code"]


async def asked(viewer: Annotated[str | None, Header()] = None) -> str | None:
    if viewer == "forged":
        raise RefusedRequestError(401, "Who is that?")
    return viewer


class TestSchema:
    async def ask(self, connect: Connect, name: str, **headers: str) -> Response:
        return await connect(viewer=asked).get(f"/graphql/explorer/{name}", headers=headers)

    async def test_as_a_text(self, connect: Connect) -> None:
        assert (await self.ask(connect, "schema.graphql")).text == SCHEMA.sdl()

    async def test_as_a_picture(self, connect: Connect) -> None:
        response = await self.ask(connect, "schema.svg")
        assert response.headers["content-type"] == "image/svg+xml"
        assert 'data-type="Guild"' in response.text

    @pytest.mark.parametrize("name", ["schema.graphql", "schema.svg"])
    async def test_for_nobody_who_may_not_ask_for_it(
        self, connect: Connect, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(SCHEMA, "introspection", lambda viewer: viewer is not None)
        refused = await self.ask(connect, name)
        assert (refused.status_code, code(refused)) == (403, "UNAUTHENTICATED")
        assert "Guild" not in refused.text
        assert (await self.ask(connect, name, viewer="me")).status_code == 200
        assert (await self.ask(connect, name, viewer="forged")).status_code == 401
        monkeypatch.setattr(SCHEMA, "introspection", False)
        refused = await self.ask(connect, name, viewer="me")
        assert (refused.status_code, code(refused)) == (403, "FORBIDDEN")

    @pytest.mark.parametrize("name", ["schema.graphql", "schema.svg", "plain.js"])
    async def test_its_head(self, connect: Connect, name: str) -> None:
        head = await connect(viewer=asked).head(f"/graphql/explorer/{name}")
        assert (head.status_code, head.headers["x-content-type-options"]) == (200, "nosniff")


class TestMistakes:
    @pytest.mark.parametrize(
        ("explorer", "said"),
        [
            (
                Explorer(examples=[Example(ECHO), Example("{ nothing }")]),
                "example 2 of the explorer: Cannot query",
            ),
            (Explorer(examples=[Example("{")]), "example 1 of the explorer: Syntax Error"),
            (Explorer(log_in=LogIn("mutation { nothing }", token="nothing")), "log_in of the explorer: Cannot query"),
            (Explorer(log_in=LogIn(RING, token="ring.token")), "its document selects no ring.token"),
        ],
    )
    def test_they_stop_the_start(self, explorer: Explorer, said: str) -> None:
        with pytest.raises(DeclarationError, match=re.escape(said)):
            belfry(without_database(), explorer=explorer)


class TestExamples:
    def test_of_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "2.graphql").write_text("{ b }")
        (tmp_path / "1.graphql").write_text("query ($x: Int) { a(x: $x) }")
        (tmp_path / "1.variables.json").write_text('{"x": 1}')
        (tmp_path / "notes.md").write_text("none")
        assert Example.read(tmp_path) == [Example("query ($x: Int) { a(x: $x) }", {"x": 1}), Example("{ b }")]
