"""Ids and cursors: what is written is read back, and what others wrote is refused, never a crash."""

import base64
import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sqlmodel_strawberry.resources.resource import Resource
from sqlmodel_strawberry.values import codec
from sqlmodel_strawberry.values.ids import from_global_id, to_global_id
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import key_kinds
from tests.sqlmodel_strawberry.key_kinds import COMPOSITE_KEYS, KEYS, Floor
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = key_kinds.create_schema()
# The database is only read, so examples may share it.
READS_ONLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-999999, max_value=999999)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "Numbered": st.integers(-(2**31), 2**31 - 1),
    "Small": st.integers(-(2**15), 2**15 - 1),
    "Big": st.integers(-(2**63), 2**63 - 1),
    "Named": text,
    "Unique": st.uuids(),
    "Exact": decimals,
    "Daily": st.dates(),
    "Naive": st.datetimes(),
    "Aware": st.datetimes(timezones=st.just(dt.UTC)),
    "Storey": st.sampled_from(Floor),
}
KEY_STRATEGIES = {name: st.tuples(values) for name, values in VALUES.items()} | {
    "Composite": st.tuples(st.dates(), text, st.uuids(), decimals)
}
keys = st.sampled_from(sorted(KEY_STRATEGIES)).flatmap(lambda name: st.tuples(st.just(name), KEY_STRATEGIES[name]))


def forge(values: Any) -> str:
    """An id or a cursor as somebody would who has looked inside of one."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


plausible = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "NaN",
            "sNaN",
            "Infinity",
            "1e999999",
            "-1e-999999",
            "1_0",
            "١",  # noqa: RUF001
            "2026-01-31",
            "20260131",
            "2026-W05-6",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00+02:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2026-01-31T24:00:00",
            "{123e4567-e89b-12d3-a456-426614174000}",
            "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
            "ground",
            "GROUND",
            "G",
            "__class__",
            "a\0b",
            "\ud800",
            "x" * 20_000,
            "9" * 5_000,
        ]
    ),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)
names = st.sampled_from([*SCHEMA.resources, "Node", "", "__class__"]) | st.integers() | st.none()
forged = st.tuples(names, st.lists(plausible, max_size=5)).map(lambda parts: forge([parts[0], *parts[1]]))


def _mangle(original: str) -> st.SearchStrategy[str]:
    place, character = st.integers(0, len(original)), st.characters(codec="utf-8")
    return st.one_of(
        st.builds(lambda at, by: original[:at] + by + original[at + 1 :], place, character),
        st.builds(lambda at, by: original[:at] + by + original[at:], place, character),
        st.builds(lambda at: original[:at], place),
        st.builds(lambda times: original * times, st.integers(0, 50)),
        st.just(original.swapcase()),
        st.just(original + "="),
        st.just(original + "===="),
    )


real_ids = keys.map(lambda pair: to_global_id(SCHEMA.resources[pair[0]], pair[1]))
hostile_ids = st.one_of(
    forged,
    real_ids.flatmap(_mangle),
    st.text(max_size=60),
    st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()),
    st.recursive(plausible, lambda inner: st.lists(inner, max_size=3), max_leaves=5).map(forge),
    st.integers(1, 3000).map(lambda depth: base64.urlsafe_b64encode(b"[" * depth + b"]" * depth).decode()),
)


@given(keys)
def test_an_id_gives_its_key_back(pair: tuple[str, tuple[Any, ...]]) -> None:
    name, key = pair
    resource = SCHEMA.resources[name]
    made = to_global_id(resource, key)
    assert from_global_id(made, resource) == key
    assert made.isascii()
    assert not set(made) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(keys, keys)
def test_different_rows_have_different_ids(one: tuple[str, Any], other: tuple[str, Any]) -> None:
    ids = [to_global_id(SCHEMA.resources[name], key) for name, key in (one, other)]
    assert (ids[0] == ids[1]) == (repr(one) == repr(other))


@given(keys)
def test_an_id_is_of_one_resource(pair: tuple[str, Any]) -> None:
    made = to_global_id(SCHEMA.resources[pair[0]], pair[1])
    for name, resource in SCHEMA.resources.items():
        if name != pair[0]:
            with pytest.raises(codec.MalformedError):
                from_global_id(made, resource)


@given(hostile_ids, st.sampled_from(sorted(SCHEMA.resources)))
@settings(max_examples=200)
def test_an_id_that_is_not_ours_is_malformed_or_a_key_that_fits(hostile: str, name: str) -> None:
    resource: Resource = SCHEMA.resources[name]
    try:
        key = from_global_id(hostile, resource)
    except codec.MalformedError:
        return
    assert len(key) == len(resource.key)
    for value, column in zip(key, resource.key, strict=True):
        assert isinstance(value, column.python_type)
        assert codec.restore(codec.decode(codec.encode((value,)))[0], column.source.type) == value


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        (2**31, sa.Integer()),
        (-(2**15) - 1, sa.SmallInteger()),
        (2**63, sa.BigInteger()),
        (True, sa.Integer()),
        (1.0, sa.Integer()),
        ("1", sa.Integer()),
        (1, sa.String()),
        ("a\0b", sa.String()),
        ("x" * 10_001, sa.String()),
        ("NaN", sa.Numeric(9, 3)),
        ("1e999999", sa.Numeric(9, 3)),
        (1, sa.Numeric(9, 3)),
        ("2026-13-01", sa.Date()),
        ("0001-01-01T00:00:00+14:00", sa.DateTime(timezone=True)),
        ("not one", sa.Uuid()),
        ("G", sa.Enum(Floor)),
        (None, sa.String()),
        ([], sa.String()),
    ],
    ids=repr,
)
def test_a_value_that_its_column_cannot_hold_is_malformed(value: Any, type_: Any) -> None:
    with pytest.raises(codec.MalformedError):
        codec.restore(value, type_)


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    database = await make_database(key_kinds.key_kinds.metadata)
    async with database.engine.begin() as connection:
        for model, (first, _, _) in KEYS.items():
            await connection.execute(sa.insert(model).values(key=first, label="x"))
        composite = dict(zip(("day", "name", "owner", "amount"), COMPOSITE_KEYS[0], strict=True))
        await connection.execute(sa.insert(key_kinds.Composite).values(**composite, label="x"))
    return Operations(SCHEMA, database)


@READS_ONLY
@given(ids=st.lists(hostile_ids, min_size=12, max_size=12))
@example(ids=[forge(["Naive", "2026-01-31T12:00:00+02:00"])] * 12)
@example(ids=[forge(["Aware", "0001-01-01T00:00:00+14:00"])] * 12)
@example(ids=[forge(["Aware", "2026-01-31T12:00:00"])] * 12)
@example(ids=[forge(["Exact", "1e999999"])] * 12)
@example(ids=[forge(["Exact", "-1e-999999"])] * 12)
@example(ids=["\ud800"] * 12)
async def test_hostile_ids_in_queries(api: Operations, ids: list[str]) -> None:
    names = sorted(SCHEMA.resources)
    for nodes in (ids[:6], ids[6:]):
        # One bad character in one variable refuses the whole operation, so each half stands for itself.
        declared = ", ".join(f"$i{number}: ID!" for number in range(6))
        fields = [f"n{number}: node(id: $i{number}) {{ id }}" for number in range(6)]
        lookups = [
            f"l{number}: {SCHEMA.resources[name].field_name}(by: {{id: $i{number}}}) {{ id }}"
            for number, name in zip(range(6), names, strict=False)
        ]
        variables = {f"i{number}": value for number, value in enumerate(nodes)}
        codes = await api.codes(f"query ({declared}) {{ {' '.join(fields + lookups)} }}", **variables)
        assert set(codes) <= {"BAD_USER_INPUT"}


@READS_ONLY
@given(
    name=st.sampled_from(sorted(SCHEMA.resources)),
    values=st.lists(plausible, max_size=4),
    argument=st.sampled_from(["after", "before"]),
    hostile=st.none() | hostile_ids,
)
@example(name="Naive", values=["2026-01-31T12:00:00+02:00"], argument="after", hostile=None)
@example(name="Aware", values=["9999-12-31T23:59:59-14:00"], argument="before", hostile=None)
@example(name="Aware", values=["2026-01-31T12:00:00"], argument="before", hostile=None)
@example(name="Exact", values=["1e999999"], argument="after", hostile=None)
@example(name="Named", values=["x" * 20_000], argument="after", hostile=None)
async def test_hostile_cursors_in_queries(
    api: Operations, name: str, values: list[Any], argument: str, hostile: str | None
) -> None:
    many = SCHEMA.resources[name].list_name
    if hostile is None:
        found = await api.data(f"{{ {many}(first: 1) {{ pageInfo {{ endCursor }} }} }}")
        tag = codec.decode(found[many]["pageInfo"]["endCursor"])[0]
        hostile = forge([tag, *values])
    query = f"query ($cursor: String!) {{ {many}({argument}: $cursor, first: 2) {{ nodes {{ id }} }} }}"
    assert await api.codes(query, cursor=hostile) in ([], ["BAD_USER_INPUT"])


def test_decimal_keys_keep_their_zeros() -> None:
    resource = SCHEMA.resources["Exact"]
    (value,) = from_global_id(to_global_id(resource, (Decimal("1.250"),)), resource)
    assert str(value) == "1.250"
