from datetime import datetime

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from app.models.columns import UtcDateTime


class IdempotencyRecord(SQLModel, table=True):
    """A mutation that was done, for whoever sends it again with the same Idempotency-Key. No resource shows it."""

    __tablename__ = "idempotency_record"
    __table_args__ = (Index(None, "created_at"),)

    key_hash: str = Field(max_length=64, primary_key=True)
    request_hash: str = Field(max_length=64)
    outcomes: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=UtcDateTime)
