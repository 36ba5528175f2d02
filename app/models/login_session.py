from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.columns import UtcDateTime


class LoginSession(SQLModel, table=True):
    """One login: a family of refresh tokens, each made from the one before, of which only the last is good.

    No resource shows it.
    """

    __tablename__ = "login_session"
    __table_args__ = (Index(None, "user_id", "created_at"), Index(None, "expires_at"))

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: int = Field(foreign_key="user.id", ondelete="CASCADE")
    token_hash: str = Field(max_length=64)
    password_digest: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
