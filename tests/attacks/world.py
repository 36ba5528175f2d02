"""The application in production, over rows of several owners, with what nobody else may see marked as such."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import orjson
from fastapi import FastAPI
from pydantic import SecretStr

from app.main import create_app
from app.models import UserRole
from app.services.passwords import HASHER
from app.services.viewer import Viewer
from app.settings import Settings
from sqlmodel_strawberry import Database
from tests.attacks.exchange import JSON, Exchange, Sent
from tests.graphql_schema.operations import Row, insert_rows
from tests.graphql_schema.permission_world import AUTHOR, ME, world
from tests.graphql_schema.worlds import MOMENT, post_row

STAFF, ADMIN = 4, 5
MINE_POST, THEIR_DRAFT, THEIR_POST = ME, AUTHOR, 6
MANY = 100

KEY = "test:0123456789abcdefghijklmnopqrstuvwxyz"
SECRET = KEY.partition(":")[2].encode()
PASSWORD = "correct horse"
KEPT = 'mutation {createItem(input: {item: {name: "kept"}}) {item {id} userErrors {code}}}'
CANARY = "canary"
"""In every value that nobody reads, and in those of other users than the customer who attacks."""

VIEWERS = {
    "customer": Viewer(ME, UserRole.CUSTOMER),
    "another customer": Viewer(AUTHOR, UserRole.CUSTOMER),
    "staff": Viewer(STAFF, UserRole.STAFF),
    "admin": Viewer(ADMIN, UserRole.ADMIN),
}

ORIGIN = "https://app.example"
SETTINGS: dict[str, Any] = {
    "environment": "production",
    "access_token_keys": SecretStr(KEY),
    "allowed_hosts": "api.example",
    "cors_origins": ORIGIN,
    # What attacks cost is not counted together: it is each of them that has to be cheap.
    **{name: None for name in Settings.model_fields if name.startswith("cost_limit_")},
}
BATCHING = "an application that takes batches"
EXPLORED = "an application in production that has the explorer"
DEVELOPMENT = "an application in development, which tells plans"
APPLICATIONS: dict[str, dict[str, Any]] = {
    "": {},
    BATCHING: {"max_batch": 10},
    EXPLORED: {"explorer": "on"},
    DEVELOPMENT: {"environment": "development"},
}
"""The settings of each, beside `SETTINGS`."""


def node_id(resource: str, *key: Any) -> str:
    """The global id of a row."""
    return base64.urlsafe_b64encode(orjson.dumps([resource, *key])).rstrip(b"=").decode()


def applications() -> dict[str, FastAPI]:
    """The applications that are attacked, by their names; most attacks are on the first."""
    return {name: create_app(Settings(**SETTINGS | settings)) for name, settings in APPLICATIONS.items()}


@dataclass(frozen=True)
class World:
    """Applications over one database, and what an attacker may have of it."""

    apps: dict[str, FastAPI]
    database: Database
    tokens: dict[str, str | None]
    """Access tokens, by who has them, or by how they are forged."""
    used_refresh_token: str
    key_of_another: str
    """An Idempotency-Key that the customer AUTHOR has used."""

    @classmethod
    async def make(cls, apps: dict[str, FastAPI], database: Database) -> World:
        """Fill an empty database, and log in."""
        await insert_rows(database, rows(await HASHER.hash(PASSWORD)))
        for app in apps.values():
            app.state.database, app.state.draining = database, False
        app = apps[""]
        tokens = _tokens(app)
        author = tokens["another customer"]
        used = await _log_in_and_refresh(app)
        key = "4d2c7a9e-51b8-4a3f-9c60-0f7e21ab83d5"
        headers = ((b"content-type", JSON), (b"idempotency-key", key.encode()))
        await Exchange(app).send(Sent(orjson.dumps({"query": KEPT}), headers=headers), token=author)
        return cls(apps, database, tokens, used, key)


def rows(hashed_password: str) -> list[tuple[str, list[Row]]]:
    """The rows of permissions, marked, and some more to chew on."""
    marked = [(table, [_marked(table, row, hashed_password) for row in some]) for table, some in world()]
    return [
        *marked,
        ("team", [{"id": n, "name": f"Team {n}", "headquarters": "There"} for n in range(3, 13)]),
        ("hero", [_hero(n) for n in range(3, MANY)]),
        ("post", [{**post_row(n, AUTHOR), "body": "a-b " * 1000, "published_at": MOMENT} for n in range(7, MANY)]),
    ]


def _marked(table: str, row: Row, hashed_password: str) -> Row:
    number = row.get("id", 0)
    match table:
        case "hero":
            return {**row, "secret_name": CANARY}
        case "user":
            role = {STAFF: UserRole.STAFF, ADMIN: UserRole.ADMIN}.get(number, UserRole.CUSTOMER)
            email = "ada@example.com" if number == ME else f"{CANARY}{number}@example.com"
            return {**row, "email": email, "role": role, "hashed_password": hashed_password}
        case "post" if row["author_id"] != ME and row["published_at"] is None:
            return {**row, "body": CANARY, "title": f"{CANARY} {number}"}
        case "profile" if row["user_id"] != ME:
            return {**row, "bio": CANARY, "location": CANARY}
    return row


def _hero(number: int) -> Row:
    row = {"id": number, "name": f"Hero {number}", "secret_name": CANARY, "age": number, "team_id": number % 10 + 3}
    return {**row, "deleted_at": None}


def _tokens(app: FastAPI) -> dict[str, str | None]:
    good = {who: app.state.identity.tokens.issue(viewer)[0] for who, viewer in VIEWERS.items()}
    return {"stranger": None, **good, **_forged(good["customer"])}


def _forged(good: str) -> dict[str, str]:
    now = datetime.now(UTC)
    claims = {
        **jwt.decode(good, options={"verify_signature": False}),
        "sub": str(ADMIN),
        "role": "admin",
    }
    header = {"alg": "HS256", "typ": "at+jwt", "kid": "test"}
    head, _, signature = good.split(".")
    past = {"iat": now - timedelta(hours=1), "nbf": now - timedelta(hours=1), "exp": now - timedelta(minutes=1)}
    return {
        "alg none": f"{_part(header | {'alg': 'none'})}.{_part(claims)}.",
        "another role": f"{head}.{_part(claims)}.{signature}",
        "another key": jwt.encode(claims, b"x" * 32, "HS256", headers=header),
        "another kid": jwt.encode(claims, SECRET, "HS256", headers=header | {"kid": "../../dev/null"}),
        "another algorithm": jwt.encode(claims, SECRET * 2, "HS512", headers=header | {"alg": "HS512"}),
        "another type": jwt.encode(claims, SECRET, "HS256", headers=header | {"typ": "JWT"}),
        "another audience": jwt.encode(claims | {"aud": "them"}, SECRET, "HS256", headers=header),
        "expired": jwt.encode(claims | past, SECRET, "HS256", headers=header),
        "no token": "x" * 20_000,
        "a header of brackets": base64.urlsafe_b64encode(b"[" * 700).decode().rstrip("=") + ".e30.e30",
    }


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


async def _log_in_and_refresh(app: FastAPI) -> str:
    log_in = f'mutation {{logIn(input: {{username: "user3", password: "{PASSWORD}"}}) {{refreshToken}}}}'
    answer = await Exchange(app, "203.0.113.9").send(Sent(orjson.dumps({"query": log_in})))
    token: str = answer.json["data"]["logIn"]["refreshToken"]
    refresh = f'mutation {{refreshToken(input: {{refreshToken: "{token}"}}) {{refreshToken}}}}'
    await Exchange(app, "203.0.113.9").send(Sent(orjson.dumps({"query": refresh})))
    return token
