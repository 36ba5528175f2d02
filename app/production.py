"""What production refuses to start with: said all at once."""

import logging
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col

from app.models import User
from app.seed import DEMO_PASSWORD, DEMO_USERNAMES
from app.services.passwords import HASHER
from app.services.viewer import SERVICE
from app.settings import Settings
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.exceptions import DatabaseUnavailableError

logger = logging.getLogger(__name__)


class NotForProduction(Exception):
    """What is good enough to try things out, and not for strangers."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(f"this is not fit for ENVIRONMENT=production: {'; '.join(problems)}")
        self.problems = problems


async def check_production(settings: Settings, database: Database) -> bool:
    """Look for all that is wrong, where the environment is production. False where the database could not be asked.

    Raises:
        NotForProduction: with every problem, in words.
    """
    if settings.is_production:
        accounts = await _demo_accounts(database)
        problems = [*_settings(settings), *(accounts or ())]
        if problems:
            raise NotForProduction(problems)
        return accounts is not None
    return True


def _settings(settings: Settings) -> Iterator[str]:
    if not settings.token_keys:
        yield "ACCESS_TOKEN_KEYS is not set (`python -m app key` makes one)"
    if not settings.has_own_database:
        yield "DATABASE_URL is not set, and the default is a file to try things on"


async def _demo_accounts(database: Database) -> list[str] | None:
    """What is wrong with the accounts; None where they cannot be read."""
    demo = select(col(User.username), col(User.hashed_password)).where(col(User.username).in_(DEMO_USERNAMES))
    session = database.session()
    try:
        async with session.acting_for(SERVICE):
            found = await session.fetch(demo)
    except (SQLAlchemyError, DatabaseUnavailableError) as error:  # /ready says so, and looks again
        logger.warning("cannot look for demo accounts: %s", type(error).__name__)
        return None
    finally:
        await session.close()
    names = [username for username, hashed in map(tuple, found) if (await HASHER.verify(DEMO_PASSWORD, hashed))[0]]
    return [f"the account {name!r} has the password of the demo, which everybody knows" for name in names]
