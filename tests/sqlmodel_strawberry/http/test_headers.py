"""Headers, folded once for all who ask."""

from typing import Any

from sqlmodel_strawberry.http.headers import fold, headers_of

LINES = [(b"a", b"1"), (b"b", b"2"), (b"a", b"3"), (b"a", b"")]


def test_lines_of_one_name_are_joined_in_their_order() -> None:
    assert headers_of({"headers": LINES}) == {b"a": b"1, 3, ", b"b": b"2"}


def test_they_are_folded_once_and_anew_by_the_endpoint() -> None:
    scope: dict[str, Any] = {"headers": LINES[:2]}
    first = headers_of(scope)
    scope["headers"] = LINES[1:]
    assert headers_of(scope) is first
    assert fold(scope) == {b"a": b"3, ", b"b": b"2"}
    assert headers_of(scope) == fold(scope)
