"""Models inside of a boundary model: made as pydantic makes them, and all that is wrong with an input told at once."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, BeforeValidator, field_validator, model_validator
from sqlmodel import Field, SQLModel

from sqlmodel_strawberry.exceptions import UserErrors
from sqlmodel_strawberry.mutations.inputs import InputModel

SEEN: list[Any] = []


def seen(value: Any) -> Any:
    """A validator that tells what it is given."""
    SEEN.append(value)
    return value


class Line(SQLModel):
    number: int = Field(gt=0)
    note: str | None = None


class Plain(BaseModel):
    lines: list[Line]
    count: int = Field(default=1, gt=0)


class Looked(Plain):
    _look = field_validator("lines", mode="before")(seen)


class Whole(Plain):
    _look = model_validator(mode="before")(seen)


class Marked(BaseModel):
    lines: Annotated[list[Line], BeforeValidator(lambda lines: [seen(each) for each in lines])]


class MarkedInside(BaseModel):
    lines: list[Annotated[Line, BeforeValidator(seen)]]


def input_of(model: type[BaseModel]) -> InputModel:
    return InputModel(model, object, nested={"lines": InputModel(Line, object)})


def test_models_are_those_that_pydantic_makes() -> None:
    made = input_of(Plain).parse({"lines": [{"number": 1}, {"number": 2, "note": "two"}]}, ["input"])
    assert made == Plain(lines=[Line(number=1), Line(number=2, note="two")])
    assert [line.model_fields_set for line in vars(made)["lines"]] == [{"number"}, {"number", "note"}]


def test_every_mistake_is_told_at_its_place() -> None:
    with pytest.raises(UserErrors) as refused:
        input_of(Plain).parse({"lines": [{"number": 0}, {"number": 1}, {"note": "x"}], "count": 0}, ["input"])
    assert [error.path for error in refused.value.errors] == [
        ["input", "lines", "0", "number"],
        ["input", "lines", "2", "number"],
        ["input", "count"],
    ]


@pytest.mark.parametrize("model", [Looked, Whole, Marked, MarkedInside])
def test_who_looks_before_pydantic_sees_what_was_sent(model: type[BaseModel]) -> None:
    SEEN.clear()
    input_of(model).parse({"lines": [{"number": 1}]}, ["input"])
    assert SEEN in ([[{"number": 1}]], [{"number": 1}], [{"lines": [{"number": 1}]}])
