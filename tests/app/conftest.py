from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr

from app.main import create_app
from app.services.passwords import HASHER
from app.settings import Settings
from sqlmodel_strawberry import Database
from tests.app import rows
from tests.app.identity_client import KEY, PASSWORD, IdentityClient
from tests.app.telemetry_client import Told, application, kept_logging


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """For tests that let the application set up logging."""
    with kept_logging():
        yield


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env` in the current folder, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing takes next to no time, for tests that are not about that."""
    cheap = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(HASHER, "_hasher", cheap)
    monkeypatch.setitem(HASHER.__dict__, "_nobodys", cheap.hash("of nobody"))


@pytest.fixture(scope="session")
def identity_app() -> FastAPI:
    """The application, made once: making it takes longer than a test. Tests one after the other are no load."""
    with kept_logging():
        return create_app(
            Settings(access_token_keys=SecretStr(KEY), cost_limit_per_viewer=None, cost_limit_per_address=None)
        )


@pytest.fixture
async def client(identity_app: FastAPI, database: Database, cheap_passwords: None) -> IdentityClient:
    """The application over a database of this test, with an account `ada`, who has a profile."""
    identity_app.state.database = database
    await identity_app.state.identity.throttle.reset()
    async with database.write() as session:
        session.add(rows.user("ada", hashed_password=await HASHER.hash(PASSWORD)))
        await session.flush()
        session.add(rows.profile(1))
    return IdentityClient(identity_app)


@pytest.fixture
def told(database: Database) -> Iterator[Told]:
    """The application with all that can be seen of it, over a database of this test."""
    with application().of(database) as told:
        yield told
