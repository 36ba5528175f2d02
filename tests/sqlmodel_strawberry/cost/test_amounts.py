"""Shares of cost: linear in the number of parents, but for statements, which serve a whole level."""

import pytest

from sqlmodel_strawberry.cost.amounts import NOTHING, Cost, Share, among

RELATION = Share(rows=1, statements=1)
SLOW = Share(rows=2, calls=1)


def test_a_list_multiplies_rows_and_calls() -> None:
    assert (RELATION + SLOW).times(5) == Share(rows=15, statements=1, calls=5)
    assert (RELATION + SLOW).times(0) == NOTHING


def test_what_is_not_loaded_together_costs_statements_for_each() -> None:
    assert (RELATION + SLOW).one_by_one().times(5) == Share(rows=15, calls=10)


def test_alone() -> None:
    assert (RELATION + SLOW).alone() == Cost(rows=3, statements=2)
    assert Cost(rows=3, statements=2).total == 3 + 2 * 10
    assert Cost(3, 2).to_json() == {"rows": 3, "statements": 2, "cost": 23}


@pytest.mark.parametrize(
    ("count", "share"),
    [(0, NOTHING), (1, Share(4, 3, 1)), (2, Share(8, 5, 2)), (9, Share(36, 6, 9))],
)
def test_rows_of_several_types_may_be_of_the_dearest_or_of_all(count: int, share: Share) -> None:
    assert among([Share(1, 3), Share(4, 1), Share(2, 2, 1)], count) == share
    assert among([], count) == NOTHING
