"""Hand-written fields and mutations that do not fit the resources: refused at start-up, in words."""

from collections.abc import Callable
from typing import Annotated, Any

import pytest
import strawberry
from pydantic import BaseModel

from sqlmodel_strawberry import Action, Key, WriteSession, field, mutation, resource
from tests.sqlmodel_strawberry.declarations import (
    Owner,
    OwnerCreate,
    OwnerPublic,
    Pet,
    declared,
    problems,
    the_problem,
)


class TestCustomFields:
    @staticmethod
    def _with(**members: Any) -> type:
        return resource(Owner, public=OwnerPublic)(type("Declared", (), members))

    @staticmethod
    def _shout(owner: strawberry.Parent[OwnerPublic]) -> str:
        return owner.name.upper()

    @pytest.mark.parametrize("requires", [["secret"], ["name", "secret"], ["nothing"]])
    def test_requires_of_a_column_that_public_does_not_show(self, requires: list[str]) -> None:
        (problem,) = problems(self._with(shout=field(requires=requires)(self._shout)))
        assert problem.what == f"requires {requires[-1]}, which OwnerPublic does not show"
        assert problem.where.endswith("field shout")

    @pytest.mark.parametrize("name", ["name", "id", "database_id"])
    def test_a_name_that_is_generated(self, name: str) -> None:
        (problem,) = problems(self._with(**{name: field()(self._shout)}))
        assert problem.what.endswith("is a generated field already")
        assert problem.mend == "rename the custom field"

    def test_an_alias_that_is_generated(self) -> None:
        assert the_problem(self._with(shout=field(name="code")(self._shout))) == "code is a generated field already"


class Demanding(BaseModel):
    owner_ids: list[Annotated[int, Key(Owner, Action.UPDATE)]] | None = None


def _mutations(function: Callable[..., Any]) -> type:
    return type("Mutations", (), {"act": mutation()(function)})


class TestMutations:
    async def _no_resource(session: WriteSession) -> int:  # type: ignore[misc]
        return 1

    async def _no_return(session: WriteSession):  # type: ignore[misc,no-untyped-def]
        pass

    async def _unknown_key(session: WriteSession, pet_id: Annotated[int, Key(Pet)]) -> Owner:  # type: ignore[misc,empty-body]
        pass

    async def _unsupported(session: WriteSession, what: complex) -> Owner:  # type: ignore[misc,empty-body]
        pass

    async def _untyped(session: WriteSession, what) -> Owner:  # type: ignore[no-untyped-def,misc,empty-body]
        pass

    async def _unresolvable(session: WriteSession, what: "Nowhere") -> Owner:  # type: ignore[name-defined,misc,empty-body]  # noqa: F821
        pass

    async def _optional_unknown_key(  # type: ignore[misc,empty-body]
        session: WriteSession, pet_id: Annotated[int, Key(Pet)] | None = None
    ) -> Owner:
        pass

    async def _demanding_model(session: WriteSession, lines: list[Demanding]) -> Owner:  # type: ignore[misc,empty-body]
        pass

    @pytest.mark.parametrize(
        ("function", "what"),
        [
            (_demanding_model, "Demanding.owner_ids asks for update, which only a parameter's Key can"),
            (_no_resource, "returns <class 'int'>, which is not the table of a resource"),
            (_no_return, "is not the table of a resource"),
            (_unknown_key, "pet_id is the key of"),
            (_optional_unknown_key, "pet_id is the key of"),
            (_unsupported, "<class 'complex'> has no GraphQL type"),
            (_untyped, "what"),
            (_unresolvable, "name 'Nowhere' is not defined"),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_a_signature_that_makes_no_mutation(self, function: Any, what: str) -> None:
        (problem,) = problems(declared(), mutation=[_mutations(function)])
        assert what in problem.what
        assert problem.where == "@mutation Mutations.act"

    def test_a_name_that_is_generated(self) -> None:
        async def create_owner(session: WriteSession) -> Owner:
            raise NotImplementedError

        (problem,) = problems(declared(create=OwnerCreate), mutation=[_mutations(create_owner)])
        assert problem.where == "the hand-written field createOwner of Mutation"
        assert problem.what == "there is a field createOwner already"

    def test_a_query_whose_name_is_generated(self) -> None:
        class Queries:
            @strawberry.field
            @staticmethod
            def owners() -> str:
                return ""

        (problem,) = problems(declared(), query=[Queries])
        assert problem.where == "the hand-written field owners of Query"
        assert problem.what == "there is a field owners already"
