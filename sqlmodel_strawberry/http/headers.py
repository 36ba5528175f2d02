"""The headers of a request as a server gives them: names in lower case, everything in bytes (ASGI, HTTP scope)."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from starlette.types import Scope

FOLDED = "sqlmodel_strawberry.headers"
RawHeaders: TypeAlias = Sequence[tuple[bytes, bytes]]


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


def values(headers: RawHeaders, name: bytes) -> list[bytes]:
    """What was sent by this name, line by line."""
    return [value for each, value in headers if each == name]
