"""What a write gave survives being written down, with its types."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sqlmodel_strawberry.loading.rows import row_maker
from sqlmodel_strawberry.mutations.outcomes import Outcomes
from tests.sqlmodel_strawberry.transactions.bank import SCHEMA, Kind

OUTCOMES = Outcomes(list(SCHEMA.resources.values()))
ACCOUNT = SCHEMA.resources["Account"]

leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text()
    | st.decimals(allow_nan=False)
    | st.uuids()
    | st.dates()
    | st.times().map(lambda time: time.replace(fold=0))
    | st.datetimes(timezones=st.just(dt.UTC) | st.none()).map(lambda instant: instant.replace(fold=0))
    | st.binary()
    | st.sampled_from(Kind)
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def restored(value: Any) -> Any:
    return OUTCOMES.decode(json.loads(json.dumps(OUTCOMES.encode(value))))


@given(values)
def test_values_come_back_as_they_were(value: Any) -> None:
    assert (restored(value), repr(restored(value))) == (value, repr(value))


@given(st.lists(leaves, min_size=2, max_size=2))
def test_rows_come_back_as_rows(values: list[Any]) -> None:
    columns = [ACCOUNT.columns["name"], ACCOUNT.columns["extra"]]
    row = restored(row_maker(ACCOUNT, columns)(values))
    assert type(row) is ACCOUNT.cls
    assert vars(row) == dict(zip(("name", "extra"), values, strict=True))


def test_what_cannot_be_written_down_is_an_error() -> None:
    with pytest.raises(TypeError, match="holds object"):
        OUTCOMES.encode([object()])
