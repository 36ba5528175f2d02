"""What a project says of its API in `[tool.sqlmodel-strawberry]` of its pyproject.toml, and loading what that names."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from sqlmodel_strawberry.documents.trusted import TrustedDocumentsError
from sqlmodel_strawberry.exceptions import DeclarationError
from sqlmodel_strawberry.schema import Schema

FILE = "pyproject.toml"
SECTION = "sqlmodel-strawberry"


class ProjectError(Exception):
    """What a project says cannot be used, in words."""


@dataclass(frozen=True)
class Project:
    """A project; its paths are relative to its folder, and made absolute when it is read."""

    folder: Path
    schema: str | None = None
    """`package.module:attribute`: a `Schema`, or a function without arguments that makes it."""
    database: str | None = None
    """The URL of the database that `explain` asks."""
    viewer: str | None = None
    """`package.module:attribute`: `async (name, database)`, which gives the viewer that `explain --as` names."""
    snapshot: Path = Path("schema.graphql")
    documents: tuple[Path, ...] = ()
    """The operations of clients: files, folders, manifests."""
    relations: Path = Path("relations.json")
    """The certificate that relations take as many statements for many parents as for one."""
    budgets: Path = Path("budgets.json")
    """What each operation of `documents` may take."""
    public: tuple[str, ...] = ()
    """Coordinates of hand-written fields that are named like a private column, and meant to be."""
    migrations: Path = Path("alembic.ini")

    @classmethod
    def find(cls, start: Path) -> Self:
        """The project that a folder is in: the nearest pyproject.toml with the section; without one, the defaults.

        Raises:
            ProjectError: the file cannot be read, or says what it cannot.
        """
        for folder in (start, *start.parents):
            path = folder / FILE
            section = _section(path) if path.is_file() else None
            if section is not None:
                return cls._of(folder, path, section)
        return cls._of(start, start / FILE, {})

    @classmethod
    def _of(cls, folder: Path, path: Path, section: Mapping[str, Any]) -> Self:
        kinds = {each.name: each.default for each in fields(cls) if each.name != "folder"}
        if unknown := sorted(section.keys() - kinds.keys()):
            raise ProjectError(f"{path}: [tool.{SECTION}] has {', '.join(unknown)}; it takes {', '.join(kinds)}")
        said = {name: _value(path, name, value, kinds[name]) for name, value in section.items()}
        made = replace(cls(folder), **said)
        return replace(
            made,
            documents=tuple(folder / each for each in made.documents),
            **{name: folder / getattr(made, name) for name, default in kinds.items() if isinstance(default, Path)},
        )

    def load_schema(self) -> Schema:
        """The schema.

        Raises:
            ProjectError: none is named, it cannot be imported, is not a schema, or cannot be made.
        """
        if self.schema is None:
            where = f'`schema = "package.module:attribute"` in [tool.{SECTION}] of {self.folder / FILE}'
            raise ProjectError(f"name the schema: --schema package.module:attribute, or {where}")
        found = self.load(self.schema)
        if callable(found):
            try:
                found = found()
            except (DeclarationError, TrustedDocumentsError) as error:
                raise ProjectError(str(error)) from None
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
                raise ProjectError(f"{self.schema} does not make a schema: {told}") from error
        if not isinstance(found, Schema):
            raise ProjectError(f"{self.schema} is of {type(found).__name__}, not the Schema that build_schema makes")
        return found

    def load(self, reference: str) -> Any:
        """What `package.module:attribute` names. The project's folder is importable.

        Raises:
            ProjectError: there is no such thing, or importing it fails.
        """
        module, colon, attribute = reference.partition(":")
        if not (module and colon and attribute.isidentifier()):
            raise ProjectError(f"{reference} is not package.module:attribute")
        if str(self.folder) not in sys.path:
            sys.path.insert(0, str(self.folder))
        try:
            found = import_module(module)
        except Exception as error:
            raise ProjectError(f"cannot import {module}: {type(error).__name__}: {error}") from error
        if not hasattr(found, attribute):
            raise ProjectError(f"{module} has no {attribute}")
        return getattr(found, attribute)


def _section(path: Path) -> Mapping[str, Any] | None:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProjectError(f"cannot read {path}: {error.strerror}") from None
    except ValueError as error:
        raise ProjectError(f"{path} is not TOML: {error}") from None
    section = tables.get("tool", {}).get(SECTION)
    if section is not None and not isinstance(section, dict):
        raise ProjectError(f"{path}: [tool.{SECTION}] is no table")
    return section


def _value(path: Path, name: str, value: Any, default: Any) -> Any:
    """A value of the section as its field wants it."""
    many = isinstance(default, tuple)
    texts = [value] if isinstance(value, str) else value if many and isinstance(value, list) else None
    if texts is None or not all(isinstance(each, str) and each for each in texts):
        raise ProjectError(f"{path}: {name} of [tool.{SECTION}] is {'text, or a list of texts' if many else 'a text'}")
    if name == "documents":
        return tuple(map(Path, texts))
    return tuple(texts) if many else Path(value) if isinstance(default, Path) else value
