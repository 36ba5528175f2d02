"""What two answers may differ in, and what not."""

from typing import Any

import orjson
import pytest

from sqlmodel_strawberry.cost.amounts import Cost
from sqlmodel_strawberry.cost.reports import CostReport
from tests.differential.answers import Answer, differences

ROW = {"a": 1, "b": {"c": 2}}
CHEAP, NEAR, DEAR = (CostReport(Cost(5, 3), Cost(3, statements)) for statements in (1, 2, 3))


def error(*path: Any, message: str = "No.", **extensions: Any) -> dict[str, Any]:
    return {"message": message, "path": list(path), "extensions": {"code": "X", **extensions}}


def answer(data: Any, *errors: dict[str, Any], cost: CostReport | None = CHEAP, **options: Any) -> Answer:
    body = {"data": data, **({"errors": list(errors)} if errors else {})}
    return Answer(body, orjson.dumps(body), True, cost, **options)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (answer(ROW), answer(ROW)),
        (answer(ROW), answer(ROW, cost=DEAR)),
        (answer(ROW, cost=NEAR), answer(ROW)),
        (answer({"a": None}, error("a", errorId="1")), answer({"a": None}, error("a", errorId="2"))),
        (
            answer({"a": None, "b": None}, error("a"), error("b")),
            answer({"a": None, "b": None}, error("b"), error("a")),
        ),
        (answer({"a": None}, error("a", 0)), answer({"a": None}, error("a", 0), error("a", 1))),
    ],
    ids=["equal", "fewer statements", "one more", "ids of errors", "their order", "fewer below a null that bubbled"],
)
def test_equal(mine: Answer, theirs: Answer) -> None:
    assert differences(mine, theirs) == []


NULL = answer({"a": None}, error("a", 0))


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (answer(ROW), answer({"b": {"c": 2}, "a": 1})),
        (answer(1), answer(1.0)),
        (answer({"a": None}, error("a")), answer({"a": None})),
        (answer({"a": None}), answer({"a": None}, error("a"))),
        (answer({"a": None}, error("a")), answer({"a": None}, error("a", message="Yes."))),
        (answer({"a": None}, error("a")), answer({"a": None}, error("a", more=1))),
        (answer({"a": 1}, error("a")), answer({"a": 1})),
        (answer({"a": None}, error("a", 1)), NULL),
        (answer({"a": None}, error("a", 0), error("a", 1)), NULL),
        (answer({"a": None, "b": None}, error("a")), answer({"a": None, "b": None}, error("b"))),
        (answer(ROW, cost=DEAR), answer(ROW)),
        (answer(ROW, cost=None), answer(ROW)),
        (answer(ROW, cost=CostReport(Cost(5, 3), Cost(4, 1))), answer(ROW)),
        (answer(ROW, cost=CostReport(Cost(6, 3), Cost(3, 1))), answer(ROW)),
        (answer(ROW, looked_again=True), answer(ROW)),
        (answer(ROW, tables={"t": [[1]]}), answer(ROW, tables={"t": []})),
    ],
    ids=[
        "the order of keys",
        "numbers of another type",
        "an error more",
        "an error less",
        "its message",
        "its extensions",
        "an error where no null is",
        "another error below a null that bubbled",
        "one more than there can be",
        "the place",
        "more statements",
        "no cost",
        "rows",
        "the estimate",
        "the slow way for nothing",
        "tables",
    ],
)
def test_different(mine: Answer, theirs: Answer) -> None:
    assert differences(mine, theirs) != []


def test_another_error_that_there_can_be() -> None:
    mine = answer({"a": None}, error("a", 1))
    assert differences(mine, NULL, lambda found: found["path"] == ["a", 1]) == []
