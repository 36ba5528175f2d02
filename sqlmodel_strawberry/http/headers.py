"""The headers of a request as a server gives them: names in lower case, everything in bytes (ASGI, HTTP scope)."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeAlias, TypeVar

from starlette.types import Scope

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError

FOLDED = "sqlmodel_strawberry.headers"
RawHeaders: TypeAlias = Sequence[tuple[bytes, bytes]]
Choice = TypeVar("Choice", bound=StrEnum)


def folded(headers: RawHeaders) -> dict[bytes, bytes]:
    """By name. What was sent in several lines is joined, as HTTP joins it (RFC 9110, 5.3)."""
    found: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        found.setdefault(name, []).append(value)
    return {name: b", ".join(sent) for name, sent in found.items()}


def headers_of(scope: Scope) -> Mapping[bytes, bytes]:
    """Those of a request, `folded` once for all who ask."""
    found: Mapping[bytes, bytes] | None = scope.get(FOLDED)
    return fold(scope) if found is None else found


def fold(scope: Scope) -> Mapping[bytes, bytes]:
    """The same where somebody on the way may have changed them."""
    raw = scope["headers"]
    found = dict(raw)
    if len(found) < len(raw):
        found = folded(raw)
    scope[FOLDED] = found
    return found


def encoded(headers: Mapping[str, str]) -> dict[bytes, bytes]:
    """As a server takes them."""
    return {name.lower().encode("latin-1"): value.encode("latin-1") for name, value in headers.items()}


def decoded(headers: Mapping[bytes, bytes]) -> dict[str, str]:
    """As a programme writes them."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers.items()}


def has_body(headers: Mapping[bytes, bytes]) -> bool:
    """Whether a body follows the headers (RFC 9112, 6.3)."""
    return headers.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in headers


def chosen(choices: type[Choice], name: str, sent: bytes) -> Choice:
    """What a header asks for that takes one of few words.

    Raises:
        RequestError: BAD_USER_INPUT, where it is none of them. Two are none: who sends both says nothing.
    """
    try:
        return choices(sent.decode("latin-1"))
    except ValueError:
        message = f"{name} takes {' or '.join(choices)}, and is sent once."
        raise RequestError(ErrorCode.BAD_USER_INPUT, message) from None
