from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from app.models import User, UserCreate, UserPublic, UserUpdate
from app.services import credits
from app.services.errors import ServiceError
from app.services.passwords import hash_password
from app.services.viewer import Transfer
from graphql_schema.policies import USERS
from graphql_schema.refusals import told_to_the_client
from sqlmodel_strawberry import Action, Context, Key, WriteSession, mutation, resource


async def _with_hashed_password(values: dict[str, Any]) -> dict[str, Any]:
    with told_to_the_client():
        return await hash_password(values)


@resource(
    User,
    public=UserPublic,
    create=UserCreate,
    update=UserUpdate,
    relations=["profile", "orders", "posts"],
    unique=["email", "username"],
    prepare=_with_hashed_password,
    policy=USERS,
)
class UserType:
    """Someone with an account."""


class CreditMutations:
    @mutation(errors=[ServiceError], statements=3)
    @staticmethod
    async def transfer_credits(
        context: Context[Any],
        session: WriteSession,
        from_user_id: Annotated[int, Key(User, Action.UPDATE)],
        to_user_id: Annotated[int, Key(User, None)],
        amount: Annotated[Decimal, Field(max_digits=12, decimal_places=2, description="How much to move.")],
    ) -> User:
        """Move credits from one user to another; the payload has the one who gave."""
        async with context.session.acting_for(Transfer(context.viewer, to_user_id)):
            return await credits.transfer_credits(session, from_user_id, to_user_id, amount)
