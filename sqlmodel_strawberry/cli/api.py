"""The API that commands are about: a project's, or that of an application which has settings of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlmodel_strawberry.cli.terminal import AskedError, plain_errors
from sqlmodel_strawberry.database.engine import Database
from sqlmodel_strawberry.project import Project
from sqlmodel_strawberry.schema import Schema


class Api(ABC):
    """What commands ask for, when they run. Nothing is loaded before."""

    @property
    @abstractmethod
    def project(self) -> Project:
        """Where things are."""

    @abstractmethod
    def schema(self) -> Schema:
        """The schema, with the limits that are set."""

    @abstractmethod
    def database(self) -> Database:
        """A database of a dialect to write statements for, and to run them on."""

    @abstractmethod
    async def viewer(self, name: str | None, database: Database) -> Any:
        """Who asks, by the name that was typed; a stranger without one.

        Raises:
            AskedError: there is nobody of this name.
        """

    def plain_errors(self, code: int = 1) -> AbstractContextManager[None]:
        """See `terminal.plain_errors`."""
        return plain_errors(code)


class ProjectApi(Api):
    """That of a project, as its pyproject.toml and the options before the command say."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        """Names of fields of `Project`, and what was typed for them."""

    @property
    def project(self) -> Project:
        return replace(Project.find(Path.cwd()), **self.options)

    def schema(self) -> Schema:
        return self.project.load_schema()

    def database(self) -> Database:
        url = self.project.database or "sqlite+aiosqlite://"
        try:
            return Database.connect(url)
        except ValueError as error:
            raise AskedError(str(error)) from None

    async def viewer(self, name: str | None, database: Database) -> Any:
        if name is None:
            return None
        project = self.project
        if project.viewer is None:
            raise AskedError("name the function that finds viewers, to explain --as one: `viewer` in pyproject.toml")
        found = await project.load(project.viewer)(name, database)
        if found is None:
            raise AskedError(f"{project.viewer} knows no {name}")
        return found
