"""Remember logins: the families of refresh tokens.

Revision ID: a70817340191
Revises: 7be2d1904c35
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from app.models.columns import UtcDateTime

revision: str = "a70817340191"
down_revision: str | None = "7be2d1904c35"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "login_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("password_digest", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_login_session_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
    )
    op.create_index(op.f("ix_login_session_expires_at"), "login_session", ["expires_at"])
    op.create_index(op.f("ix_login_session_user_id_created_at"), "login_session", ["user_id", "created_at"])


def downgrade() -> None:
    op.drop_table("login_session")
