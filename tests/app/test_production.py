"""Production: what it refuses to start with, said all at once; keys that outlive a start, and are shared by workers."""

from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from pydantic import SecretStr, ValidationError
from sqlalchemy import URL, delete, make_url
from typer.testing import CliRunner

from app.cli import app
from app.identity import make_identity
from app.main import create_app
from app.models import User, UserRole
from app.production import NotForProduction, check_production
from app.seed import DEMO_PASSWORD, DEMO_USERNAMES
from app.services.passwords import HASHER
from app.services.viewer import Viewer
from app.serving import share_token_key
from app.settings import Settings
from app.token_keys import new_key, parse_keys
from sqlmodel_strawberry import Database
from tests.app import rows
from tests.app.identity_client import KEY, IdentityClient, served

pytestmark = pytest.mark.usefixtures("nothing_set", "restored_logging")


def production(**settings: Any) -> Settings:
    return Settings(environment="production", **settings)


def safe(database: Database) -> Settings:
    url = database.engine.url.render_as_string(hide_password=False)
    return production(database_url=url, access_token_keys=SecretStr(KEY))


async def add_demo(database: Database, password: str = DEMO_PASSWORD) -> None:
    hashed = await HASHER.hash(password)
    async with database.write() as session:
        session.add_all(rows.user(name, hashed_password=hashed) for name in DEMO_USERNAMES)


@pytest.mark.usefixtures("cheap_passwords")
class TestRefusals:
    async def test_everything_that_is_wrong_at_once(self, database: Database) -> None:
        await add_demo(database)
        with pytest.raises(NotForProduction) as caught:
            await check_production(production(), database)
        text = str(caught.value)
        assert len(caught.value.problems) == 4
        for what in ("ACCESS_TOKEN_KEYS is not set", "DATABASE_URL is not set", "'demo'", "'admin'"):
            assert what in text

    async def test_nothing_is_wrong(self, database: Database) -> None:
        await check_production(safe(database), database)
        await add_demo(database, "another password")
        await check_production(safe(database), database)

    async def test_development_takes_anything(self, database: Database) -> None:
        await add_demo(database)
        await check_production(Settings(), database)

    async def test_the_application_does_not_start(self, database: Database) -> None:
        await add_demo(database)
        application = create_app(safe(database))
        with pytest.raises(NotForProduction):
            async with application.router.lifespan_context(application):
                pass

    async def test_a_database_that_is_away_is_no_reason(self, tmp_path: Path) -> None:
        away = make_url(f"sqlite+aiosqlite:///{tmp_path}/missing/app.db")
        async with served(away, environment="production") as client:
            assert (await client.http.get("/live")).status_code == 200

    async def test_what_the_start_could_not_look_for_is_looked_for_later(self, database: Database) -> None:
        application = create_app(safe(database))
        async with (
            application.router.lifespan_context(application),
            AsyncClient(transport=ASGITransport(application), base_url="http://test") as http,
        ):
            application.state.is_checked = False  # as where the database was away
            await add_demo(database)
            refused = await http.get("/ready")
            assert (refused.status_code, refused.json()["status"]) == (503, "not ready")
            assert "'demo'" in refused.json()["production"]
            async with database.engine.begin() as connection:
                await connection.execute(delete(User))
            assert (await http.get("/ready")).json() == {"status": "ready"}
            assert application.state.is_checked

    async def test_there_is_no_explorer_unless_it_is_wanted(self, database_url: URL) -> None:
        async with served(database_url, environment="production") as client:
            response = await client.http.get("/graphql", headers={"Accept": "text/html"})
            assert response.status_code == 406
        assert not production().is_on("auto")
        assert production().is_on("on")
        assert Settings().is_on("auto")
        assert not Settings().is_on("off")


class TestCommands:
    @pytest.mark.parametrize("command", ["demo", "seed", "serve"])
    def test_what_is_not_for_production(self, command: str, database_url: URL) -> None:
        environment = {
            "ENVIRONMENT": "production",
            "DATABASE_URL": database_url.render_as_string(hide_password=False),
        }
        result = CliRunner(env=environment).invoke(app, [command])
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert ("ACCESS_TOKEN_KEYS" if command == "serve" else "ENVIRONMENT=production") in result.stderr

    def test_weak_keys_are_refused_unseen(self) -> None:
        result = CliRunner(env={"ACCESS_TOKEN_KEYS": "a:s3cret"}).invoke(app, ["serve"])
        assert result.exit_code == 1
        assert "ACCESS_TOKEN_KEYS" in result.stderr
        assert "s3cret" not in result.output

    @pytest.mark.parametrize("arguments", [[], ["mine"]])
    def test_a_key_is_printed(self, arguments: list[str]) -> None:
        result = CliRunner().invoke(app, ["key", *arguments])
        ((name, _),) = parse_keys(result.stdout.strip()).items()
        assert not arguments or name == "mine"


class TestSettings:
    def test_secrets_are_not_shown(self) -> None:
        settings = Settings(access_token_keys=SecretStr(KEY), rate_limit_storage="async+redis://:s3cret@host")
        assert KEY.partition(":")[2] not in repr(settings)
        assert "s3cret" not in repr(settings)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("login_attempts", "often"),
            ("login_attempts", "0/minute"),
            ("login_attempts_of_account", "1/minute;2/hour"),
            ("registrations_from_address", ""),
            ("rate_limit_storage", "redis://host"),
            ("environment", "staging"),
        ],
    )
    def test_wrong_values_are_refused(self, name: str, value: str) -> None:
        with pytest.raises(ValidationError) as caught:
            Settings(**{name: value})  # type: ignore[arg-type]
        assert [error["loc"] for error in caught.value.errors()] == [(name,)]


class TestKeys:
    def test_in_development_each_start_makes_one(self) -> None:
        viewer = Viewer(1, UserRole.CUSTOMER)
        first, second = (make_identity(Settings()).tokens for _ in range(2))
        assert first.keys != second.keys
        assert first.read(first.issue(viewer)[0]) == viewer

    def test_all_workers_of_a_start_get_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ACCESS_TOKEN_KEYS", "")
        share_token_key(Settings())
        shared = Settings()
        assert len(shared.token_keys) == 1
        share_token_key(shared)
        assert Settings().token_keys == shared.token_keys

    def test_what_is_set_stays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ACCESS_TOKEN_KEYS", KEY)
        share_token_key(Settings())
        assert Settings().token_keys == parse_keys(KEY)

    async def test_tokens_outlive_a_restart_and_the_rotation_of_keys(
        self, client: IdentityClient, database_url: URL
    ) -> None:
        token = (await client.log_in())["accessToken"]
        rotated = new_key("next")
        async with served(database_url, access_token_keys=f"{rotated},{KEY}") as restarted:
            assert await restarted.viewer(token) == "ada"
            newer = (await restarted.log_in())["accessToken"]
        assert (await client.post("{ viewer { id } }", newer)).status_code == 401
        async with served(database_url, access_token_keys=rotated) as later:
            assert await later.viewer(newer) == "ada"
            assert (await later.post("{ viewer { id } }", token)).status_code == 401
