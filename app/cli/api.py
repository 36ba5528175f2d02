"""This application's API, for the commands of the engine."""

from contextlib import AbstractContextManager
from typing import Any

from sqlmodel import col, select

from app.cli.terminal import plain_errors, read_settings
from app.database import connect
from app.main import limits
from app.migrate import ROOT
from app.models import User, UserRole
from app.services.viewer import SERVICE, Viewer
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Database, Schema
from sqlmodel_strawberry.cli.api import Api
from sqlmodel_strawberry.cli.terminal import AskedError
from sqlmodel_strawberry.project import Project

VIEWERS = "customer, staff, admin, or a username; else a stranger"


class ApplicationApi(Api):
    """The schema with the limits of the settings, over the database that they name."""

    @property
    def project(self) -> Project:
        return Project.find(ROOT)

    def schema(self) -> Schema:
        return create_schema(limits(read_settings()))

    def database(self) -> Database:
        return connect(read_settings())

    async def viewer(self, name: str | None, database: Database) -> Any:
        if name is None:
            return None
        if name in set(UserRole):
            # Nobody has this key, so nothing is this viewer's own.
            return Viewer(0, UserRole(name))
        session = database.session()
        try:
            async with session.acting_for(SERVICE):
                found = await session.fetch(select(User.id, User.role).where(col(User.username) == name))
        finally:
            await session.close()
        if not found:
            raise AskedError(f"there is no user {name}: name one, or a role ({', '.join(UserRole)})")
        return Viewer(found[0].id, found[0].role)

    def plain_errors(self, code: int = 1) -> AbstractContextManager[None]:
        return plain_errors(code)
