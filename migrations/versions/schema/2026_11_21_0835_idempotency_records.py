"""Remember which mutations were done, so that one sent again is not done again.

Revision ID: 7be2d1904c35
Revises: c41e8d6b2a70
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.models.columns import UtcDateTime

revision: str = "7be2d1904c35"
down_revision: str | None = "c41e8d6b2a70"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "idempotency_record",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("request_hash", sa.String(64), nullable=False),
        sa.Column("outcomes", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_idempotency_record")),
    )
    op.create_index(op.f("ix_idempotency_record_created_at"), "idempotency_record", ["created_at"])


def downgrade() -> None:
    op.drop_table("idempotency_record")
