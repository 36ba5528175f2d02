"""Documents that are named instead of sent: trusted ones, and those of Apollo's automatic persisted queries."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import orjson
import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response

from sqlmodel_strawberry import GraphQLApp, Limits, Schema, TrustedDocuments, build_schema
from tests.sqlmodel_strawberry.http.belfry import (
    GRAPHQL_JSON,
    JSON,
    GuildType,
    Mutations,
    Queries,
    client,
    rung,
    without_database,
)

ECHO = "query Echo($text: String!) { echo(text: $text) }"
RING = 'mutation Ring { ring(name: "Tenor") }'
WHO = "query Who { __schema { queryType { name } } }"
ARBITRARY = "{ __typename }"
UNKNOWN = "0" * 64

FOUND = {"data": {"echo": "Ding"}}
NOT_FOUND = ("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
NOT_SUPPORTED = ("PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")
NOT_TRUSTED = ("Only documents that are registered here are run: send the `documentId` of one.", "DOCUMENT_NOT_TRUSTED")


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def manifest(*, only: bool) -> TrustedDocuments:
    """Ids that are SHA-256 hashes, as of codegen, one that is another hash, and one that is none."""
    return TrustedDocuments({hash_of(ECHO): ECHO, "md5-like": RING, "sha256:who": WHO}, only=only)


def persisted(digest: Any, version: Any = 1) -> dict[str, Any]:
    return {"persistedQuery": {"version": version, "sha256Hash": digest}}


def connect(**options: Any) -> AsyncClient:
    rung.clear()
    schema: Schema = build_schema([GuildType], query=[Queries], mutation=[Mutations], **options)
    app = FastAPI()
    app.include_router(GraphQLApp(schema, without_database()), prefix="/graphql")
    return client(app)


@pytest.fixture(scope="module")
def prefer() -> AsyncClient:
    return connect(trusted_documents=manifest(only=False), introspection=False)


@pytest.fixture(scope="module")
def only() -> AsyncClient:
    return connect(trusted_documents=manifest(only=True))


@pytest.fixture(scope="module")
def off() -> AsyncClient:
    return connect()


@pytest.fixture
def automatic() -> AsyncClient:
    return connect(automatic_persisted_queries=True)


Send = Callable[..., Any]


async def by_post(http: AsyncClient, accept: str = GRAPHQL_JSON, **body: Any) -> Response:
    return await http.post("/graphql", json=body, headers={"accept": accept})


async def by_get(http: AsyncClient, accept: str = GRAPHQL_JSON, **body: Any) -> Response:
    parameters = {name: each if isinstance(each, str) else orjson.dumps(each).decode() for name, each in body.items()}
    return await http.get("/graphql", params=parameters, headers={"accept": accept})


def refusal(response: Response) -> tuple[str, str]:
    (error,) = response.json()["errors"]
    return error["message"], error["extensions"]["code"]


@pytest.mark.parametrize("send", [by_post, by_get])
class TestTrusted:
    @pytest.mark.parametrize("name", ["prefer", "only"])
    @pytest.mark.parametrize(
        "named",
        [
            {"documentId": f"sha256:{hash_of(ECHO)}"},
            {"documentId": hash_of(ECHO)},
            {"extensions": persisted(hash_of(ECHO))},
            {"query": ECHO},
            {"query": ECHO, "extensions": persisted(hash_of(ECHO))},
        ],
    )
    async def test_are_run(self, request: pytest.FixtureRequest, send: Send, name: str, named: Any) -> None:
        http: AsyncClient = request.getfixturevalue(name)
        response = await send(http, variables={"text": "Ding"}, **named)
        assert (response.status_code, response.json()) == (200, FOUND)

    async def test_under_any_id(self, prefer: AsyncClient, send: Send) -> None:
        assert (await send(prefer, documentId="who")).json()["data"]
        assert (await send(prefer, documentId=f"sha256:{hash_of(WHO)}")).json()["data"]

    async def test_may_ask_for_introspection_where_others_may_not(self, prefer: AsyncClient, send: Send) -> None:
        assert (await send(prefer, documentId="sha256:who")).json() == {
            "data": {"__schema": {"queryType": {"name": "Query"}}}
        }
        assert refusal(await send(prefer, query=WHO + " "))[1] == "GRAPHQL_VALIDATION_FAILED"

    async def test_other_texts_are_run_where_they_are_preferred(self, prefer: AsyncClient, send: Send) -> None:
        assert (await send(prefer, query=ARBITRARY)).json() == {"data": {"__typename": "Query"}}

    @pytest.mark.parametrize("text", [ARBITRARY, WHO + " ", "{", "", "#" * 20_000])
    async def test_other_texts_are_refused_where_there_are_no_others(
        self, only: AsyncClient, send: Send, text: str
    ) -> None:
        response = await send(only, query=text or " ")
        assert (response.status_code, refusal(response)) == (400, NOT_TRUSTED)

    @pytest.mark.parametrize("name", ["prefer", "only", "off"])
    @pytest.mark.parametrize("id", [UNKNOWN, f"sha256:{UNKNOWN}", "sha256:", "nope", "☃" * 100])
    async def test_an_unknown_one(self, request: pytest.FixtureRequest, send: Send, name: str, id: str) -> None:
        response = await send(request.getfixturevalue(name), documentId=id)
        assert (response.status_code, refusal(response)) == (400, NOT_FOUND)

    async def test_a_document_and_an_id(self, prefer: AsyncClient, send: Send) -> None:
        response = await send(prefer, documentId=hash_of(ECHO), query=ECHO, variables={"text": "Ding"})
        message = "Send either `query` or `documentId`, not both."
        assert (response.status_code, refusal(response)) == (400, (message, "BAD_USER_INPUT"))


class TestMethods:
    async def test_a_get_runs_no_trusted_mutation(self, prefer: AsyncClient) -> None:
        rung.clear()
        assert (await by_get(prefer, documentId="md5-like")).status_code == 405
        assert rung == []
        assert (await by_post(prefer, documentId="md5-like")).json() == {"data": {"ring": "Tenor"}}
        assert rung == ["Tenor"]

    async def test_a_browser_is_shown_the_answer(self, prefer: AsyncClient) -> None:
        browser = "text/html,application/xhtml+xml,*/*;q=0.8"
        response = await by_get(prefer, browser, documentId="who")
        assert response.headers["content-type"].startswith(JSON)

    async def test_under_json_refusals_are_200(self, prefer: AsyncClient) -> None:
        response = await by_post(prefer, JSON, documentId=UNKNOWN)
        assert (response.status_code, refusal(response)) == (200, NOT_FOUND)


@pytest.mark.parametrize("send", [by_post, by_get])
class TestAutomatic:
    """https://www.apollographql.com/docs/apollo-server/performance/apq: the hash, then both, then the hash."""

    @pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
    async def test_what_was_sent_is_known(self, automatic: AsyncClient, send: Send, accept: str) -> None:
        hashed = {"variables": {"text": "Ding"}, "extensions": persisted(hash_of(ECHO))}
        response = await send(automatic, accept, **hashed)
        assert (response.status_code, refusal(response)) == (200 if accept == JSON else 400, NOT_FOUND)
        assert response.headers["cache-control"] == "no-store"
        assert (await send(automatic, accept, query=ECHO, **hashed)).json() == FOUND
        for each in (by_post, by_get):
            assert (await each(automatic, accept, **hashed)).json() == FOUND

    async def test_only_its_own_hash_is_taken(self, automatic: AsyncClient, send: Send) -> None:
        for digest in (hash_of(WHO), UNKNOWN, hash_of(ECHO).upper(), ""):
            response = await send(automatic, query=ECHO, variables={"text": "x"}, extensions=persisted(digest))
            message = "`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`, in hexadecimal."
            assert (response.status_code, refusal(response)) == (400, (message, "BAD_USER_INPUT"))
            assert refusal(await send(automatic, extensions=persisted(digest))) == NOT_FOUND

    @pytest.mark.parametrize("text", ["{", "{ nope }", "{ " + "a: __typename " * 50 + "}"])
    async def test_what_is_refused_is_not_kept(self, automatic: AsyncClient, send: Send, text: str) -> None:
        assert (await send(automatic, query=text, extensions=persisted(hash_of(text)))).status_code == 400
        assert refusal(await send(automatic, extensions=persisted(hash_of(text)))) == NOT_FOUND

    async def test_the_oldest_go(self, send: Send) -> None:
        http = connect(automatic_persisted_queries=True, limits=Limits(cached_documents=3))
        texts = [f"{{ __typename }} # {number}" for number in range(5)]
        for text in texts:
            await send(http, query=text, extensions=persisted(hash_of(text)))
        answers = [(await send(http, extensions=persisted(hash_of(text)))).json() for text in texts]
        assert ["errors" in answer for answer in answers] == [True, True, False, False, False]

    async def test_what_one_may_not_ask_another_s_hash_does_not_ask(self, send: Send) -> None:
        viewers = iter(["a friend", None, "a friend"])
        schema = build_schema(
            [GuildType], query=[Queries], introspection=lambda viewer: viewer is not None,
            automatic_persisted_queries=True,
        )  # fmt: skip
        app = FastAPI()
        app.include_router(GraphQLApp(schema, without_database(), viewer=lambda: next(viewers)), prefix="/graphql")
        http = client(app)
        hashed = {"extensions": persisted(hash_of(WHO))}
        assert (await send(http, query=WHO, **hashed)).json()["data"]
        assert refusal(await send(http, **hashed))[1] == "GRAPHQL_VALIDATION_FAILED"
        assert (await send(http, **hashed)).json()["data"]

    async def test_where_it_is_off_clients_are_told_to_stop(self, off: AsyncClient, send: Send) -> None:
        response = await send(off, extensions=persisted(hash_of(ECHO)))
        assert (response.status_code, refusal(response)) == (400, NOT_SUPPORTED)
        both = await send(off, query=ECHO, variables={"text": "Ding"}, extensions=persisted(hash_of(ECHO)))
        assert both.json() == FOUND
        assert refusal(await send(off, extensions=persisted(hash_of(ECHO)))) == NOT_SUPPORTED


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": 5},
        {"documentId": ["x"]},
        {"query": 5, "documentId": "x"},
        {"extensions": {"persistedQuery": 5}},
        {"extensions": {"persistedQuery": []}},
        {"extensions": {"persistedQuery": {}}},
        {"extensions": persisted(5)},
        {"extensions": persisted(None)},
        {"extensions": persisted(UNKNOWN, version=2)},
        {"extensions": persisted(UNKNOWN, version="1")},
        {"extensions": {"persistedQuery": None}},
        {"extensions": {}},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("accept", [JSON, GRAPHQL_JSON])
async def test_what_names_nothing_is_no_request(prefer: AsyncClient, accept: str, body: Any) -> None:
    response = await by_post(prefer, accept, **body)
    assert (response.status_code, refusal(response)[1]) == (400, "BAD_USER_INPUT")
