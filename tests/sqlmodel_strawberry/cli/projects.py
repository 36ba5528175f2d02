"""A project of somebody else, in a folder of its own."""

from itertools import count
from pathlib import Path

PYPROJECT = (
    'schema = "shop.api:create_schema"',
    'viewer = "shop.api:find_viewer"',
    'documents = ["operations"]',
)
API = '''
from sqlalchemy.orm import registry
from sqlmodel import Field, Relationship, SQLModel

from sqlmodel_strawberry import Schema, build_schema, resource


class Model(SQLModel, registry=registry()):
    pass


class ShelfBase(SQLModel):
    label: str = Field(unique=True)


class Shelf(ShelfBase, Model, table=True):
    id: int | None = Field(default=None, primary_key=True)
    secret_code: str = "none"
    toys: list["Toy"] = Relationship(back_populates="shelf", sa_relationship_kwargs={"lazy": "raise"})


class ShelfPublic(ShelfBase):
    id: int


class ToyBase(SQLModel):
    name: str
    shelf_id: int = Field(foreign_key="shelf.id")


class Toy(ToyBase, Model, table=True):
    id: int | None = Field(default=None, primary_key=True)
    shelf: Shelf = Relationship(back_populates="toys", sa_relationship_kwargs={"lazy": "raise"})


class ToyPublic(ToyBase):
    id: int


class ToyCreate(ToyBase):
    pass


@resource(Shelf, public=ShelfPublic, relations=["toys"], plural="shelves")
class ShelfType:
    """Where toys are."""


@resource(Toy, public=ToyPublic, create=ToyCreate, relations=["shelf"])
class ToyType:
    """Something to play with."""


def create_schema() -> Schema:
    return build_schema([ShelfType, ToyType])


async def find_viewer(name, database):
    return {"ada": "Ada"}.get(name)
'''
TOYS = "query Toys { toys { nodes { name shelf { label } } } }\n"
SHELVES = "query Shelves($filter: ShelfFilter) { shelves(filter: $filter) { nodes { ...Parts } } }\n"
PARTS = "fragment Parts on Shelf { id label }\n"


class Project:
    """A folder with a package that has a schema, and two operations of a client of it.

    Each version of the package has a name of its own: what was imported once stays imported.
    """

    _numbers = count()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.api = API
        (folder / "operations").mkdir()
        for name, text in (("toys", TOYS), ("shelves", SHELVES), ("parts", PARTS)):
            (folder / "operations" / f"{name}.graphql").write_text(text)
        self._write()

    def change(self, old: str, new: str) -> None:
        """Write the code in another way."""
        assert old in self.api
        self.api = self.api.replace(old, new)
        self._write()

    def configure(self, *lines: str) -> None:
        """Have only these lines in the section of pyproject.toml; `shop` is the package."""
        text = "\n".join(["[tool.sqlmodel-strawberry]", *lines, ""])
        (self.folder / "pyproject.toml").write_text(text.replace("shop", self.package))

    def _write(self) -> None:
        self.package = f"shop{next(self._numbers)}"
        package = self.folder / self.package
        package.mkdir()
        (package / "__init__.py").write_text("")
        (package / "api.py").write_text(self.api)
        self.configure(*PYPROJECT)
