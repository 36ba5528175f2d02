import secrets
from dataclasses import dataclass
from datetime import timedelta

from limits import parse

from app.services.access_tokens import AccessTokens
from app.services.login_sessions import LoginSessions
from app.services.throttle import AttemptLimits, BoundedMemoryStorage, Throttle

ISSUER = "sqlmodel-strawberry"


@dataclass(frozen=True)
class Identity:
    """All that it takes to know who asks."""

    tokens: AccessTokens
    sessions: LoginSessions
    throttle: Throttle


def ephemeral_identity() -> Identity:
    """One with a key of its own, whose access tokens end with the process."""
    keys = {"ephemeral": secrets.token_bytes(32)}
    return Identity(
        AccessTokens(keys, ISSUER, ISSUER, timedelta(minutes=15)),
        LoginSessions(timedelta(days=30), 20),
        Throttle(
            AttemptLimits(*map(parse, ("10/5minutes", "100/hour", "100/5minutes", "20/hour"))), BoundedMemoryStorage()
        ),
    )
