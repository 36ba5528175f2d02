"""Whatever the bytes of a request are: an answer with a code, never a 5xx, and nothing runs that should not."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sqlmodel_strawberry.http.belfry import ECHO, GRAPHQL_JSON, JSON, RING, belfry, rung, without_database
from tests.sqlmodel_strawberry.http.conftest import Connect

HEADERS = {"content-type": JSON, "accept": GRAPHQL_JSON}
LIMIT = 256 * 1024

NO_JSON = [
    b"",
    b" ",
    b"{",
    b'{"query": "{ __typename }"',
    b'{"query": "{ __typename }"} x',
    b"[" * 100_000,
    b'{"a":' * 40_000,
    b'{"query": "\xff"}',
    b"\xff\xfe{\x00}\x00",
    b"\xef\xbb\xbf" + b"{}",
    b'{"query": "\\ud800"}',
    b'{"query": NaN}',
    b"query=%7B__typename%7D",
    b"{'query': 'x'}",
]
NO_REQUEST = [
    b"5",
    b"null",
    b"true",
    b'"{ __typename }"',
    b"[]",
    b"[1, 2]",
    b'[{"query": "{ __typename }"}]',
    b"{}",
    b'{"Query": "{ __typename }"}',
    b'{"query": null}',
    b'{"query": 5}',
    b'{"query": ["{ __typename }"]}',
    b'{"query": "{ __typename }", "variables": []}',
    b'{"query": "{ __typename }", "variables": "{}"}',
    b'{"query": "{ __typename }", "variables": 1e400}',
    b'{"query": "{ __typename }", "operationName": 5}',
    b'{"query": "{ __typename }", "extensions": []}',
]
NO_OPERATION = [
    b'{"query": ""}',
    b'{"query": "\\u0000"}',
    b'{"query": "mutation { ring(name: \\"a\\") "}',
    b'{"query": "{ __typename }", "operationName": "Nope"}',
    b'{"query": "mutation ($n: String!) { ring(name: $n) }", "variables": {"n": 36893488147419103232}}',
    b'{"query": "mutation ($n: String!) { ring(name: $n) }", "variables": {"n": [["a"]]}}',
]


def assert_refused(response: Response, status: int) -> None:
    assert response.status_code == status
    assert response.json().keys() == {"errors"}
    assert all(error["extensions"]["code"] and error["message"] for error in response.json()["errors"])
    assert rung == []


class TestBody:
    @pytest.mark.parametrize("body", NO_JSON + NO_REQUEST + NO_OPERATION, ids=lambda body: repr(body[:60]))
    async def test_what_is_no_request(self, http: AsyncClient, body: bytes) -> None:
        assert_refused(await http.post("/graphql", content=body, headers=HEADERS), 400)

    async def test_the_last_of_two_keys_counts(self, http: AsyncClient) -> None:
        body = b'{"query": "mutation { ring(name: \\"a\\") }", "query": "{ __typename }"}'
        response = await http.post("/graphql", content=body, headers=HEADERS)
        assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})
        assert rung == []

    async def test_unknown_keys_are_ignored(self, http: AsyncClient) -> None:
        response = await http.post("/graphql", json={"query": ECHO, "id": 1, "": [{}], "operation_name": 5})
        assert response.json() == {"data": {"echo": "Ding"}}

    @pytest.mark.parametrize("empty", [{"variables": None}, {"operationName": None}, {"operationName": ""}])
    async def test_null_is_absent(self, http: AsyncClient, empty: dict[str, Any]) -> None:
        response = await http.post("/graphql", json={"query": ECHO, "extensions": None, **empty})
        assert response.json() == {"data": {"echo": "Ding"}}


class TestSize:
    async def test_the_largest_body(self, http: AsyncClient) -> None:
        body = b'{"query": "{ __typename }"}'.ljust(LIMIT)
        assert (await http.post("/graphql", content=body, headers=HEADERS)).status_code == 200
        response = await http.post("/graphql", content=body + b" ", headers=HEADERS)
        assert_refused(response, 413)
        # The rest of the body is not to be taken for a request.
        assert response.headers["connection"] == "close"

    async def test_a_declared_length_is_believed_at_once(self, http: AsyncClient) -> None:
        read: list[int] = []

        async def body() -> AsyncIterator[bytes]:
            read.append(1)
            yield b""

        headers = HEADERS | {"content-length": str(LIMIT + 1)}
        assert_refused(await http.post("/graphql", content=body(), headers=headers), 413)
        assert read == []

    async def test_an_endless_body_is_read_up_to_the_limit(self, http: AsyncClient) -> None:
        read = 0

        async def body() -> AsyncIterator[bytes]:
            nonlocal read
            while True:
                read += 1024
                yield b" " * 1024

        assert_refused(await http.post("/graphql", content=body(), headers=HEADERS), 413)
        assert read <= LIMIT + 2 * 1024

    async def test_another_limit(self, connect: Connect) -> None:
        http = connect(body_bytes=40)
        assert (await http.post("/graphql", json={"query": "{ __typename }"})).status_code == 200
        assert_refused(await http.post("/graphql", json={"query": "{ __typename }".ljust(40)}), 413)
        assert_refused(await http.get("/graphql", params={"query": "{ __typename }".ljust(40)}), 414)


class TestTime:
    async def test_a_body_that_does_not_end(self, connect: Connect) -> None:
        async def body() -> AsyncIterator[bytes]:
            yield b'{"query": '
            await asyncio.sleep(30)

        started = time.monotonic()
        response = await connect(body_seconds=0.05).post("/graphql", content=body(), headers=HEADERS)
        assert time.monotonic() - started < 5
        assert_refused(response, 408)
        assert [error["extensions"]["code"] for error in response.json()["errors"]] == ["TIMEOUT"]
        assert response.headers["connection"] == "close"

    async def test_a_trickle_counts_as_a_whole(self, connect: Connect) -> None:
        async def body() -> AsyncIterator[bytes]:
            while True:
                yield b" "
                await asyncio.sleep(0.01)

        assert_refused(await connect(body_seconds=0.1).post("/graphql", content=body(), headers=HEADERS), 408)

    async def test_a_client_that_goes_before_its_body_ends(self, connect: Connect) -> None:
        connect()
        sent: list[Any] = []
        messages = [{"type": "http.request", "body": b'{"query"', "more_body": True}, {"type": "http.disconnect"}]

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
        scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
        await belfry(without_database())(scope | {"http_version": "1.1", "scheme": "http"}, receive, send)
        assert [message.get("status") for message in sent] == [499, None]
        assert rung == []


class TestUrl:
    @pytest.mark.parametrize(
        "query",
        [
            "",
            "query=",
            "queri=x",
            "query=%FF",
            "query=%ED%A0%80",
            "query={__typename}&query={__typename}",
            "query={__typename}&variables=[]",
            "query={__typename}&variables={",
            "query={__typename}&variables=5",
            "query={__typename}&extensions=x",
            "query={__typename}&operationName=Nope",
            "query={",
            "&" * 101,
            "a=1&" * 101,
        ],
    )
    async def test_what_is_no_request(self, http: AsyncClient, query: str) -> None:
        assert_refused(await http.get(f"/graphql?{quote(query, safe='=&%')}", headers={"accept": GRAPHQL_JSON}), 400)

    async def test_every_parameter(self, http: AsyncClient) -> None:
        query = "query A($t: String!) { echo(text: $t) } query B { __typename }"
        parameters = {"query": query, "operationName": "A", "variables": '{"t": "ü &=+"}', "extensions": "{}"}
        response = await http.get("/graphql", params=parameters)
        assert response.json() == {"data": {"echo": "ü &=+"}}

    async def test_empty_is_absent(self, http: AsyncClient) -> None:
        parameters = {"query": ECHO, "operationName": "", "variables": "", "extensions": ""}
        assert (await http.get("/graphql", params=parameters)).json() == {"data": {"echo": "Ding"}}

    async def test_of_a_post_it_is_ignored(self, http: AsyncClient) -> None:
        url = f"/graphql?{urlencode({'query': RING})}"
        response = await http.post(url, json={"query": ECHO})
        assert response.json() == {"data": {"echo": "Ding"}}
        assert_refused(await http.post(url, headers={"accept": GRAPHQL_JSON}), 415)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
requests = st.fixed_dictionaries(
    {},
    optional={
        "query": st.sampled_from([ECHO, "query ($a: String) { echo(text: $a) }", "{ ...a }"]) | values,
        "variables": st.fixed_dictionaries({}, optional={"a": values}) | values,
        "operationName": values,
        "extensions": values,
    },
)


class TestAnything:
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(body=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
    async def test_bytes(self, http: AsyncClient, body: bytes) -> None:
        response = await http.post("/graphql", content=body, headers=HEADERS)
        assert_refused(response, 400)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(request=requests | st.lists(requests, max_size=3) | values)
    async def test_json(self, connect: Connect, request: Any) -> None:
        # httpx refuses the NaN that st.floats() has; Python's json writes it, as hostile clients do.
        response = await connect(batch=2).post("/graphql", content=_json(request), headers=HEADERS)
        assert response.status_code in (200, 400)
        answers = response.json() if isinstance(response.json(), list) else [response.json()]
        codes = [error["extensions"]["code"] for answer in answers for error in answer.get("errors", ())]
        assert "INTERNAL_SERVER_ERROR" not in codes
        assert codes or response.status_code == 200

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(query=st.binary(max_size=60) | st.text(max_size=30).map(lambda text: quote(text, safe="=&{}").encode()))
    async def test_urls(self, http: AsyncClient, query: bytes) -> None:
        response = await http.get(f"/graphql?{quote(query, safe='=&%{}')}", headers={"accept": GRAPHQL_JSON})
        assert_refused(response, 400)


def _json(value: Any) -> bytes:
    return json.dumps(value).encode("utf-8", "surrogatepass")
