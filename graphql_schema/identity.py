from datetime import datetime
from typing import Annotated, Any

import strawberry
from pydantic import BaseModel, Field

from app.models import User, UserRegister
from app.services import accounts
from app.services.errors import CurrentPasswordWrong, InvalidCredentials, InvalidRefreshToken, ServiceError
from app.services.identity import Identity
from app.services.passwords import HASHER
from app.services.viewer import SERVICE, Viewer
from graphql_schema.refusals import told_to_the_client
from graphql_schema.user import UserType
from sqlmodel_strawberry import Context, Info, WriteSession, anyone, load_row, mutation

Username = Annotated[str, Field(max_length=254, description="The username, or the email address.")]
Password = Annotated[str, Field(max_length=128, description="The password.")]
NewPassword = Annotated[str, Field(min_length=8, max_length=128, description="At least eight characters.")]
RefreshToken = Annotated[str, Field(max_length=200, description="The newest refresh token of the login.")]


class LoggedIn(BaseModel):
    """Who is logged in now, and what to show for it."""

    user: User = Field(repr=False, description="Who is logged in.")
    access_token: str = Field(repr=False, description="To be sent as `Authorization: Bearer …`.")
    refresh_token: str = Field(repr=False, description="Good for one `refreshToken`. Whoever has it is this user.")
    expires_at: datetime = Field(description="When the access token ends.")


class IdentityQueries:
    @strawberry.field
    @staticmethod
    async def viewer(info: Info) -> UserType | None:
        """Who asks; null for strangers."""
        viewer = info.context.viewer
        row: UserType | None = await load_row(info, User, viewer.id) if isinstance(viewer, Viewer) else None
        return row


class IdentityMutations:
    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    @mutation(errors=[ServiceError], allow=anyone, statements=8)
    async def register(self, context: Context[Any], account: UserRegister) -> LoggedIn:
        """Open an account, with an empty profile, and log in."""
        with told_to_the_client():
            await self._identity.throttle.registration(_address(context))
            hashed = await HASHER.hash(account.password)
        async with context.session.acting_for(SERVICE), context.write() as session:
            user = await accounts.register_user(session, account, hashed)
            refresh_token = await self._identity.sessions.begin(session, user)
        return self._logged_in(context, user, refresh_token)

    @mutation(errors=[ServiceError], allow=anyone, statements=9)
    async def log_in(self, context: Context[Any], username: Username, password: Password) -> LoggedIn:
        """Begin a login. It lasts until `logOut`, another password, or its end after some weeks."""
        name, address = username.lower(), _address(context)
        with told_to_the_client():
            await self._identity.throttle.login(name, address)
            async with context.session.acting_for(SERVICE):
                key, hashed, rehashed = await _verified(context, name, password, InvalidCredentials)
        async with context.session.acting_for(SERVICE), context.write() as session:
            user = await accounts.verified_user(session, key, hashed, rehashed)
            refresh_token = await self._identity.sessions.begin(session, user)
        await self._identity.throttle.logged_in(name, address)
        return self._logged_in(context, user, refresh_token)

    @mutation(errors=[ServiceError], statements=8)
    async def change_password(
        self, context: Context[Viewer], current_password: Password, new_password: NewPassword
    ) -> LoggedIn:
        """Take another password. It ends all logins; the payload is a new one."""
        viewer = context.viewer
        # No client can send U+0000: attempts to log in by such a name do not count for this.
        account = f"\0{viewer.principal}"
        with told_to_the_client():
            await self._identity.throttle.login(account, _address(context))
            key, hashed, _ = await _verified(context, viewer.id, current_password, CurrentPasswordWrong)
            new = await HASHER.hash(new_password)
        async with context.write() as session:
            user = await accounts.verified_user(session, key, hashed, None)
            user.hashed_password = new
            await self._identity.sessions.end_all(session, user)
            refresh_token = await self._identity.sessions.begin(session, user)
        return self._logged_in(context, user, refresh_token)

    @mutation(errors=[ServiceError], allow=anyone, statements=3)
    async def refresh_token(self, context: Context[Any], refresh_token: RefreshToken) -> LoggedIn:
        """Go on with a login: new tokens for its newest refresh token. An older one ends the login."""
        async with context.session.acting_for(SERVICE), context.write() as session:
            renewed = await self._identity.sessions.renew(session, refresh_token)
        if renewed is None:
            raise InvalidRefreshToken
        return self._logged_in(context, *renewed)

    @mutation(allow=anyone, statements=1)
    async def log_out(self, context: Context[Any], session: WriteSession, refresh_token: RefreshToken) -> None:
        """End a login, if it has not ended yet. Its access token is good until it expires."""
        async with context.session.acting_for(SERVICE):
            await self._identity.sessions.end(session, refresh_token)

    def _logged_in(self, context: Context[Any], user: User, refresh_token: str) -> LoggedIn:
        viewer = Viewer(user.id, user.role)
        context.sign_in(viewer)
        access_token, expires_at = self._identity.tokens.issue(viewer)
        return LoggedIn(user=user, access_token=access_token, refresh_token=refresh_token, expires_at=expires_at)


async def _verified(
    context: Context[Any], account: str | int, password: str, refused: type[ServiceError]
) -> tuple[int, str, str | None]:
    """The account with this name or key, and this password: its key, its hash, and the hash to keep instead.

    It takes as long for an account that does not exist as for a wrong password.
    """
    rows = await context.session.fetch(accounts.credentials_of(account))
    # What takes this long, and as many at once as there are clients, holds no connection.
    await context.session.release()
    key, hashed = tuple(rows[0]) if rows else (None, None)
    is_right, rehashed = await HASHER.verify(password, hashed)
    if key is None or hashed is None or not is_right:
        raise refused
    return key, hashed, rehashed


def _address(context: Context[Any]) -> str | None:
    client = context.request.client if context.request else None
    return client.host if client else None
