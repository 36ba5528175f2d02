"""What one asks for is paid for: by viewer and by address, before any SQL; what it did not come to is given back."""

import asyncio
import datetime as dt
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import Response
from pydantic import SecretStr, ValidationError
from sqlalchemy import URL
from uvicorn.middleware.proxy_headers import _TrustedHosts

from app.client_connections import ServerConfig
from app.dependencies import get_database, get_viewer
from app.identity import make_identity
from app.models import UserRole
from app.rate_limits import make_budget, rate_limit_storage
from app.services.viewer import Viewer
from app.settings import Settings
from graphql_schema.schema import create_schema
from sqlmodel_strawberry import Context, Database, GraphQLApp, Request, Session
from sqlmodel_strawberry.testing.statements import record_statements
from tests.app import rows
from tests.app.identity_client import ADA, KEY, REGISTER, IdentityClient, served
from tests.redis import redis_server

NOTHING = "{ __typename }"
TEAMS = "{ teams(first: 90) { nodes { name } } }"
COST_OF_TEAMS = 100
LIMIT = "{ rateLimit { limit remaining cost resetAt } }"
NEVER = "999999999/year"


def token(user: int) -> str:
    """An access token of a user."""
    return make_identity(Settings(access_token_keys=SecretStr(KEY))).tokens.issue(Viewer(user, UserRole.CUSTOMER))[0]


def headers(response: Response) -> tuple[int, int, int]:
    """The limit, what is left of it, and the seconds until it is there again."""
    limit, remaining, reset = (int(response.headers[f"x-ratelimit-{name}"]) for name in ("limit", "remaining", "reset"))
    return limit, remaining, reset


def code(response: Response) -> str | None:
    return code_of(response.json())


def code_of(answer: Any) -> str | None:
    return answer["errors"][0]["extensions"]["code"] if "errors" in answer else None


async def statuses(client: IdentityClient, times: int, query: str = NOTHING, token: str | None = None) -> list[int]:
    return [(await client.post(query, token)).status_code for _ in range(times)]


class Limited(IdentityClient):
    """A client of the application's schema, whose limits tests choose."""

    def limit(self, viewer: str | None = NEVER, address: str | None = NEVER, storage: str = "async+memory://") -> Any:
        settings = Settings(cost_limit_per_viewer=viewer, cost_limit_per_address=address, rate_limit_storage=storage)
        made = rate_limit_storage(settings)
        self.app.state.schema.budget = make_budget(settings, made)
        return made


@pytest.fixture(scope="module")
def application() -> FastAPI:
    app = FastAPI()
    app.state.schema = create_schema()
    app.state.identity = make_identity(Settings(access_token_keys=SecretStr(KEY)))
    app.include_router(GraphQLApp(app.state.schema, get_database, viewer=get_viewer, batch=3), prefix="/graphql")
    return app


@pytest.fixture
def client(application: FastAPI, database: Database) -> Limited:
    application.state.database = database
    return Limited(application)


class TestBeyondTheLimit:
    async def test_the_request_is_refused_and_told_when_to_come_again(self, client: Limited) -> None:
        client.limit(address="50/hour")
        assert await statuses(client, 5) == [200] * 5
        response = await client.post(NOTHING)
        assert (response.status_code, code(response)) == (429, "RATE_LIMITED")
        assert 700 <= int(response.headers["retry-after"]) <= 720
        limit, remaining, reset = headers(response)
        assert (limit, remaining) == (50, 0)
        assert 3590 <= reset <= 3600

    async def test_it_works_again_after_that_time(self, client: Limited) -> None:
        client.limit(address="10/1second")
        assert await statuses(client, 2) == [200, 429]
        await asyncio.sleep(1)
        assert await statuses(client, 1) == [200]

    async def test_nothing_has_asked_the_database(self, client: Limited, database: Database) -> None:
        client.limit(address="140/hour")
        assert headers(await client.post(NOTHING))[1] == 130
        with record_statements(database) as log:
            assert (await client.post(TEAMS)).status_code == 200
        assert (len(log), log.checkouts) == (1, 1)
        await client.post(NOTHING)
        with record_statements(database) as log:
            response = await client.post("{ teams(first: 100) { nodes { name heroes(first: 1) { totalCount } } } }")
        assert (response.status_code, code(response)) == (429, "RATE_LIMITED")
        assert (len(log), log.checkouts) == (0, 0)

    async def test_a_mutation_writes_nothing(self, client: Limited, database: Database) -> None:
        client.limit(viewer="30/hour")
        write = 'mutation { createItem(input: {item: {name: "a"}}) { item { name } } }'
        ada = token(1)
        assert await statuses(client, 2, token=ada) == [200, 200]
        with record_statements(database) as log:
            response = await client.post(write, ada)
        assert (response.status_code, code(response), len(log)) == (429, "RATE_LIMITED", 0)

    async def test_what_never_fits_is_not_asked_to_come_again(self, client: Limited) -> None:
        client.limit(address="90/hour")
        response = await client.post(TEAMS)
        assert (response.status_code, code(response)) == (200, "COST_LIMIT_EXCEEDED")
        assert "data" not in response.json()
        assert "retry-after" not in response.headers
        assert await statuses(client, 8) == [200] * 8

    async def test_a_limit_below_any_request(self, client: Limited) -> None:
        client.limit(address="5/hour")
        assert code(await client.post(NOTHING)) == "COST_LIMIT_EXCEEDED"

    async def test_those_who_come_together_get_no_more_than_there_is(self, client: Limited) -> None:
        client.limit(address="105/hour")
        responses = await asyncio.gather(*(client.post(NOTHING) for _ in range(30)))
        assert sorted(each.status_code for each in responses) == [200] * 10 + [429] * 20


class TestWhoPays:
    async def test_viewers_are_apart(self, client: Limited) -> None:
        client.limit(viewer="20/hour")
        assert await statuses(client, 3, token=token(1)) == [200, 200, 429]
        assert await statuses(client.elsewhere("203.0.113.9"), 1, token=token(1)) == [429]
        assert await statuses(client, 2, token=token(2)) == [200, 200]
        assert await statuses(client, 5) == [200] * 5

    async def test_addresses_are_apart_and_those_of_one_customer_are_not(self, client: Limited) -> None:
        client.limit(address="20/hour")
        assert await statuses(client, 3) == [200, 200, 429]
        assert await statuses(client.elsewhere("203.0.113.9"), 1) == [200]
        assert await statuses(client.elsewhere("2001:db8::1"), 2) == [200, 200]
        assert await statuses(client.elsewhere("2001:db8::2"), 1) == [429]
        assert await statuses(client.elsewhere("2001:db8:0:1::1"), 1) == [200]

    async def test_viewers_pay_from_both(self, client: Limited) -> None:
        client.limit(viewer="20/hour", address="30/hour")
        assert await statuses(client, 2, token=token(1)) == [200, 200]
        assert await statuses(client, 2, token=token(2)) == [200, 429]
        assert headers(await client.elsewhere("203.0.113.9").post(NOTHING, token(2)))[:2] == (20, 0)

    async def test_those_without_an_address_share_one_bucket(self, client: Limited) -> None:
        client.limit(address="20/hour")
        assert await statuses(client.elsewhere(""), 3) == [200, 200, 429]

    async def test_who_asks_without_http_has_no_address(self, client: Limited, database: Database) -> None:
        client.limit(viewer=None, address="10/hour")
        for _ in range(3):
            result = await client.app.state.schema.execute(Request(LIMIT, {}), Context(database.session(), None))
            assert result.to_json() == {"data": {"rateLimit": None}}

    async def test_a_proxy_is_believed_where_it_is_named(self) -> None:
        for named, believed in (((), False), (("127.0.0.1",), True), (("10.0.0.0/8",), False)):
            config = ServerConfig(Settings(forwarded_allow_ips=named), host="127.0.0.1", port=0)
            trusted = _TrustedHosts(config.forwarded_allow_ips)
            assert ("127.0.0.1" in trusted) is believed


class TestPrice:
    async def test_what_an_operation_did_not_come_to_is_given_back(self, client: Limited, database: Database) -> None:
        client.limit(address="1000/hour")
        assert headers(await client.post(TEAMS))[:2] == (1000, 990)
        async with database.write() as session:
            session.add_all([rows.team(f"Team {number}") for number in range(40)])
        assert headers(await client.post(TEAMS))[1] == 990 - 50

    async def test_with_errors_it_keeps_its_price(self, client: Limited, monkeypatch: pytest.MonkeyPatch) -> None:
        client.limit(address="1000/hour")

        async def fail(*_: Any) -> Any:
            raise TimeoutError

        monkeypatch.setattr(Session, "fetch", fail)
        response = await client.post(TEAMS)
        assert code(response) is not None
        assert headers(response)[1] == 1000 - COST_OF_TEAMS

    @pytest.mark.parametrize("query", ["{", "{ nope }", "{ teams(first: 101) { nodes { name } } }", "{ a: " * 100])
    async def test_what_is_invalid_is_not_for_free(self, client: Limited, query: str) -> None:
        client.limit(address="20/hour")
        assert await statuses(client, 3, query) == [200, 200, 429]

    async def test_to_ask_for_the_price_alone(self, client: Limited) -> None:
        client.limit(address="1000/hour")
        client.http.headers["X-GraphQL-Cost"] = "validate"
        assert headers(await client.post(TEAMS))[1] == 990

    async def test_each_operation_of_a_batch(self, client: Limited) -> None:
        client.limit(address="115/hour")
        response = await client.http.post("/graphql", json=[{"query": TEAMS}, {"query": TEAMS}, {"query": TEAMS}])
        assert [code_of(each) for each in response.json()] == [None, None, "RATE_LIMITED"]
        assert response.status_code == 200
        assert headers(response)[:2] == (115, 85)
        assert int(response.headers["retry-after"]) > 0


class TestRateLimitField:
    async def test_it_says_what_the_headers_say(self, client: Limited) -> None:
        client.limit(viewer="600/minute")
        began = dt.datetime.now(dt.UTC)
        response = await client.post(LIMIT, token(1))
        assert headers(response) == (600, 590, 1)
        shown = response.json()["data"]["rateLimit"]
        reset_at = dt.datetime.fromisoformat(shown.pop("resetAt"))
        assert shown == {"limit": 600, "remaining": 590, "cost": 10}
        assert dt.timedelta(0) < reset_at - began <= dt.timedelta(seconds=11)

    async def test_its_cost_is_that_of_the_whole_operation(self, client: Limited) -> None:
        client.limit(address="1000/hour")
        response = await client.post("{ rateLimit { cost remaining } teams(first: 90) { nodes { name } } }")
        shown = {"cost": COST_OF_TEAMS, "remaining": 1000 - COST_OF_TEAMS}
        assert response.json()["data"] == {"rateLimit": shown, "teams": {"nodes": []}}
        assert headers(response)[1] == 990

    async def test_without_limits(self, client: Limited) -> None:
        client.limit(None, None)
        response = await client.post(LIMIT)
        assert response.json() == {"data": {"rateLimit": None}}
        assert not [name for name in response.headers if name.startswith("x-ratelimit")]


class TestApplication:
    async def test_the_settings_are_its_limits(self, restored_logging: None, database_url: URL) -> None:
        async with served(database_url, cost_limit_per_viewer="20/hour", cost_limit_per_address="40/hour") as client:
            assert await statuses(client, 3, token=token(1)) == [200, 200, 429]
            assert await statuses(client, 3) == [200, 200, 429]

    async def test_who_logs_in_is_given_back_what_a_stranger_paid(
        self, restored_logging: None, database_url: URL, cheap_passwords: None
    ) -> None:
        async with served(database_url, cost_limit_per_viewer="10/hour", cost_limit_per_address="1000/hour") as client:
            response = await client.post(REGISTER, a=ADA)
            assert code(response) is None
            signed_in = response.json()["data"]["register"]["accessToken"]
            assert await statuses(client, 2, token=signed_in) == [200, 429]

    async def test_processes_share_redis(self, client: Limited) -> None:
        async with redis_server() as redis:
            storages = [client.limit(address="50/hour", storage=redis.url)]
            assert await statuses(client, 3) == [200] * 3
            storages.append(client.limit(address="50/hour", storage=redis.url))
            assert await statuses(client, 3) == [200, 200, 429]
            redis.pause()
            assert await statuses(client, 6) == [200] * 5 + [429]
            for storage in storages:
                await storage.bridge.get_connection().aclose()

    @pytest.mark.parametrize("given", ["many", "0/hour", "10/hour;20/day", "3000000000/day"])
    def test_what_is_no_limit(self, given: str) -> None:
        for name in ("cost_limit_per_viewer", "cost_limit_per_address"):
            with pytest.raises(ValidationError, match="not a rate"):
                Settings(**{name: given})  # type: ignore[arg-type]
