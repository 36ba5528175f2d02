"""PostgreSQL's row-level security as a second wall behind graphql_schema/policies.py: docs/row_level_security.md."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.services.viewer import SERVICE, Transfer, Viewer

STRANGER = {"app.user": "", "app.role": "", "app.receiver": ""}

PRIVILEGES = "SELECT, INSERT, UPDATE, DELETE"

IS_ACTIVE = text("""SELECT row_security_active('"user"')""")
FOUND = text("""
    SELECT quote_ident(rolname) AS name, rolsuper OR rolbypassrls AS passes_by,
           pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = '"user"'::regclass), 'USAGE') AS owns
    FROM pg_roles WHERE rolname = :role""")


class UnfitRoleError(Exception):
    """A role that policies would not stop, or that is not there."""


def viewer_settings(viewer: object) -> Mapping[str, str]:
    """What policies ask of `current_setting`, of a viewer, or of what the server does for one."""
    if viewer is SERVICE:
        return {**STRANGER, "app.role": "service"}
    if isinstance(viewer, Transfer):
        return {**viewer_settings(viewer.viewer), "app.receiver": str(viewer.receiver)}
    if isinstance(viewer, Viewer):
        return {**STRANGER, "app.user": str(viewer.id), "app.role": viewer.role.value}
    return STRANGER


async def is_active(connection: AsyncConnection) -> bool:
    """Whether policies hold for whoever is connected: not for owners, superusers, and who has BYPASSRLS."""
    return bool((await connection.execute(IS_ACTIVE)).scalar_one())


async def grant(connection: AsyncConnection, role: str) -> None:
    """Let a role use the tables, those of later migrations too, as far as the policies go.

    Raises:
        UnfitRoleError: there is no such role, or the policies would not hold for it.
    """
    found = (await connection.execute(FOUND, {"role": role})).one_or_none()
    if found is None:
        raise UnfitRoleError(f"{role} is no role: CREATE ROLE {role} LOGIN PASSWORD '…'")
    if found.passes_by or found.owns:
        why = "is a superuser or has BYPASSRLS" if found.passes_by else "owns the tables"
        raise UnfitRoleError(f"policies do not hold for {role}, which {why}: take another one")
    for statement in _grants(found.name):
        await connection.exec_driver_sql(statement)


def _grants(name: str) -> Iterator[str]:
    yield f"GRANT USAGE ON SCHEMA public TO {name}"
    yield f"GRANT {PRIVILEGES} ON ALL TABLES IN SCHEMA public TO {name}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {PRIVILEGES} ON TABLES TO {name}"
    yield f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {name}"
