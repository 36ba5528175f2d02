"""Services take lists: of models, and of ids; what is wrong with one of them is told with its index."""

from typing import Any

from tests.sqlmodel_strawberry.transactions.bank import Bank

DEPOSIT = """mutation($deposits: [Deposit!]!) { deposit(input: {deposits: $deposits}) {
    account { name cents } userErrors { code path } } }"""
LOCK = "mutation($ids: [ID!]!) { lockAll(input: {accountIds: $ids}) { account { name } userErrors { code path } } }"


async def test_models_arrive_as_models_with_their_keys(api: Bank) -> None:
    ids = [await api.open("a"), await api.open("b")]
    deposits = [{"accountId": account, "cents": 5} for account in ids]
    assert (await api.data(DEPOSIT, deposits=deposits))["deposit"] == {
        "account": {"name": "b", "cents": 105},
        "userErrors": [],
    }
    assert await api.cents() == {"a": 105, "b": 105}


async def test_an_empty_list_is_a_list(api: Bank) -> None:
    assert (await api.data(DEPOSIT, deposits=[]))["deposit"] == {"account": None, "userErrors": []}


async def test_ids_arrive_as_keys(api: Bank) -> None:
    ids = [await api.open("a"), await api.open("b")]
    assert (await api.data(LOCK, ids=ids))["lockAll"]["account"] == {"name": "b"}
    assert await api.cents() == {"a": 99, "b": 99}


async def test_mistakes_are_told_with_their_index(api: Bank) -> None:
    account = await api.open("a")
    deposits: list[Any] = [{"accountId": account, "cents": 1}, {"accountId": "x", "cents": 1}]
    deposited = (await api.data(DEPOSIT, deposits=deposits))["deposit"]
    assert deposited["userErrors"] == [{"code": "INVALID", "path": ["input", "deposits", "1", "accountId"]}]
    locked = (await api.data(LOCK, ids=[account, account, "x"]))["lockAll"]
    assert locked["userErrors"] == [{"code": "INVALID", "path": ["input", "accountIds", "2"]}]
    assert await api.cents() == {"a": 100}


async def test_a_list_is_bounded(api: Bank) -> None:
    account = await api.open("a")
    assert await api.codes(LOCK, ids=[account] * 101) == ["BAD_USER_INPUT"]


async def test_what_a_service_did_not_flush_is_answered_all_the_same(api: Bank) -> None:
    account = await api.open("a")
    deposited = await api.data(DEPOSIT, deposits=[{"accountId": account, "cents": 5}])
    assert deposited["deposit"]["account"] == {"name": "a", "cents": 105}
