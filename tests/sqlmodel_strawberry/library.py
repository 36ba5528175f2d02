"""A domain that the application knows nothing of: tables, boundary models and the whole API, in one file."""

import datetime as dt
import enum
import uuid
from decimal import Decimal
from typing import Any, Optional

import sqlalchemy as sa
from pydantic import computed_field
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import Field, Relationship, SQLModel

from sqlmodel_strawberry import Schema, build_schema, resource

library = registry()
LAZY = {"lazy": "raise"}


class Binding(enum.Enum):
    """How an edition is bound."""

    paperback = "pb"
    hard_cover = "hc"


class LibraryModel(SQLModel, registry=library):
    """SQLModel tables of this domain only."""


class LibraryBase(DeclarativeBase):
    """Plain SQLAlchemy tables of the same domain."""

    registry = library
    metadata = library.metadata


authorship = sa.Table(
    "authorship",
    library.metadata,
    sa.Column("book_isbn", sa.ForeignKey("book.isbn"), primary_key=True),
    sa.Column("author_id", sa.ForeignKey("author.id"), primary_key=True),
)


class AuthorBase(SQLModel):
    """Someone who writes."""

    name: str = Field(min_length=1, max_length=100, description="The name on the cover.")
    born: dt.date | None = Field(default=None, description="The day of birth, if known.")
    mentor_id: uuid.UUID | None = Field(default=None, foreign_key="author.id", description="Who taught the author.")


class Author(AuthorBase, LibraryModel, table=True):
    """Someone who writes."""

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    tax_number: str | None = None

    mentor: Optional["Author"] = Relationship(
        back_populates="students", sa_relationship_kwargs={**LAZY, "remote_side": "Author.id"}
    )
    students: list["Author"] = Relationship(back_populates="mentor", sa_relationship_kwargs=LAZY)
    dossier: Optional["Dossier"] = Relationship(
        back_populates="author", sa_relationship_kwargs={**LAZY, "uselist": False}
    )
    books: list["Book"] = Relationship(
        back_populates="authors", sa_relationship_kwargs={**LAZY, "secondary": authorship}
    )


class AuthorPublic(AuthorBase):
    """Someone who writes."""

    id: uuid.UUID

    @computed_field(description="The capitals of the name.")
    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split())


class AuthorCreate(AuthorBase):
    """A new author, whose key may be given."""

    id: uuid.UUID = Field(default_factory=uuid.uuid4)
    tax_number: str | None = None


class AuthorUpdate(SQLModel):
    """What to change in an author."""

    name: str | None = Field(default=None, min_length=1, max_length=100)
    born: dt.date | None = None
    mentor_id: uuid.UUID | None = None


class DossierBase(SQLModel):
    """What is on file about an author. Its key is the author's."""

    notes: str = ""


class Dossier(DossierBase, LibraryModel, table=True):
    """What is on file about an author."""

    author_id: uuid.UUID = Field(primary_key=True, foreign_key="author.id")

    author: Author = Relationship(back_populates="dossier", sa_relationship_kwargs=LAZY)


class DossierPublic(DossierBase):
    """What is on file about an author."""

    author_id: uuid.UUID


class DossierCreate(DossierPublic):
    """A new dossier."""


class BookBase(SQLModel):
    """A work, whatever its editions."""

    title: str = Field(max_length=200)
    price: Decimal = Field(max_digits=8, decimal_places=2)
    details: dict[str, Any] | None = None
    keywords: list[str] = Field(default_factory=list)


class Book(LibraryBase):
    """A work, whatever its editions. Its key is natural text."""

    __tablename__ = "book"

    isbn: Mapped[str] = mapped_column(sa.String(17), primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    price: Mapped[Decimal] = mapped_column(sa.Numeric(8, 2))
    details: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON)
    keywords: Mapped[list[str]] = mapped_column(sa.JSON)

    authors: Mapped[list[Author]] = relationship(secondary=authorship, back_populates="books", lazy="raise")
    editions: Mapped[list["Edition"]] = relationship(back_populates="book", lazy="raise", passive_deletes="all")


class BookPublic(BookBase):
    """A work, whatever its editions."""

    isbn: str


class BookCreate(BookBase):
    """A new book."""

    isbn: str = Field(schema_extra={"pattern": r"^[0-9-]+$"})


class BookUpdate(SQLModel):
    """What to change in a book."""

    title: str | None = None
    price: Decimal | None = Field(default=None, max_digits=8, decimal_places=2)
    details: dict[str, Any] | None = None
    keywords: list[str] | None = None


class EditionBase(SQLModel):
    """One printing of a book."""

    isbn: str = Field(description="The book that it is a printing of.")
    number: int = Field(ge=1)
    binding: Binding = Binding.paperback
    published: dt.date
    announced_at: dt.datetime | None = Field(default=None, description="When it was announced.")
    pages: int = Field(ge=1)


class Edition(LibraryBase):
    """One printing of a book. Its key has two columns."""

    __tablename__ = "edition"

    isbn: Mapped[str] = mapped_column(sa.ForeignKey("book.isbn"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    binding: Mapped[Binding] = mapped_column(sa.Enum(Binding, native_enum=False))
    published: Mapped[dt.date] = mapped_column(sa.Date)
    announced_at: Mapped[dt.datetime | None] = mapped_column(sa.DateTime)
    pages: Mapped[int] = mapped_column(sa.SmallInteger)

    book: Mapped[Book] = relationship(back_populates="editions", lazy="raise")
    copies: Mapped[list["Copy"]] = relationship(back_populates="edition", lazy="raise", passive_deletes="all")


class EditionPublic(EditionBase):
    """One printing of a book."""


class EditionCreate(EditionBase):
    """A new edition."""


class EditionUpdate(SQLModel):
    """What to change in an edition."""

    binding: Binding | None = None
    published: dt.date | None = None
    announced_at: dt.datetime | None = None
    pages: int | None = Field(default=None, ge=1)


class CopyBase(SQLModel):
    """A thing on a shelf, made as one edition."""

    isbn: str
    number: int
    shelf: str = Field(max_length=10)
    place: int
    barcode: int | None = None


class Copy(CopyBase, LibraryModel, table=True):
    """A thing on a shelf, made as one edition: its foreign key has two columns."""

    __table_args__ = (
        sa.ForeignKeyConstraint(["isbn", "number"], ["edition.isbn", "edition.number"]),
        sa.UniqueConstraint("shelf", "place"),
        sa.Index("one_copy_per_barcode", "barcode", unique=True),
        sa.CheckConstraint(sa.column("place") > 0, name="place_positive"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    barcode: int | None = Field(default=None, sa_type=sa.BigInteger)

    edition: Edition = Relationship(back_populates="copies", sa_relationship_kwargs=LAZY)


class CopyPublic(CopyBase):
    """A thing on a shelf."""

    id: int


class CopyCreate(CopyBase):
    """A new copy."""


class CopyUpdate(SQLModel):
    """Where to put a copy."""

    shelf: str | None = None
    place: int | None = None
    barcode: int | None = None


@resource(
    Author,
    public=AuthorPublic,
    create=AuthorCreate,
    update=AuthorUpdate,
    relations=["mentor", "students", "dossier", "books"],
)
class AuthorType:
    """Someone who writes."""


@resource(Dossier, public=DossierPublic, create=DossierCreate, relations=["author"], unique=["author_id"])
class DossierType:
    """What is on file about an author."""


@resource(Book, public=BookPublic, create=BookCreate, update=BookUpdate, relations=["authors", "editions"])
class BookType:
    """A work, whatever its editions."""


@resource(Edition, public=EditionPublic, create=EditionCreate, update=EditionUpdate, relations=["book", "copies"])
class EditionType:
    """One printing of a book."""


@resource(
    Copy,
    public=CopyPublic,
    create=CopyCreate,
    update=CopyUpdate,
    relations=["edition"],
    unique=[("shelf", "place"), "barcode"],
    plural="copies",
)
class CopyType:
    """A thing on a shelf."""


def create_schema() -> Schema:
    """The whole API."""
    return build_schema([AuthorType, DossierType, BookType, EditionType, CopyType])
