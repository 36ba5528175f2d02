"""What commands write for whoever typed them, and the settings that they run with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from asyncpg import InterfaceError, PostgresError
from pydantic import ValidationError
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.logging import configure_logging
from app.production import NotForProduction
from app.row_level_security import UnfitRoleError
from app.seed import NotEmpty
from app.serving import AddressTakenError
from app.settings import Settings
from sqlmodel_strawberry.cli import terminal
from sqlmodel_strawberry.cli.terminal import fail, reason
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError


@contextmanager
def plain_errors(code: int = 1) -> Iterator[None]:
    """What the user can mend becomes one line, and this exit code."""
    try:
        with terminal.plain_errors(code), _database_errors(code):
            yield
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(map(str, p['loc'])).upper()}: {p['msg'].removeprefix('Value error, ')}" for p in error.errors()
        )
        fail(f"wrong settings: {problems}", code)
    except NotEmpty:
        fail("there are rows in the database already: seed an empty one", code)
    except (AddressTakenError, CommandError, NotForProduction, UnfitRoleError) as error:
        fail(str(error), code)


@contextmanager
def _database_errors(code: int) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, PostgresError, InterfaceError, DatabaseUnavailableError, OSError) as error:
        # Of a driver's error SQLAlchemy's text would add the statement and its parameters.
        fail(f"cannot use the database at {shown_url(Settings())}: {reason(error)}", code)


def read_settings() -> Settings:
    """The settings of the environment, and the log as they say."""
    settings = Settings()
    configure_logging(settings)
    return settings


def development_settings(command: str) -> Settings:
    """The same for a command that production must not have."""
    settings = read_settings()
    if settings.is_production:
        fail(f"{command} makes accounts that everybody knows the password of: not with ENVIRONMENT=production")
    return settings


def shown_url(settings: Settings) -> str:
    """Where the database is, without its password."""
    return make_url(settings.database_url).render_as_string(hide_password=True)
