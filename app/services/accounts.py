from sqlalchemy import or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models.profile import Profile
from app.models.user import User, UserCreate
from app.services.errors import EmailTaken, UsernameTaken
from app.services.passwords import hash_password


async def register_user(session: AsyncSession, account: UserCreate) -> User:
    """Make an account with an empty profile.

    Raises EmailTaken or UsernameTaken; IntegrityError where another writer took either meanwhile.
    """
    await _refuse_taken(session, account)
    user = User(**await hash_password(account.model_dump()))
    session.add(user)
    await session.flush()
    session.add(Profile(user_id=user.id))
    await session.flush()
    return user


async def _refuse_taken(session: AsyncSession, account: UserCreate) -> None:
    statement = select(User.email, User.username).where(
        or_(col(User.email) == account.email, col(User.username) == account.username)
    )
    for email, _ in (await session.exec(statement)).all():
        raise EmailTaken if email == account.email else UsernameTaken
