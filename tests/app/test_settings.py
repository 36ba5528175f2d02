"""Settings: from the environment or `.env`, described, checked, and without leaking a password."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings

SECRET_URL = "postgresql+asyncpg://app:s3cret@db.example/app"
pytestmark = pytest.mark.usefixtures("nothing_set")


class TestSources:
    def test_everything_has_a_default(self) -> None:
        settings = Settings()
        assert settings.database_url == "sqlite+aiosqlite:///./app.db"
        assert (settings.host, settings.port) == ("127.0.0.1", 8000)

    def test_the_environment_names_settings_in_capitals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in {"DATABASE_URL": SECRET_URL, "HOST": "0.0.0.0", "PORT": "0", "POOL_SIZE": "2"}.items():
            monkeypatch.setenv(name, value)
        settings = Settings()
        assert settings.database_url == SECRET_URL
        assert (settings.host, settings.port, settings.pool_size) == ("0.0.0.0", 0, 2)

    def test_a_dotenv_file_is_read_and_the_environment_wins(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / ".env").write_text("PORT=1111\nPOOL_SIZE=7\nSOMETHING_ELSE=of another program\n")
        monkeypatch.setenv("PORT", "2222")
        settings = Settings()
        assert (settings.port, settings.pool_size) == (2222, 7)

    def test_an_empty_slow_statement_turns_the_log_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLOW_STATEMENT", "")
        assert Settings().slow_statement is None

    def test_lists_have_commas(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CORS_ORIGINS", " https://App.example ,http://localhost:3000,")
        monkeypatch.setenv("ALLOWED_HOSTS", "")
        settings = Settings()
        assert settings.cors_origins == ("https://app.example", "http://localhost:3000")
        assert settings.allowed_hosts == ()


class TestChecks:
    @pytest.mark.parametrize(
        ("given", "driver"),
        [
            ("postgres://u:p@h/d", "postgresql+asyncpg"),
            ("postgresql://u:p@h/d", "postgresql+asyncpg"),
            ("sqlite:///file.db", "sqlite+aiosqlite"),
        ],
    )
    def test_the_driver_is_filled_in(self, given: str, driver: str) -> None:
        assert Settings(database_url=given).database_url.startswith(f"{driver}://")

    def test_a_password_survives_whatever_is_in_it(self) -> None:
        assert Settings(database_url="postgres://u:p%40ss%2Fw@h/d").database_url.endswith("//u:p%40ss%2Fw@h/d")

    @pytest.mark.parametrize("given", ["mysql://app:s3cret@h/d", "s3cret", "", "postgresql+psycopg://u:s3cret@h/d"])
    def test_another_database_is_refused_without_showing_the_address(self, given: str) -> None:
        with pytest.raises(ValidationError) as caught:
            Settings(database_url=given)
        assert "s3cret" not in str(caught.value)

    @pytest.mark.parametrize(
        ("name", "value"),
        [("PORT", "65536"), ("PORT", "http"), ("POOL_SIZE", "0"), ("LOG_LEVEL", "LOUD"), ("MAX_PAGE_SIZE", "0")],
    )
    def test_wrong_values_are_refused_by_name(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
        monkeypatch.setenv(name, value)
        with pytest.raises(ValidationError) as caught:
            Settings()
        assert [error["loc"] for error in caught.value.errors()] == [(name.lower(),)]

    def test_the_password_is_not_shown(self) -> None:
        assert "s3cret" not in repr(Settings(database_url=SECRET_URL))


class TestDocumentation:
    @pytest.mark.parametrize("name", sorted(Settings.model_fields))
    def test_every_setting_is_described(self, name: str) -> None:
        description = Settings.model_fields[name].description
        assert description is not None
        assert description.endswith(".")
