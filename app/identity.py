"""What knows who asks, as the settings want it."""

import logging
from datetime import timedelta

from limits import parse
from limits.aio.storage import Storage

from app.rate_limits import rate_limit_storage
from app.services.access_tokens import AccessTokens
from app.services.identity import Identity
from app.services.login_sessions import LoginSessions
from app.services.throttle import AttemptLimits, Throttle
from app.settings import Settings
from app.token_keys import new_key, parse_keys

logger = logging.getLogger(__name__)


def make_identity(settings: Settings, storage: Storage | None = None) -> Identity:
    """Attempts are counted in `storage`, or in one that the settings name.

    Without keys in the settings it makes one, which ends with the process: see `app.serving` for several of them.
    """
    keys = settings.token_keys
    if not keys:
        logger.info("ACCESS_TOKEN_KEYS is not set: access tokens end with this process")
        keys = parse_keys(new_key())
    lifetime = timedelta(minutes=settings.access_token_minutes)
    attempts = AttemptLimits(
        login=parse(settings.login_attempts),
        logins_of_account=parse(settings.login_attempts_of_account),
        logins_from_address=parse(settings.login_attempts_from_address),
        registrations=parse(settings.registrations_from_address),
    )
    return Identity(
        AccessTokens(keys, settings.token_issuer, settings.token_audience, lifetime),
        LoginSessions(timedelta(days=settings.login_days), settings.max_logins),
        Throttle(attempts, storage or rate_limit_storage(settings)),
    )
