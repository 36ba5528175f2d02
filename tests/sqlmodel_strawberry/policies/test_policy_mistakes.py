"""Policies that could not be kept stop the start-up."""

from typing import Any

import pytest
from sqlalchemy import ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry, relationship

from sqlmodel_strawberry import Policy, WriteSession, anyone, build_schema, may_read, mutation, nobody, signed_in
from tests.sqlmodel_strawberry.declarations import declared, model, problems


class Base(DeclarativeBase):
    registry = registry()


class House(Base):
    __tablename__ = "house"
    street: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)


class Cat(Base):
    __tablename__ = "cat"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))
    tag: Mapped[str] = mapped_column(String(20), unique=True)
    street: Mapped[int | None]
    number: Mapped[int | None]
    version: Mapped[int] = mapped_column()
    friends: Mapped[list["Dog"]] = relationship(secondary=lambda: Friendship.__table__, lazy="raise")
    fleas: Mapped[list["Flea"]] = relationship(lazy="raise")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (ForeignKeyConstraint(["street", "number"], ["house.street", "house.number"]),)


class Dog(Base):
    __tablename__ = "dog"
    id: Mapped[int] = mapped_column(primary_key=True)


class Flea(Base):
    __tablename__ = "flea"
    id: Mapped[int] = mapped_column(primary_key=True)
    cat_tag: Mapped[str] = mapped_column(ForeignKey("cat.tag"))
    cat: Mapped[Cat] = relationship(viewonly=True, lazy="raise")


class Friendship(Base):
    __tablename__ = "friendship"
    cat_id: Mapped[int] = mapped_column(ForeignKey("cat.id"), primary_key=True)
    dog_id: Mapped[int] = mapped_column(ForeignKey("dog.id"), primary_key=True)


CatPublic = model("CatPublic", id=int, name=str, version=int)
CatUpdate = model("CatUpdate", name=str | None)
DogPublic = model("DogPublic", id=int)
FriendshipPublic = model("FriendshipPublic", cat_id=int, dog_id=int)
FleaPublic = model("FleaPublic", id=int)
HousePublic = model("HousePublic", street=int, number=int)


def cat(policy: Policy | None = None, **options: Any) -> type:
    return declared(Cat, options.pop("public", CatPublic), policy=policy, update=CatUpdate, **options)


@pytest.mark.parametrize(
    ("policy", "options", "what", "mend"),
    [
        (
            Policy(read_fields={"wings": nobody}),
            {},
            "read_fields names wings, which CatPublic does not show",
            "name public columns only: what is not public is never read",
        ),
        (
            Policy(read_fields={"tag": nobody}),
            {},
            "read_fields names tag, which CatPublic does not show",
            "name public columns only: what is not public is never read",
        ),
        (
            Policy(read_fields={"id": nobody}),
            {},
            "read_fields names id, which identifies the row",
            "hide the row itself with read=",
        ),
        (
            Policy(read_fields={"name": nobody}),
            {"searchable": ["name"]},
            "read_fields names name, which search looks into",
            "drop it from searchable=: what is found would tell what is hidden",
        ),
        (
            Policy(read_fields={"version": nobody}),
            {},
            "read_fields names version, which expectedVersion is compared with",
            "drop it, or take version out of CatPublic",
        ),
        (
            Policy(write_fields={"tag": nobody}),
            {},
            "write_fields names tag, which no Create or Update model has",
            "drop it",
        ),
        (
            Policy(read=lambda viewer, row: viewer.id == row.id),
            {},
            "the rule read fails for a stranger, whose viewer is None: 'NoneType' object has no attribute 'id'",
            "mend it",
        ),
        (
            Policy(update=lambda viewer, row: row.wings == 2),
            {},
            "the rule update fails for a stranger, whose viewer is None: a rule reads wings, which is no column of Cat",
            "mend it",
        ),
        (
            Policy(delete=lambda viewer, row: not row.name == "x"),  # noqa: SIM201
            {},
            "the rule delete fails for a stranger, whose viewer is None: "
            "a rule takes a value of a row for a truth value: combine conditions with &, | and ~",
            "mend it",
        ),
        (
            Policy(create=lambda viewer, row: viewer),
            {},
            "the rule create fails for a stranger, whose viewer is None: "
            "a rule of Cat gave None: give True, False or a condition on the row's columns",
            "mend it",
        ),
        (
            Policy(read_fields={"name": lambda viewer, row: may_read(row, "owner")}),
            {},
            "the rule read_fields['name'] fails for a stranger, whose viewer is None: "
            "a rule follows owner, which is no relation of Cat",
            "mend it",
        ),
        (
            Policy(write_fields={"name": lambda viewer: True}),  # type: ignore[dict-item, misc]
            {},
            "the rule write_fields['name'] fails for a stranger, whose viewer is None: "
            "<lambda>() takes 1 positional argument but 2 were given",
            "mend it",
        ),
        (
            Policy(read=True),  # type: ignore[arg-type]
            {},
            "the rule read fails for a stranger, whose viewer is None: 'bool' object is not callable",
            "mend it",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and "," in value else "",
)
def test_a_rule(policy: Policy, options: Any, what: str, mend: str) -> None:
    (problem,) = problems(cat(policy, **options))
    assert problem.what == what
    assert problem.mend == mend
    assert "@resource(Cat)" in problem.where


def test_rules_that_lead_in_a_circle() -> None:
    circle = Policy(read=lambda viewer, row: may_read(row, "fleas"))
    back = Policy(read=lambda viewer, row: may_read(row, "cat"))
    found = problems(cat(circle, relations=["fleas"]), declared(Flea, FleaPublic, relations=["cat"], policy=back))
    assert [problem.what for problem in found] == [
        "the rule read fails for a stranger, whose viewer is None: rules lead in a circle: Flea, Cat, Flea",
        "the rule read fails for a stranger, whose viewer is None: rules lead in a circle: Cat, Flea, Cat",
    ]


@pytest.mark.parametrize(
    ("allow", "what"),
    [
        (lambda viewer, row: viewer.chief, "allow fails for a stranger, whose viewer is None: "),
        (lambda viewer, row: row.id == 1, "allow fails for a stranger, whose viewer is None: "),
        (lambda viewer, row: viewer and viewer.chief, "allow gives None for a stranger"),
        (lambda viewer, row: Cat.__table__.c.id != 1, "allow gives <sqlalchemy"),
    ],
)
def test_a_rule_of_a_service(allow: Any, what: str) -> None:
    class Mutations:
        @mutation(allow=allow)
        @staticmethod
        async def stroke(session: WriteSession) -> Cat:
            raise NotImplementedError

    (problem,) = problems(cat(), mutation=[Mutations])
    assert problem.what.startswith(what)
    assert problem.where.startswith("@mutation ")
    assert problem.where.endswith("Mutations.stroke")


class TestForeignKeysOfSeveralColumns:
    UPDATE = model("HalfUpdate", street=int | None)

    def test_half_of_one(self) -> None:
        house = declared(House, HousePublic, policy=Policy(read=signed_in))
        (problem,) = problems(declared(Cat, CatPublic, update=self.UPDATE), house)
        assert problem.what == "Cat may be updated in street alone, which is part of a foreign key"
        assert problem.mend == "name all of number, street in Update, or none"

    def test_of_rows_that_everybody_sees(self) -> None:
        build_schema([declared(Cat, CatPublic, update=self.UPDATE), declared(House, HousePublic)])


class TestRelations:
    def test_links_that_are_rows_with_rules(self) -> None:
        hidden = declared(Friendship, FriendshipPublic, policy=Policy(read=signed_in))
        (problem,) = problems(cat(relations=["friends"]), declared(Dog, DogPublic), hidden)
        assert problem.where.endswith("relation friends")
        assert problem.what == "it goes through Friendship, whose own policy it would pass by"
        assert problem.mend == "lead to Friendship, and on from there"

    def test_links_that_are_rows_not_everybody_writes(self) -> None:
        create = model("FriendshipCreate", cat_id=int, dog_id=int)
        kept = declared(Friendship, FriendshipPublic, create=create, policy=Policy(create=nobody))
        (problem,) = problems(cat(relations=["friends"], nested=["friends"]), declared(Dog, DogPublic), kept)
        assert problem.what == "nested links are rows of Friendship, whose own policy they would pass by"
        build_schema([cat(relations=["friends"]), declared(Dog, DogPublic), kept])

    def test_links_that_are_rows_for_everybody(self) -> None:
        links = declared(Friendship, FriendshipPublic, policy=Policy(read=anyone))
        build_schema([cat(relations=["friends"], nested=["friends"]), declared(Dog, DogPublic), links])

    def test_children_that_are_tied_by_what_is_hidden(self) -> None:
        flea = declared(Flea, FleaPublic, create=model("FleaCreate", cat_tag=str))
        public = model("TaggedPublic", id=int, tag=str)
        parent = cat(Policy(read_fields={"tag": nobody}), public=public, relations=["fleas"], nested=["fleas"])
        (problem,) = problems(parent, flea)
        assert problem.where.endswith("relation fleas")
        assert problem.what == "nested rows are tied by tag, which read_fields may hide from who writes them"
        assert problem.mend == "drop it from nested=, and write it in a service"
