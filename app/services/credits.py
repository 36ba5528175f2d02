from decimal import Decimal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models.user import User
from app.services.errors import (
    AmountNotPositive,
    CreditsLimitReached,
    InsufficientCredits,
    TransferToSelf,
    UserNotFound,
)

MAX_CREDITS = Decimal("9999999999.99")


async def transfer_credits(session: AsyncSession, from_user_id: int, to_user_id: int, amount: Decimal) -> User:
    """Move credits from one user to another, and return the one who gave.

    Raises AmountNotPositive, TransferToSelf, UserNotFound, InsufficientCredits or CreditsLimitReached.
    """
    if amount <= 0:
        raise AmountNotPositive
    if from_user_id == to_user_id:
        raise TransferToSelf
    # A savepoint: whoever catches the refusal and goes on has neither half of the transfer, nor its locks.
    async with session.begin_nested():
        users = await _lock_users(session, from_user_id, to_user_id)
        giver, taker = users.get(from_user_id), users.get(to_user_id)
        if giver is None:
            raise UserNotFound("from_user_id")
        # First: who cannot pay learns nothing about others.
        if giver.credits < amount:
            raise InsufficientCredits
        if taker is None:
            raise UserNotFound("to_user_id")
        if taker.credits + amount > MAX_CREDITS:
            raise CreditsLimitReached
        giver.credits -= amount
        taker.credits += amount
        await session.flush()
    return giver


async def _lock_users(session: AsyncSession, *keys: int) -> dict[int, User]:
    """Locked in the order of their keys, so that two transfers never wait for each other in a circle."""
    statement = select(User).where(col(User.id).in_(keys)).order_by(col(User.id)).with_for_update(key_share=True)
    fresh = statement.execution_options(populate_existing=True)
    return {user.id: user for user in (await session.exec(fresh)).all()}
