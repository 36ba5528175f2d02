"""The systems under measurement: how each is started, asked, and what its answers say."""

from __future__ import annotations

import base64
import secrets
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Set
from datetime import timedelta
from functools import cached_property
from typing import Any

import orjson
from sqlalchemy import URL

from app.services.access_tokens import AccessTokens
from app.services.identity import ISSUER
from app.services.viewer import Viewer
from benchmarks.documents import FOLDER, texts
from benchmarks.workload import Query, Values

POOL_SIZE = 16
"""Connections to the database that each system keeps, so that those in flight seldom wait for one."""
KEY = {"bench": secrets.token_hex(32)}
TOKENS = AccessTokens({name: key.encode() for name, key in KEY.items()}, ISSUER, ISSUER, timedelta(days=1))


class System(ABC):
    """One server, and how to talk to it."""

    lacks: frozenset[str] = frozenset()
    """Documents that it has no answer to."""

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def command(self, port: int) -> list[str]:
        """What starts it."""

    @abstractmethod
    def environment(self, database: URL) -> Mapping[str, str]:
        """What it is to know."""

    @abstractmethod
    def request(self, query: Query, number: int) -> bytes:
        """The HTTP request with the values of this number."""

    @abstractmethod
    def content(self, query: Query, body: bytes) -> Any:
        """What an answer says, in no API's terms."""


class GraphQL(System):
    """A server of GraphQL over HTTP."""

    folder = FOLDER

    @cached_property
    def _texts(self) -> dict[str, str]:
        return texts(FOLDER) | texts(self.folder)

    def request(self, query: Query, number: int) -> bytes:
        values = query.values(number)
        asked = {"query": self._texts[query.name], "variables": self.variables(query.name, values)}
        return http_request("POST", "/graphql", orjson.dumps(asked), query.viewer(values))

    def content(self, query: Query, body: bytes) -> Any:
        ((_, answer),) = orjson.loads(body)["data"].items()
        # What is written gets another key each time.
        return plain(answer, without={"id"} if query.writes else set())

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        """The values in terms of this API."""
        return values


class Ours(GraphQL):
    """This repository's API."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "app", "serve", "--port", str(port)]

    def environment(self, database: URL) -> Mapping[str, str]:
        """As in production, with an allowance that lasts, and without a line of the log for each operation."""
        allowance = f"{2**31 - 1}/minute"
        return {
            "ENVIRONMENT": "production",
            "DATABASE_URL": database.render_as_string(hide_password=False),
            "ACCESS_TOKEN_KEYS": ",".join(f"{name}:{key}" for name, key in KEY.items()),
            "POOL_SIZE": str(POOL_SIZE),
            "MAX_OVERFLOW": "0",
            "COST_LIMIT_PER_VIEWER": allowance,
            "COST_LIMIT_PER_ADDRESS": allowance,
            "LOG_LEVEL": "WARNING",
        }

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        if name == "q7":
            return {"after": opaque("3059597a", values["after"])}
        if name == "m1":
            hero = {key: values[key] for key in ("name", "age")}
            hero |= {"secretName": values["secret_name"], "teamId": opaque("Team", values["team"])}
            return {"input": {"hero": hero}}
        if name == "m2":
            items = [{"productId": opaque("Product", key), "quantity": quantity} for key, quantity in values["items"]]
            return {"input": {"userId": opaque("User", values["user"]), "items": items}}
        return values


class Interpreted(Ours):
    """The same, where graphql-core runs every operation."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.servers.interpreted", str(port)]


class Floor(Ours):
    """Written by hand."""

    def command(self, port: int) -> list[str]:
        return [sys.executable, "-m", "benchmarks.servers.floor.app", str(port)]

    def environment(self, database: URL) -> Mapping[str, str]:
        return {"DSN": dsn(database), "POOL_SIZE": str(POOL_SIZE)}


SYSTEMS: dict[str, System] = {
    system.name: system for system in (Ours("ours"), Floor("floor"), Interpreted("interpreted"))
}


def dsn(database: URL) -> str:
    """For drivers, without SQLAlchemy."""
    return database.set(drivername="postgresql").render_as_string(hide_password=False)


def opaque(*values: Any) -> str:
    """A global id or a cursor."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


def http_request(method: str, path: str, body: bytes = b"", viewer: Viewer | None = None) -> bytes:
    """The bytes of a request."""
    head = [f"{method} {path} HTTP/1.1", "host: localhost", "accept: application/graphql-response+json"]
    if body:
        head += ["content-type: application/json", f"content-length: {len(body)}"]
    if viewer is not None:
        head.append(f"authorization: Bearer {_token(viewer)}")
    return "\r\n".join([*head, "", ""]).encode() + body


def plain(value: Any, without: Set[str] = frozenset()) -> Any:
    """An answer without what APIs differ in: the shape of connections, ids that are opaque, cursors."""
    if isinstance(value, list):
        return [plain(each, without) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"nodes"}:
        return plain(value["nodes"], without)
    return {
        name: _key(each) if name == "id" else plain(each, without)
        for name, each in value.items()
        if name not in without and not name.lower().endswith("cursor")
    }


def _key(identifier: Any) -> Any:
    """The key in a global id; keys stay what they are."""
    if isinstance(identifier, int):
        return identifier
    return orjson.loads(base64.urlsafe_b64decode(identifier + "=" * (-len(identifier) % 4)))[-1]


_tokens: dict[Viewer, str] = {}


def _token(viewer: Viewer) -> str:
    if viewer not in _tokens:
        _tokens[viewer] = TOKENS.issue(viewer)[0]
    return _tokens[viewer]
