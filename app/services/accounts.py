from sqlalchemy import or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from app.models.login_session import LoginSession
from app.models.profile import Profile
from app.models.user import User, UserRegister
from app.services.errors import EmailTaken, InvalidCredentials, UsernameTaken
from app.services.login_sessions import password_digest


async def register_user(session: AsyncSession, account: UserRegister, hashed_password: str) -> User:
    """Make an account with an empty profile.

    Raises EmailTaken or UsernameTaken; IntegrityError where another writer took either meanwhile.
    """
    await _refuse_taken(session, account)
    user = User(**account.model_dump(exclude={"password"}), hashed_password=hashed_password)
    session.add(user)
    await session.flush()
    session.add(Profile(user_id=user.id))
    await session.flush()
    return user


def credentials_of(account: str | int) -> Select[int, str]:
    """The `id` and `hashed_password` of an active account, by its username, address or key: one row, or none."""
    if isinstance(account, int):
        found = col(User.id) == account
    else:
        found = (col(User.email) if "@" in account else col(User.username)) == account
    return select(User.id, User.hashed_password).where(found, col(User.is_active))


async def verified_user(session: AsyncSession, key: int, verified: str, rehashed: str | None) -> User:
    """The user whose password was found to be that of the hash `verified`, which `rehashed` takes the place of.

    Raises InvalidCredentials where the account is not what it was then.
    """
    statement = select(User).where(col(User.id) == key).with_for_update(key_share=True)
    user = (await session.exec(statement.execution_options(populate_existing=True))).one_or_none()
    if user is None or not user.is_active or user.hashed_password != verified:
        raise InvalidCredentials
    if rehashed is not None:
        old = password_digest(user)
        user.hashed_password = rehashed
        own = col(LoginSession.user_id) == user.id, col(LoginSession.password_digest) == old
        await session.exec(update(LoginSession).where(*own).values(password_digest=password_digest(user)))
        await session.flush()
    return user


async def _refuse_taken(session: AsyncSession, account: UserRegister) -> None:
    statement = select(User.email, User.username).where(
        or_(col(User.email) == account.email, col(User.username) == account.username)
    )
    for email, _ in (await session.exec(statement)).all():
        raise EmailTaken if email == account.email else UsernameTaken
