"""Search product names by trigrams, where the database can.

Revision ID: 5d0c2f7a9b13
Revises: 9306b96fd712
"""

from collections.abc import Sequence

from alembic import op

revision: str = "5d0c2f7a9b13"
down_revision: str | None = "9306b96fd712"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.create_index(
            "ix_product_name_trigram",
            "product",
            ["name"],
            postgresql_using="gin",
            postgresql_ops={"name": "gin_trgm_ops"},
        )


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.drop_index("ix_product_name_trigram", "product")
        # The extension stays: it may have been there before, or serve others by now.
