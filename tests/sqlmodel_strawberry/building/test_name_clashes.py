"""Names that the engine gives to every resource are not taken from it in silence."""

import pytest
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import SQLModel

from sqlmodel_strawberry import DeclarationError, build_schema, resource


class Base(DeclarativeBase):
    registry = registry()


class Shelf(Base):
    __tablename__ = "shelf"
    key: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int]
    database_id: Mapped[int]
    not_: Mapped[int]
    books_count: Mapped[int]
    fine: Mapped[int]
    books: Mapped[list["Book"]] = relationship(back_populates="shelf", lazy="raise")


class Book(Base):
    __tablename__ = "book"
    id: Mapped[int] = mapped_column(primary_key=True)
    shelf_key: Mapped[str] = mapped_column(ForeignKey("shelf.key"))
    shelf: Mapped[Shelf] = relationship(back_populates="books", lazy="raise")


class ShelfPublic(SQLModel):
    key: str
    id: int
    database_id: int
    not_: int
    books_count: int
    fine: int


class BookPublic(SQLModel):
    id: int


@resource(Shelf, public=ShelfPublic, relations=["books"], plural="shelves")
class ShelfType:
    """Where books stand."""


@resource(Book, public=BookPublic, relations=["shelf"])
class BookType:
    """What stands there."""


def test_each_clash_is_a_mistake() -> None:
    with pytest.raises(DeclarationError) as caught:
        build_schema([ShelfType, BookType])
    said = [problem.what for problem in caught.value.problems]
    assert said == [
        f"a field {name} is made by the engine, or twice" for name in ("booksCount", "databaseId", "id", "not")
    ]
