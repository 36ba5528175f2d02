"""Search text by trigrams, where the database can.

Revision ID: 5d0c2f7a9b13
Revises: 9306b96fd712
"""

from collections.abc import Sequence

from alembic import op

revision: str = "5d0c2f7a9b13"
down_revision: str | None = "9306b96fd712"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SEARCHED = [
    ("team", "name"),
    ("hero", "name"),
    ("product", "name"),
    ("product", "description"),
    ("post", "title"),
    ("post", "body"),
]


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table, column in SEARCHED:
            # PostgreSQL before 18 folds case by lower(), which is not the same for all letters.
            version = op.get_bind().dialect.server_version_info or (18,)
            folded = f"lower({column})" if version < (18,) else f'casefold({column} COLLATE "pg_unicode_fast")'
            op.execute(f"CREATE INDEX ix_{table}_{column}_search ON {table} USING gin (({folded}) gin_trgm_ops)")


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for table, column in SEARCHED:
            op.execute(f"DROP INDEX ix_{table}_{column}_search")
        # The extension stays: it may have been there before, or serve others by now.
