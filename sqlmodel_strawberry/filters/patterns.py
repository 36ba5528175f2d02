"""LIKE patterns that mean the same on both databases: escaped with a backslash, and bounded."""

from __future__ import annotations

from sqlmodel_strawberry.exceptions import ErrorCode, RequestError

ESCAPE = "\\"
ESCAPES = {"sqlite": ESCAPE, "postgresql": None}
"""What LIKE is told of that. PostgreSQL knows by itself: told, it calls a function, in a kept plan for each row."""
MAX_LENGTH = 1000
MAX_WILDCARDS = 20
PATTERNS = {"eq": "%s", "startsWith": "%s%%", "endsWith": "%%%s", "contains": "%%%s%%"}


def check_pattern(pattern: str) -> None:
    """Refuse a pattern whose matching could take long, or that ends inside an escape.

    Raises:
        RequestError: BAD_USER_INPUT.
    """
    plain = pattern.replace(ESCAPE * 2, "")
    if plain.endswith(ESCAPE):
        raise _bad("A pattern may not end with a single \\; write \\\\ for a backslash.")
    if len(pattern) > MAX_LENGTH or plain.count("%") > MAX_WILDCARDS:
        raise _bad(f"A pattern may have {MAX_LENGTH} characters and {MAX_WILDCARDS} times %.")


def normalized(pattern: str) -> str:
    """The same pattern with only %, _ and \\ escaped: databases differ on other escaped characters."""
    result, characters = [], iter(pattern)
    for character in characters:
        result.append(escaped(next(characters)) if character == ESCAPE else character)
    return "".join(result)


def escaped(text: str) -> str:
    """Text as a pattern that matches only itself."""
    return text.replace(ESCAPE, ESCAPE * 2).replace("%", ESCAPE + "%").replace("_", ESCAPE + "_")


def pattern_of(operator: str, text: str) -> str:
    """The LIKE pattern of a text operator without its `i`."""
    if operator == "like":
        return normalized(text)
    return PATTERNS[operator] % escaped(text)


def _bad(message: str) -> RequestError:
    return RequestError(ErrorCode.BAD_USER_INPUT, message)
