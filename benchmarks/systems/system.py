"""A system under measurement: how it is installed, started, asked, and what its answers say."""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import URL

from app.services.access_tokens import AccessTokens
from app.services.identity import ISSUER
from app.services.viewer import Viewer
from benchmarks.documents import FOLDER, texts
from benchmarks.systems.content import plain
from benchmarks.workload import Query, Values

POOL_SIZE = 16
"""Connections to the database that each system keeps, so that those in flight seldom wait for one."""
KEY = {"bench": secrets.token_hex(32)}
TOKENS = AccessTokens({name: key.encode() for name, key in KEY.items()}, ISSUER, ISSUER, timedelta(days=1))


class System(ABC):
    """One server, and how to talk to it."""

    lacks: frozenset[str] = frozenset()
    """Documents that it has no answer to."""
    setup: Path | None = None
    """What the database is to run before it starts: a file of SQL."""

    def __init__(self, name: str) -> None:
        self.name = name

    def install(self) -> None:  # noqa: B027
        """Get what it needs, below `.cache`, where that is not there yet."""

    @abstractmethod
    def command(self, port: int) -> list[str]:
        """What starts it."""

    def environment(self, database: URL) -> Mapping[str, str]:
        """What it is to know."""
        return {"DSN": dsn(database), "POOL_SIZE": str(POOL_SIZE)}

    @abstractmethod
    def request(self, query: Query, number: int) -> bytes:
        """The HTTP request with the values of this number."""

    @abstractmethod
    def content(self, query: Query, body: bytes) -> Any:
        """What an answer says, in no API's terms."""


class GraphQL(System):
    """A server of GraphQL over HTTP."""

    folder = FOLDER
    """Its own documents; where it has none of a name, it takes ours."""

    @cached_property
    def _texts(self) -> dict[str, str]:
        return texts(FOLDER) | texts(self.folder)

    def request(self, query: Query, number: int) -> bytes:
        values = query.values(number)
        asked = {"query": self._texts[query.name], "variables": self.variables(query.name, values)}
        return http_request("POST", "/graphql", orjson.dumps(asked), query.viewer(values))

    def content(self, query: Query, body: bytes) -> Any:
        ((_, answer),) = orjson.loads(body)["data"].items()
        return plain(self.restate(query.name, answer), keys=not query.writes)

    def variables(self, name: str, values: Values) -> dict[str, Any]:
        """The values in terms of this API."""
        return values

    def restate(self, name: str, answer: Any) -> Any:
        """The answer in the shape that all APIs are compared in: that of ours, but for the figures of Q8."""
        return answer


def dsn(database: URL) -> str:
    """For drivers, without SQLAlchemy."""
    return database.set(drivername="postgresql").render_as_string(hide_password=False)


def http_request(method: str, path: str, body: bytes = b"", viewer: Viewer | None = None) -> bytes:
    """The bytes of a request."""
    head = [
        f"{method} {path} HTTP/1.1",
        "host: localhost",
        "accept: application/graphql-response+json, application/json",
    ]
    if body:
        head += ["content-type: application/json", f"content-length: {len(body)}"]
    if viewer is not None:
        head.append(f"authorization: Bearer {_token(viewer)}")
    return "\r\n".join([*head, "", ""]).encode() + body


def _token(viewer: Viewer) -> str:
    if viewer not in _tokens:
        _tokens[viewer] = TOKENS.issue(viewer)[0]
    return _tokens[viewer]


_tokens: dict[Viewer, str] = {}
