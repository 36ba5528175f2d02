"""Tables and boundary models to make wrong declarations of, and what a start-up says of them."""

from typing import Any

import pytest
from sqlalchemy import ForeignKey, Index, Integer, String, and_
from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, mapped_column, registry, relationship
from sqlmodel import SQLModel

from sqlmodel_strawberry import DeclarationError, build_schema, resource
from sqlmodel_strawberry.exceptions import Problem


class Base(DeclarativeBase):
    """The tables that declarations are wrong about."""

    registry = registry()


class Owner(Base):
    __tablename__ = "owner"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20), unique=True)
    secret: Mapped[str] = mapped_column(String(20), default="x")
    house: Mapped[int] = mapped_column(default=1)
    street: Mapped[int] = mapped_column(default=1)
    pets: Mapped[list["Pet"]] = relationship(back_populates="owner", lazy="raise")
    old_pets: Mapped[list["Pet"]] = relationship(
        primaryjoin=lambda: and_(Owner.id == foreign(Pet.owner_id), Pet.age > 9), viewonly=True, lazy="raise"
    )
    __table_args__ = (Index("one_per_house", "street", "house", unique=True), Index("by_name", "name"))


class Pet(Base):
    __tablename__ = "pet"
    id: Mapped[int] = mapped_column(primary_key=True)
    age: Mapped[int]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owner.id"))
    owner: Mapped[Owner | None] = relationship(back_populates="pets", lazy="raise")


class OwnerPublic(SQLModel):
    id: int
    name: str
    code: str


class OwnerCreate(SQLModel):
    name: str
    code: str


class PetPublic(SQLModel):
    id: int
    age: int


def model(name: str, /, **fields: Any) -> type[SQLModel]:
    """A boundary model whose fields have these annotations."""
    made: type[SQLModel] = type(name, (SQLModel,), {"__annotations__": fields})
    return made


def declared(table: type = Owner, public: type[SQLModel] = OwnerPublic, **options: Any) -> type:
    return resource(table, public=public, **options)(type("Declared", (), {}))


def problems(*resources: type, **options: Any) -> list[Problem]:
    with pytest.raises(DeclarationError) as raised:
        build_schema(resources, **options)
    for problem in raised.value.problems:
        assert problem.where in str(raised.value)
        assert problem.what in str(raised.value)
        assert problem.mend in str(raised.value)
    return raised.value.problems


def the_problem(*resources: type, **options: Any) -> str:
    """What is wrong, where exactly one thing is."""
    (problem,) = problems(*resources, **options)
    return problem.what


def mapped(**members: Any) -> Any:
    """A new table class, in a registry of its own."""

    class OwnBase(DeclarativeBase):
        registry = registry()

    columns = {"id": mapped_column(Integer, primary_key=True), "name": mapped_column(String(9), nullable=True)}
    return type("Own", (OwnBase,), {"__tablename__": "own", **columns, **members})


OwnPublic = model("OwnPublic", id=int)
