"""Which keys are taken, how they arrive by HTTP, and that none is ever silently left aside."""

import string
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from sqlmodel_strawberry import GraphQLApp, RequestError
from sqlmodel_strawberry.mutations.idempotency import Idempotency, begin
from tests.sqlmodel_strawberry.transactions.bank import KEY, SCHEMA, Bank, Record, create_schema

CREATE = 'mutation { createAccount(input: {account: {name: "Ada"}}) { account { name } userErrors { code } } }'
RECORDS = Idempotency(Record, list(SCHEMA.resources.values()), timedelta(hours=24))


class TestKeys:
    @pytest.mark.parametrize(
        "key",
        [
            KEY,
            KEY.upper(),
            f'"{KEY}"',
            KEY.replace("-", ""),
            "kQ3v_1Zx-TfWn0aYb7LrEw",
            "01HF3ZK9V8QWERTYASDFGHJKZX",
            string.ascii_letters * 4,
        ],
    )
    def test_a_stranger_may_bring(self, key: str) -> None:
        assert begin(RECORDS, key, None, []).key_hash

    @pytest.mark.parametrize(
        "key",
        [
            "order-1",
            "0123456789abcdef",
            "0123456789abcdef0123456789abcde",
            "kQ3v_1Zx-TfWn0aYb7LrE",
            "a" * 40,
            "00000000-0000-0000-0000-000000000000",
            "9a6f2c1e-4b1d-4f57-8f0e-2f1f6d0b7c5",
            "kQ3v 1Zx TfWn0aYb7LrEwxyz",
        ],
    )
    def test_a_stranger_may_not_bring(self, key: str) -> None:
        self._assert_refused(key, None)

    @pytest.mark.parametrize("key", ["1", "order-1", '"', "~" * 255])
    def test_somebody_may_bring(self, key: str) -> None:
        assert begin(RECORDS, key, "user:1", []).key_hash

    @pytest.mark.parametrize("key", ["", '""', " ", "a b", "é", "a\n", "a\0", "~" * 256, f"{KEY}, {KEY}"])
    def test_nobody_may_bring(self, key: str) -> None:
        self._assert_refused(key, "user:1")
        self._assert_refused(key, None)

    def test_quotes_are_not_part_of_a_key(self) -> None:
        """The draft writes it as a string of structured fields; most clients leave the quotes out."""
        assert begin(RECORDS, f'"{KEY}"', None, [1]).key_hash == begin(RECORDS, KEY, None, [1]).key_hash

    def test_principal_and_key_do_not_run_together(self) -> None:
        assert begin(RECORDS, "bc", "a", []).key_hash != begin(RECORDS, "c", "ab", []).key_hash

    def test_whatever_was_asked_has_a_hash(self) -> None:
        odd: list[Any] = ["\ud800", 2**70, float("nan"), {"a": [None, True, object]}]
        assert begin(RECORDS, KEY, None, odd).request_hash == begin(RECORDS, KEY, None, odd).request_hash

    @staticmethod
    def _assert_refused(key: str, principal: str | None) -> None:
        with pytest.raises(RequestError) as caught:
            begin(RECORDS, key, principal, [])
        assert caught.value.extensions == {"code": "BAD_USER_INPUT"}
        assert caught.value.message.startswith("An Idempotency-Key")


class TestWithoutRecords:
    async def test_a_schema_without_a_table_refuses_the_key(self, api: Bank) -> None:
        bank = Bank(api.database, create_schema(None))
        result = await bank.run(CREATE, KEY)
        assert (result.executed, [error["extensions"]["code"] for error in result.errors]) == (
            False,
            ["BAD_USER_INPUT"],
        )
        assert "keeps no record" in result.errors[0]["message"]
        assert await api.cents() == {}
        assert (await bank.data(CREATE))["createAccount"]["userErrors"] == []

    async def test_there_a_viewer_need_not_say_who_it_is(self, api: Bank) -> None:
        result = await Bank(api.database, create_schema(None)).run(CREATE, KEY, viewer=object())
        assert [error["extensions"]["code"] for error in result.errors] == ["BAD_USER_INPUT"]

    async def test_a_mutation_in_a_form_of_its_own_refuses_the_key(self, api: Bank) -> None:
        assert await api.codes("mutation { byHand }", KEY) == ["BAD_USER_INPUT"]
        assert await api.cents() == {}
        assert await api.data("mutation { byHand }") == {"byHand": True}


class TestHttp:
    @pytest.fixture
    def http(self, api: Bank) -> AsyncClient:
        app = FastAPI()
        app.include_router(GraphQLApp(SCHEMA, api.database), prefix="/graphql")
        return AsyncClient(transport=ASGITransport(app), base_url="http://test")

    async def test_the_header_is_the_key(self, api: Bank, http: AsyncClient) -> None:
        answers = [
            await http.post("/graphql", json={"query": CREATE}, headers=[("idempotency-key", KEY)]) for _ in "ab"
        ]
        assert answers[0].json() == answers[1].json()
        assert answers[0].json()["data"]["createAccount"] == {"account": {"name": "Ada"}, "userErrors": []}
        assert len(await api.records()) == 1

    @pytest.mark.parametrize("values", [[""], ["weak"], [KEY, KEY]])
    async def test_what_is_no_key_is_refused_before_anything_runs(
        self, api: Bank, http: AsyncClient, values: list[str]
    ) -> None:
        headers = [("accept", "application/graphql-response+json"), *(("Idempotency-Key", value) for value in values)]
        response = await http.post("/graphql", json={"query": CREATE}, headers=headers)
        assert response.status_code == 400
        assert [error["extensions"] for error in response.json()["errors"]] == [{"code": "BAD_USER_INPUT"}]
        assert await api.cents() == {}
