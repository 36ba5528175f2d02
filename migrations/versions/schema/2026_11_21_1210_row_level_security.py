"""Row-level security: who may reach which rows, as graphql_schema/policies.py says it (PostgreSQL).

The tables' owner passes the policies by, as ENABLE without FORCE has it: migrations, seeds, and servers that connect
as the owner see no difference.

Revision ID: e5b3f0c9d417
Revises: a70817340191
"""

from collections.abc import Sequence

from alembic import op

revision: str = "e5b3f0c9d417"
down_revision: str | None = "a70817340191"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# What the server tells each transaction: '' or nothing of a stranger. A subquery, so that it is read once, not per row.
VIEWER, RECEIVER = (
    f"(SELECT nullif(current_setting('app.{name}', true), '')::integer)" for name in ("user", "receiver")
)
ROLE = "(SELECT coalesce(current_setting('app.role', true), ''))"

ADMIN, STAFF, SERVICE = f"{ROLE} = 'admin'", f"{ROLE} IN ('staff', 'admin')", f"{ROLE} = 'service'"
OWN = f"user_id = {VIEWER} OR {ADMIN}"
ONESELF = f"id = {VIEWER} OR id = {RECEIVER} OR {ROLE} IN ('admin', 'service')"
WRITTEN = f"author_id = {VIEWER} OR {ADMIN}"
# What a subquery reads has policies too.
AUTHOR = 'EXISTS (SELECT FROM post WHERE post.author_id = "user".id)'
IN_ORDER = 'EXISTS (SELECT FROM "order" WHERE "order".id = order_id)'
OF_POST = f"EXISTS (SELECT FROM post WHERE post.id = post_id AND ({WRITTEN}))"
LOGIN = f"user_id = {VIEWER} OR {SERVICE}"
ALL = "true"

# By table, what must hold of the rows of each command: of an UPDATE before and after. What is not named is refused.
# To lock a row FOR SHARE is to update it: orders lock products, so those who may not change one fail at the change.
POLICIES: dict[str, dict[str, tuple[str, ...]]] = {
    "user": {
        "SELECT": (f"{ONESELF} OR {AUTHOR}",),
        "INSERT": (f"{ROLE} IN ('admin', 'service')",),
        "UPDATE": (ONESELF, ONESELF),
        "DELETE": (ADMIN,),
    },
    "profile": {
        "SELECT": (f"{OWN} OR {SERVICE}",),
        "INSERT": (f"{OWN} OR {SERVICE}",),
        "UPDATE": (OWN, OWN),
        "DELETE": (OWN,),
    },
    "login_session": {"SELECT": (LOGIN,), "INSERT": (LOGIN,), "UPDATE": (LOGIN, LOGIN), "DELETE": (LOGIN,)},
    "order": {"SELECT": (OWN,), "INSERT": (OWN,), "UPDATE": (OWN, OWN)},
    "order_item": {"SELECT": (IN_ORDER,), "INSERT": (IN_ORDER,)},
    "post": {
        "SELECT": (f"published_at IS NOT NULL OR {WRITTEN}",),
        "INSERT": (WRITTEN,),
        "UPDATE": (WRITTEN, WRITTEN),
        "DELETE": (WRITTEN,),
    },
    "post_tag": {
        "SELECT": ("EXISTS (SELECT FROM post WHERE post.id = post_id)",),
        "INSERT": (OF_POST,),
        "DELETE": (OF_POST,),
    },
    "tag": {"SELECT": (ALL,), "INSERT": (f"{VIEWER} IS NOT NULL",), "UPDATE": (STAFF, STAFF), "DELETE": (STAFF,)},
    "team": {"SELECT": (ALL,), "INSERT": (STAFF,), "UPDATE": (STAFF, STAFF), "DELETE": (STAFF,)},
    "hero": {"SELECT": (ALL,), "INSERT": (STAFF,), "UPDATE": (STAFF, STAFF), "DELETE": (STAFF,)},
    "category": {"SELECT": (ALL,), "INSERT": (STAFF,), "UPDATE": (STAFF, STAFF), "DELETE": (STAFF,)},
    "product": {"SELECT": (ALL,), "INSERT": (STAFF,), "UPDATE": (ALL, STAFF), "DELETE": (STAFF,)},
}


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for table, commands in POLICIES.items():
            for command, conditions in commands.items():
                using = "" if command == "INSERT" else f" USING ({conditions[0]})"
                check = f" WITH CHECK ({conditions[-1]})" if command in ("INSERT", "UPDATE") else ""
                op.execute(f'CREATE POLICY {command.lower()}_rows ON "{table}" FOR {command}{using}{check}')
            op.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')


def downgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        for table, commands in POLICIES.items():
            op.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
            for command in commands:
                op.execute(f'DROP POLICY {command.lower()}_rows ON "{table}"')
