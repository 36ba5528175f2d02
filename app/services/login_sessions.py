"""Refresh tokens: one login is a family of them, and whoever brings an old one ends the family.

A token is the family's id (128 bits) and a secret (256 bits) in base64url. Of the secret only the hash of the last one
is kept: another one can only be an old one, for nobody else knows the id.
"""

import base64
import binascii
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models.login_session import LoginSession
from app.models.user import User

logger = logging.getLogger(__name__)

ID_BYTES, SECRET_BYTES = 16, 32
TOKEN_LENGTH = 64
PURGED_AT_ONCE = 100


@dataclass(frozen=True)
class LoginSessions:
    """Begins, renews and ends logins. One lasts for `lifetime`, however often it is renewed; a user has `most`."""

    lifetime: timedelta
    most: int

    async def begin(self, session: AsyncSession, user: User) -> str:
        """A new family; what it returns is its first refresh token."""
        now = datetime.now(UTC)
        await self._make_room(session, user.id, now)
        family, secret = uuid4(), secrets.token_bytes(SECRET_BYTES)
        session.add(
            LoginSession(
                id=family,
                user_id=user.id,
                token_hash=_hash(secret),
                password_digest=password_digest(user),
                created_at=now,
                expires_at=now + self.lifetime,
            )
        )
        await session.flush()
        return _token(family, secret)

    async def renew(self, session: AsyncSession, token: str) -> tuple[User, str] | None:
        """Whose token it is, and the next one of its family. None where it is not good, or not any more.

        What is not good any more ends its family: the transaction is to be committed in this case too.
        """
        parsed = _parsed(token)
        found = await _locked(session, parsed[0]) if parsed else None
        if parsed is None or found is None:
            return None
        user = await session.get(User, found.user_id, populate_existing=True)
        if user is None or not _is_good(found, user, parsed[1]):
            await session.delete(found)
            await session.flush()
            return None
        secret = secrets.token_bytes(SECRET_BYTES)
        found.token_hash = _hash(secret)
        await session.flush()
        return user, _token(found.id, secret)

    async def end(self, session: AsyncSession, token: str) -> None:
        """End the family of a token, whichever of its tokens it is."""
        parsed = _parsed(token)
        if parsed is not None:
            await session.exec(delete(LoginSession).where(col(LoginSession.id) == parsed[0]))

    async def end_all(self, session: AsyncSession, user: User) -> None:
        """End all families of a user."""
        await session.exec(delete(LoginSession).where(col(LoginSession.user_id) == user.id))

    async def _make_room(self, session: AsyncSession, user_id: int, now: datetime) -> None:
        """Remove some expired sessions of anybody's, and this user's oldest. What others remove now is left to them."""
        own = col(LoginSession.user_id) == user_id
        newest_first = col(LoginSession.created_at).desc()
        expired = select(LoginSession.id).where(col(LoginSession.expires_at) <= now).limit(PURGED_AT_ONCE)
        oldest = select(LoginSession.id).where(own).order_by(newest_first).offset(self.most - 1).limit(PURGED_AT_ONCE)
        for old in (expired, oldest):
            ids = (await session.exec(old.with_for_update(skip_locked=True))).all()
            if ids:
                await session.exec(delete(LoginSession).where(col(LoginSession.id).in_(ids)))


def password_digest(user: User) -> str:
    """What changes with the password, so that sessions from before are worth nothing."""
    return hashlib.sha256(user.hashed_password.encode()).hexdigest()


async def _locked(session: AsyncSession, family: UUID) -> LoginSession | None:
    """The family, for this transaction alone: of two who bring the same token, one comes second."""
    statement = select(LoginSession).where(col(LoginSession.id) == family).with_for_update()
    return (await session.exec(statement.execution_options(populate_existing=True))).one_or_none()


def _is_good(found: LoginSession, user: User, secret: bytes) -> bool:
    if not hmac.compare_digest(found.token_hash, _hash(secret)):
        logger.warning("an old refresh token of user %s came again: its login has ended", user.id)
        return False
    is_current = found.expires_at > datetime.now(UTC) and found.password_digest == password_digest(user)
    return user.is_active and is_current


def _hash(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()


def _token(family: UUID, secret: bytes) -> str:
    return base64.urlsafe_b64encode(family.bytes + secret).decode()


def _parsed(token: str) -> tuple[UUID, bytes] | None:
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True) if len(token) == TOKEN_LENGTH else b""
    except (binascii.Error, ValueError):
        return None
    return (UUID(bytes=raw[:ID_BYTES]), raw[ID_BYTES:]) if len(raw) == ID_BYTES + SECRET_BYTES else None
