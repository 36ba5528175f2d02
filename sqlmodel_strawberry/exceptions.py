"""The exceptions that cross the engine's files.

Exception
├── DeclarationError            start-up: what is wrong, where, and the mend, for every mistake at once
├── RequestError                the client's fault or a limit: a top-level error with a stable code
├── RefusedRequestError         a whole HTTP request that gets no answer: a status, and a top-level error
├── OperationEndedError         nobody waits for what was asked of the database: no client sees it
├── DatabaseUnavailableError    no connection, for now: a top-level UNAVAILABLE
└── UserErrors                  expected failures of a write: data, in the payload's `userErrors`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

if TYPE_CHECKING:
    from sqlmodel_strawberry.mutations.user_errors import UserError


class ErrorCode(StrEnum):
    """Every `extensions.code` of a top-level error."""

    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    RATE_LIMITED = "RATE_LIMITED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_SUPPORTED = "PERSISTED_QUERY_NOT_SUPPORTED"
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
    DEPTH_LIMIT_EXCEEDED = "DEPTH_LIMIT_EXCEEDED"
    DOCUMENT_LIMIT_EXCEEDED = "DOCUMENT_LIMIT_EXCEEDED"
    COST_LIMIT_EXCEEDED = "COST_LIMIT_EXCEEDED"
    TIMEOUT = "TIMEOUT"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"


class RequestError(GraphQLError):
    """A refusal whose message, code and other `extensions` the client may see."""

    def __init__(self, code: ErrorCode, message: str, nodes: Any = None, **extensions: Any) -> None:
        super().__init__(message, nodes, extensions={"code": code.value, **extensions})


class RefusedRequestError(Exception):
    """A request that is refused as a whole, over HTTP. Raise it in a dependency of the endpoint, such as `viewer`.

    The client gets `status` under either media type, with `headers`, and `message` and `code` as the one error. Without
    headers of its own a 401 says `WWW-Authenticate: Bearer`, and a 503 `Retry-After: 1`.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        code: ErrorCode = ErrorCode.BAD_USER_INPUT,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})


class DatabaseUnavailableError(Exception):
    """No connection could be had, or it broke."""


class OperationEndedError(Exception):
    """The operation was answered, or cancelled, before the database was."""


class UserErrors(Exception):
    """Raised inside a write to roll it back and answer with these errors in the payload."""

    def __init__(self, errors: Sequence[UserError]) -> None:
        super().__init__(", ".join(error.code for error in errors))
        self.errors = list(errors)


@dataclass(frozen=True)
class Problem:
    """One mistake in a declaration: where it stands, what is wrong, how to mend it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}.\n      → {self.mend}."


class DeclarationError(Exception):
    """The declared resources do not make a schema. Lists every mistake found, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        lines = "\n".join(f"  {number}. {problem}" for number, problem in enumerate(problems, 1))
        super().__init__(f"{count} in the declared resources:\n{lines}")
