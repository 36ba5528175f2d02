from decimal import Decimal
from typing import Annotated

from pydantic import Field

from app.models import User, UserCreate, UserPublic, UserUpdate
from app.services import accounts, credits
from app.services.errors import ServiceError
from app.services.passwords import hash_password
from graphql_schema.policies import OPEN
from sqlmodel_strawberry import Key, WriteSession, anyone, mutation, resource


@resource(
    User,
    public=UserPublic,
    create=UserCreate,
    update=UserUpdate,
    relations=["profile", "orders", "posts"],
    unique=["email", "username"],
    prepare=hash_password,
    policy=OPEN,
)
class UserType:
    """Someone with an account."""


class AccountMutations:
    @mutation(errors=[ServiceError], allow=anyone)
    @staticmethod
    async def register_user(session: WriteSession, account: UserCreate) -> User:
        """Open an account, with an empty profile."""
        return await accounts.register_user(session, account)

    @mutation(errors=[ServiceError], allow=anyone)
    @staticmethod
    async def transfer_credits(
        session: WriteSession,
        from_user_id: Annotated[int, Key(User)],
        to_user_id: Annotated[int, Key(User)],
        amount: Annotated[Decimal, Field(max_digits=12, decimal_places=2, description="How much to move.")],
    ) -> User:
        """Move credits from one user to another; the payload has the one who gave."""
        return await credits.transfer_credits(session, from_user_id, to_user_id, amount)
