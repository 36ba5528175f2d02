"""Accounts over HTTP: registering, logging in, refreshing, logging out, and who the viewer is."""

import asyncio
import hashlib
import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pwdlib import PasswordHash
from sqlalchemy import delete, func, select, update
from sqlmodel import col

from app.models import IdempotencyRecord, LoginSession, Profile, User, UserRole
from app.services.login_sessions import PURGED_AT_ONCE
from app.services.passwords import HASHER
from sqlmodel_strawberry import Database
from sqlmodel_strawberry.testing.statements import record_statements
from tests.app.identity_client import (
    ADA,
    INVALID_CREDENTIALS,
    INVALID_REFRESH_TOKEN,
    LOG_IN,
    LOG_OUT,
    PASSWORD,
    REFRESH,
    REGISTER,
    TOKENS,
    VIEWER,
    IdentityClient,
    refused,
)

CHANGE = f"""mutation ($c: String!, $n: String!) {{
    changePassword(input: {{currentPassword: $c, newPassword: $n}}) {{ {TOKENS} }} }}"""
UPDATE = (
    "mutation ($id: ID!, $patch: UserUpdate!) { updateUser(input: {id: $id, patch: $patch}) { userErrors { code } } }"
)
SECRETS = ("accessToken", "refreshToken")


async def scalars(database: Database, statement: Any) -> list[Any]:
    async with database.engine.connect() as connection:
        return list(await connection.scalars(statement))


async def change(database: Database, statement: Any) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(statement)


class TestRegistering:
    async def test_whoever_registers_is_logged_in(self, client: IdentityClient, database: Database) -> None:
        account = {"email": "Bob@example.com", "username": "bob", "password": "battery staple"}
        payload = await client.payload(REGISTER, a=account)
        assert (payload["user"]["username"], payload["userErrors"]) == ("bob", [])
        assert await client.viewer(payload["accessToken"]) == "bob"
        assert (await client.payload(REFRESH, t=payload["refreshToken"]))["user"]["username"] == "bob"
        assert (await client.log_in("bob@EXAMPLE.com", "battery staple"))["user"]["username"] == "bob"
        async with database.engine.connect() as connection:
            statement = select(col(User.email), col(User.role), col(User.is_active), col(Profile.bio)).join(Profile)
            row = (await connection.execute(statement.where(col(User.username) == "bob"))).one()
        assert (row.email, row.role.value, row.is_active, row.bio) == ("bob@example.com", "customer", True, "")

    @pytest.mark.parametrize(
        ("changes", "code", "field"),
        [
            ({"username": "other"}, "EMAIL_TAKEN", "email"),
            ({"email": "other@example.com"}, "USERNAME_TAKEN", "username"),
            ({"email": "other@example.com", "username": "no spaces"}, "INVALID", "username"),
            ({"email": "other@example.com", "username": "other", "password": "x" * 129}, "INVALID", "password"),
        ],
    )
    async def test_what_is_refused_opens_no_account(
        self, client: IdentityClient, database: Database, changes: dict[str, str], code: str, field: str
    ) -> None:
        assert await client.payload(REGISTER, a=ADA | changes) == refused(code, "account", field)
        for table, count in ((User, 1), (Profile, 1), (LoginSession, 0)):
            assert await scalars(database, select(func.count()).select_from(table)) == [count]

    async def test_two_at_the_same_time_open_one_account(self, client: IdentityClient, database: Database) -> None:
        account = {"email": "bob@example.com", "username": "bob", "password": "battery staple"}
        payloads = await asyncio.gather(*(client.payload(REGISTER, a=account) for _ in range(2)))
        assert sorted(len(payload["userErrors"]) for payload in payloads) == [0, 1]
        assert await scalars(database, select(func.count()).select_from(User)) == [2]

    async def test_nobody_gives_themselves_a_role(self, client: IdentityClient) -> None:
        for extra in ({"role": "ADMIN"}, {"credits": "100"}, {"isActive": True}):
            answer = (await client.post(REGISTER, a={**ADA, **extra})).json()
            assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


class TestLoggingIn:
    @pytest.mark.parametrize("name", ["ada", "ADA", "ada@example.com", "Ada@Example.com"])
    async def test_by_username_or_address(self, client: IdentityClient, name: str) -> None:
        payload = await client.log_in(name)
        assert (payload["user"]["username"], payload["userErrors"]) == ("ada", [])
        assert await client.viewer(payload["accessToken"]) == "ada"
        ends = datetime.fromisoformat(payload["expiresAt"]) - datetime.now(UTC)
        assert timedelta(minutes=14) < ends <= timedelta(minutes=15)

    async def test_a_password_is_the_same_however_it_is_composed(self, client: IdentityClient) -> None:
        account = {"email": "eve@example.com", "username": "eve", "password": "pa\u0301ssword"}
        await client.payload(REGISTER, a=account)
        assert (await client.log_in("eve", "p\u00e1ssword"))["userErrors"] == []

    async def test_whatever_is_wrong_the_answer_is_the_same(self, client: IdentityClient, database: Database) -> None:
        for name, password in (("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("ada", PASSWORD + " ")):
            assert await client.log_in(name, password) == INVALID_CREDENTIALS
        await change(database, update(User).values(is_active=False))
        assert await client.log_in() == INVALID_CREDENTIALS

    async def test_what_is_no_hash_matches_nothing(self, client: IdentityClient, database: Database) -> None:
        await change(database, update(User).values(hashed_password="not a hash"))
        assert await client.log_in("ada", "not a hash") == INVALID_CREDENTIALS

    async def test_the_rest_of_the_operation_is_the_viewers(self, client: IdentityClient) -> None:
        query = LOG_IN.replace("userErrors", "query { viewer { username } } userErrors")
        assert (await client.payload(query, u="ada", p=PASSWORD))["query"] == {"viewer": {"username": "ada"}}
        assert (await client.payload(query, u="ada", p="wrong"))["query"] == {"viewer": None}

    async def test_an_old_hash_is_replaced_and_other_logins_stay(
        self, client: IdentityClient, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = await client.log_in()
        (old,) = await scalars(database, select(col(User.hashed_password)))
        monkeypatch.setattr(HASHER, "_hasher", PasswordHash.recommended())
        assert (await client.log_in())["userErrors"] == []
        (new,) = await scalars(database, select(col(User.hashed_password)))
        assert new != old
        assert new.startswith("$argon2id$")
        assert (await client.log_in())["userErrors"] == []
        assert await scalars(database, select(col(User.hashed_password))) == [new]
        assert (await client.payload(REFRESH, t=before["refreshToken"]))["userErrors"] == []

    async def test_no_connection_waits_for_a_password(self, client: IdentityClient, database: Database) -> None:
        with record_statements(database) as log:
            await client.log_in("nobody")
        assert (len(log), log.checkouts) == (1, 1)


class TestTheViewer:
    async def test_nobody_without_a_token(self, client: IdentityClient) -> None:
        assert await client.payload(VIEWER) is None

    async def test_a_token_costs_no_sql(self, client: IdentityClient, database: Database) -> None:
        token = (await client.log_in())["accessToken"]
        with record_statements(database) as log:
            assert await client.payload("{ __typename }", token) == "Query"
        assert log.sql == []
        with record_statements(database) as log:
            assert await client.viewer(token) == "ada"
        (statement,) = log.sql
        assert "hashed_password" not in statement

    async def test_an_account_that_is_gone_is_nobody(self, client: IdentityClient, database: Database) -> None:
        token = (await client.log_in())["accessToken"]
        await change(database, delete(Profile))
        await change(database, delete(User))
        assert await client.viewer(token) is None
        assert await scalars(database, select(col(LoginSession.id))) == []

    @pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Basic YTpi", "", "bearer a.b.c", "Bearer a b"])
    async def test_a_header_that_says_nothing_true(self, client: IdentityClient, header: str) -> None:
        response = await client.http.post("/graphql", json={"query": VIEWER}, headers={"Authorization": header})
        assert response.status_code == 401
        assert response.headers["www-authenticate"] == 'Bearer error="invalid_token"'
        (error,) = response.json()["errors"]
        assert error["extensions"] == {"code": "UNAUTHENTICATED"}

    async def test_two_headers_are_none(self, client: IdentityClient) -> None:
        token = (await client.log_in())["accessToken"]
        headers = [("Authorization", f"Bearer {token}")] * 2
        response = await client.http.post("/graphql", json={"query": VIEWER}, headers=headers)
        assert response.status_code == 401


class TestRefreshing:
    async def test_each_token_is_good_once(self, client: IdentityClient) -> None:
        first = await client.log_in()
        second = await client.payload(REFRESH, t=first["refreshToken"])
        assert (second["user"]["username"], second["userErrors"]) == ("ada", [])
        assert second["refreshToken"] != first["refreshToken"]
        assert await client.viewer(second["accessToken"]) == "ada"
        assert (await client.payload(REFRESH, t=second["refreshToken"]))["userErrors"] == []

    async def test_an_old_one_ends_the_login_and_no_other(
        self, client: IdentityClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        stolen, elsewhere = await client.log_in(), await client.log_in()
        newest = await client.payload(REFRESH, t=stolen["refreshToken"])
        with caplog.at_level(logging.WARNING, "app"):
            assert await client.payload(REFRESH, t=stolen["refreshToken"]) == INVALID_REFRESH_TOKEN
        assert "an old refresh token of user 1 came again" in caplog.text
        assert await client.payload(REFRESH, t=newest["refreshToken"]) == INVALID_REFRESH_TOKEN
        assert (await client.payload(REFRESH, t=elsewhere["refreshToken"]))["userErrors"] == []

    async def test_of_two_at_the_same_time_one_wins(self, client: IdentityClient, database: Database) -> None:
        token = (await client.log_in())["refreshToken"]
        payloads = await asyncio.gather(*(client.payload(REFRESH, t=token) for _ in range(4)))
        winners = [payload for payload in payloads if not payload["userErrors"]]
        assert len(winners) == 1
        assert [payload for payload in payloads if payload["userErrors"]] == [INVALID_REFRESH_TOKEN] * 3
        # The others brought what was old by then.
        assert await client.payload(REFRESH, t=winners[0]["refreshToken"]) == INVALID_REFRESH_TOKEN
        assert await scalars(database, select(col(LoginSession.id))) == []

    @pytest.mark.parametrize("token", ["", "x", "A" * 64, "A" * 63, "é" * 64, "-" * 64, "A" * 63 + "="])
    async def test_what_is_no_token(self, client: IdentityClient, token: str) -> None:
        assert await client.payload(REFRESH, t=token) == INVALID_REFRESH_TOKEN
        assert await client.payload(LOG_OUT, t=token) == {"userErrors": []}

    async def test_a_changed_token_is_no_token(self, client: IdentityClient) -> None:
        token = (await client.log_in())["refreshToken"]
        other = ("A" if token[0] != "A" else "B") + token[1:]
        assert await client.payload(REFRESH, t=other) == INVALID_REFRESH_TOKEN
        assert (await client.payload(REFRESH, t=token))["userErrors"] == []

    @pytest.mark.parametrize(
        "what",
        [
            update(User).values(is_active=False),
            update(User).values(hashed_password="another"),
            update(LoginSession).values(expires_at=datetime(2026, 1, 1, tzinfo=UTC)),
        ],
        ids=["inactive", "another password", "expired"],
    )
    async def test_a_login_that_ended_is_gone(self, client: IdentityClient, database: Database, what: Any) -> None:
        token = (await client.log_in())["refreshToken"]
        await change(database, what)
        assert await client.payload(REFRESH, t=token) == INVALID_REFRESH_TOKEN
        await change(database, update(User).values(is_active=True))
        assert await client.payload(REFRESH, t=token) == INVALID_REFRESH_TOKEN
        assert await scalars(database, select(col(LoginSession.id))) == []

    async def test_only_hashes_are_kept(self, client: IdentityClient, database: Database) -> None:
        payload = await client.log_in()
        async with database.engine.connect() as connection:
            (row,) = (await connection.execute(select(LoginSession))).all()
            (hashed,) = await connection.scalars(select(col(User.hashed_password)))
        assert payload["refreshToken"] not in str(row)
        assert payload["accessToken"] not in str(row)
        assert row.password_digest == hashlib.sha256(hashed.encode()).hexdigest()
        assert row.expires_at - row.created_at == timedelta(days=30)


class TestChangingThePassword:
    async def test_it_ends_all_logins_but_the_new_one(self, client: IdentityClient) -> None:
        logins = [await client.log_in() for _ in range(2)]
        changed = await client.payload(CHANGE, logins[0]["accessToken"], c=PASSWORD, n="another one")
        assert (changed["user"]["username"], changed["userErrors"]) == ("ada", [])
        for login in logins:
            assert await client.payload(REFRESH, t=login["refreshToken"]) == INVALID_REFRESH_TOKEN
        assert (await client.payload(REFRESH, t=changed["refreshToken"]))["userErrors"] == []
        assert await client.log_in() == INVALID_CREDENTIALS
        assert (await client.log_in(password="another one"))["userErrors"] == []

    async def test_it_takes_the_old_one(self, client: IdentityClient, database: Database) -> None:
        token = (await client.log_in())["accessToken"]
        for _ in range(10):
            wrong = await client.payload(CHANGE, token, c="a guess", n="another one")
            assert wrong == refused("CURRENT_PASSWORD_WRONG", "currentPassword")
        answer = (await client.post(CHANGE, token, c=PASSWORD, n="another one")).json()
        assert answer["errors"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert (await client.log_in())["userErrors"] == []

    async def test_the_new_one_has_the_rules_of_all(self, client: IdentityClient) -> None:
        token = (await client.log_in())["accessToken"]
        for new in ("short", "x" * 129):
            assert await client.payload(CHANGE, token, c=PASSWORD, n=new) == refused("INVALID", "newPassword")

    async def test_strangers_and_the_update_of_users_cannot(self, client: IdentityClient) -> None:
        assert await client.limited(CHANGE, c=PASSWORD, n="another one") == {"code": "UNAUTHENTICATED"}
        token = (await client.log_in())["accessToken"]
        user = (await client.payload("{ viewer { id } }", token))["id"]
        answer = (await client.post(UPDATE, token, id=user, patch={"password": "another one"})).json()
        assert answer["errors"][0]["extensions"] == {"code": "FORBIDDEN"}

    async def test_an_admin_can_and_it_ends_all_logins(self, client: IdentityClient, database: Database) -> None:
        login = await client.log_in()
        await change(database, update(User).values(role=UserRole.ADMIN))
        token = (await client.log_in())["accessToken"]
        user = (await client.payload("{ viewer { id } }", token))["id"]
        assert await client.payload(UPDATE, token, id=user, patch={"password": "another one"}) == {"userErrors": []}
        assert await client.payload(REFRESH, t=login["refreshToken"]) == INVALID_REFRESH_TOKEN
        assert (await client.log_in(password="another one"))["userErrors"] == []


class TestLoggingOut:
    async def test_it_ends_this_login(self, client: IdentityClient) -> None:
        here, elsewhere = await client.log_in(), await client.log_in()
        assert await client.payload(LOG_OUT, t=here["refreshToken"]) == {"userErrors": []}
        assert await client.payload(REFRESH, t=here["refreshToken"]) == INVALID_REFRESH_TOKEN
        assert await client.payload(LOG_OUT, t=here["refreshToken"]) == {"userErrors": []}
        assert (await client.payload(REFRESH, t=elsewhere["refreshToken"]))["userErrors"] == []


class TestHousekeeping:
    async def test_the_oldest_login_makes_room(self, client: IdentityClient) -> None:
        first, *others = [await client.log_in() for _ in range(21)]
        assert await client.payload(REFRESH, t=first["refreshToken"]) == INVALID_REFRESH_TOKEN
        for login in (others[0], others[-1]):
            assert (await client.payload(REFRESH, t=login["refreshToken"]))["userErrors"] == []

    async def test_what_expired_is_removed_some_at_a_time(self, client: IdentityClient, database: Database) -> None:
        old = {"user_id": 1, "token_hash": "", "password_digest": "", "created_at": datetime.now(UTC)}
        expired = [{**old, "id": uuid4(), "expires_at": datetime(2026, 1, 1, tzinfo=UTC)} for _ in range(130)]
        async with database.engine.begin() as connection:
            await connection.execute(LoginSession.__table__.insert(), expired)  # type: ignore[attr-defined]
            await connection.execute(update(LoginSession).values(created_at=datetime(2026, 1, 1, tzinfo=UTC)))
        past = select(func.count()).select_from(LoginSession).where(col(LoginSession.expires_at) < datetime.now(UTC))
        await client.log_in()
        assert (await scalars(database, past))[0] <= 130 - PURGED_AT_ONCE
        await client.log_in()
        assert await scalars(database, past) == [0]


class TestSecrets:
    async def test_none_is_logged(self, client: IdentityClient, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.DEBUG):
            payload = await client.log_in()
            await client.log_in(password="difference engine")
            renewed = await client.payload(REFRESH, t=payload["refreshToken"])
            await client.payload(REFRESH, t=payload["refreshToken"])
            await client.post(VIEWER, payload["accessToken"] + "x")
        for secret in (PASSWORD, "difference engine", *(each[name] for each in (payload, renewed) for name in SECRETS)):
            assert secret not in caplog.text

    async def test_an_idempotency_key_is_refused(self, client: IdentityClient, database: Database) -> None:
        for query, variables in ((LOG_IN, {"u": "ada", "p": PASSWORD}), (REGISTER, {"a": ADA}), (REFRESH, {"t": "x"})):
            body = {"query": query, "variables": variables}
            response = await client.http.post("/graphql", json=body, headers={"Idempotency-Key": str(uuid4())})
            (error,) = response.json()["errors"]
            assert error["extensions"] == {"code": "BAD_USER_INPUT"}
        assert await scalars(database, select(col(IdempotencyRecord.key_hash))) == []
