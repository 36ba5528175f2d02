"""A mutation that is sent again with its Idempotency-Key is not done again, and gets the answer of the first time."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text

from sqlmodel_strawberry import Context, Request, WriteSession
from sqlmodel_strawberry.mutations.idempotency import Idempotency
from tests.sqlmodel_strawberry.transactions.bank import KEY, Bank, Record, hooks

OTHER_KEY = "0b9f2e7c-93d5-4c38-9a37-5b0f2f9d4e11"
CREATE = """mutation Create($a: AccountCreate!) { createAccount(input: {account: $a}) {
    account { id name cents kind opened born extra } userErrors { __typename code path } } }"""
SPEND = """mutation($id: ID!, $cents: Int! = 1) {
    spend(input: {accountId: $id, cents: $cents}) { account { name cents } userErrors { code path } } }"""
UPDATE = """mutation($id: ID!) { updateAccount(input: {id: $id, patch: {cents: 7}}) {
    account { cents } userErrors { code } } }"""
DELETE = "mutation($id: ID!) { deleteAccount(input: {id: $id}) { account { name } userErrors { code } } }"
MANY = "mutation($many: [AccountCreate!]!) { createAccounts(input: {accounts: $many}) { accounts { id name } } }"
UPSERT = """mutation($a: AccountCreate!) { upsertAccount(input: {account: $a, on: NAME}) {
    account { id } wasCreated userErrors { code path } } }"""

ADA = {"name": "Ada", "cents": 5, "kind": "SAVINGS", "born": "1815-12-10", "extra": {"a": [1, None, "x"]}}
CONFLICT = [{"__typename": "Conflict", "code": "CONFLICT", "path": ["input"]}]


class TestRepeats:
    async def test_a_row_is_created_once_and_answered_twice(self, api: Bank) -> None:
        first = await api.data(CREATE, KEY, a=ADA)
        assert first["createAccount"]["userErrors"] == []
        assert await api.data(CREATE, KEY, a=ADA) == first
        assert await api.cents() == {"Ada": 5}

    async def test_the_answer_is_the_first_one_whatever_happened_since(self, api: Bank) -> None:
        first = await api.data(CREATE, KEY, a=ADA)
        await api.data(UPDATE, id=first["createAccount"]["account"]["id"])
        assert await api.cents() == {"Ada": 7}
        assert await api.data(CREATE, KEY, a=ADA) == first

    async def test_another_key_does_it_again(self, api: Bank) -> None:
        account = await api.open("a")
        for key in (KEY, OTHER_KEY, None, None):
            await api.data(SPEND, key, id=account)
        assert await api.cents() == {"a": 96}

    async def test_a_service_runs_once(self, api: Bank) -> None:
        account = await api.open("a")
        first = await api.data(SPEND, KEY, id=account)
        await api.data(UPDATE, id=account)
        assert await api.data(SPEND, KEY, id=account) == first
        assert first["spend"] == {"account": {"name": "a", "cents": 99}, "userErrors": []}
        assert (hooks.runs, await api.cents()) == (1, {"a": 7})

    async def test_what_is_deleted_stays_answered(self, api: Bank) -> None:
        account = await api.open("a")
        first = await api.data(DELETE, KEY, id=account)
        assert first["deleteAccount"] == {"account": {"name": "a"}, "userErrors": []}
        assert await api.data(DELETE, KEY, id=account) == first
        assert (await api.data(DELETE, id=account))["deleteAccount"]["userErrors"] == [{"code": "NOT_FOUND"}]

    async def test_many_rows_in_the_same_order(self, api: Bank) -> None:
        many = [{"name": name} for name in ("c", "a", "b")]
        first = await api.data(MANY, KEY, many=many)
        assert [row["name"] for row in first["createAccounts"]["accounts"]] == ["c", "a", "b"]
        assert await api.data(MANY, KEY, many=many) == first
        assert len(await api.cents()) == 3

    async def test_an_upsert_says_again_that_it_inserted(self, api: Bank) -> None:
        first = await api.data(UPSERT, KEY, a={"name": "a"})
        assert first["upsertAccount"]["wasCreated"] is True
        assert await api.data(UPSERT, KEY, a={"name": "a"}) == first
        assert (await api.data(UPSERT, a={"name": "a"}))["upsertAccount"]["wasCreated"] is False

    async def test_what_is_selected_beyond_the_row_is_read_anew(self, api: Bank) -> None:
        query = (
            "mutation($a: AccountCreate!) { createAccount(input: {account: $a}) { query { accounts { totalCount } } } }"
        )
        assert (await api.data(query, KEY, a=ADA))["createAccount"]["query"] == {"accounts": {"totalCount": 1}}
        await api.open("b")
        assert (await api.data(query, KEY, a=ADA))["createAccount"]["query"] == {"accounts": {"totalCount": 2}}

    async def test_a_query_needs_no_record(self, api: Bank) -> None:
        for _ in range(2):
            assert await api.data("{ accounts { totalCount } }", KEY) == {"accounts": {"totalCount": 0}}
        assert await api.records() == []


class TestFields:
    QUERY = """mutation($id: ID!, $cents: Int!) {
        first: spend(input: {accountId: $id, cents: 1}) { account { cents } userErrors { code } }
        second: spend(input: {accountId: $id, cents: $cents}) { account { cents } userErrors { code } } }"""

    async def test_each_of_an_operation_has_its_own_answer(self, api: Bank) -> None:
        account = await api.open("a")
        first = await api.data(self.QUERY, KEY, id=account, cents=10)
        assert [first[name]["account"]["cents"] for name in ("first", "second")] == [99, 89]
        assert await api.data(self.QUERY, KEY, id=account, cents=10) == first
        assert (hooks.runs, await api.cents(), len(await api.records())) == (2, {"a": 89}, 1)

    async def test_only_what_was_not_done_is_done_by_the_repeat(self, api: Bank) -> None:
        account = await api.open("a")
        first = await api.data(self.QUERY, KEY, id=account, cents=1000)
        assert first["second"] == {"account": None, "userErrors": [{"code": "TOO_POOR"}]}
        async with api.database.engine.begin() as connection:
            await connection.execute(text("UPDATE account SET cents = 2000"))
        repeat = await api.data(self.QUERY, KEY, id=account, cents=1000)
        assert repeat["first"] == first["first"] == {"account": {"cents": 99}, "userErrors": []}
        assert repeat["second"] == {"account": {"cents": 1000}, "userErrors": []}
        assert await api.cents() == {"a": 1000}


class TestRefusedWrites:
    async def test_they_leave_no_record_and_run_again(self, api: Bank) -> None:
        account = await api.open("a", cents=0)
        refused = await api.data(SPEND, KEY, id=account)
        assert refused["spend"]["userErrors"] == [{"code": "TOO_POOR", "path": ["input", "cents"]}]
        assert await api.records() == []
        await api.data(UPDATE, id=account)
        assert (await api.data(SPEND, KEY, id=account))["spend"]["account"] == {"name": "a", "cents": 6}

    async def test_a_constraint_is_told_as_ever(self, api: Bank) -> None:
        await api.open("Ada")
        for _ in range(2):
            created = (await api.data(CREATE, KEY, a=ADA))["createAccount"]
            assert created["userErrors"] == [CONFLICT[0] | {"path": ["input", "account", "name"]}]
        assert await api.records() == []

    async def test_a_crash_leaves_no_record(self, api: Bank) -> None:
        account = await api.open("a")

        async def fail(_session: WriteSession) -> None:
            raise LookupError

        hooks.inside = fail
        assert await api.codes(SPEND, KEY, id=account) == ["INTERNAL_SERVER_ERROR"]
        assert (await api.records(), await api.cents()) == ([], {"a": 100})
        hooks.inside = None
        assert (await api.data(SPEND, KEY, id=account))["spend"]["account"]["cents"] == 99


class TestOtherRequests:
    async def test_the_same_key_with_other_variables(self, api: Bank) -> None:
        await api.data(CREATE, KEY, a=ADA)
        created = (await api.data(CREATE, KEY, a=ADA | {"name": "Bob"}))["createAccount"]
        assert (created["account"], created["userErrors"]) == (None, CONFLICT)
        assert list(await api.cents()) == ["Ada"]

    async def test_the_same_key_with_another_document_at_another_path(self, api: Bank) -> None:
        await api.data(CREATE, KEY, a=ADA)
        query = CREATE.replace("createAccount", "other: createAccount")
        assert (await api.data(query, KEY, a=ADA))["other"]["userErrors"] == CONFLICT

    async def test_another_operation_of_the_same_document(self, api: Bank) -> None:
        create = 'createAccount(input: {account: {name: "x"}}) { userErrors { __typename code path } }'
        document = f"mutation A {{ {create} }} mutation B {{ {create} }}"
        assert (await self._named(api, document, "A"))["createAccount"]["userErrors"] == []
        assert (await self._named(api, document, "B"))["createAccount"]["userErrors"] == CONFLICT
        assert (await self._named(api, document, "A"))["createAccount"]["userErrors"] == []

    async def test_the_order_of_variables_makes_no_other_request(self, api: Bank) -> None:
        first = await api.data(CREATE, KEY, a=ADA)
        assert await api.data(CREATE, KEY, a=dict(reversed(ADA.items()))) == first

    async def test_an_absent_variable_is_not_null(self, api: Bank) -> None:
        await api.data(CREATE, KEY, a={"name": "Ada"})
        created = (await api.data(CREATE, KEY, a={"name": "Ada", "born": None}))["createAccount"]
        assert created["userErrors"] == CONFLICT

    async def test_what_another_version_of_the_api_answered_is_not_guessed_at(self, api: Bank) -> None:
        await api.data(CREATE, KEY, a=ADA)
        async with api.database.engine.begin() as connection:
            shape = Idempotency(Record, list(api.schema.resources.values()), timedelta(1)).shape
            await connection.execute(text(f"UPDATE record SET outcomes = replace(outcomes, '{shape}', 'older')"))
        assert (await api.data(CREATE, KEY, a=ADA))["createAccount"]["userErrors"] == CONFLICT
        assert list(await api.cents()) == ["Ada"]

    @staticmethod
    async def _named(api: Bank, document: str, name: str) -> Any:
        context = Context(api.database.session(), None, idempotency_key=KEY)
        return (await api.schema.execute(Request(document, {}, name), context)).data
