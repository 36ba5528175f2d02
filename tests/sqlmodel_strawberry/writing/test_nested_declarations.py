"""What nested= may name: every mistake is found at start-up, in words."""

import pytest
from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship
from sqlmodel import SQLModel

from sqlmodel_strawberry import DeclarationError, build_schema, resource

ships = registry()


class Base(DeclarativeBase):
    """Tables of these tests only."""

    registry = ships
    metadata = ships.metadata


class Passage(Base):
    __tablename__ = "passage"
    ship_id: Mapped[int] = mapped_column(ForeignKey("ship.id"), primary_key=True)
    port_id: Mapped[int] = mapped_column(ForeignKey("port.id"), primary_key=True)
    fare: Mapped[int] = mapped_column()


class Ship(Base):
    __tablename__ = "ship"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()
    home_id: Mapped[int | None] = mapped_column(ForeignKey("port.id"))
    home: Mapped["Port | None"] = relationship(lazy="raise")
    masts: Mapped[list["Mast"]] = relationship(lazy="raise", passive_deletes="all")
    patch: Mapped[list["Mast"]] = relationship(lazy="raise", viewonly=True)
    ports: Mapped[list["Port"]] = relationship(secondary="passage", lazy="raise")


class Port(Base):
    __tablename__ = "port"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()


class Mast(Base):
    __tablename__ = "mast"
    id: Mapped[int] = mapped_column(primary_key=True)
    ship_id: Mapped[int] = mapped_column(ForeignKey("ship.id"))


class Named(SQLModel):
    """A name."""

    name: str


class MastPublic(SQLModel):
    """A mast."""

    id: int


RELATIONS = ["home", "masts", "patch", "ports"]


def problems_of(nested: list[str]) -> list[str]:
    """What building a fleet with this declaration complains of."""
    ship: type = resource(Ship, public=Named, create=Named, relations=RELATIONS, nested=nested)(type("A", (), {}))
    port: type = resource(Port, public=Named)(type("B", (), {}))
    mast: type = resource(Mast, public=MastPublic)(type("C", (), {}))
    with pytest.raises(DeclarationError) as raised:
        build_schema([ship, port, mast])
    return [problem.what for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        ("sails", ["nested names sails, which is no relation of it"]),
        ("home", ["nested names home, which leads to one row", "leads to Port, which has no Create model"]),
        ("masts", ["nested names masts, which leads to Mast, which has no Create model"]),
        ("patch", ["is viewonly", "has no Create model", "has the name of another field of the input"]),
        ("ports", ["nested names ports, which goes through passage, whose fare must be given"]),
    ],
)
def test_a_relation_that_cannot_be_written_with_its_row(name: str, problems: list[str]) -> None:
    found = problems_of([name])
    assert len(found) == len(problems)
    for part, problem in zip(problems, found, strict=True):
        assert part in problem


def test_every_mistake_is_reported() -> None:
    assert len(problems_of(["sails", "masts", "ports"])) == 3
