"""Mappers that do more than the engine's statements would: refused at start-up, in words."""

from typing import Any

import pytest
from sqlalchemy import Integer, String, event
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry, validates

from tests.sqlmodel_strawberry.declarations import OwnPublic, declared, mapped, problems, the_problem


@pytest.mark.parametrize(
    "name", ["before_insert", "after_insert", "before_update", "after_update", "before_delete", "after_delete"]
)
def test_a_mapper_event_that_would_not_run(name: str) -> None:
    own = mapped()
    event.listen(own, name, lambda *_: None)
    (problem,) = problems(declared(own, OwnPublic))
    assert problem.what == f"a mapper event {name} would not run: writes are statements, not objects"
    assert "prepare=" in problem.mend


def test_an_event_of_a_base_class() -> None:
    class EventfulBase(DeclarativeBase):
        registry = registry()

    event.listen(EventfulBase, "before_insert", lambda *_: None, propagate=True)
    key = mapped_column(Integer, primary_key=True)
    own: Any = type("Own", (EventfulBase,), {"__tablename__": "own", "id": key})
    assert "a mapper event before_insert would not run" in the_problem(declared(own, OwnPublic))


def test_validates() -> None:
    def check(self: Any, _key: str, value: Any) -> Any:
        return value

    own = mapped(check=validates("name")(check))
    assert the_problem(declared(own, OwnPublic)) == "the @validates of name would not run"


def test_a_version_generator_of_its_own() -> None:
    version = mapped_column(String(9), nullable=False)
    own = mapped(version=version, __mapper_args__={"version_id_col": version, "version_id_generator": lambda _: "x"})
    assert the_problem(declared(own, OwnPublic)) == "the version column has a generator of its own"


def test_inheritance() -> None:
    kind = mapped_column(String(9))
    own = mapped(kind=kind, __mapper_args__={"polymorphic_on": kind, "polymorphic_identity": "own"})
    child: Any = type("Child", (own,), {"__mapper_args__": {"polymorphic_identity": "child"}})
    for table in (own, child):
        assert the_problem(declared(table, OwnPublic)) == "inheritance mappings are not supported"
