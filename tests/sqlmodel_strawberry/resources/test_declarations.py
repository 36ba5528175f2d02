"""Mistakes in declarations stop the start-up, all at once, each with its place and its mend."""

import enum
from typing import Any

import pytest
import strawberry
from pydantic import computed_field
from sqlalchemy import Integer, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from sqlmodel_strawberry import DeclarationError, WriteSession, build_schema, field, mutation, resource
from tests.sqlmodel_strawberry.declarations import (
    Owner,
    OwnerPublic,
    OwnPublic,
    Pet,
    PetPublic,
    declared,
    mapped,
    model,
    problems,
    the_problem,
)


class TestModels:
    @pytest.mark.parametrize(
        ("options", "what"),
        [
            ({"public": model("Public", id=int, nmae=str)}, "Public names nmae, which is no column of Owner"),
            ({"create": model("Create", name=str, code=str, id=int)}, "Create admits id, which the database generates"),
            ({"update": model("Update", id=int)}, "Update admits id, which"),
            (
                {"create": model("Create", name=str)},
                "no create can succeed: code is NOT NULL without default, and not in the Create model",
            ),
            (
                {"create": model("Create", name=str, code=str, wings=int)},
                "Create names wings, which is no column of Owner",
            ),
            ({"update": model("Update", wings=int)}, "Update names wings, which is no column of Owner"),
            ({"public": model("Public", id=int, name=complex)}, "Public.name: <class 'complex'> has no GraphQL type"),
            ({"public": model("Public", id=int, name=int | str)}, "Public.name: int | str has no GraphQL type"),
            ({"update": model("Update", name=complex)}, "Update.name: <class 'complex'> has no GraphQL type"),
            ({"unique": ["name"]}, "name is declared unique, but the table has no unique constraint or index on it"),
            ({"unique": ["secret"]}, "unique names secret, which OwnerPublic does not show"),
            ({"unique": [("street", "house")]}, "unique names street, house, which OwnerPublic does not show"),
            ({"unique": ["nothing"]}, "unique names nothing, which OwnerPublic does not show"),
            ({"relations": ["dogs"]}, "Owner has no relationship dogs"),
            ({"relations": ["pets"]}, "the relation pets leads to Pet, which has no resource in this schema"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_a_declaration_that_does_not_fit_its_table(self, options: Any, what: str) -> None:
        found = problems(declared(**options))
        assert what in found[0].what
        assert all("Declared" in problem.where and "@resource(Owner)" in problem.where for problem in found)
        assert all(problem.mend for problem in found)

    def test_a_generated_key_in_update_is_one_mistake(self) -> None:
        assert len(problems(declared(update=model("Update", id=int)))) == 1

    def test_a_relation_on_more_than_its_foreign_key(self) -> None:
        what = the_problem(declared(relations=["old_pets"]), declared(Pet, PetPublic))
        assert what == "the relation old_pets joins on more than its foreign key"

    def test_a_relation_that_public_names_too(self) -> None:
        (first, *_) = problems(
            declared(public=model("Public", id=int, pets=list[int]), relations=["pets"]), declared(Pet, PetPublic)
        )
        assert "pets" in first.what

    def test_what_prepare_makes_need_not_be_a_column(self) -> None:
        create = model("Create", name=str, password=str)
        build_schema([declared(create=create, prepare=lambda values: values)])

    def test_names_of_an_enum_that_differ_in_case_only(self) -> None:
        twins = enum.Enum("twins", {"red": 1, "RED": 2})
        what = the_problem(declared(public=model("Public", id=int, name=twins)))
        assert "names that differ in case only" in what

    def test_a_computed_field_without_a_type(self) -> None:
        class Public(OwnerPublic):
            @computed_field
            @property
            def odd(self) -> complex:
                return 1j

        what = the_problem(declared(public=Public))
        assert "the computed field Public.odd" in what


class TestResources:
    def test_a_class_that_is_no_resource(self) -> None:
        class Stray:
            pass

        (problem,) = problems(Stray)
        assert "Stray" in problem.where
        assert problem.what == "is not a resource"

    def test_a_model_that_is_no_table(self) -> None:
        assert the_problem(declared(OwnerPublic)) == "OwnerPublic is not a mapped table"

    def test_two_resources_of_one_table(self) -> None:
        assert the_problem(declared(), declared()) == "the table has another resource already"

    def test_two_tables_of_one_name(self) -> None:
        class OtherBase(DeclarativeBase):
            registry = registry()

        other = type("Owner", (OtherBase,), {"__tablename__": "owner", "id": mapped_column(Integer, primary_key=True)})
        (problem,) = problems(declared(), declared(other, model("OtherPublic", id=int)))
        assert "Owner" in problem.what

    def test_a_plural_that_is_the_singular(self) -> None:
        (problem,) = problems(declared(plural="owner"))
        assert "owner" in problem.what
        assert "plural=" in problem.mend

    def test_a_key_that_makes_no_id(self) -> None:
        class FloatBase(DeclarativeBase):
            registry = registry()

        class Measured(FloatBase):
            __tablename__ = "measured"
            at: Mapped[float] = mapped_column(primary_key=True)

        assert "the key at has the type" in the_problem(declared(Measured, model("Public", at=float)))


def test_every_mistake_is_listed_at_once() -> None:
    async def act(session: WriteSession) -> int:
        return 1

    own = mapped()
    event.listen(own, "before_insert", lambda *_: None)

    class Clash:
        @field(requires=["secret"])
        @staticmethod
        def shout(owner: strawberry.Parent[OwnerPublic]) -> str:
            return owner.name

    owner = resource(
        Owner,
        public=model("Public", id=int, nmae=str),
        create=model("Create", id=int, name=str),
        relations=["dogs", "pets"],
        unique=["id", "name"],
    )(Clash)
    with pytest.raises(DeclarationError) as raised:
        build_schema([owner, declared(own, OwnPublic)], mutation=[type("Mutations", (), {"act": mutation()(act)})])
    whole = str(raised.value)
    for part in (
        "Public names nmae",
        "Create admits id",
        "code is NOT NULL",
        "no relationship dogs",
        "pets leads to Pet",
        "unique names name",
        "before_insert",
        "requires secret",
        "returns <class 'int'>",
    ):
        assert part in whole
    assert whole.startswith(f"{len(raised.value.problems)} mistakes in the declared resources:")
    assert len(raised.value.problems) == 9
