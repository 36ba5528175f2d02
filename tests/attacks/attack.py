"""What an attack is: what is sent, as whom, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from tests.attacks.exchange import JSON, STRANGER, Headers, Sent
from tests.attacks.world import World

LIMIT = "DOCUMENT_LIMIT_EXCEEDED"
DEPTH = "DEPTH_LIMIT_EXCEEDED"
COST = "COST_LIMIT_EXCEEDED"
INVALID = "GRAPHQL_VALIDATION_FAILED"
UNPARSED = "GRAPHQL_PARSE_FAILED"
INPUT = "BAD_USER_INPUT"
LOG_IN = "UNAUTHENTICATED"
FORBIDDEN = "FORBIDDEN"
LIMITED = "RATE_LIMITED"
ANYTHING = object()


@dataclass(frozen=True)
class Attack:
    """One line of the table. `code` is that of the first error, top-level or of a user; empty where there is none."""

    sent: Sent | Callable[[World], Sent]
    status: int
    code: str
    data: Any = ANYTHING
    """The whole data of the answer, where it says that nothing was to be had."""
    statements: int = 0
    """SQL statements at most; whatever may be refused before SQL has none."""
    writes: frozenset[str] = frozenset()
    """The tables that it may change."""
    times: int = 1
    """How often it is sent; what is said here holds for the last."""
    app: str = ""
    cpu: float = 100
    """Milliseconds of CPU at most, on a slow machine and with coverage; it usually takes a tenth."""

    def request(self, world: World) -> Sent:
        """What is sent, in a world."""
        return self.sent(world) if callable(self.sent) else self.sent


@dataclass(frozen=True)
class Document:
    """An operation that is built when it is sent, since some have megabytes."""

    query: str | Callable[[], str]
    variables: Mapping[str, Any] | None = None
    who: str = STRANGER
    headers: Headers = ()
    more: Mapping[str, Any] | None = None

    def __call__(self, _world: World) -> Sent:
        return self._sent

    @cached_property
    def _sent(self) -> Sent:
        query = self.query if isinstance(self.query, str) else self.query()
        variables = {} if self.variables is None else {"variables": self.variables}
        body = orjson.dumps({"query": query, **variables, **(self.more or {})})
        return Sent(body, self.who, headers=((b"content-type", JSON), *self.headers))


Table = Mapping[str, Attack]


def refused(query: str | Callable[[], str], code: str, who: str = STRANGER, **more: Any) -> Attack:
    """An operation that is refused before it runs: 400, and 200 under `application/json`."""
    return Attack(Document(query, more.pop("variables", None), who, more.pop("headers", ())), 400, code, **more)


def ran(query: str, code: str, who: str = STRANGER, *, statements: int, **more: Any) -> Attack:
    """An operation that runs, and gets nothing."""
    document = Document(query, more.pop("variables", None), who, more.pop("headers", ()))
    return Attack(document, 200, code, statements=statements, **more)
