"""Values that the two databases treat differently get one answer, and are not written."""

from typing import Any

import pytest

from sqlmodel_strawberry.testing.statements import record_statements
from tests.databases import MakeDatabase
from tests.sqlmodel_strawberry import ledger
from tests.sqlmodel_strawberry.running import Operations

SCHEMA = ledger.create_schema()


@pytest.fixture
async def api(make_database: MakeDatabase) -> Operations:
    api = Operations(SCHEMA, await make_database(ledger.ledger.metadata))
    await api.data('mutation { createAccount(input: {account: {name: "a"}}) { account { id } } }')
    return api


async def sent(api: Operations, values: dict[str, Any]) -> list[Any]:
    """What a create and an update with these values are answered, after it is sure that neither ran a statement."""
    (account,) = (await api.data("{ accounts { nodes { id } } }"))["accounts"]["nodes"]
    selection = "{ userErrors { code path } }"
    create = f"mutation ($account: AccountCreate!) {{ createAccount(input: {{account: $account}}) {selection} }}"
    given = f'{{id: "{account["id"]}", patch: $patch}}'
    update = f"mutation ($patch: AccountUpdate!) {{ updateAccount(input: {given}) {selection} }}"
    answers: list[Any] = []
    with record_statements(api.database) as log:
        for query, variables in ((create, {"account": {"name": "b", **values}}), (update, {"patch": values})):
            result = await api.run(query, **variables)
            answers += [error["extensions"]["code"] for error in result.errors]
            for payload in (result.data or {}).values():
                answers += [(error["code"], *error["path"]) for error in payload["userErrors"]]
    log.assert_count(0)
    return answers


@pytest.mark.parametrize(
    "values",
    [
        {"note": "a\0b"},
        {"note": "\ud800"},
        {"note": "\udfff tail"},
        {"extra": {"deep": [{"text": "\0"}]}},
        {"extra": {"\0": 1}},
        {"extra": {"\ud800": 1}},
        {"low": 2**31},
        {"low": -(2**31) - 1},
        {"low": 1.5},
        {"low": "1"},
        {"low": True},
        {"wide": str(2**63)},
        {"wide": str(-(2**63) - 1)},
        {"wide": 2**63},
        {"wide": 1.0},
        {"wide": "1e3"},
        {"balance": "NaN"},
        {"balance": "Infinity"},
        {"balance": "-sNaN"},
        {"balance": 1.5},
        {"balance": "1e999999"},
        {"balance": "0." + "0" * 100 + "1"},
        {"balance": True},
        {"balance": ""},
        {"balance": "\u0661.\u0665x"},
        {"ratio": float("nan")},
        {"ratio": float("inf")},
        {"ratio": "1.0"},
        {"extra": {"number": 2**64}},
        {"extra": {"number": float("nan")}},
        {"extra": {"number": [-(2**63) - 1]}},
        {"closed": "true"},
        {"note": 5},
    ],
    ids=repr,
)
async def test_no_value_of_its_type_is_refused_before_execution(api: Operations, values: dict[str, Any]) -> None:
    assert await sent(api, values) == ["BAD_USER_INPUT"] * 2


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"small": 2**15}, "small"),
        ({"small": -(2**15) - 1}, "small"),
        ({"balance": "0.001"}, "balance"),
        ({"balance": "1e-3"}, "balance"),
        ({"balance": "1000000"}, "balance"),
        ({"balance": "-1e6"}, "balance"),
        ({"balance": "1e60"}, "balance"),
        ({"name": "13 characters"}, "name"),
        ({"grade": "😀😀"}, "grade"),
        ({"kind": "x" * 1000}, "kind"),
    ],
    ids=repr,
)
async def test_what_does_not_fit_its_column_is_invalid_at_its_field(
    api: Operations, values: dict[str, Any], path: str
) -> None:
    assert await sent(api, values) == [("INVALID", "input", "account", path), ("INVALID", "input", "patch", path)]


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ({"small": 2**15 - 1}, None),
        ({"low": -(2**31), "high": 2**31 - 1}, None),
        ({"wide": str(-(2**63))}, None),
        ({"wide": 5}, {"wide": "5"}),
        ({"balance": "999999.99"}, None),
        ({"balance": "1.500000"}, {"balance": "1.50"}),
        ({"balance": "-0"}, {"balance": "0.00"}),
        ({"ratio": 1e308}, None),
        ({"ratio": 3}, {"ratio": 3.0}),
        ({"name": "😀" * 12}, None),
        ({"note": "'; DROP TABLE account; --"}, None),
        ({"note": "%s :name ? $1 {} \\ \n\r\t\x01\x7f\u2028\ufeff"}, None),
        ({"note": ""}, None),
        ({"note": "x" * 5000}, None),
        ({"extra": {"": {"a'\"": [1.5, True, None, "ü", 2**63 - 1]}}}, None),
    ],
    ids=lambda value: repr(value)[:40],
)
async def test_the_last_value_that_fits_is_kept_exactly(api: Operations, values: dict[str, Any], read: Any) -> None:
    selection = " ".join(values)
    payload = await api.write("createAccount", f"account {{ {selection} id }}", account={"name": "b", **values})
    assert payload["errors"] == []
    row = payload["account"]
    row_id = row.pop("id")
    assert row == (read or values)
    again = await api.data(f"query ($id: ID!) {{ account(by: {{id: $id}}) {{ {selection} }} }}", id=row_id)
    assert again["account"] == (read or values)


@pytest.mark.parametrize(
    "literal",
    [
        'note: "a\\u0000b"',
        'note: "\\uD800"',
        'note: "\\u{0}"',
        'extra: {a: "\\u0000"}',
        "low: 2147483648",
        "ratio: 1e999",
        "extra: {a: 18446744073709551616}",
        "extra: {a: 1e999}",
        'wide: "9223372036854775808"',
        "wide: 9223372036854775808",
        'balance: "NaN"',
        "balance: 1.5",
    ],
)
async def test_the_same_in_literals(api: Operations, literal: str) -> None:
    with record_statements(api.database) as log:
        result = await api.run(
            f'mutation {{ createAccount(input: {{account: {{name: "b", {literal}}}}}) {{ account {{ id }} }} }}'
        )
    log.assert_count(0)
    assert result.data is None
    codes = {error["extensions"]["code"] for error in result.errors}
    assert codes <= {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"}
    assert codes


@pytest.mark.parametrize(
    "by",
    [{"name": "x" * 1000}, {"databaseId": 2**31 - 1}, {"databaseId": -1}, {"name": ""}, {"name": "' OR 1=1 --"}],
    ids=repr,
)
async def test_a_lookup_by_what_no_row_can_have_is_null(api: Operations, by: Any) -> None:
    assert await api.data("query ($by: AccountBy!) { account(by: $by) { id } }", by=by) == {"account": None}


async def test_a_deeply_nested_json_value_is_an_answer_not_a_crash(api: Operations) -> None:
    nested: Any = []
    for _ in range(20_000):
        nested = [nested]
    assert await sent(api, {"extra": {"a": nested}}) == ["BAD_USER_INPUT"] * 2
