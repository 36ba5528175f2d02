"""Keep the addresses of users in lower case, as they are compared.

An address whose lower case is another user's too is left alone: only people can tell whose it is.

Revision ID: c41e8d6b2a70
Revises: 5d0c2f7a9b13
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "c41e8d6b2a70"
down_revision: str | None = "5d0c2f7a9b13"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The table as this revision knows it: a model would change under it.
user = sa.table("user", sa.column("id", sa.Integer), sa.column("email", sa.String))


def upgrade() -> None:
    other = user.alias("other")
    shared = sa.exists().where(other.c.id != user.c.id, sa.func.lower(other.c.email) == sa.func.lower(user.c.email))
    folded = sa.func.lower(user.c.email)
    op.execute(user.update().where(user.c.email != folded, ~shared).values(email=folded))


def downgrade() -> None:
    """Nothing to undo: the addresses reach the same people."""
