from app.models import User, UserCreate, UserPublic, UserUpdate
from app.services import accounts
from app.services.errors import ServiceError
from app.services.passwords import hash_password
from sqlmodel_strawberry import WriteSession, mutation, resource


@resource(
    User,
    public=UserPublic,
    create=UserCreate,
    update=UserUpdate,
    relations=["profile", "orders", "posts"],
    unique=["email", "username"],
    prepare=hash_password,
)
class UserType:
    """Someone with an account."""


class AccountMutations:
    @mutation(errors=[ServiceError])
    @staticmethod
    async def register_user(session: WriteSession, account: UserCreate) -> User:
        """Open an account, with an empty profile."""
        return await accounts.register_user(session, account)
